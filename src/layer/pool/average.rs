//! `AvgPool1d` and `AvgPool2d`: the average of each window.

use super::{pool, streams};
use crate::kernel::pool::{self, Pool};
use crate::layer::prelude::*;
use crate::layer::{History, SlidingAxis, Window1, Windows};
use core::marker::PhantomData;

pool! {
    /// The average of each window of a signal, as PyTorch's `nn.AvgPool1d`.
    ///
    /// In a declaration `AvgPool1d<K>` with a kernel of `K` elements, and behind it any of
    /// `Stride<S>`, without which the windows stand side by side, `Padding<P>`, `Same`, `Causal`,
    /// `CeilMode` and `CountExcludePad`. `[C, L]` to `[C, O]`, each channel by itself, where `O`
    /// follows as for a [`MaxPool1d`](crate::layer::MaxPool1d):
    ///
    /// ```text
    /// y[c, o] = Σ_k x[c, o·S + k - P] / n[o]
    /// ```
    ///
    /// Padding is zero, and counts: `n` is `K`, without what lies behind the padding in the last
    /// window of `CeilMode`. With `CountExcludePad`, PyTorch's `count_include_pad=False`, `n` is
    /// the number of elements of the input in the window. The default has a name too,
    /// `CountIncludePad`.
    ///
    /// # Gradient
    ///
    /// Each element of a window has the same part in its average:
    ///
    /// ```text
    /// dE/dx[c, i] = Σ dE/dy[c, o] / n[o]   over all o whose window has i in it
    /// ```
    ///
    /// Source: Y. LeCun et al., "Gradient-based learning applied to document recognition", 1998.
    ///
    /// ```
    /// use netwright::prelude::*;
    ///
    /// #[network(input = [1, 5], output = [1, 3])]
    /// struct Smooth(AvgPool1d<2, CeilMode>);
    ///
    /// let smooth = Smooth::zeros().predict(&[1.0, 2.0, 3.0, 4.0, 5.0]);
    /// assert_eq!(smooth.as_slice(), [1.5, 3.5, 5.0]);
    /// ```
    AvgPool1d[const IN: usize, const OUT: usize, const C: usize, A: Windows, const COUNTS_PADDING: bool]
        <IN, OUT, C, A, COUNTS_PADDING> over A {
        channels: C,
        kernel: Pool::Average { rows: A::ROWS, columns: A::COLUMNS, counts_padding: COUNTS_PADDING },
        output: &[C, A::COLUMNS.out],
    }
}

pool! {
    /// The average of each window of an image, as PyTorch's `nn.AvgPool2d`.
    ///
    /// In a declaration `AvgPool2d<K>` with a kernel of `K` by `K` elements, or
    /// `AvgPool2d<Kernel<KH, KW>>`, and behind it any of `Stride<S>` or `Stride<SH, SW>`, without
    /// which the windows stand side by side, `Padding<P>` or `Padding<PH, PW>`, `Same`, `CeilMode`
    /// and `CountExcludePad`. `[C, H, W]` to `[C, OH, OW]`, each channel by itself:
    ///
    /// ```text
    /// y[c, i, j] = Σ_{k, l} x[c, i·SH + k - PH, j·SW + l - PW] / (n[i]·m[j])
    /// ```
    ///
    /// Sizes, padding, the counts `n` of rows and `m` of columns and the gradient are those of
    /// [`AvgPool1d`] along either axis.
    ///
    /// ```
    /// use netwright::prelude::*;
    ///
    /// #[network(input = [1, 2, 2], output = [1, 2, 2])]
    /// struct Blur(AvgPool2d<3, Stride<1>, Padding<1>, CountExcludePad>);
    ///
    /// assert_eq!(Blur::zeros().predict(&[1.0, 2.0, 3.0, 6.0]).as_slice(), [3.0; 4]);
    /// ```
    AvgPool2d[const IN: usize, const OUT: usize, const C: usize, A: Windows, const COUNTS_PADDING: bool]
        <IN, OUT, C, A, COUNTS_PADDING> over A {
        channels: C,
        kernel: Pool::Average { rows: A::ROWS, columns: A::COLUMNS, counts_padding: COUNTS_PADDING },
        output: &[C, A::ROWS.out, A::COLUMNS.out],
    }
}

streams!(AvgPool1d[const IN: usize, const OUT: usize, const C: usize, A: SlidingAxis, const COUNTS_PADDING: bool]
    <IN, OUT, C, Window1<A>, COUNTS_PADDING>);
