//! Networks: what every declaration with `#[network]` becomes.

#[cfg(any(feature = "train", feature = "weights"))]
use crate::error::Error;
use crate::kernel::math::Elementary;
use crate::kernel::simd::{Simd, Work, dispatch};
use crate::kernel::softmax::softmax;
use crate::layer::{InputView, Layer, Parameters, Plain, Scores};
use crate::scalar::Real;
use crate::shape::{Shape, ShapeType, Step};
use crate::summary::{Dot, Mermaid, Summary};
#[cfg(feature = "alloc")]
use crate::value::ViewMut;
use crate::value::{Elements, ElementsMut, Features, Samples};
use bytemuck::Zeroable;
use nalgebra::Const;
#[cfg(feature = "alloc")]
use nalgebra::Dim;
#[cfg(feature = "train")]
use {
    crate::data::Class,
    crate::train::{ConfusionMatrix, confusion},
};

/// The element type of a network, and its numbers of features. They are apart from [`Network`] because a trait cannot name its own types in
/// its bounds.
pub trait Signature {
    /// `f32` or `f64`.
    type Scalar: Real;

    /// The features of a sample, `Const<N>`.
    type InDim: Features;

    /// The features of the output, `Const<N>`.
    type OutDim: Features;
}

/// A network: a layer made of steps, with facts that are known when the program is compiled.
///
/// It is implemented by the attribute [`#[network]`](macro@crate::network).
///
/// ```
/// use netwright::prelude::*;
///
/// #[network(input = 2)]
/// struct Spiral {
///     hidden: Linear<100>,
///     relu: Relu,
///     logits: Linear<3>,
/// }
///
/// const _: () = assert!(Spiral::PARAMS == 603 && Spiral::MACS == 500);
/// let net = Spiral::zeros();
/// assert_eq!(net.predict(&[0.3, -0.7]).as_slice(), [0.0; 3]);
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a network",
    label = "not declared with `#[network]`",
    note = "networks are structs with the attribute `#[network(input = ..)]`"
)]
pub trait Network:
    Signature + Layer<<Self as Signature>::Scalar, In = <Self as Signature>::InDim, Out = <Self as Signature>::OutDim>
{
    /// The shape of the input as a type of typenum numbers, `Rank3<U1, U28, U28>`; see [`Size`](crate::shape::Size).
    type Input: ShapeType;

    /// The shape of the output as a type.
    type Output: ShapeType;

    /// The name of the struct.
    const NAME: &'static str;

    /// The shape of the input.
    const INPUT: Shape = <Self::Input as ShapeType>::SHAPE;

    /// The steps, in the order of declaration; the last one gives the output.
    const SHAPES: &'static [Step] = Self::STEPS;

    /// The number of parameters.
    const PARAMS: usize = <Self as Parameters<Self::Scalar>>::COUNT;

    /// The bytes of the activations and the output of one sample at inference, where values that are not needed at the same time share memory.
    const RAM_BYTES: usize =
        (<Self::Scratch as Plain<Self::Scalar>>::LEN + <Self::OutDim as Features>::COUNT) * size_of::<Self::Scalar>();

    /// The bytes of the parameters.
    const FLASH_BYTES: usize = Self::PARAMS * size_of::<Self::Scalar>();

    /// The output for one sample. Nothing is allocated: the activations, [`RAM_BYTES`](Network::RAM_BYTES), are on the stack.
    fn predict<X>(&self, sample: &X) -> <Self::OutDim as Features>::Vector<Self::Scalar>
    where
        X: Samples<Self::Scalar, Self::InDim, Batch = Const<1>> + ?Sized,
    {
        dispatch(OneSample { network: self, input: <Self::InDim as Features>::view(sample.view()) })
    }

    /// The outputs for a batch, one column for each sample.
    #[cfg(feature = "alloc")]
    fn predict_batch<X>(&self, samples: &X) -> nalgebra::OMatrix<Self::Scalar, Self::OutDim, X::Batch>
    where
        X: Samples<Self::Scalar, Self::InDim> + ?Sized,
        nalgebra::DefaultAllocator: nalgebra::allocator::Allocator<Self::OutDim, X::Batch>,
    {
        use nalgebra::DimName;

        let input = samples.view();
        let batch = input.shape_generic().1;
        let mut scratch =
            alloc::vec![Self::Scalar::zeroed(); <Self::Scratch as Plain<Self::Scalar>>::LEN * batch.value()];
        let mut output = nalgebra::OMatrix::zeros_generic(Self::OutDim::name(), batch);
        let columns = nalgebra::MatrixViewMut::from_slice_generic(output.as_mut_slice(), Self::OutDim::name(), batch);
        let input = <Self::InDim as Features>::view(input);
        dispatch(Inference { network: self, input, output: columns, scratch: &mut scratch });
        output
    }

    /// Writes the parameters into a safetensors file, under the names of PyTorch; see [`Save`](crate::weights::Save), which takes notes besides.
    ///
    /// # Errors
    ///
    /// [`Error::File`] if the file cannot be written, and [`Error::Weights`] if some parameters are not finite; a file that was there before is left then.
    #[cfg(feature = "weights")]
    fn save(&self, path: impl AsRef<std::path::Path>) -> Result<(), Error> {
        crate::weights::Save::new().to_file(path, self)
    }

    /// A network with the parameters of a safetensors file, which must fit it in everything; see [`Load`](crate::weights::Load) for files with other
    /// names, and for networks that there are already.
    ///
    /// # Errors
    ///
    /// [`Error::File`] if the file cannot be read or is no safetensors file, and [`Error::Weights`] with all that does not fit.
    #[cfg(feature = "weights")]
    fn load(path: impl AsRef<std::path::Path>) -> Result<alloc::boxed::Box<Self>, Error> {
        crate::weights::Load::new().file(path)
    }

    /// Takes over what fits from a safetensors file, and reports the rest.
    ///
    /// # Errors
    ///
    /// [`Error::File`] if the file cannot be read or is no safetensors file; the network is left as it is then.
    #[cfg(feature = "weights")]
    fn load_partial(&mut self, path: impl AsRef<std::path::Path>) -> Result<crate::weights::Report, Error> {
        crate::weights::Load::new().partial_file(path, self)
    }

    /// The table of the steps, with shapes and numbers of parameters.
    #[must_use]
    fn summary() -> Summary {
        Summary::of::<Self>()
    }

    /// The graph in the language of Mermaid, for Markdown pages.
    #[must_use]
    fn mermaid() -> Mermaid {
        Mermaid::of::<Self>()
    }

    /// The graph in the language DOT, for Graphviz.
    #[must_use]
    fn dot() -> Dot {
        Dot::of::<Self>()
    }
}

