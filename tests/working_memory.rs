//! Working memory of layers, for each sample and for a call: at inference and in training, alone,
//! in a network, and in networks within networks.

use netwright::gradcheck::Gradcheck;
use netwright::layer::prelude::*;
use netwright::layer::{PerCall, ScratchSize};
use netwright::prelude::*;
use rand::rngs::SmallRng;
use rand::{RngExt, SeedableRng};
use std::alloc::{GlobalAlloc, Layout, System};
use std::cell::Cell;

thread_local! {
    /// The bytes that this thread has allocated, so that other tests do not count.
    static BYTES: Cell<usize> = const { Cell::new(0) };
}

/// The system's allocator, with a counter.
struct Counting;

// SAFETY: every call is passed on to the system's allocator unchanged.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        BYTES.set(BYTES.get() + layout.size());
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

/// `y_i = 2·x_(i-1) + 3·x_i + 2·x_(i+1) + x_(N-1-i)`, with neighbours around the corner: a
/// symmetric matrix, so that the gradient is the same function of the gradient.
///
/// The first three terms go through a tile of patches, as in a convolution, the last through memory
/// of the samples.
#[derive(Parameters)]
struct Patches<const N: usize>;

impl<const N: usize> Patches<N> {
    fn apply<T: Real>(x: &[T], y: &mut [T], scratch: &mut [T], tile: &mut [T]) {
        let samples = x.len() / N;
        // As much as was declared and no more; whatever else is there would be ruined here.
        assert_eq!((scratch.len(), tile.len()), (N * samples, 3 * N));
        scratch.fill(T::from_double(f64::NAN));
        tile.fill(T::from_double(f64::NAN));
        y.fill(T::from_double(f64::NAN));
        for (x, reversed) in x.chunks_exact(N).zip(scratch.chunks_exact_mut(N)) {
            reversed.iter_mut().zip(x.iter().rev()).for_each(|(reversed, &x)| *reversed = x);
        }
        let [two, three] = [2.0, 3.0].map(T::from_double);
        for ((x, y), reversed) in x.chunks_exact(N).zip(y.chunks_exact_mut(N)).zip(scratch.chunks_exact(N)) {
            for (i, patch) in tile.chunks_exact_mut(3).enumerate() {
                patch.copy_from_slice(&[x[(i + N - 1) % N], x[i], x[(i + 1) % N]]);
            }
            for ((y, patch), &reversed) in y.iter_mut().zip(tile.chunks_exact(3)).zip(reversed) {
                *y = two * patch[0] + three * patch[1] + two * patch[2] + reversed;
            }
        }
    }
}

impl<T: Real, const N: usize> Layer<T> for Patches<N> {
    type In = Const<N>;
    type Out = Const<N>;
    type Scratch = ([T; N], PerCall<[[T; 3]; N]>);

    fn infer<B: Dim, S: Simd>(&self, _: S, pass: Infer<'_, T, Self, B>) {
        let Infer { input: x, output: mut y, scratch, tile, .. } = pass;
        Self::apply(x.elements(), y.elements_mut(), scratch, tile);
    }
}

impl<T: Real, const N: usize> Differentiable<T> for Patches<N> {
    type Saved<B: Dim> = ();

    fn backward<B: Dim, S: Simd>(&self, _: S, pass: Backward<'_, T, Self, B>, _: &mut Self) {
        let Backward { output_gradient: dy, input_gradient, scratch, tile, .. } = pass;
        let Some(mut dx) = input_gradient else { return };
        Self::apply(dy.elements(), dx.elements_mut(), scratch, tile);
    }
}

/// The layer as a matrix.
fn matrix<const N: usize>() -> SMatrix<f64, N, N> {
    let entry = |i: usize, j: usize| {
        let near = [((i + N - 1) % N, 2.0), (i, 3.0), ((i + 1) % N, 2.0), (N - 1 - i, 1.0)];
        near.iter().filter(|(column, _)| *column == j).map(|(_, weight)| weight).sum()
    };
    SMatrix::from_fn(entry)
}

/// A layer whose backward pass needs more than the forward pass.
#[derive(Parameters)]
struct Hungry;

