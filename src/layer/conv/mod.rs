//! Convolutions: `Conv1d` and `Conv2d`, and those that go the other way.

mod filters;
mod streaming;
mod transpose;

use crate::kernel::conv::{self, Convolution};
use crate::kernel::epilogue::{Epilogue, Identity};
use crate::layer::prelude::*;
use crate::layer::{BiasOption, FusesEpilogue, FusesPool, Windows, WithBias, assert_sizes};
use core::fmt;

pub use filters::Filters;
pub use transpose::{ConvTranspose, ConvTranspose1d, ConvTranspose2d, transposed_scratch};

/// A convolution of signals `[CHANNELS, L]`, PyTorch's `nn.Conv1d`, in a declaration
/// `Conv1d<OUT, K>`: `OUT` filters with a kernel of `K` elements.
///
/// ```text
/// y[f, o] = b[f] + Σ_c Σ_t w[f, c, t] · x[c, o·stride + t·dilation - padding]
/// ```
///
/// with zeroes where `x` is asked for elements outside of the signal. Options stand behind, in any
/// order:
///
/// | option | meaning |
/// |---|---|
/// | `Stride<2>` | the distance from one position to the next |
/// | `Padding<2>` | zeroes on either side of the signal, fewer than the kernel spans |
/// | `Same` | zeroes for `L/stride` positions, rounded up; if they are odd, the larger part comes behind |
/// | `Causal` | all zeroes in front, so that no output depends on what comes later |
/// | `Dilation<2>` | the distance from one tap of the kernel to the next |
/// | `Groups<2>` | each filter sees the channels of its own group alone |
/// | `Depthwise` | a group for each channel |
/// | `NoBias` | no `b` |
///
/// Shapes: `x` `[C, L]`, `y` `[OUT, (L + 2·padding - (K - 1)·dilation - 1)/stride + 1]`, rounded
/// down, `w` `[OUT, C/groups, K]`, `b` `[OUT]`. Gradients: see [`Conv`].
///
/// ```
/// use netwright::prelude::*;
///
/// #[network(input = [1, 5])]
/// struct Difference {
///     difference: Conv1d<1, 2>,
/// }
///
/// let mut net = Difference::zeros();
/// net.difference.weight[[0, 0, 0]] = -1.0;
/// net.difference.weight[[0, 0, 1]] = 1.0;
/// assert_eq!(net.predict(&[1.0, 2.0, 4.0, 8.0, 16.0]).as_slice(), [1.0, 2.0, 4.0, 8.0]);
/// ```
pub type Conv1d<
    T,
    const IN: usize,
    const OUT: usize,
    const CHANNELS: usize,
    const GROUP: usize,
    const FILTERS: usize,
    const SCRATCH: usize,
    A,
    O = WithBias,
> = Conv<T, IN, OUT, CHANNELS, GROUP, FILTERS, SCRATCH, A, O>;

/// A convolution of images `[CHANNELS, H, W]`, PyTorch's `nn.Conv2d`, in a declaration
/// `Conv2d<OUT, K>`, or `Conv2d<OUT, Kernel<5, 3>>` for a kernel of 5 rows and 3 columns.
///
/// ```text
/// y[f, i, j] = b[f] + Σ_c Σ_s Σ_t w[f, c, s, t] · x[c, i·stride + s·dilation - padding, j·stride + ..]
/// ```
///
/// Options are those of [`Conv1d`] but `Causal`; `Stride<2, 1>`, `Padding<2, 1>` and
/// `Dilation<2, 1>` are for rows and columns.
///
/// Shapes: `x` `[C, H, W]`, `y` `[OUT, H', W']` with `H' = (H + 2·padding - (K - 1)·dilation -
/// 1)/stride + 1`, rounded down, and `W'` alike, `w` `[OUT, C/groups, K, K]`, `b` `[OUT]`.
/// Gradients: see [`Conv`].
///
/// ```
/// use netwright::prelude::*;
/// use netwright::layer::Layer;
/// use netwright::shape::Shape;
///
/// #[network(input = [1, 28, 28])]
/// struct Features {
///     conv: Conv2d<6, 5, Padding<2>>,
///     relu: Relu,
///     half: Conv2d<16, Kernel<3, 5>, Stride<2>, NoBias>,
/// }
///
/// assert_eq!(<Features as Layer<f32>>::OUTPUT, Shape::new(&[16, 13, 12]));
/// ```
pub type Conv2d<
    T,
    const IN: usize,
    const OUT: usize,
    const CHANNELS: usize,
    const GROUP: usize,
    const FILTERS: usize,
    const SCRATCH: usize,
    A,
    O = WithBias,
