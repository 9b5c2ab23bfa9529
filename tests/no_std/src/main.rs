//! Inference where there is nothing but `core`: two networks, computed without an allocator.

#![no_std]
#![no_main]

use core::ffi::{c_char, c_int};
use netwright::__private::Zeroable;
use netwright::layer::prelude::*;
use netwright::prelude::*;

/// A chain with every kind of activation.
#[network(input = 4)]
struct Chain {
    hidden: Linear<8>,
    tanh: Tanh,
    more: Linear<8>,
    relu: Relu,
    logits: Linear<3>,
}

/// A network that is a step of another one.
#[network(input = 6)]
struct Block<const H: usize> {
    down: Linear<H>,
    tanh: Tanh,
    up: Linear<6>,
    #[from(up, input)]
    sum: Add,
}

/// A layer of one's own, which needs memory: each feature plus the one before it, `[N]` to `[N - 1]`.
#[derive(Parameters)]
struct Sums<const IN: usize, const OUT: usize>;

impl<T: Real, const IN: usize, const OUT: usize> Layer<T> for Sums<IN, OUT> {
    type In = Const<IN>;
    type Out = Const<OUT>;
    type Scratch = [T; OUT];

    const OUTPUT: Shape = Shape::new(&[IN - 1]);

    fn infer<B: Dim, S: Simd>(
        &self,
        _: S,
        x: InputView<'_, T, Self, B>,
        mut y: ViewMut<'_, T, Const<OUT>, B>,
        scratch: &mut [T],
    ) {
        let mut before = ViewMut::from_slice_generic(scratch, Const::<OUT>, x.shape_generic().1);
        before.copy_from(&x.rows(0, OUT));
        y.copy_from(&x.rows(1, OUT));
        y += before;
    }
}

/// A graph that ends in logarithms of probabilities.
#[network(input = [2, 3])]
struct Graph {
    flat: Flatten,
    block: Block<2>,
    sums: Sums<_, _>,
    left: Linear<4>,
    sigmoid: Sigmoid,
    #[from(flat)]
    right: Linear<4>,
    #[from(sigmoid, right)]
    sum: Add,
    #[from(sigmoid, right)]
    larger: Max,
    #[from(sum, larger, flat)]
    both: Concat,
    dropout: Dropout<0.5>,
    logits: Linear<2>,
    log_probabilities: LogSoftmax,
}

// The linker wants the C library's `main`; nothing of it is used.
#[link(name = "c")]
unsafe extern "C" {}

#[panic_handler]
fn panic(_: &core::panic::PanicInfo<'_>) -> ! {
    loop {}
}

/// Returns 0 if both networks, all of whose weights are zero, give equal scores.
#[unsafe(no_mangle)]
extern "C" fn main(_: c_int, _: *const *const c_char) -> c_int {
    let (chain, graph) = (Chain::<f32>::zeroed(), Graph::<f64>::zeroed());
    let scores = chain.predict(&[1.0, -2.0, 3.0, 4.0]);
    let probabilities = graph.predict_proba(&[0.5; 6]);
    let equal = scores.as_slice() == [0.0; 3] && (probabilities[0] - 0.5).abs() < 1e-12;
    c_int::from(!equal) + c_int::try_from(graph.classify(&[0.5; 6])).unwrap_or(9)
}
