//! Once the workspace exists, forward, loss, backward and step allocate nothing; prediction never
//! does.

use netwright::nalgebra::Const;
use netwright::prelude::*;
use rand::SeedableRng;
use rand::rngs::SmallRng;
use std::alloc::{GlobalAlloc, Layout, System};
use std::cell::Cell;

thread_local! {
    /// Allocations of this thread, so that other tests do not count.
    static ALLOCATIONS: Cell<usize> = const { Cell::new(0) };
}

/// The system's allocator, with a counter.
struct Counting;

// SAFETY: every call is passed on to the system's allocator unchanged.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        ALLOCATIONS.set(ALLOCATIONS.get() + 1);
        // SAFETY: the caller keeps the contract of `alloc`, which is the system's.
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, pointer: *mut u8, layout: Layout) {
        // SAFETY: the caller keeps the contract of `dealloc`, which is the system's.
        unsafe { System.dealloc(pointer, layout) }
    }
}

#[global_allocator]
static ALLOCATOR: Counting = Counting;

/// Counts the allocations of `work` on this thread.
fn allocations(work: impl FnOnce()) -> usize {
    let before = ALLOCATIONS.get();
    work();
    ALLOCATIONS.get() - before
}

/// A graph with every kind of memory: values used twice, the input used twice, a mask.
#[network(input = 6)]
struct Graph {
    hidden: Linear<16>,
    relu: Relu,
    dropout: Dropout<0.5>,
    more: Linear<16>,
    #[from(dropout, more)]
    sum: Add,
    #[from(sum, relu)]
    larger: Max,
    #[from(larger, input)]
    both: Concat,
    logits: Linear<3>,
    log_probabilities: LogSoftmax,
}

const SAMPLES: [[f32; 6]; 8] = [[0.5, -1.0, 2.0, 0.1, 0.0, 1.0]; 8];

#[test]
fn training_allocates_nothing_once_the_workspace_exists() {
    let mut rng = SmallRng::seed_from_u64(1);
    let labels = Label::<3>::from_indices((0..8).map(|row| row % 3)).unwrap();
    let (mut net, mut gradients) = (Graph::init(&mut rng), Graph::zeros());
    let (mut sgd, mut adam) = (Sgd::new(0.01).momentum(0.9).weight_decay(1e-4), Adam::new(0.01));
    let mut any_size = Workspace::for_batch(8);
    let mut fixed = Workspace::<Graph, Const<8>>::fixed();
    let count = allocations(|| {
        // The last batch of an epoch is shorter.
        for samples in [&SAMPLES[..], &SAMPLES[..3], &SAMPLES[..1]] {
            let pass = net.forward(samples, &mut any_size, &mut rng);
            let loss = pass.loss(&Nll, &labels[..samples.len()]).unwrap();
            gradients.zero();
            loss.backward(&mut gradients);
            sgd.step(&mut net, &gradients);
        }
        let loss = net.forward(&SAMPLES, &mut fixed, &mut rng).loss(&Nll, &labels).unwrap();
        gradients.zero();
        loss.backward(&mut gradients);
        adam.step(&mut net, &gradients);
    });
    assert_eq!(count, 0);
}

#[test]
fn gradients_of_a_large_batch_allocate_nothing() {
    // They are summed in parts.
    let samples = [SAMPLES[0]; 700];
    let labels = [Label::<3>::new(1).unwrap(); 700];
    let mut rng = SmallRng::seed_from_u64(1);
    let (net, mut gradients) = (Graph::init(&mut rng), Graph::zeros());
    let mut workspace = Workspace::for_batch(700);
    let count = allocations(|| {
        let loss = net.forward_shared(&samples[..], &mut workspace, &mut rng).loss(&Nll, &labels).unwrap();
        loss.backward(&mut gradients);
    });
    assert_eq!(count, 0);
}

#[test]
fn prediction_allocates_nothing() {
    let net = Graph::init(&mut SmallRng::seed_from_u64(1));
    let count = allocations(|| {
        let output = net.predict(&SAMPLES[0]);
        let probabilities = net.predict_proba(&SAMPLES[0]);
        assert!(output.iter().all(|y| y.is_finite()) && probabilities.iter().all(|p| *p > 0.0));
        assert!(net.classify(&SAMPLES[0]) < 3);
    });
    assert_eq!(count, 0);
}

/// A stream with steps of every kind of memory.
#[network(stream, input = [2, 40])]
struct Live {
    conv: Conv1d<8, 3, Causal, Dilation<4>>,
    relu: Relu,
    pool: AvgPool1d<2>,
    gru: Gru<6, Last>,
    scores: Linear<3>,
}

#[test]
fn a_stream_allocates_nothing() {
    let net = Live::init(&mut SmallRng::seed_from_u64(1));
    let (mut stream, mut outputs) = (net.stream(), [Default::default(); 32]);
    let count = allocations(|| {
        assert!(stream.push(&[1.0, 2.0]).is_none() && stream.push(&[1.0, 2.0]).is_some());
        let outputs = stream.push_block(&[[0.5, -0.5]; 64], &mut outputs).unwrap();
        assert_eq!(outputs.len(), 32);
        assert!(stream.classify(&[1.0, 2.0]).is_none());
        stream.reset();
    });
    assert_eq!(count, 0);
}

#[test]
fn the_counter_counts() {
    assert_eq!(allocations(|| drop(std::hint::black_box(vec![1_u8]))), 1);
}
