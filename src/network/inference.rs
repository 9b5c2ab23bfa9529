//! Passes at inference, and the memory that they work in.

use crate::kernel::memory::plain::{zero, zero_aligned, zeroable_struct, zeroed};
use crate::kernel::simd::{Simd, WithSimd, dispatch, vectorize};
use crate::layer::assert_sizes;
use crate::layer::{Infer, InputView, Layer, Plain, Scratch, ScratchSize};
use crate::network::{Network, Signature};
use crate::value::{Features, Split, View, ViewMut};
use core::mem::MaybeUninit;
use nalgebra::Const;
#[cfg(feature = "alloc")]
use nalgebra::Dim;
#[cfg(feature = "train")]
use nalgebra::DimName;

/// The largest [`RAM_BYTES`](Network::RAM_BYTES) for which [`predict`](Network::predict) and
/// `classify` work on the stack, 16 KiB. Larger networks allocate their working memory, where there
/// is an allocator (feature `alloc`).
///
/// ```
/// use netwright::network::STACK_LIMIT;
/// use netwright::prelude::*;
///
/// #[network(input = 2)]
/// struct Spiral(Linear<100>, Relu, Linear<3>);
///
/// const _: () = assert!(Spiral::RAM_BYTES <= STACK_LIMIT); // predicting does not allocate
/// ```
pub const STACK_LIMIT: usize = 16 * 1024;

/// The working memory of inference that a network describes.
type ScratchOf<N> = <N as Layer<<N as Signature>::Scalar>>::Scratch;

/// The working memory of one sample.
type SampleMemory<N> = <ScratchOf<N> as Scratch<<N as Signature>::Scalar>>::Sample;

/// The working memory of a call.
type CallMemory<N> = <ScratchOf<N> as Scratch<<N as Signature>::Scalar>>::Call;

/// Returns the size of the working memory of inference.
pub(crate) const fn scratch_size<N: Network>() -> ScratchSize {
    ScratchSize::of::<N::Scalar, ScratchOf<N>>()
}

/// Inference for a batch, with the instruction set of the processor.
#[cfg(feature = "alloc")]
pub(super) struct Inference<'a, N: Network, B: Dim> {
    pub(super) network: &'a N,
    pub(super) input: InputView<'a, N::Scalar, N, B>,
    pub(super) output: ViewMut<'a, N::Scalar, N::OutDim, B>,
    pub(super) scratch: &'a mut [N::Scalar],
    pub(super) tile: &'a mut [N::Scalar],
}

/// Computes the output of one sample and passes it to `read`, in memory on the stack or, if it is
/// large, on the heap.
#[inline(always)]
pub(crate) fn with_output<N: Network, R>(
    network: &N,
    sample: View<'_, N::Scalar, N::InDim, Const<1>>,
    read: impl FnOnce(&mut <N::OutDim as Features>::Vector<N::Scalar>) -> R,
) -> R {
    const { assert_sizes::<N::Scalar, N>(N::NAME) };
    #[cfg(feature = "alloc")]
    if const { N::RAM_BYTES > STACK_LIMIT } {
        return on_heap(network, sample, read);
    }
    let mut output = MaybeUninit::uninit();
    let output = zero(&mut output);
    let view = N::OutDim::vector_view_mut(output);
    dispatch(OneSample { network, input: sample, output: view });
    read(output)
}

/// A separate function, so that no function has the memory of both ways on its stack.
#[cfg(feature = "alloc")]
#[inline(never)]
fn on_heap<N: Network, R>(
    network: &N,
    sample: View<'_, N::Scalar, N::InDim, Const<1>>,
    read: impl FnOnce(&mut <N::OutDim as Features>::Vector<N::Scalar>) -> R,
) -> R {
    let mut memory = Activations::<N>::boxed();
    let Activations { scratch, tile, output } = &mut *memory;
    let (input, view) = (N::Inputs::one(sample), N::OutDim::vector_view_mut(output));
    dispatch(InMemory { network, input, output: view, scratch, tile });
    read(output)
}

/// Returns the number of scalars of memory that [`infer_batch`] needs.
#[cfg(feature = "train")]
pub(crate) fn batch_memory<N: Network>(batch: usize) -> usize {
    N::Inputs::memory(batch) + scratch_size::<N>().scalars(batch)
}