impl<T: Real> Layer<T> for Hungry {
    type In = Const<5>;
    type Out = Const<5>;
    type Scratch = PerCall<[T; 2]>;

    fn infer<B: Dim, S: Simd>(&self, _: S, pass: Infer<'_, T, Self, B>) {
        let Infer { input: x, output: mut y, scratch, tile, .. } = pass;
        assert_eq!((scratch.len(), tile.len()), (0, 2));
        y.copy_from(&x);
    }
}

impl<T: Real> Differentiable<T> for Hungry {
    type Saved<B: Dim> = ();
    const TRAINING_SCRATCH: ScratchSize = ScratchSize { per_sample: 7, per_call: 40 };

    fn backward<B: Dim, S: Simd>(&self, _: S, pass: Backward<'_, T, Self, B>, _: &mut Self) {
        let Backward { output_gradient: dy, input_gradient, scratch, tile, .. } = pass;
        assert_eq!((scratch.len(), tile.len()), (7 * dy.ncols(), 40));
        input_gradient.into_iter().for_each(|mut dx| dx.copy_from(&dy));
    }
}

#[network(input = 5)]
struct Inner {
    patches: Patches<_>,
    tanh: Tanh,
    again: Patches<_>,
    #[from(again, tanh)]
    sum: Add,
    hungry: Hungry,
}

#[network(input = 5)]
struct Middle {
    inner: Inner,
    wider: Linear<8>,
    patches: Patches<_>,
    narrower: Linear<5>,
}

#[network(input = 4, output = 8)]
struct Outer {
    fc: Linear<5>,
    middle: Middle,
    inner: Inner,
    #[from(middle, inner)]
    sum: Add,
    wide: Linear<8>,
    tile: Patches<_>,
}

/// The sizes are const parameters, which the macro cannot compute with.
#[network(input = 4)]
struct OfAnySize<const N: usize>(Linear<N>, Patches<N>, Patches<N>, Linear<N, 8>);

/// [`Inner`] by matrices.
fn inner(x: SVector<f64, 5>) -> SVector<f64, 5> {
    let tanh = (matrix::<5>() * x).map(f64::tanh);
    matrix::<5>() * tanh + tanh
}

fn outer(net: &Outer<f64>, x: SVector<f64, 4>) -> SVector<f64, 8> {
    let linear = |layer: &Linear<f64, 5, 8>, x| {
        SVector::<f64, 8>::from_fn(|i, _| {
            (0..5).map(|j| layer.weight[(i, j)] * x_at(&x, j)).sum::<f64>() + layer.bias[i]
        })
    };
    fn x_at(x: &SVector<f64, 5>, j: usize) -> f64 {
        x[j]
    }
    let first =
        SVector::<f64, 5>::from_fn(|i, _| (0..4).map(|j| net.fc.weight[(i, j)] * x[j]).sum::<f64>() + net.fc.bias[i]);
    let wider = matrix::<8>() * linear(&net.middle.wider, inner(first));
    let middle = SVector::<f64, 5>::from_fn(|i, _| {
        let narrower = &net.middle.narrower;
        (0..8).map(|j| narrower.weight[(i, j)] * wider[j]).sum::<f64>() + narrower.bias[i]
    });
    matrix::<8>() * linear(&net.wide, middle + inner(middle))
}

fn samples(count: usize, rng: &mut SmallRng) -> Vec<[f64; 4]> {
    (0..count).map(|_| std::array::from_fn(|_| rng.random_range(-1.0..1.0))).collect()
}

#[test]
fn no_memory_overlaps_whatever_the_batch() {
    let mut rng = SmallRng::seed_from_u64(1);
    let mut net = Outer::<f64>::init(&mut rng);
    let mut workspace = Workspace::default();
    for count in [1, 5, 64, 3] {
        let samples = samples(count, &mut rng);
        let batch = net.predict_batch(&samples);
        let training = net.forward(&samples, &mut workspace, &mut rng).output().into_owned();
        for (at, sample) in samples.iter().enumerate() {
            let expected = outer(&net, SVector::from(*sample));
            for found in [net.predict(sample), batch.column(at).into_owned(), training.column(at).into_owned()] {
                assert!((found - expected).amax() < 1e-12, "sample {at} of {count}: {found} and not {expected}");
            }
        }
    }
}

