//! Layers of the user's, to be steps of streams.

use netwright::layer::prelude::*;

/// `y_l = x_l + x_{l-1} + b` in each channel, with `x_{-1} = 0`.
#[derive(Parameters)]
pub(crate) struct SumOfTwo<const C: usize, const L: usize, const N: usize, T: Real = f32> {
    pub(crate) bias: T,
}

impl<T: Real, const C: usize, const L: usize, const N: usize> Layer<T> for SumOfTwo<C, L, N, T> {
    type In = Const<N>;
    type Out = Const<N>;
    type Scratch = ();
    const OUTPUT: Shape = Shape::new(&[C, L]);

    fn infer<B: Dim, S: Simd>(&self, _: S, Infer { input, mut output, .. }: Infer<'_, T, Self, B>) {
        for (x, y) in input.elements().chunks_exact(L).zip(output.elements_mut().chunks_exact_mut(L)) {
            for l in 0..L {
                y[l] = x[l] + if l == 0 { T::zero() } else { x[l - 1] } + self.bias;
            }
        }
    }
}

impl<T: Real, const C: usize, const L: usize, const N: usize> Streaming<T> for SumOfTwo<C, L, N, T> {
    type State = [T; C];
    const TIMING: Timing = Timing { receptive_field: 2, ..Timing::EVERY_FRAME };

    fn push<S: Simd>(&self, _: S, Push { frame, output, state, .. }: Push<'_, T, [T; C]>) -> bool {
        for ((y, &x), before) in output.iter_mut().zip(frame).zip(state) {
            *y = x + *before + self.bias;
            *before = x;
        }
        true
    }
}

/// The second of each two frames.
#[derive(Parameters)]
pub(crate) struct Half<const C: usize, const L: usize, const IN: usize, const OUT: usize>;

impl<T: Real, const C: usize, const L: usize, const IN: usize, const OUT: usize> Layer<T> for Half<C, L, IN, OUT> {
    type In = Const<IN>;
    type Out = Const<OUT>;
    type Scratch = ();
    const OUTPUT: Shape = Shape::new(&[C, L / 2]);

    fn infer<B: Dim, S: Simd>(&self, _: S, Infer { input, mut output, .. }: Infer<'_, T, Self, B>) {
        for (x, y) in input.elements().chunks_exact(L).zip(output.elements_mut().chunks_exact_mut(L / 2)) {
            y.iter_mut().zip(x.iter().skip(1).step_by(2)).for_each(|(y, &x)| *y = x);
        }
    }
}

impl<T: Real, const C: usize, const L: usize, const IN: usize, const OUT: usize> Streaming<T> for Half<C, L, IN, OUT> {
    /// 1 after the first of two frames.
    type State = u8;
    const TIMING: Timing = Timing { latency: 1, stride: 2, receptive_field: 1 };

    fn push<S: Simd>(&self, _: S, Push { frame, output, state, .. }: Push<'_, T, u8>) -> bool {
        *state ^= 1;
        if *state == 1 {
            return false;
        }
        output.copy_from_slice(frame);
        true
    }
}

/// The last frame.
#[derive(Parameters)]
pub(crate) struct LastFrame<const C: usize, const L: usize, const IN: usize, const OUT: usize>;

impl<T: Real, const C: usize, const L: usize, const IN: usize, const OUT: usize> Layer<T> for LastFrame<C, L, IN, OUT> {
    type In = Const<IN>;
    type Out = Const<OUT>;
    type Scratch = ();
    const OUTPUT: Shape = Shape::new(&[C]);

    fn infer<B: Dim, S: Simd>(&self, _: S, Infer { input, mut output, .. }: Infer<'_, T, Self, B>) {
        for (x, y) in input.elements().chunks_exact(L).zip(output.elements_mut()) {
            *y = x[L - 1];
        }
    }
}

impl<T: Real, const C: usize, const L: usize, const IN: usize, const OUT: usize> Streaming<T>
    for LastFrame<C, L, IN, OUT>
{
    type State = ();

    fn push<S: Simd>(&self, _: S, Push { frame, output, .. }: Push<'_, T, ()>) -> bool {
        output.copy_from_slice(frame);
        true
    }
}