/// Computes the outputs for a batch in memory of the caller, which may be larger than needed.
#[cfg(feature = "train")]
pub(crate) fn infer_batch<N: Network, B: Dim>(
    network: &N,
    input: View<'_, N::Scalar, N::InDim, B>,
    output: &mut [N::Scalar],
    memory: &mut [N::Scalar],
) {
    let batch = input.shape_generic().1;
    let output = ViewMut::from_slice_generic(output, N::OutDim::name(), batch);
    let (inputs, scratch) = memory.split_at_mut(N::Inputs::memory(batch.value()));
    let (scratch, tile) = scratch_size::<N>().split(scratch, batch.value());
    N::Inputs::split(input, inputs);
    let input = N::Inputs::parts(input, inputs);
    dispatch(Inference { network, input, output, scratch, tile });
}

/// Memory for one sample at inference, the activations and the output,
/// [`RAM_BYTES`](Network::RAM_BYTES) in all, for [`predict_into`](Network::predict_into).
pub struct Activations<N: Network> {
    pub(super) scratch: SampleMemory<N>,
    pub(super) tile: CallMemory<N>,
    pub(super) output: <N::OutDim as Features>::Vector<N::Scalar>,
}

impl<N: Network> Activations<N> {
    /// Creates memory, also in a static.
    #[must_use]
    pub const fn new() -> Self {
        Activations { scratch: zeroed(), tile: zeroed(), output: zeroed() }
    }

    /// Creates memory on the heap, in place, so it may be larger than the stack.
    ///
    /// ```
    /// use netwright::network::Activations;
    /// use netwright::prelude::*;
    ///
    /// #[network(input = 4)]
    /// struct Wide(Linear<1_000_000, NoBias>, Relu, Linear<2>);
    ///
    /// let net = Wide::zeros();
    /// let mut memory = Activations::boxed(); // once, for all samples
    /// assert_eq!(net.predict_into(&[1.0; 4], &mut memory).as_slice(), [0.0; 2]);
    /// ```
    #[cfg(feature = "alloc")]
    #[must_use]
    pub fn boxed() -> alloc::boxed::Box<Self> {
        bytemuck::zeroed_box()
    }
}

zeroable_struct!([N: Network] Activations [N] {
    scratch: SampleMemory<N>,
    tile: CallMemory<N>,
    output: <N::OutDim as Features>::Vector<N::Scalar>,
});

impl<N: Network> Default for Activations<N> {
    fn default() -> Self {
        Self::new()
    }
}

/// Inference for one sample, in memory on the stack.
struct OneSample<'a, N: Network> {
    network: &'a N,
    input: View<'a, N::Scalar, N::InDim, Const<1>>,
    output: ViewMut<'a, N::Scalar, N::OutDim, Const<1>>,
}

impl<N: Network> WithSimd for OneSample<'_, N> {
    type Output = ();

    /// All in one function, so that the compiler can drop needless zeroing.
    #[inline(always)]
    fn with_simd<S: Simd>(self, simd: S) {
        vectorize!(simd, {
            // Each by itself: a pair of both would be copied where nothing is optimised.
            let mut scratch = MaybeUninit::uninit();
            let scratch: &mut SampleMemory<N> = zero_aligned(&mut scratch);
            let mut tile = MaybeUninit::uninit();
            let tile: &mut CallMemory<N> = zero_aligned(&mut tile);
            let (scratch, tile) = (scratch.as_mut_slice(), tile.as_mut_slice());
            // Only the view of a matrix may be taken for one that lives as short as the memory.
            let input = N::Inputs::one(self.input);
            self.network.infer(simd, Infer { input, output: self.output, scratch, tile });
        });
    }
}

/// Inference for one sample, in memory of the caller.
pub(super) struct InMemory<'a, N: Network> {
    pub(super) network: &'a N,
    pub(super) input: InputView<'a, N::Scalar, N, Const<1>>,
    pub(super) output: ViewMut<'a, N::Scalar, N::OutDim, Const<1>>,
    pub(super) scratch: &'a mut SampleMemory<N>,
    pub(super) tile: &'a mut CallMemory<N>,
}

impl<N: Network> WithSimd for InMemory<'_, N> {
    type Output = ();

    /// The memory becomes a slice here, where the compiler knows its length, so no bounds check is
    /// left.
    #[inline(always)]
    fn with_simd<S: Simd>(self, simd: S) {
        let InMemory { network, input, output, scratch, tile } = self;
        let (scratch, tile) = (scratch.as_mut_slice(), tile.as_mut_slice());
        network.infer(simd, Infer { input, output, scratch, tile });
    }
}

#[cfg(feature = "alloc")]
impl<N: Network, B: Dim> WithSimd for Inference<'_, N, B> {
    type Output = ();

    #[inline(always)]
    fn with_simd<S: Simd>(self, simd: S) {
        let Inference { network, input, output, scratch, tile } = self;
        network.infer(simd, Infer { input, output, scratch, tile });
    }
}