/// A network whose outputs are scores of two or more classes.
///
/// The attribute `#[network]` implements it for networks with at least two outputs that do not end in an activation.
///
/// ```
/// use netwright::prelude::*;
///
/// #[network(input = 3)]
/// struct Scores(Flatten);
///
/// let net = Scores::zeros();
/// assert_eq!(net.classify(&[0.0, 2.0, 1.0]), 1);
/// let probabilities = net.predict_proba(&[7.0, 7.0, -1e4]);
/// assert_eq!(probabilities.as_slice(), [0.5, 0.5, 0.0]);
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a classifier: its outputs are not scores of classes",
    label = "has no classes",
    note = "a classifier has two or more outputs and ends in `Linear`, `Softmax` or `LogSoftmax`, not in an activation"
)]
pub trait Classifier: Network {
    /// The probability of each class, for one sample.
    fn predict_proba<X>(&self, sample: &X) -> <Self::OutDim as Features>::Vector<Self::Scalar>
    where
        X: Samples<Self::Scalar, Self::InDim, Batch = Const<1>> + ?Sized,
    {
        let output = self.predict(sample);
        let mut probabilities = output;
        let mut column = Self::OutDim::vector_view_mut(&mut probabilities);
        match Self::SCORES {
            Scores::Logits => {
                let mut logits = output;
                let logits = Self::OutDim::vector_view_mut(&mut logits);
                dispatch(Shares(logits.elements(), column.elements_mut()));
            }
            Scores::Probabilities => {}
            Scores::LogProbabilities => column.apply(|y| *y = y.exponential()),
        }
        probabilities
    }

