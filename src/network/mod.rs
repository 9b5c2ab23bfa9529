//! Networks: the traits that `#[network]` implements.

pub mod bounds;
pub mod classes;
mod classifier;
mod clone;
mod inference;
mod outputs;
mod placement;
pub(crate) mod plan;
pub(crate) mod steps;
pub mod stream;

pub use classifier::Classifier;
#[doc(hidden)]
pub use classifier::{OneForEach, Several};
pub use inference::{Activations, STACK_LIMIT};
#[cfg(feature = "train")]
pub(crate) use inference::{batch_memory, infer_batch};
pub(crate) use inference::{scratch_size, with_output};
#[cfg(feature = "alloc")]
#[doc(hidden)]
pub use outputs::predict_named_batch;
pub use outputs::{HasOutputs, OutputOf, OutputView};
#[doc(hidden)]
pub use outputs::{predict_named, predict_named_into};

use crate::kernel::simd::dispatch;
use crate::layer::assert_sizes;
use crate::layer::{Layer, Parameters, Plain};
use crate::meaning::Meaning;
use crate::scalar::Real;
use crate::shape::{Shape, ShapeType};
use crate::value::{Features, Samples, SingleSample, Split};
#[cfg(feature = "alloc")]
use crate::value::{View, ViewMut};
#[cfg(feature = "alloc")]
use bytemuck::Zeroable;
use inference::InMemory;
#[cfg(feature = "alloc")]
use inference::Inference;
#[cfg(feature = "alloc")]
use nalgebra::{Dim, DimName};
use stream::{Stream, StreamingNetwork};

/// The element type of a network, its numbers of features, and the meaning of its outputs. They are
/// not part of [`Network`], because a trait cannot name its own types in its bounds.
pub trait Signature {
    /// `f32` or `f64`.
    type Scalar: Real;

    /// The features of a sample, `Const<N>`: those of all inputs, if there are several.
    type InDim: Features;

    /// The inputs as layers take them: `Const<N>`, as above, or nested pairs of several,
    /// `(Const<N>, Const<M>)`.
    type Inputs: Split<Self::InDim>;

    /// The features of the output, `Const<N>`.
    type OutDim: Features;

    /// The meaning of the outputs: `Logits`, `Probabilities`, `LogProbabilities` or `Values`; of
    /// several outputs with names, nested pairs of their meanings.
    type Meaning: Meaning;
}

