//! A convolution of signals at one position: of the frames under its window.
//!
//! The numbers are those of the whole signal to the bit. Each sum begins with the bias, and takes
//! the products in the order of `Parts` in `correlation.rs`: phase after phase of the taps, channel
//! after channel, tap after tap.

use crate::kernel::scalar::Real;
use crate::kernel::simd::{Lanes, Simd};

/// The sizes of a convolution of signals.
#[derive(Clone, Copy, Debug)]
pub(crate) struct SignalSizes {
    /// The channels of the input.
    pub(crate) channels: usize,
    /// The channels of a group.
    pub(crate) group: usize,
    /// The filters of all groups.
    pub(crate) filters: usize,
    /// The taps of the window.
    pub(crate) kernel: usize,
    /// The phases of the taps: tap `t` is in phase `t mod phases`.
    pub(crate) phases: usize,
}

impl SignalSizes {
    /// The sizes with the phases that a stride and a dilation lead to.
    pub(crate) const fn new(
        (channels, group): (usize, usize),
        filters: usize,
        kernel: usize,
        (stride, dilation): (usize, usize),
    ) -> Self {
        let (mut a, mut b) = (stride, dilation);
        while b > 0 {
            (a, b) = (b, a % b);
        }
        let phases = match stride.checked_div(a) {
            Some(phases) => phases,
            None => 1,
        };
        SignalSizes { channels, group, filters, kernel, phases }
    }

    /// Calls `product` with each tap of a group in the order of a sum: channel and tap.
    #[inline(always)]
    fn for_each_tap(self, mut product: impl FnMut(usize, usize)) {
        for phase in 0..self.phases.min(self.kernel) {
            for channel in 0..self.group {
                let mut tap = phase;
                while tap < self.kernel {
                    product(channel, tap);
                    tap += self.phases;
                }
            }
        }
    }
}

/// Computes `y`, a number for each filter, from `frames`, `[taps][channels]`. The weight is
/// `[channels of a group][taps][filters]`; `bias` may be empty.
#[inline(always)]
pub(crate) fn forward_frame<S: Simd, T: Real>(
    simd: S,
    sizes: SignalSizes,
    (weight, bias): (&[T], &[T]),
    frames: &[T],
    y: &mut [T],
) {
    if sizes.group == 1 && sizes.filters == sizes.channels {
        return depthwise(simd, sizes, (weight, bias), frames, y);
    }
    let groups = sizes.channels.checked_div(sizes.group).unwrap_or(0);
    let filters = sizes.filters.checked_div(groups).unwrap_or(0);
    let lanes = T::Lanes::<S>::LANES;
    for group in 0..groups {
        let work = Work { simd, sizes, weight, bias, frames, first_channel: group * sizes.group };
        let (mut filter, end) = (group * filters, (group + 1) * filters);
        while filter + 4 * lanes <= end {
            work.registers::<4>(filter, y);
            filter += 4 * lanes;
        }
        while filter + 2 * lanes <= end {
            work.registers::<2>(filter, y);
            filter += 2 * lanes;
        }
        while filter + lanes <= end {
            work.registers::<1>(filter, y);
            filter += lanes;
        }
        if filter < end {
            work.part(filter, end - filter, y);
        }
    }
}

/// The operands that all filters of a group have in common.
struct Work<'a, S, T> {
    simd: S,
    sizes: SignalSizes,
    weight: &'a [T],
    bias: &'a [T],
    frames: &'a [T],
    first_channel: usize,
}

impl<S: Simd, T: Real> Work<'_, S, T> {
    /// The place of a weight.
    #[inline(always)]
    fn weights(&self, channel: usize, tap: usize, filter: usize) -> usize {
        (channel * self.sizes.kernel + tap) * self.sizes.filters + filter
    }

    #[inline(always)]
    fn x(&self, channel: usize, tap: usize) -> T {
        let place = tap * self.sizes.channels + self.first_channel + channel;
        self.frames.get(place).copied().unwrap_or_default()
    }

    /// Computes some whole registers of filters.
    #[inline(always)]
    fn registers<const V: usize>(&self, filter: usize, y: &mut [T]) {
        let lanes = T::Lanes::<S>::LANES;
        let zero = T::Lanes::<S>::splat(self.simd, T::zero());
        let mut sums = [zero; V];
        if !self.bias.is_empty() {
            let bias = or_return!(self.bias.get(filter..filter + V * lanes));
            // Chunks, since the optimizer does not see that products of their number are in bounds.
            for (sum, bias) in sums.iter_mut().zip(bias.chunks_exact(lanes)) {
                *sum = T::Lanes::<S>::load_slice(self.simd, bias);
            }
        }
        self.sizes.for_each_tap(
            #[inline(always)]
            |channel, tap| {
                let first = self.weights(channel, tap, filter);
                let weights = or_return!(self.weight.get(first..first + V * lanes));
                let x = T::Lanes::<S>::splat(self.simd, self.x(channel, tap));
                for (sum, weights) in sums.iter_mut().zip(weights.chunks_exact(lanes)) {
                    *sum = T::Lanes::<S>::load_slice(self.simd, weights).mul_add(x, *sum);
                }
            },
        );
        let y = or_return!(y.get_mut(filter..filter + V * lanes));
        for (sum, y) in sums.into_iter().zip(y.chunks_exact_mut(lanes)) {
            sum.store_slice(y);
        }
    }

    /// Computes the last filters of a group, fewer than a register has lanes.
    #[inline(always)]
    fn part(&self, filter: usize, count: usize, y: &mut [T]) {
        let bias = self.bias.get(filter..).and_then(|bias| bias.get(..count)).unwrap_or_default();
        let mut sum = T::Lanes::<S>::load_partial(self.simd, bias);
        self.sizes.for_each_tap(
            #[inline(always)]
            |channel, tap| {
                let first = self.weights(channel, tap, filter);
                let weights = or_return!(self.weight.get(first..first + count));
                let x = T::Lanes::<S>::splat(self.simd, self.x(channel, tap));
                sum = T::Lanes::<S>::load_partial(self.simd, weights).mul_add(x, sum);
            },
        );
        sum.store_partial(or_return!(y.get_mut(filter..filter + count)));
    }
}