    /// The number of the likeliest class, from 0, for one sample; the first of several that are equally likely.
    fn classify<X>(&self, sample: &X) -> usize
    where
        X: Samples<Self::Scalar, Self::InDim, Batch = Const<1>> + ?Sized,
    {
        let mut output = self.predict(sample);
        largest(Self::OutDim::vector_view_mut(&mut output).elements())
    }

    /// The share of samples that are classified as their targets say.
    ///
    /// # Errors
    ///
    /// [`Error::NoSamples`], or [`Error::TargetCount`] if there are not as many targets as samples.
    #[cfg(feature = "train")]
    fn accuracy<Y, const F: usize, const K: usize>(
        &self,
        samples: &[[Self::Scalar; F]],
        targets: &[Y],
    ) -> Result<f64, Error>
    where
        Self: Signature<InDim = Const<F>, OutDim = Const<K>>,
        Y: Class<K>,
    {
        self.confusion(samples, targets).map(|matrix| matrix.accuracy())
    }

    /// Counts for each class how often its samples are classified as which class.
    ///
    /// # Errors
    ///
    /// [`Error::NoSamples`], or [`Error::TargetCount`] if there are not as many targets as samples.
    #[cfg(feature = "train")]
    fn confusion<Y, const F: usize, const K: usize>(
        &self,
        samples: &[[Self::Scalar; F]],
        targets: &[Y],
    ) -> Result<ConfusionMatrix<K>, Error>
    where
        Self: Signature<InDim = Const<F>, OutDim = Const<K>>,
        Y: Class<K>,
    {
        confusion(self, samples, targets)
    }
}

/// A pass at inference, for the instruction set that the processor turns out to have.
#[cfg(feature = "alloc")]
struct Inference<'a, N: Network, B: Dim> {
    network: &'a N,
    input: InputView<'a, N::Scalar, N, B>,
    output: ViewMut<'a, N::Scalar, N::OutDim, B>,
    scratch: &'a mut [N::Scalar],
}

/// What begins with a line of the cache, so that the registers of a layer's values do not lie across two.
#[repr(align(64))]
struct Aligned<A>(A);

/// Inference for one sample, in memory on the stack.
struct OneSample<'a, N: Network> {
    network: &'a N,
    input: InputView<'a, N::Scalar, N, Const<1>>,
}

impl<N: Network> Work for OneSample<'_, N> {
    type Output = <N::OutDim as Features>::Vector<N::Scalar>;

    /// All in one function, so that the compiler sees what need not be zeroed first.
    #[inline(always)]
    fn run<S: Simd>(self, simd: S) -> Self::Output {
        simd.run(
            #[inline(always)]
            || {
                let mut scratch = Aligned(N::Scratch::zeroed());
                let mut output = Self::Output::zeroed();
                let view = N::OutDim::vector_view_mut(&mut output);
                self.network.infer(simd, self.input, view, scratch.0.as_mut_slice());
                output
            },
        )
    }
}

#[cfg(feature = "alloc")]
impl<N: Network, B: Dim> Work for Inference<'_, N, B> {
    type Output = ();

    #[inline(always)]
    fn run<S: Simd>(self, simd: S) {
        self.network.infer(simd, self.input, self.output, self.scratch);
    }
}

/// Scores and the probabilities that are made of them.
struct Shares<'a, T>(&'a [T], &'a mut [T]);

impl<T: Real> Work for Shares<'_, T> {
    type Output = ();

    #[inline(always)]
    fn run<S: Simd>(self, simd: S) {
        softmax(simd, self.0, self.1);
    }
}

/// The position of the largest element, the first one of several; 0 where nothing is larger than NaN.
pub(crate) fn largest<T: Real>(scores: &[T]) -> usize {
    let mut best = 0;
    for (class, score) in scores.iter().enumerate() {
        if *score > scores[best] {
            best = class;
        }
    }
    best
}
