//! `AdaptiveAvgPool1d` and `AdaptiveAvgPool2d`: averages of as many regions as the output has.

use super::pool;
use crate::kernel::pool::{self, Pool, Regions};
use crate::layer::prelude::*;
use core::marker::PhantomData;

pool! {
    /// The averages of so many regions of a signal, as PyTorch's `nn.AdaptiveAvgPool1d`.
    ///
    /// In a declaration `AdaptiveAvgPool1d<O>`. `[C, L]` to `[C, O]`, each channel by itself;
    /// region `o` has the elements
    ///
    /// ```text
    /// from ⌊o·L / O⌋ up to, but not including, ⌈(o + 1)·L / O⌉
    /// ```
    ///
    /// of which the output is the average. Where `O` does not divide `L` neighbours share an
    /// element; where it is larger than `L` elements are repeated.
    ///
    /// # Gradient
    ///
    /// With the number `n[o]` of elements of a region:
    ///
    /// ```text
    /// dE/dx[c, i] = Σ dE/dy[c, o] / n[o]   over all o whose region has i in it
    /// ```
    ///
    /// Source: K. He et al., "Spatial pyramid pooling in deep convolutional networks for visual
    /// recognition", 2014, for regions in proportion to the size; the rule of PyTorch.
    ///
    /// ```
    /// use netwright::prelude::*;
    ///
    /// #[network(input = [1, 5], output = [1, 3])]
    /// struct Thirds(AdaptiveAvgPool1d<3>);
    ///
    /// // The regions are 0..2, 1..4 and 3..5.
    /// assert_eq!(Thirds::zeros().predict(&[1.0, 2.0, 3.0, 4.0, 5.0]).as_slice(), [1.5, 3.0, 4.5]);
    /// ```
    AdaptiveAvgPool1d[
        const IN: usize, const OUT: usize, const C: usize, const LENGTH: usize, const OUT_LENGTH: usize
    ]<IN, OUT, C, LENGTH, OUT_LENGTH> over () {
        channels: C,
        kernel: Pool::Adaptive {
            rows: Regions::NONE,
            columns: Regions::new(LENGTH, OUT_LENGTH),
        },
        output: &[C, OUT_LENGTH],
    }
}

pool! {
    /// The averages of so many regions of an image, as PyTorch's `nn.AdaptiveAvgPool2d`.
    ///
    /// In a declaration `AdaptiveAvgPool2d<7>` for 7 by 7 of them, or `AdaptiveAvgPool2d<5, 7>` for
    /// 5 rows of 7. `[C, H, W]` to `[C, OH, OW]`, each channel by itself; rows and columns are
    /// divided as by [`AdaptiveAvgPool1d`], whose gradient it has.
    ///
    /// ```
    /// use netwright::prelude::*;
    ///
    /// #[network(input = [1, 2, 3], output = [1, 1, 2])]
    /// struct Two(AdaptiveAvgPool2d<1, 2>);
    ///
    /// assert_eq!(Two::zeros().predict(&[1.0, 2.0, 3.0, 5.0, 6.0, 7.0]).as_slice(), [3.5, 4.5]);
    /// ```
    AdaptiveAvgPool2d[
        const IN: usize,
        const OUT: usize,
        const C: usize,
        const HEIGHT: usize,
        const WIDTH: usize,
        const OUT_HEIGHT: usize,
        const OUT_WIDTH: usize
    ]<IN, OUT, C, HEIGHT, WIDTH, OUT_HEIGHT, OUT_WIDTH> over () {
        channels: C,
        kernel: Pool::Adaptive {
            rows: Regions::new(HEIGHT, OUT_HEIGHT),
            columns: Regions::new(WIDTH, OUT_WIDTH),
        },
        output: &[C, OUT_HEIGHT, OUT_WIDTH],
    }
}
