//! `GlobalAvgPool` and `GlobalMaxPool`: one number of each channel.

use super::pool;
use crate::kernel::pool::{self, Pool};
use crate::layer::prelude::*;
use core::marker::PhantomData;

pool! {
    /// The average of each channel, `[C, L]` or `[C, H, W]` to `[C]`.
    ///
    /// PyTorch's `x.mean((2, 3))`, and `nn.AdaptiveAvgPool2d(1)` with a `Flatten` behind it: a
    /// `Linear` can follow. With the number `n` of elements of a channel:
    ///
    /// ```text
    /// y[c] = Σ_i x[c, i] / n
    /// dE/dx[c, i] = dE/dy[c] / n
    /// ```
    ///
    /// Source: M. Lin, Q. Chen and S. Yan, "Network in network", 2013, section 3.2.
    ///
    /// ```
    /// use netwright::prelude::*;
    ///
    /// #[network(input = [2, 1, 3], output = 2)]
    /// struct Means(GlobalAvgPool);
    ///
    /// assert_eq!(Means::zeros().predict(&[1.0, 2.0, 6.0, -1.0, 0.0, 1.0]).as_slice(), [3.0, 0.0]);
    /// ```
    GlobalAvgPool[const IN: usize, const OUT: usize]<IN, OUT> over () {
        channels: OUT,
        kernel: Pool::average_of(IN / OUT),
        output: &[OUT],
    }
}

pool! {
    /// The greatest element of each channel, `[C, L]` or `[C, H, W]` to `[C]`.
    ///
    /// PyTorch's `x.amax((2, 3))`, except that the gradient goes to the first of several greatest
    /// elements, as that of `nn.AdaptiveMaxPool2d(1)` does:
    ///
    /// ```text
    /// y[c] = max_i x[c, i]
    /// dE/dx[c, i] = dE/dy[c] at the greatest element, else 0
    /// ```
    ///
    /// NaN is greater than every number.
    ///
    /// Source: M. Oquab et al., "Is object localization for free?", 2015, section 3.
    ///
    /// ```
    /// use netwright::prelude::*;
    ///
    /// #[network(input = [2, 3], output = 2)]
    /// struct Peaks(GlobalMaxPool);
    ///
    /// assert_eq!(Peaks::zeros().predict(&[1.0, 2.0, 6.0, -1.0, 0.0, -2.0]).as_slice(), [6.0, 0.0]);
    /// ```
    GlobalMaxPool[const IN: usize, const OUT: usize]<IN, OUT> over () {
        channels: OUT,
        kernel: Pool::greatest_of(IN / OUT),
        output: &[OUT],
    }
}