> = Conv<T, IN, OUT, CHANNELS, GROUP, FILTERS, SCRATCH, A, O>;

/// A convolution over the axes of `A`: the layer behind [`Conv1d`] and [`Conv2d`].
///
/// `FILTERS` filters each see `GROUP` of the `CHANNELS` channels, and `SCRATCH` numbers are working
/// memory: the padded input. The macro writes the type.
///
/// # Gradients
///
/// With one axis, and `x̂` for the padded input, `x̂[c, o·s + t·d]` is multiplied by `w[f, c, t]`
/// in `y[f, o]` and nowhere else. So a weight meets every position `o` once, and an input all
/// filters, at each position and tap that reach it:
///
/// ```text
/// dE/dw[f, c, t] = Σ_o dE/dy[f, o] · x̂[c, o·s + t·d]               [F, C, K]
/// dE/dx̂[c, i]    = Σ_f Σ_{o·s + t·d = i} dE/dy[f, o] · w[f, c, t]   [C, L]
/// dE/db[f]       = Σ_o dE/dy[f, o]                                  [F]
/// ```
///
/// and the gradients of padded zeroes are dropped. At stride 1 the second is again a convolution,
/// of `dE/dy` with the flipped filters. Over a batch, the first and the third are sums over the
/// samples. For images, `o`, `t` and `i` stand for pairs of a row and a column.
///
/// Source: Y. LeCun et al., "Gradient-based learning applied to document recognition", 1998.
#[derive(Clone, PartialEq, Parameters)]
pub struct Conv<
    T: Real,
    const IN: usize,
    const OUT: usize,
    const CHANNELS: usize,
    const GROUP: usize,
    const FILTERS: usize,
    const SCRATCH: usize,
    A: Windows,
    O: BiasOption = WithBias,
> {
    /// The filters `w`, `[FILTERS, GROUP, ..]` with the kernel behind.
    pub weight: Filters<T, FILTERS, GROUP, A>,
    /// The bias `b`, `[FILTERS]`; `()` with [`NoBias`](crate::layer::NoBias).
    #[fan_in(GROUP * A::ROWS.kernel * A::COLUMNS.kernel)]
    pub bias: O::Vector<T, FILTERS>,
}

/// The working memory of a convolution of `channels` channels, in numbers.
#[must_use]
pub const fn convolution_scratch<A: Windows>(channels: usize) -> usize {
    convolution::<A>(channels, 1, 1).scratch()
}

/// The working memory of all passes of training, of which that of inference takes so much.
#[cfg(feature = "train")]
const fn training_scratch(sizes: Convolution, inference: usize) -> ScratchSize {
    let [inference, training] = [inference, sizes.training_scratch()];
    ScratchSize { per_sample: 0, per_call: if inference > training { inference } else { training } }
}

const fn convolution<A: Windows>(channels: usize, filters: usize, groups: usize) -> Convolution {
    Convolution { channels, filters, groups, rows: A::ROWS, columns: A::COLUMNS }
}

impl<
    T: Real,
    const IN: usize,
    const OUT: usize,
    const CHANNELS: usize,
    const GROUP: usize,
    const FILTERS: usize,
    const SCRATCH: usize,
    A: Windows,
    O: BiasOption,
> Conv<T, IN, OUT, CHANNELS, GROUP, FILTERS, SCRATCH, A, O>
{
    /// The sizes for the kernels.
    const SIZES: Convolution = {
        assert!(GROUP > 0 && CHANNELS.is_multiple_of(GROUP), "groups divide the channels of the input");
        let groups = CHANNELS / GROUP;
        assert!(groups > 0 && FILTERS.is_multiple_of(groups), "groups divide the output channels");
        let sizes = convolution::<A>(CHANNELS, FILTERS, groups);
        assert!(IN == sizes.inputs() && OUT == sizes.outputs(), "features are the elements of the shapes");
        assert!(SCRATCH >= sizes.scratch(), "working memory for the padded input");
        sizes
    };
}

impl<
    T: Real,
    const IN: usize,
    const OUT: usize,
    const CHANNELS: usize,
    const GROUP: usize,
    const FILTERS: usize,
    const SCRATCH: usize,
    A: Windows,
    O: BiasOption,