/// A network: a layer made of steps, with constants that are known at compile time.
///
/// The attribute [`#[network]`](macro@crate::network) implements it.
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
    note = "networks are structs with the attribute `#[network(input = ..)]`; `&*net` borrows one that is in a `Box`"
)]
pub trait Network:
    Signature + Layer<<Self as Signature>::Scalar, In = <Self as Signature>::Inputs, Out = <Self as Signature>::OutDim>
{
    /// The shape of the input as a type of typenum numbers, `Rank3<U1, U28, U28>`; see
    /// [`SizeType`](crate::shape::SizeType). Of several inputs, the features of all of them.
    type InputShape: ShapeType;

    /// The shape of the output as a type.
    type OutputShape: ShapeType;

    /// The name of the struct.
    const NAME: &'static str;

    /// The names of the classes, if the network is declared with `classes = ..`; otherwise none.
    /// Weights files contain them too.
    const CLASS_NAMES: &'static [&'static str] = &[];

    /// The shape of the input.
    const INPUT: Shape = <Self::InputShape as ShapeType>::SHAPE;

    /// The number of parameters.
    const PARAMS: usize = <Self as Parameters<Self::Scalar>>::COUNT;

    /// The bytes of the activations, the working memory of layers and the output at inference of
    /// one sample. Values that are not needed at the same time share memory.
    const RAM_BYTES: usize =
        (scratch_size::<Self>().scalars(1) + <Self::OutDim as Features>::FEATURES) * size_of::<Self::Scalar>();

    /// The bytes of all that is stored, parameters and statistics.
    const FLASH_BYTES: usize = <Self as Plain<Self::Scalar>>::LEN * size_of::<Self::Scalar>();

    /// Returns the output for one sample.
    ///
    /// Its working memory, [`RAM_BYTES`](Network::RAM_BYTES), is on the stack if it is at most
    /// [`STACK_LIMIT`], and nothing is allocated. Larger networks work on the heap;
    /// [`predict_into`](Network::predict_into) allocates once instead of once per sample. Without
    /// an allocator all networks work on the stack. The output is returned by value: use
    /// `predict_into` if it is large itself.
    fn predict<X>(&self, sample: &X) -> <Self::OutDim as Features>::Vector<Self::Scalar>
    where
        X: Samples<Self::Scalar, Self::InDim, Batch: SingleSample> + ?Sized,
    {
        with_output(self, X::Batch::single(sample.view()), |output| *output)
    }

    /// Computes the output for one sample in memory of the caller, in a static or [on the
    /// heap](Activations::boxed): nothing is allocated, and almost nothing lies on the stack.
    ///
    /// ```
    /// use netwright::network::Activations;
    /// use netwright::prelude::*;
    /// use std::sync::Mutex;
    ///
    /// #[network(input = 2)]
    /// struct Spiral(Linear<100>, Relu, Linear<3>);
    ///
    /// // On a microcontroller the memory would be in a cell of its runtime's.
    /// static MEMORY: Mutex<Activations<Spiral>> = Mutex::new(Activations::new());
    ///
    /// let net = Spiral::zeros();
    /// let mut memory = MEMORY.lock().unwrap();
    /// assert_eq!(net.predict_into(&[0.3, -0.7], &mut memory), &net.predict(&[0.3, -0.7]));
    /// assert_eq!(size_of::<Activations<Spiral>>(), Spiral::RAM_BYTES);
    /// ```
    fn predict_into<'m, X>(
        &self,
        sample: &X,
        memory: &'m mut Activations<Self>,
    ) -> &'m <Self::OutDim as Features>::Vector<Self::Scalar>
    where
        X: Samples<Self::Scalar, Self::InDim, Batch: SingleSample> + ?Sized,
        Self: Sized,
    {
        const { assert_sizes::<Self::Scalar, Self>(Self::NAME) };
        let Activations { scratch, tile, output } = memory;
        let (input, view) = (Self::Inputs::one(X::Batch::single(sample.view())), Self::OutDim::vector_view_mut(output));
        dispatch(InMemory { network: self, input, output: view, scratch, tile });
        output
    }

    /// Returns a stream, which runs the network frame by frame: see
    /// [`Stream`].
    ///
    /// It is for networks over signals `[C, L]` that are declared with `#[network(stream, ..)]`.
    fn stream(&self) -> Stream<'_, Self>
    where
        Self: StreamingNetwork + Sized,
    {
        Stream::new(self)
    }

    /// Returns the outputs for a batch, one column per sample.
    #[cfg(feature = "alloc")]
    fn predict_batch<X>(&self, samples: &X) -> nalgebra::OMatrix<Self::Scalar, Self::OutDim, X::Batch>
    where
        X: Samples<Self::Scalar, Self::InDim> + ?Sized,
        nalgebra::DefaultAllocator: nalgebra::allocator::Allocator<Self::OutDim, X::Batch>,
    {
        let samples = samples.view();
        let mut output = nalgebra::OMatrix::zeros_generic(Self::OutDim::name(), samples.shape_generic().1);
        predict_to(self, samples, output.as_mut_slice());
        output
    }
}

/// Computes the outputs for a batch, in memory that is allocated for it.
#[cfg(feature = "alloc")]
fn predict_to<N: Network, B: Dim>(network: &N, samples: View<'_, N::Scalar, N::InDim, B>, output: &mut [N::Scalar]) {
    const { assert_sizes::<N::Scalar, N>(N::NAME) };
    let batch = samples.shape_generic().1;
    let mut memory = alloc::vec![N::Scalar::zeroed(); scratch_size::<N>().scalars(batch.value())];
    let (scratch, tile) = scratch_size::<N>().split(&mut memory, batch.value());
    let output = ViewMut::from_slice_generic(output, N::OutDim::name(), batch);
    let mut inputs = alloc::vec![N::Scalar::zeroed(); N::Inputs::memory(batch.value())];
    N::Inputs::split(samples, &mut inputs);
    let input = N::Inputs::parts(samples, &inputs);
    dispatch(Inference { network, input, output, scratch, tile });
}
