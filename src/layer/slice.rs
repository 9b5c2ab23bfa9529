//! `Slice`: some of the features of a value.

use crate::layer::prelude::*;

/// The features from `START` on, up to but not including `END`, as in `x[START..END]` of Rust and
/// `x[:, START:END]` of PyTorch; in a declaration `Slice<0, 4>`. The type itself has the number of
/// features that it takes, the first one of its range, and the number that it gives.
///
/// Images are cut by their channels: of `[C, H, W]`, `Slice<0, 2>` gives `[2, H, W]`.
///
/// Several of them divide a value, as PyTorch's `split` and `chunk` do:
///
/// ```
/// use netwright::prelude::*;
///
/// #[network(input = 5)]
/// struct Reversed {
///     first: Slice<0, 2>,
///     #[from(input)]
///     rest: Slice<2, 5>,
///     #[from(rest, first)]
///     both: Concat,
/// }
/// let output = Reversed::zeros().predict(&[1.0, 2.0, 3.0, 4.0, 5.0]);
/// assert_eq!(output.as_slice(), [3.0, 4.0, 5.0, 1.0, 2.0]);
/// ```
///
/// # Gradient
///
/// `y_i = x_{START + i}`, so that `dE/dx` is `dE/dy` in the range and 0 outside of it. Where
/// several steps take a value, its gradients are added: those of a divided value are put together
/// again.
///
/// # Cost
///
/// One copy of the range.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Parameters)]
#[meaning(Input::Combined)]
pub struct Slice<const IN: usize, const START: usize, const OUT: usize>;

impl<const IN: usize, const START: usize, const OUT: usize> Slice<IN, START, OUT> {
    // The macro has checked numbers already; this is about const parameters.
    const FITS: () = assert!(START <= IN && OUT <= IN - START, "a Slice ends behind the last feature of its input");
}

impl<T: Real, const IN: usize, const START: usize, const OUT: usize> Layer<T> for Slice<IN, START, OUT> {
    type In = Const<IN>;
    type Out = Const<OUT>;
    type Scratch = ();

    fn infer<B: Dim, S: Simd>(&self, _: S, Infer { input, mut output, .. }: Infer<'_, T, Self, B>) {
        let () = Self::FITS;
        let samples = input.elements().chunks_exact(IN).zip(output.elements_mut().chunks_exact_mut(OUT));
        for (x, y) in samples {
            y.copy_from_slice(&x[START..START + OUT]);
        }
    }
}

impl<T: Real, const IN: usize, const START: usize, const OUT: usize> Streaming<T> for Slice<IN, START, OUT> {
    type State = ();

    #[inline(always)]
    fn push<S: Simd>(&self, _: S, Push { frame, output, .. }: Push<'_, T, ()>) -> bool {
        // The range is counted in numbers of all frames.
        let frames = IN.checked_div(frame.len()).unwrap_or(1).max(1);
        output.iter_mut().zip(frame.iter().skip(START / frames)).for_each(|(y, &x)| *y = x);
        true
    }
}

#[cfg(feature = "train")]
impl<T: Real, const IN: usize, const START: usize, const OUT: usize> Differentiable<T> for Slice<IN, START, OUT> {
    type Saved<B: Dim> = ();

    fn backward<B: Dim, S: Simd>(&self, _: S, pass: Backward<'_, T, Self, B>, _: &mut Self) {
        let Backward { output_gradient, input_gradient, .. } = pass;
        let Some(mut input_gradient) = input_gradient else { return };
        let dx = input_gradient.elements_mut();
        dx.fill(T::zero());
        let samples = dx.chunks_exact_mut(IN).zip(output_gradient.elements().chunks_exact(OUT));
        for (dx, dy) in samples {
            dx[START..START + OUT].copy_from_slice(dy);
        }
    }
}
