//! `MaxPool1d` and `MaxPool2d`: the greatest element of each window.

use super::{pool, streams};
use crate::kernel::pool::{self, Pool};
use crate::layer::prelude::*;
use crate::layer::{History, SlidingAxis, Window1, Windows};
use core::marker::PhantomData;

pool! {
    /// The greatest element of each window of a signal, as PyTorch's `nn.MaxPool1d`.
    ///
    /// In a declaration `MaxPool1d<K>` with a kernel of `K` elements, and behind it any of
    /// `Stride<S>`, without which the windows stand side by side, `Padding<P>`, `Dilation<D>`,
    /// `Same`, `Causal` and `CeilMode`. `[C, L]` to `[C, O]`, each channel by itself, with
    ///
    /// ```text
    /// O = ⌊(L + 2P - D·(K - 1) - 1) / S⌋ + 1
    /// y[c, o] = max_k x[c, o·S + k·D - P]
    /// ```
    ///
    /// rounded up with `CeilMode`, where a window may end behind the padding. It may not begin in
    /// the padding behind the input, and is left out if it would.
    ///
    /// Padding is less than every number: it is never the greatest. At most half of a window is
    /// padding. NaN is greater than every number, so that it is not lost.
    ///
    /// # Gradient
    ///
    /// `y` follows the greatest element and no other, so that the Jacobian `[C·O × C·L]` has a
    /// single 1 in each row:
    ///
    /// ```text
    /// dE/dx[c, i] = Σ dE/dy[c, o]   over all o whose greatest element is i
    /// ```
    ///
    /// Of several greatest elements the first one gets all of it. Which one that is is found again
    /// from the input, so that nothing is kept between the passes.
    ///
    /// Source: Y. LeCun et al., "Gradient-based learning applied to document recognition", 1998,
    /// for subsampling; D. Scherer, A. Müller and S. Behnke, "Evaluation of pooling operations in
    /// convolutional architectures for object recognition", 2010.
    ///
    /// ```
    /// use netwright::prelude::*;
    ///
    /// #[network(input = [1, 5], output = [1, 3])]
    /// struct Peaks(MaxPool1d<2, CeilMode>);
    ///
    /// let peaks = Peaks::zeros().predict(&[1.0, 3.0, -2.0, -1.0, -4.0]);
    /// assert_eq!(peaks.as_slice(), [3.0, -1.0, -4.0]);
    /// ```
    MaxPool1d[const IN: usize, const OUT: usize, const C: usize, A: Windows]<IN, OUT, C, A> over A {
        channels: C,
        kernel: Pool::Max { rows: A::ROWS, columns: A::COLUMNS },
        output: &[C, A::COLUMNS.out],
    }
}

pool! {
    /// The greatest element of each window of an image, as PyTorch's `nn.MaxPool2d`.
    ///
    /// In a declaration `MaxPool2d<K>` with a kernel of `K` by `K` elements, or
    /// `MaxPool2d<Kernel<KH, KW>>`, and behind it any of `Stride<S>` or `Stride<SH, SW>`, without
    /// which the windows stand side by side, `Padding<P>` or `Padding<PH, PW>`, `Dilation<D>`,
    /// `Same` and `CeilMode`. `[C, H, W]` to `[C, OH, OW]`, each channel by itself:
    ///
    /// ```text
    /// y[c, i, j] = max_{k, l} x[c, i·SH + k·DH - PH, j·SW + l·DW - PW]
    /// ```
    ///
    /// Sizes, padding, NaN and the gradient are those of [`MaxPool1d`] along either axis; the first
    /// of several greatest elements is the first one row by row.
    ///
    /// ```
    /// use netwright::prelude::*;
    ///
    /// #[network(input = [1, 2, 4], output = [1, 1, 2])]
    /// struct Half(MaxPool2d<2>);
    ///
    /// let half = Half::zeros().predict(&[1.0, 2.0, 5.0, 6.0, 4.0, 3.0, 8.0, 7.0]);
    /// assert_eq!(half.as_slice(), [4.0, 8.0]);
    /// ```
    MaxPool2d[const IN: usize, const OUT: usize, const C: usize, A: Windows]<IN, OUT, C, A> over A {
        channels: C,
        kernel: Pool::Max { rows: A::ROWS, columns: A::COLUMNS },
        output: &[C, A::ROWS.out, A::COLUMNS.out],
    }
}

streams!(MaxPool1d[const IN: usize, const OUT: usize, const C: usize, A: SlidingAxis]
    <IN, OUT, C, Window1<A>>);
