//! `Embedding`: a learned vector for each class.

use crate::layer::prelude::*;
#[cfg(feature = "train")]
use crate::parameters::init::{Init, fill};
#[cfg(feature = "train")]
use rand::RngExt;
#[cfg(feature = "train")]
use rand_distr::StandardNormal;

/// A learned vector for each of `CLASSES` classes: every feature is the index of a class, counted
/// from 0, and is replaced by the vector of that class, `y = (w_x1; w_x2; …)`. In a declaration
/// `Embedding<CLASSES, DIM>`.
///
/// Shapes: `x` `[N]`, `y` `[N·DIM]`, `w` `[CLASSES, DIM]`. The vectors are one behind the other, as
/// PyTorch's `nn.Embedding` gives them after `flatten(1)`, so that a `Linear` can follow. Where
/// some features are numbers and others indices, a [`Slice`](crate::layer::Slice) takes the
/// indices:
///
/// ```
/// use netwright::prelude::*;
/// use rand::{SeedableRng, rngs::SmallRng};
///
/// /// A day of the week beside two numbers.
/// #[network(input = 3)]
/// struct Traffic {
///     day: Slice<0, 1>,
///     vector: Embedding<7, 2>,
///     #[from(input)]
///     numbers: Slice<1, 3>,
///     #[from(vector, numbers)]
///     all: Concat,
///     count: Linear<1>,
/// }
///
/// let net = Traffic::init(&mut SmallRng::seed_from_u64(1));
/// assert_ne!(net.predict(&[0.0, 1.5, -0.5]), net.predict(&[6.0, 1.5, -0.5]));
/// // There is no eighth day, and none between the first two.
/// assert!(net.predict(&[7.0, 1.5, -0.5])[0].is_nan());
/// assert!(net.predict(&[0.5, 1.5, -0.5])[0].is_nan());
/// ```
///
/// # Indices
///
/// An index is a whole number from 0 to `CLASSES - 1`. Anything else, such as -1, 0.5 or `CLASSES`,
/// has the vector NaN, and a prediction shows it. A data set with such an index is an error,
/// [`Error::NotAnIndex`](crate::Error::NotAnIndex), before anything is trained or measured on it,
/// where the indices are features of the samples, taken by `Slice`, `Reshape`, `Flatten` or
/// `Concat`. Of indices that other layers compute, training ends with an error before it changes
/// anything. Numbers of type `f32` are exact up to 2^24, which is the most classes that there can
/// be.
///
/// # Gradients
///
/// The vector of a class gets the gradients of all places at which the class stands; all other rows
/// are left alone:
///
/// ```text
/// dE/dw_c = Σ dE/dy_j   over all j with x_j = c
/// dE/dx   = 0
/// ```
///
/// An index cannot be changed a little, so that nothing above an embedding is trained through it.
///
/// The vectors are drawn from N(0, 1) at the beginning, as in PyTorch, unless `#[init(..)]` says
/// otherwise.
///
/// Source: Y. Bengio, R. Ducharme, P. Vincent and C. Jauvin, "A neural probabilistic language
/// model", JMLR 3 (2003).
#[derive(Clone, Debug, PartialEq, Parameters)]
pub struct Embedding<T: Real, const N: usize, const CLASSES: usize, const DIM: usize, const OUT: usize> {
    /// The vectors `w`, one in each row, `[CLASSES, DIM]`.
    pub weight: [[T; DIM]; CLASSES],
}

impl<T: Real, const N: usize, const CLASSES: usize, const DIM: usize, const OUT: usize>
    Embedding<T, N, CLASSES, DIM, OUT>
{
    /// The most classes: all indices below it are exact in single precision.
    const MAX_CLASSES: usize = 1 << 24;

    // The macro has checked numbers already; this is about constants and const parameters.
    const FITS: () = {
        assert!(OUT == N * DIM, "an Embedding gives a vector for each of its inputs");
        assert!(CLASSES <= Self::MAX_CLASSES, "an Embedding has at most 2^24 classes");
    };
}

/// Returns the class of an index: none if it is no whole number, or below zero. It may be too
/// large.
#[inline(always)]
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, clippy::cast_precision_loss)]
pub(crate) fn class_of<T: Real>(index: T) -> Option<usize> {
    let index = index.to_double();
    // The conversion gives the nearest number that there is; for all others it differs from
    // `index`.
    let class = index as usize;
    (class as f64 == index).then_some(class)
}

impl<T: Real, const N: usize, const CLASSES: usize, const DIM: usize, const OUT: usize> Layer<T>
    for Embedding<T, N, CLASSES, DIM, OUT>
{
    type In = Const<N>;
    type Out = Const<OUT>;
    type Scratch = ();

    fn indices(expect: &mut dyn FnMut(usize, usize)) {
        (0..N).for_each(|feature| expect(feature, CLASSES));
    }

    fn infer<B: Dim, S: Simd>(&self, _: S, Infer { input, mut output, .. }: Infer<'_, T, Self, B>) {
        let () = Self::FITS;
        for (&x, y) in input.elements().iter().zip(output.elements_mut().chunks_exact_mut(DIM)) {
            match class_of(x).and_then(|class| self.weight.get(class)) {
                Some(vector) => y.copy_from_slice(vector),
                None => y.fill(T::from_double(f64::NAN)),
            }
        }
    }
}

#[cfg(feature = "train")]
impl<T: Real, const N: usize, const CLASSES: usize, const DIM: usize, const OUT: usize> Differentiable<T>
    for Embedding<T, N, CLASSES, DIM, OUT>
{
    type Saved<B: Dim> = ();

    fn backward<B: Dim, S: Simd>(&self, _: S, pass: Backward<'_, T, Self, B>, gradient: &mut Self) {
        let Backward { input, output_gradient, input_gradient, .. } = pass;
        if let Some(mut input_gradient) = input_gradient {
            input_gradient.fill(T::zero());
        }
        for (&x, dy) in input.elements().iter().zip(output_gradient.elements().chunks_exact(DIM)) {
            if let Some(dw) = class_of(x).and_then(|class| gradient.weight.get_mut(class)) {
                dw.iter_mut().zip(dy).for_each(|(dw, &dy)| *dw += dy);
            }
        }
    }

    fn initialize(&mut self, init: Init, rng: &mut dyn Rng) {
        if init == Init::Default {
            let numbers = self.weight.as_flattened_mut();
            numbers.fill_with(|| T::from_double(rng.sample::<f64, _>(StandardNormal)));
        } else {
            fill(self, init, rng);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::class_of;

    #[test]
    fn whole_numbers_are_classes() {
        for (index, class) in [(0.0, Some(0)), (-0.0, Some(0)), (3.0, Some(3)), (16_777_215.0, Some(16_777_215))] {
            assert_eq!((class_of::<f32>(index), class_of(f64::from(index))), (class, class));
        }
        for index in [-1.0, 0.5, 2.999_999, -0.1, f32::NAN, f32::INFINITY, f32::NEG_INFINITY] {
            assert_eq!((class_of::<f32>(index), class_of(f64::from(index))), (None, None), "{index}");
        }
    }
}
