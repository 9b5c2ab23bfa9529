//! Transposed convolutions: `ConvTranspose1d` and `ConvTranspose2d`.

use super::Filters;
#[cfg(feature = "train")]
use super::training_scratch;
use crate::kernel::conv::{self, Convolution};
use crate::kernel::epilogue::Identity;
use crate::layer::prelude::*;
use crate::layer::{BiasOption, Windows, WithBias, assert_sizes};
use core::fmt;

/// A transposed convolution of signals `[CHANNELS, L]`, PyTorch's `nn.ConvTranspose1d`, in a
/// declaration `ConvTranspose1d<OUT, K>`. It goes the way of a [`Conv1d`](crate::layer::Conv1d)
/// back: with a stride of 2 it makes two elements of one.
///
/// ```text
/// y[f, i] = b[f] + Σ_c Σ_{o·stride + t·dilation - padding = i} w[c, f, t] · x[c, o]
/// ```
///
/// Options stand behind, in any order: `Stride<2>`, `Padding<2>`, `OutputPadding<1>`,
/// `Dilation<2>`, `Groups<2>`, `Depthwise` and `NoBias`. Of what a stride of several makes of a
/// size, several sizes could come back: `OutputPadding` says by how many elements the output is
/// longer than the shortest.
///
/// Shapes: `x` `[C, L]`, `y` `[OUT, (L - 1)·stride - 2·padding + (K - 1)·dilation +
/// output padding + 1]`, `w` `[C, OUT/groups, K]`, `b` `[OUT]`. Gradients: see [`ConvTranspose`].
///
/// ```
/// use netwright::prelude::*;
///
/// #[network(input = [1, 3])]
/// struct Twice {
///     twice: ConvTranspose1d<1, 2, Stride<2>>,
/// }
///
/// let mut net = Twice::zeros();
/// net.twice.weight[[0, 0, 0]] = 1.0;
/// net.twice.weight[[0, 0, 1]] = 10.0;
/// assert_eq!(net.predict(&[1.0, 2.0, 3.0]).as_slice(), [1.0, 10.0, 2.0, 20.0, 3.0, 30.0]);
/// ```
pub type ConvTranspose1d<
    T,
    const IN: usize,
    const OUT: usize,
    const CHANNELS: usize,
    const GROUP: usize,
    const FILTERS: usize,
    const SCRATCH: usize,
    A,
    O = WithBias,
> = ConvTranspose<T, IN, OUT, CHANNELS, GROUP, FILTERS, SCRATCH, A, O>;

/// A transposed convolution of images `[CHANNELS, H, W]`, PyTorch's `nn.ConvTranspose2d`, in a
/// declaration `ConvTranspose2d<OUT, K>`, or `ConvTranspose2d<OUT, Kernel<5, 3>>` for a kernel of 5
/// rows and 3 columns.
///
/// Options and sizes are those of [`ConvTranspose1d`], with two sizes for rows and columns where
/// they differ: `Stride<2, 1>`.
///
/// ```
/// use netwright::layer::Layer;
/// use netwright::prelude::*;
/// use netwright::shape::Shape;
///
/// #[network(input = [6, 7, 7])]
/// struct Decoder {
///     up: ConvTranspose2d<3, 3, Stride<2>, Padding<1>, OutputPadding<1>>,
///     relu: Relu,
///     image: ConvTranspose2d<1, 2, Stride<2>>,
/// }
///
/// // From 7 to (7 - 1)·2 - 2·1 + (3 - 1)·1 + 1 + 1 = 14 and to (14 - 1)·2 + 1 + 1 = 28.
/// assert_eq!(<Decoder as Layer<f32>>::OUTPUT, Shape::new(&[1, 28, 28]));
/// ```
pub type ConvTranspose2d<
    T,
    const IN: usize,
    const OUT: usize,
    const CHANNELS: usize,
    const GROUP: usize,
    const FILTERS: usize,
    const SCRATCH: usize,
    A,
    O = WithBias,
> = ConvTranspose<T, IN, OUT, CHANNELS, GROUP, FILTERS, SCRATCH, A, O>;