/// Each filter sees the channel of its number: registers of channels.
#[inline(always)]
fn depthwise<S: Simd, T: Real>(simd: S, sizes: SignalSizes, (weight, bias): (&[T], &[T]), frames: &[T], y: &mut [T]) {
    let lanes = T::Lanes::<S>::LANES;
    let channels = sizes.channels;
    let mut first = 0;
    while first < channels {
        let count = lanes.min(channels - first);
        let bias = bias.get(first..).and_then(|bias| bias.get(..count)).unwrap_or_default();
        let mut sum = load::<S, T>(simd, bias);
        sizes.for_each_tap(
            #[inline(always)]
            |_, tap| {
                let place = tap * channels + first;
                let weights = or_return!(weight.get(place..place + count));
                let x = or_return!(frames.get(place..place + count));
                sum = load::<S, T>(simd, weights).mul_add(load::<S, T>(simd, x), sum);
            },
        );
        let y = or_return!(y.get_mut(first..first + count));
        if count == lanes {
            sum.store_slice(y);
        } else {
            sum.store_partial(y);
        }
        first += count;
    }
}

#[inline(always)]
fn load<S: Simd, T: Real>(simd: S, numbers: &[T]) -> T::Lanes<S> {
    if numbers.len() == T::Lanes::<S>::LANES {
        T::Lanes::<S>::load_slice(simd, numbers)
    } else {
        T::Lanes::<S>::load_partial(simd, numbers)
    }
}

#[cfg(test)]
mod tests {
    use super::{SignalSizes, forward_frame};
    use crate::kernel::conv::{Convolution, forward};
    use crate::kernel::epilogue::Identity;
    use crate::kernel::simd::{Simd, WithSimd, dispatch};
    use crate::kernel::window::Slide;
    use alloc::vec;
    use alloc::vec::Vec;
    use rand::rngs::SmallRng;
    use rand::{RngExt, SeedableRng};

    /// Compares all positions of a causal convolution with those of the whole signal.
    struct Compare {
        convolution: Convolution,
        has_bias: bool,
    }

    impl WithSimd for Compare {
        type Output = ();

        fn with_simd<S: Simd>(self, simd: S) {
            let Convolution { channels, filters, groups, columns, .. } = self.convolution;
            let mut rng = SmallRng::seed_from_u64(1);
            let mut numbers = |count: usize| (0..count).map(|_| rng.random_range(-1.0..1.0)).collect::<Vec<f32>>();
            let (weight, bias) =
                (numbers(self.convolution.weights()), numbers(if self.has_bias { filters } else { 0 }));
            let x = numbers(self.convolution.inputs());
            let mut whole = vec![0.0; self.convolution.outputs()];
            let mut scratch = vec![0.0; self.convolution.scratch()];
            forward(simd, &self.convolution, (&weight, &bias), &x, &mut whole, &mut scratch, Identity);
            let group = channels / groups;
            let sizes =
                SignalSizes::new((channels, group), filters, columns.kernel, (columns.stride, columns.dilation));
            for position in 0..columns.out {
                let mut frames = Vec::new();
                for tap in 0..columns.kernel {
                    let frame = (position * columns.stride + tap * columns.dilation).checked_sub(columns.before);
                    let number = |channel: usize| frame.map_or(0.0, |frame| x[channel * columns.size + frame]);
                    frames.extend((0..channels).map(number));
                }
                let mut y = vec![0.0; filters];
                forward_frame(simd, sizes, (&weight, &bias), &frames, &mut y);
                for (filter, y) in y.iter().enumerate() {
                    let expected = whole[filter * columns.out + position];
                    assert_eq!(y.to_bits(), expected.to_bits(), "{y} instead of {expected}: {:?}", self.convolution);
                }
            }
        }
    }

    #[test]
    fn positions_are_those_of_the_whole_signal() {
        let mut rng = SmallRng::seed_from_u64(2);
        for case in 0..300 {
            let groups = [1, 1, 1, 2, 3, 8, 21][case % 7];
            let (of_input, of_output) =
                (rng.random_range(1..5), if case % 3 == 0 { 1 } else { rng.random_range(1..40) });
            let of_input = if case % 3 == 0 && groups > 1 { 1 } else { of_input };
            let (kernel, stride, dilation) = (rng.random_range(1..7), rng.random_range(1..5), rng.random_range(1..5));
            let span = (kernel - 1) * dilation + 1;
            let (size, before) = (span + rng.random_range(0..40), rng.random_range(0..span));
            let out = (size + before - span) / stride + 1;
            let columns = Slide { size, out, kernel, stride, dilation, before };
            let (channels, filters) = (groups * of_input, groups * of_output);
            let convolution = Convolution { channels, filters, groups, rows: Slide::NONE, columns };
            dispatch(Compare { convolution, has_bias: case % 2 == 0 });
        }
    }
}
