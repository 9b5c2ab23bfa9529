//! Convolutions of signals, frame by frame.

use super::Conv;
use crate::kernel::conv::{SignalSizes, forward_frame};
use crate::layer::prelude::*;
use crate::layer::{BiasOption, History, SlidingAxis, Window1};

impl<
    T: Real,
    const IN: usize,
    const OUT: usize,
    const CHANNELS: usize,
    const GROUP: usize,
    const FILTERS: usize,
    const SCRATCH: usize,
    A: SlidingAxis,
    O: BiasOption,
> Streaming<T> for Conv<T, IN, OUT, CHANNELS, GROUP, FILTERS, SCRATCH, Window1<A>, O>
{
    type State = History<T, A, CHANNELS>;

    const TIMING: Timing = Timing::of(A::SLIDE);

    const WAITS: usize = A::SLIDE.after();

    #[inline(always)]
    fn push<S: Simd>(&self, simd: S, pass: Push<'_, T, Self::State>) -> bool {
        let Push { frame, output, state, .. } = pass;
        let Some(frames) = state.push(frame) else { return false };
        let sizes = const {
            let slide = A::SLIDE;
            SignalSizes::new((CHANNELS, GROUP), FILTERS, slide.kernel, (slide.stride, slide.dilation))
        };
        forward_frame(simd, sizes, (self.weight.as_slice(), self.bias.as_slice()), frames.taps, output);
        true
    }
}