#[test]
fn gradients_with_working_memory() {
    let mut rng = SmallRng::seed_from_u64(2);
    for count in [1, 5, 64] {
        let net = Outer::<f64>::init(&mut rng);
        let samples = samples(count, &mut rng);
        Gradcheck { tolerance: 1e-6, ..Gradcheck::default() }
            .network(&*net, &samples, &Mse, &vec![[0.5; 8]; count], &mut rng)
            .unwrap();
        let net = OfAnySize::<3, f64>::init(&mut rng);
        Gradcheck::default().network(&*net, &samples, &Mse, &vec![[0.5; 8]; count], &mut rng).unwrap();
        let features: Vec<[f64; 4]> = samples;
        Gradcheck::default().layer(&Patches::<4>, &features, &mut rng).unwrap();
    }
}

#[test]
fn sizes_are_counted_and_those_of_calls_are_not_added_up() {
    const SCALAR: usize = size_of::<f32>();
    // In training the largest step counts.
    let training = <Outer as Differentiable<f32>>::TRAINING_SCRATCH;
    assert_eq!(training, ScratchSize { per_sample: 8, per_call: 40 });
    // At inference values are memory of a sample, and the tile is that of the largest step.
    type Memory = <Outer as Layer<f32>>::Scratch;
    assert_eq!(<Memory as Scratch<f32>>::PER_CALL, 24);
    let scalars = <Memory as Scratch<f32>>::PER_SAMPLE + <Memory as Scratch<f32>>::PER_CALL + 8;
    assert_eq!(Outer::RAM_BYTES, scalars * SCALAR);
    assert_eq!(<<OfAnySize<9> as Layer<f32>>::Scratch as Scratch<f32>>::PER_CALL, 27);
}

/// Counts the bytes that `work` allocates on this thread.
fn bytes<R>(work: impl FnOnce() -> R) -> usize {
    let before = BYTES.get();
    let result = work();
    let bytes = BYTES.get() - before;
    drop(result);
    bytes
}

#[test]
fn the_tile_is_allocated_once_for_a_batch() {
    let workspace = |batch| bytes(|| Workspace::<Outer>::for_batch(batch));
    let (one, five, more) = (workspace(1), workspace(5), workspace(64));
    let per_sample = (five - one) / 4;
    assert_eq!(more - one, 63 * per_sample);
    assert_eq!(one - per_sample, 40 * size_of::<f32>(), "the tile, which does not grow");

    let net = Outer::<f32>::init(&mut SmallRng::seed_from_u64(3));
    let predict = |batch| bytes(|| net.predict_batch(&vec![[0.5; 4]; batch])) - batch * size_of::<[f32; 4]>();
    let (one, five, more) = (predict(1), predict(5), predict(64));
    let per_sample = (five - one) / 4;
    assert_eq!(more - one, 63 * per_sample);
    assert_eq!(one - per_sample, 24 * size_of::<f32>());
}

#[test]
fn threads_that_share_a_network_have_memory_of_their_own() {
    let mut rng = SmallRng::seed_from_u64(4);
    let net = Outer::<f64>::init(&mut rng);
    let samples = samples(64, &mut rng);
    let expected: Vec<_> = samples.iter().map(|sample| outer(&net, SVector::from(*sample))).collect();
    std::thread::scope(|scope| {
        for (samples, expected) in samples.chunks(16).zip(expected.chunks(16)) {
            let net = &*net;
            scope.spawn(move || {
                let (mut workspace, mut rng) = (Workspace::for_batch(16), SmallRng::seed_from_u64(5));
                for _ in 0..20 {
                    let pass = net.forward_shared(samples, &mut workspace, &mut rng);
                    let outputs = pass.output();
                    let near =
                        |(at, expected): (usize, &SVector<f64, 8>)| (outputs.column(at) - expected).amax() < 1e-12;
                    assert!(expected.iter().enumerate().all(near));
                }
            });
        }
    });
}