/// A transposed convolution over the axes of `A`: the layer behind [`ConvTranspose1d`] and
/// [`ConvTranspose2d`].
///
/// It is the backward pass of a convolution that takes its output and gives its input: `A` is the
/// window of that convolution, whose axes have the size of the output, and whose positions are the
/// elements of the input. Each of the `CHANNELS` channels of the input goes into `GROUP` of the
/// `FILTERS` channels of the output, and `SCRATCH` numbers are working memory. The macro writes the
/// type.
///
/// # Gradients
///
/// With one axis, an output `i` sums `w[c, f, t] · x[c, o]` over all `o` and `t` with
/// `o·s + t·d - p = i`. So an input meets each tap once, as in a convolution of the gradient of the
/// output, and a weight each input:
///
/// ```text
/// dE/dx[c, o]    = Σ_f Σ_t dE/dy[f, o·s + t·d - p] · w[c, f, t]    [C, L]
/// dE/dw[c, f, t] = Σ_o x[c, o] · dE/dy[f, o·s + t·d - p]           [C, F, K]
/// dE/db[f]       = Σ_i dE/dy[f, i]                                 [F]
/// ```
///
/// Over a batch, the second and the third are sums over the samples. For images, `o`, `t` and `i`
/// stand for pairs of a row and a column.
///
/// Source: V. Dumoulin and F. Visin, "A guide to convolution arithmetic for deep learning", 2016.
#[derive(Clone, PartialEq, Parameters)]
pub struct ConvTranspose<
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
    /// The weight `w`, `[CHANNELS, GROUP, ..]` with the kernel behind.
    pub weight: Filters<T, CHANNELS, GROUP, A>,
    /// The bias `b`, `[FILTERS]`; `()` with [`NoBias`](crate::layer::NoBias).
    #[fan_in(GROUP * A::ROWS.kernel * A::COLUMNS.kernel)]
    pub bias: O::Vector<T, FILTERS>,
}

/// The working memory of a transposed convolution from `channels` to `filters` channels, each in so
/// many groups, in numbers.
#[must_use]
pub const fn transposed_scratch<A: Windows>(channels: usize, filters: usize, groups: usize) -> usize {
    reverse::<A>(channels, filters, groups).input_gradient_scratch()
}

/// The convolution that goes the other way.
const fn reverse<A: Windows>(channels: usize, filters: usize, groups: usize) -> Convolution {
    Convolution { channels: filters, filters: channels, groups, rows: A::ROWS, columns: A::COLUMNS }
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
> ConvTranspose<T, IN, OUT, CHANNELS, GROUP, FILTERS, SCRATCH, A, O>
{
    /// The sizes of the convolution that goes the other way.
    const SIZES: Convolution = {
        assert!(GROUP > 0 && FILTERS.is_multiple_of(GROUP), "groups divide the output channels");
        let groups = FILTERS / GROUP;
        assert!(groups > 0 && CHANNELS.is_multiple_of(groups), "groups divide the channels of the input");
        let sizes = reverse::<A>(CHANNELS, FILTERS, groups);
        assert!(IN == sizes.outputs() && OUT == sizes.inputs(), "features are the elements of the shapes");
        assert!(SCRATCH >= sizes.input_gradient_scratch(), "working memory for the padded input");
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
> fmt::Debug for ConvTranspose<T, IN, OUT, CHANNELS, GROUP, FILTERS, SCRATCH, A, O>
{
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = if A::RANK == 1 { "ConvTranspose1d" } else { "ConvTranspose2d" };
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
> Layer<T> for ConvTranspose<T, IN, OUT, CHANNELS, GROUP, FILTERS, SCRATCH, A, O>
{
    type In = Const<IN>;
    type Out = Const<OUT>;
    type Scratch = PerCall<[T; SCRATCH]>;

    const OUTPUT: Shape = match A::RANK {
        1 => Shape::new(&[FILTERS, A::COLUMNS.size]),
        _ => Shape::new(&[FILTERS, A::ROWS.size, A::COLUMNS.size]),
    };

    const MACS: usize = Self::SIZES.macs();

    fn infer<B: Dim, S: Simd>(&self, simd: S, pass: Infer<'_, T, Self, B>) {
        const { assert_sizes::<T, Self>("ConvTranspose") };
        let Infer { input, mut output, tile, .. } = pass;
        let (sizes, x, y) = (const { &Self::SIZES }, input.elements(), output.elements_mut());
        let parameters = (self.weight.as_slice(), self.bias.as_slice());
        conv::transposed(simd, sizes, parameters, x, y, tile, Identity);
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
> Differentiable<T> for ConvTranspose<T, IN, OUT, CHANNELS, GROUP, FILTERS, SCRATCH, A, O>
{
    type Saved<B: Dim> = ();

    const TRAINING_SCRATCH: ScratchSize = training_scratch(Self::SIZES, SCRATCH);

    fn backward<B: Dim, S: Simd>(&self, simd: S, pass: Backward<'_, T, Self, B>, gradient: &mut Self) {
        let Backward { input, output_gradient, input_gradient, tile, .. } = pass;
        let (sizes, x, dy) = (const { &Self::SIZES }, input.elements(), output_gradient.elements());
        if let Some(mut dx) = input_gradient {
            let parameters = (self.weight.as_slice(), &[][..]);
            conv::forward(simd, sizes, parameters, dy, dx.elements_mut(), tile, Identity);
        }
        conv::backward_weight(simd, sizes, dy, x, gradient.weight.as_mut_slice(), tile);
        if O::PRESENT {
            conv::add_sums_of_maps(simd, OUT / FILTERS, dy, gradient.bias.as_mut_slice());
        }
    }
}
