//! Passes at inference, and the memory that they work in.

use crate::kernel::plain::zeroed;
use crate::kernel::simd::{Simd, Work, dispatch};
use crate::layer::{InputView, Plain};
use crate::network::Network;
use crate::value::{Elements, Features, View, ViewMut};
use bytemuck::Zeroable;
use nalgebra::{Const, Dim, DimName};

/// A pass at inference, for the instruction set that the processor turns out to have.
pub(super) struct Inference<'a, N: Network, B: Dim> {
    pub(super) network: &'a N,
    pub(super) input: InputView<'a, N::Scalar, N, B>,
    pub(super) output: ViewMut<'a, N::Scalar, N::OutDim, B>,
    pub(super) scratch: &'a mut [N::Scalar],
}

/// The output for the features of one sample.
pub(crate) fn predict_vector<N: Network>(
    network: &N,
    sample: &mut <N::InDim as Features>::Vector<N::Scalar>,
) -> <N::OutDim as Features>::Vector<N::Scalar> {
    let sample = N::InDim::vector_view_mut(sample);
    let input = View::from_slice_generic(sample.elements(), N::InDim::name(), Const::<1>);
    dispatch(OneSample { network, input: N::InDim::view(input) })
}

/// The outputs for a batch, in memory of the caller's, of which there may be more than enough.
#[cfg(feature = "train")]
pub(crate) fn infer_batch<N: Network, B: Dim>(
    network: &N,
    input: View<'_, N::Scalar, N::InDim, B>,
    output: &mut [N::Scalar],
    scratch: &mut [N::Scalar],
) {
    let batch = input.shape_generic().1;
    let output = ViewMut::from_slice_generic(output, N::OutDim::name(), batch);
    let scratch = &mut scratch[..<N::Scratch as Plain<N::Scalar>>::LEN * batch.value()];
    dispatch(Inference { network, input: N::InDim::view(input), output, scratch });
}

/// The memory of one sample at inference: the activations and the output, [`RAM_BYTES`](Network::RAM_BYTES) in all, for
/// [`predict_into`](Network::predict_into).
pub struct Activations<N: Network> {
    pub(super) scratch: N::Scratch,
    pub(super) output: <N::OutDim as Features>::Vector<N::Scalar>,
}

impl<N: Network> Activations<N> {
    /// Memory that can also be that of a static.
    #[must_use]
    pub const fn new() -> Self {
        Activations { scratch: zeroed(), output: zeroed() }
    }
}

impl<N: Network> Default for Activations<N> {
    fn default() -> Self {
        Self::new()
    }
}

/// What begins with a line of the cache, so that the registers of a layer's values do not lie across two.
#[repr(align(64))]
struct Aligned<A>(A);

/// Inference for one sample, in memory on the stack.
pub(super) struct OneSample<'a, N: Network> {
    pub(super) network: &'a N,
    pub(super) input: InputView<'a, N::Scalar, N, Const<1>>,
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

impl<N: Network, B: Dim> Work for Inference<'_, N, B> {
    type Output = ();

    #[inline(always)]
    fn run<S: Simd>(self, simd: S) {
        self.network.infer(simd, self.input, self.output, self.scratch);
    }
}