> fmt::Debug for Conv<T, IN, OUT, CHANNELS, GROUP, FILTERS, SCRATCH, A, O>
{
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = if A::RANK == 1 { "Conv1d" } else { "Conv2d" };
        f.debug_struct(name).field("weight", &self.weight).field("bias", &self.bias.as_slice()).finish()
    }
}

impl<
    T: Real,
    const IN: usize,
    const OUT: usize,
    const CHANNELS: usize,
    const GROUP: usize,
    const FILTERS: usize,
    const SCRATCH: usize,
    A: Windows,
    O: BiasOption,
> Layer<T> for Conv<T, IN, OUT, CHANNELS, GROUP, FILTERS, SCRATCH, A, O>
{
    type In = Const<IN>;
    type Out = Const<OUT>;
    type Scratch = PerCall<[T; SCRATCH]>;

    const OUTPUT: Shape = match A::RANK {
        1 => Shape::new(&[FILTERS, A::COLUMNS.out]),
        _ => Shape::new(&[FILTERS, A::ROWS.out, A::COLUMNS.out]),
    };

    const MACS: usize = Self::SIZES.macs();

    fn infer<B: Dim, S: Simd>(&self, simd: S, pass: Infer<'_, T, Self, B>) {
        self.infer_with(simd, Identity, pass);
    }
}

impl<
    T: Real,
    const IN: usize,
    const OUT: usize,
    const CHANNELS: usize,
    const GROUP: usize,
    const FILTERS: usize,
    const SCRATCH: usize,
    A: Windows,
    O: BiasOption,
> FusesEpilogue<T> for Conv<T, IN, OUT, CHANNELS, GROUP, FILTERS, SCRATCH, A, O>
{
    fn infer_with<B: Dim, S: Simd>(&self, simd: S, epilogue: impl Epilogue<T>, pass: Infer<'_, T, Self, B>) {
        const { assert_sizes::<T, Self>("Conv") };
        let Infer { input, mut output, tile, .. } = pass;
        let (x, y) = (input.elements(), output.elements_mut());
        conv::forward(simd, const { &Self::SIZES }, self.parameters(), x, y, tile, epilogue);
    }

    #[cfg(feature = "train")]
    fn backward_with<B: Dim, S: Simd>(
        &self,
        simd: S,
        epilogue: impl Epilogue<T>,
        pass: Backward<'_, T, Self, B>,
        gradient: &mut Self,
    ) {
        let Backward { input, output_gradient, input_gradient, tile, .. } = pass;
        let (sizes, x, dy) = (const { &Self::SIZES }, input.elements(), output_gradient.elements());
        if let Some(mut dx) = input_gradient {
            let weight = self.weight.as_slice();
            conv::backward_input(simd, sizes, weight, dy, dx.elements_mut(), tile, epilogue);
        }
        conv::backward_weight(simd, sizes, x, dy, gradient.weight.as_mut_slice(), tile);
        if O::PRESENT {
            conv::backward_bias(simd, sizes, dy, gradient.bias.as_mut_slice());
        }
    }
}

impl<
    T: Real,
    const IN: usize,
    const OUT: usize,
    const CHANNELS: usize,
    const GROUP: usize,
    const FILTERS: usize,
    const SCRATCH: usize,
    A: Windows,
    O: BiasOption,
> FusesPool<T> for Conv<T, IN, OUT, CHANNELS, GROUP, FILTERS, SCRATCH, A, O>
{
    const CONVOLUTION: Convolution = Self::SIZES;

    fn parameters(&self) -> (&[T], &[T]) {
        (self.weight.as_slice(), self.bias.as_slice())
    }
}

#[cfg(feature = "train")]
impl<
    T: Real,
    const IN: usize,
    const OUT: usize,
    const CHANNELS: usize,
    const GROUP: usize,
    const FILTERS: usize,
    const SCRATCH: usize,
    A: Windows,
    O: BiasOption,
> Differentiable<T> for Conv<T, IN, OUT, CHANNELS, GROUP, FILTERS, SCRATCH, A, O>
{
    type Saved<B: Dim> = ();

    const TRAINING_SCRATCH: ScratchSize = training_scratch(Self::SIZES, SCRATCH);

    fn backward<B: Dim, S: Simd>(&self, simd: S, pass: Backward<'_, T, Self, B>, gradient: &mut Self) {
        self.backward_with(simd, Identity, pass, gradient);
    }
}
