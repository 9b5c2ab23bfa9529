//! Steps that remember frames, at several rates, and what follows behind the last frame.

use crate::layers::{Half, LastFrame, SumOfTwo};
use crate::shared::numbers;
use crate::streams;
use bytemuck::zeroed_box;
use netwright::network::stream::{Stream, StreamState};
use netwright::prelude::*;
use std::sync::Mutex;

/// The two sums of two, of which the documentation of `reset` speaks.
#[network(stream, train = false, input = [1, 3])]
struct Sums {
    first: SumOfTwo<1, 3, 3>,
    second: SumOfTwo<1, 3, 3>,
}

fn sums() -> Box<Sums> {
    let mut net = zeroed_box::<Sums>();
    net.first.bias = 1.0;
    net
}

#[test]
fn a_reset_stream_has_zeros_in_front_of_every_step() {
    let net = sums();
    let mut stream = net.stream();
    let push = |stream: &mut Stream<'_, Sums>| [1.0, 2.0, 3.0].map(|x| stream.push(&[x])[0]);
    assert_eq!(push(&mut stream), [2.0, 6.0, 10.0]);
    assert_eq!(net.predict(&[1.0, 2.0, 3.0]).as_slice(), [2.0, 6.0, 10.0]);
    stream.reset();
    assert_eq!(push(&mut stream), [2.0, 6.0, 10.0]);
    stream.settle();
    assert_eq!(push(&mut stream), [3.0, 6.0, 10.0]);
    stream.settle();
    assert_eq!(push(&mut stream), [3.0, 6.0, 10.0], "what was before is forgotten");
    assert_eq!((Sums::STATE_BYTES, Sums::RECEPTIVE_FIELD, Sums::LATENCY, Sums::FRAMES_PER_OUTPUT), (8, 3, 0, 1));
}

/// Two rates, and paths that meet at the second of them.
#[network(stream, train = false, input = [2, 20])]
struct Rates {
    sum: SumOfTwo<_, _, _>,
    half: Half<2, 20, 40, 20>,
    tanh: Tanh,
    #[from(input)]
    other: Half<2, 20, 40, 20>,
    #[from(tanh, other)]
    both: Add,
    again: SumOfTwo<2, 10, 20>,
    quarter: Half<2, 10, 20, 10>,
    relu: LeakyRelu,
}

#[test]
fn steps_at_several_rates() {
    for seed in 0..3 {
        let mut net = zeroed_box::<Rates>();
        (net.sum.bias, net.again.bias) = (0.3, -0.7);
        streams!(net, 2 x 20, seed);
    }
    assert_eq!((Rates::RECEPTIVE_FIELD, Rates::LATENCY, Rates::FRAMES_PER_OUTPUT), (4, 3, 4));
    assert_eq!(Rates::STATE_BYTES, 2 * 4 + 1 + 1 + 2 * 4 + 1 + 1, "the steps' own, and alignment");
}

/// A network as a step of another, and a classifier behind the last frame.
#[network(stream, train = false, input = [3, 16])]
struct Block {
    sum: SumOfTwo<_, _, _>,
    #[from(input, sum)]
    skip: Add,
    tanh: Tanh,
}

#[network(stream, train = false, input = [3, 16], classes = Motion)]
struct Classifying {
    block: Block,
    other: Block,
    square: Square,
    #[from(input, square)]
    sum: Add,
    half: Half<3, 16, 48, 24>,
    last: LastFrame<3, 8, 24, 3>,
    hidden: Linear<20>,
    relu: Relu,
    dropout: Dropout<0.5>,
    more: Linear<7>,
    tanh: Tanh,
    scores: Linear<4>,
}

#[derive(Class, Clone, Copy, Debug, PartialEq)]
enum Motion {
    Walking,
    Standing,
    Running,
    Badminton,
}

fn classifying(seed: u64) -> Box<Classifying> {
    let mut net = zeroed_box::<Classifying>();
    let count = net.as_slice().len();
    net.as_mut_slice().copy_from_slice(&numbers(count, seed));
    net
}

#[test]
fn a_classifier_of_what_has_been_heard() {
    for seed in 0..5 {
        let net = classifying(seed);
        streams!(net, 3 x 16, seed);
        let signal = numbers(48, seed);
        let mut stream = net.stream();
        let classes = (0..16).map(|l| stream.classify(&[signal[l], signal[16 + l], signal[32 + l]]));
        let last = classes.last().expect("there are frames");
        assert_eq!(last, Some(net.classify(&<[f32; 48]>::try_from(signal.as_slice()).unwrap())));
    }
    assert_eq!((Classifying::RECEPTIVE_FIELD, Classifying::LATENCY, Classifying::FRAMES_PER_OUTPUT), (3, 1, 2));
}

#[test]
fn a_block_needs_memory_for_its_outputs() {
    let net = classifying(1);
    let mut stream = net.stream();
    let mut outputs = [Default::default(); 2];
    let error = stream.push_block(&[[0.0; 3]; 5], &mut outputs).unwrap_err();
    assert_eq!(error.to_string(), "a block of 5 frames may give 3 outputs, but there is memory for 2");
    assert_eq!(stream.push(&[0.0; 3]), None, "no frame has been taken");
    assert!(stream.push(&[0.0; 3]).is_some());
}

/// A stream and a state in statics.
static STATE: Mutex<StreamState<Sums>> = Mutex::new(StreamState::new());

#[test]
fn a_state_in_a_static() {
    let net = sums();
    let mut state = STATE.lock().unwrap();
    let outputs = [1.0, 2.0, 3.0].map(|x| state.push(&net, &[x])[0]);
    assert_eq!(outputs, [2.0, 6.0, 10.0]);
    assert_eq!(size_of::<StreamState<Sums>>(), Sums::STATE_BYTES);
}
