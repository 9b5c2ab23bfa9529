//! `Dropout`, `Dropout1d` and `Dropout2d`: features or channels are left out at random in training.

#[cfg(feature = "train")]
use crate::kernel::channels;
use crate::layer::prelude::*;
#[cfg(feature = "train")]
use rand::RngExt;

/// In training each feature is set to zero with probability `p`, and the others are divided by
/// `1 - p`; at inference nothing happens. In a declaration `Dropout<0.5>`; any shape to the same
/// shape. `RATE` holds the bits of `p` as an `f64`.
///
/// [`Dropout1d`] and [`Dropout2d`] leave out whole channels, of which a sample has `C`.
///
/// # Gradient
///
/// With the mask `m_i`, 0 or `1 / (1 - p)`, drawn in the forward pass for each feature or channel:
/// `y_i = m_i·x_i`, `dE/dx_i = m_i·dE/dy_i`.
///
/// Source: N. Srivastava et al., "Dropout: a simple way to prevent neural networks from
/// overfitting", JMLR 15 (2014), in the form that scales in training ("inverted"), as PyTorch does.
///
/// ```
/// use netwright::prelude::*;
///
/// #[network(input = 3)]
/// struct Noisy {
///     dropout: Dropout<0.5>,
/// }
/// // Inference leaves the values alone.
/// assert_eq!(Noisy::zeros().predict(&[1.0, 2.0, 3.0]).as_slice(), [1.0, 2.0, 3.0]);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Parameters)]
#[meaning(Input)]
pub struct Dropout<const N: usize, const RATE: u64, const C: usize = N>;

/// [`Dropout`] of whole channels of signals, `[C, L]`: neighbours in a signal tell nearly the same,
/// so that leaving out one of them takes little away.
///
/// In a declaration `Dropout1d<0.5>`, as PyTorch's `nn.Dropout1d`.
///
/// Source: J. Tompson et al., "Efficient object localization using convolutional networks", CVPR
/// 2015.
pub type Dropout1d<const N: usize, const RATE: u64, const C: usize> = Dropout<N, RATE, C>;

/// [`Dropout`] of whole channels of images, `[C, H, W]`; see [`Dropout1d`].
///
/// In a declaration `Dropout2d<0.5>`, as PyTorch's `nn.Dropout2d`.
///
/// ```
/// use netwright::prelude::*;
/// use rand::{SeedableRng, rngs::StdRng};
///
/// #[network(input = [8, 2, 2])]
/// struct Noisy(Dropout2d<0.5>);
///
/// let mut workspace = Workspace::default();
/// let mut rng = StdRng::seed_from_u64(1);
/// let mut net = Noisy::zeros();
/// let pass = net.forward(&[[1.0_f32; 32]], &mut workspace, &mut rng);
/// let channels: Vec<_> = pass.output().as_slice().chunks(4).map(<[f32]>::to_vec).collect();
/// assert!(channels.iter().all(|channel| *channel == [0.0; 4] || *channel == [2.0; 4]));
/// assert!(channels.contains(&vec![0.0; 4]) && channels.contains(&vec![2.0; 4]));
/// ```
pub type Dropout2d<const N: usize, const RATE: u64, const C: usize> = Dropout<N, RATE, C>;

impl<T: Real, const N: usize, const RATE: u64, const C: usize> Layer<T> for Dropout<N, RATE, C> {
    type In = Const<N>;
    type Out = Const<N>;
    type Scratch = ();

    fn infer<B: Dim, S: Simd>(&self, _: S, Infer { input, mut output, .. }: Infer<'_, T, Self, B>) {
        output.copy_from(&input);
    }
}

impl<T: Real, const N: usize, const RATE: u64, const C: usize> Streaming<T> for Dropout<N, RATE, C> {
    type State = ();

    #[inline(always)]
    fn push<S: Simd>(&self, _: S, Push { frame, output, .. }: Push<'_, T, ()>) -> bool {
        output.copy_from_slice(frame);
        true
    }
}

#[cfg(feature = "train")]
impl<const N: usize, const RATE: u64, const C: usize> Dropout<N, RATE, C> {
    /// `to = mask ⊙ from`, sample by sample.
    #[inline(always)]
    fn apply<T: Real>(mask: &[T], from: &[T], to: &mut [T]) {
        const { assert!(C > 0 && N.is_multiple_of(C), "each channel has as many numbers as the others") };
        let (masks, _) = mask.as_chunks::<C>();
        for (mask, (from, to)) in masks.iter().zip(from.chunks_exact(N).zip(to.chunks_exact_mut(N))) {
            channels::map::<T, _, C, N>(|channel| mask[channel], from, to, |factor, x| x * factor);
        }
    }
}

#[cfg(feature = "train")]
impl<T: Real, const N: usize, const RATE: u64, const C: usize> Differentiable<T> for Dropout<N, RATE, C> {
    /// The mask.
    type Saved<B: Dim> = Buffer<T, Const<C>, B>;

    fn forward_train<B: Dim, S: Simd>(&self, simd: S, pass: Forward<'_, T, Self, B>) {
        let Forward { input, mut output, saved: mask, rng, .. } = pass;
        let rate = f64::from_bits(RATE);
        let scale = T::from_double(1.0 / (1.0 - rate));
        let batch = input.shape_generic().1;
        mask.view_mut(batch).apply(|factor| *factor = if rng.random::<f64>() < rate { T::zero() } else { scale });
        let (mask, x, y) = (mask.elements(batch), input.elements(), output.elements_mut());
        vectorize!(simd, Self::apply(mask, x, y));
    }

    fn backward<B: Dim, S: Simd>(&self, simd: S, pass: Backward<'_, T, Self, B>, _: &mut Self) {
        let Backward { saved: mask, output_gradient, input_gradient, .. } = pass;
        let Some(mut input_gradient) = input_gradient else { return };
        let mask = mask.elements(output_gradient.shape_generic().1);
        let (dy, dx) = (output_gradient.elements(), input_gradient.elements_mut());
        vectorize!(simd, Self::apply(mask, dy, dx));
    }
}
