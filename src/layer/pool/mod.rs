//! Pools: one number of each window of a channel, its greatest element or the average.

mod adaptive;
mod average;
mod global;
mod max;

pub use adaptive::{AdaptiveAvgPool1d, AdaptiveAvgPool2d};
pub use average::{AvgPool1d, AvgPool2d};
pub use global::{GlobalAvgPool, GlobalMaxPool};
pub use max::{MaxPool1d, MaxPool2d};

/// Has a pool of signals with `C` channels over windows run frame by frame.
macro_rules! streams {
    ($name:ident[$($generics:tt)*]<$($argument:ty),*>) => {
        impl<T: Real, $($generics)*> Streaming<T> for $name<$($argument),*> {
            type State = History<T, A, C>;

            const TIMING: Timing = Timing::of(A::SLIDE);

            const WAITS: usize = A::SLIDE.after();

            #[inline(always)]
            fn push<S: Simd>(&self, simd: S, pass: Push<'_, T, Self::State>) -> bool {
                let Push { frame, output, state, .. } = pass;
                let Some(frames) = state.push(frame) else { return false };
                pool::forward_frame(simd, Self::KERNEL, frames.taps, frames.padded, output);
                true
            }
        }
    };
}
use streams;

/// Declares a pool with `C` channels, the kernel that computes it, and the shape of its output. It
/// has nothing but its type.
macro_rules! pool {
    (
        $(#[$attribute:meta])*
        $name:ident[$($generics:tt)*]<$($argument:ident),*> over $windows:ty {
            channels: $channels:expr,
            kernel: $kernel:expr,
            output: $output:expr,
        }
    ) => {
        $(#[$attribute])*
        #[derive(Parameters)]
        #[meaning(Input::Combined)]
        pub struct $name<$($generics)*>(PhantomData<$windows>);

        // By hand, since derives would ask the same of the windows, of which nothing is stored.
        impl<$($generics)*> Clone for $name<$($argument),*> {
            fn clone(&self) -> Self {
                *self
            }
        }

        impl<$($generics)*> Copy for $name<$($argument),*> {}

        impl<$($generics)*> PartialEq for $name<$($argument),*> {
            fn eq(&self, _: &Self) -> bool {
                true
            }
        }

        impl<$($generics)*> core::fmt::Debug for $name<$($argument),*> {
            fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
                f.write_str(stringify!($name))
            }
        }

        impl<$($generics)*> $name<$($argument),*> {
            const KERNEL: Pool = {
                let kernel: Pool = $kernel;
                let ([rows, columns], [rows_out, columns_out]) = (kernel.size(), kernel.out());
                assert!(IN == $channels * rows * columns, "a pool takes all elements of its channels");
                assert!(OUT == $channels * rows_out * columns_out, "a pool gives a number for each window");
                kernel
            };
        }

        impl<T: Real, $($generics)*> Layer<T> for $name<$($argument),*> {
            type In = Const<IN>;
            type Out = Const<OUT>;
            type Scratch = ();

            const OUTPUT: Shape = Shape::new($output);

            fn infer<B: Dim, S: Simd>(&self, simd: S, pass: Infer<'_, T, Self, B>) {
                let Infer { input, mut output, .. } = pass;
                pool::forward(simd, Self::KERNEL, input.elements(), output.elements_mut());
            }
        }

        impl<T: Real, $($generics)*> crate::layer::PoolsRows<T> for $name<$($argument),*> {
            const POOL: Pool = Self::KERNEL;
        }

        #[cfg(feature = "train")]
        impl<T: Real, $($generics)*> Differentiable<T> for $name<$($argument),*> {
            type Saved<B: Dim> = ();

            fn backward<B: Dim, S: Simd>(
                &self,
                simd: S,
                pass: Backward<'_, T, Self, B>,
                _: &mut Self,
            ) {
                let Backward { input, output_gradient, input_gradient, .. } = pass;
                let Some(mut input_gradient) = input_gradient else { return };
                let (x, dy, dx) = (input.elements(), output_gradient.elements(), input_gradient.elements_mut());
                pool::backward(simd, Self::KERNEL, x, dy, dx);
            }
        }
    };
}
use pool;
