//! Layers that lay the elements of each channel out anew, axis by axis: `Upsample`, `Pad`, `Crop`.
//!
//! Along one axis an element of the output is a weighted sum of at most two elements of the input,
//! its taps. An image has two axes, which do not depend on each other.

mod axis;
mod crop;
mod pad;
mod passes;
mod upsample;

pub use axis::{Axes, ResampledAxis, Single, Taps};
pub use crop::{Crop, Cropped};
pub use pad::{Circular, Pad, PadMode, Padded, Reflect, Replicate, Zeros};
pub use upsample::{Interpolated, Repeated, Upsample};

/// Implements a layer that resamples along its axes.
macro_rules! resampling_layer {
    ($name:ident) => {
        impl<T: Real, const IN: usize, const OUT: usize, A: Axes> Layer<T> for $name<IN, OUT, A> {
            type In = Const<IN>;
            type Out = Const<OUT>;
            type Scratch = ();

            const OUTPUT: Shape = axis::shape::<A>(OUT);

            fn infer<B: Dim, S: Simd>(&self, simd: S, Infer { input, mut output, .. }: Infer<'_, T, Self, B>) {
                const { axis::check::<A>(IN, OUT) };
                let (x, y) = (input.elements(), output.elements_mut());
                vectorize!(simd, passes::forward::<T, A>(x, y));
            }
        }

        #[cfg(feature = "train")]
        impl<T: Real, const IN: usize, const OUT: usize, A: Axes> Differentiable<T> for $name<IN, OUT, A> {
            type Saved<B: Dim> = ();

            fn backward<B: Dim, S: Simd>(&self, simd: S, pass: Backward<'_, T, Self, B>, _: &mut Self) {
                let Backward { output_gradient, input_gradient, .. } = pass;
                let Some(mut input_gradient) = input_gradient else { return };
                let (dy, dx) = (output_gradient.elements(), input_gradient.elements_mut());
                vectorize!(simd, passes::backward::<T, A>(dy, dx));
            }
        }
    };
}

use resampling_layer;
