//! The frames that a window slides over.

use crate::kernel::memory::plain::{Plain, zeroable_struct};
use crate::kernel::window::Slide;
use crate::layer::SlidingAxis;
use crate::scalar::Real;

/// The memory of a window that slides over frames of `C` numbers: the last frames, and where in the
/// signal the next one is.
///
/// It is the [`State`](crate::layer::Streaming::State) of causal convolutions and of pools. Before
/// the first frame there are zeros.
///
/// With a dilation `D`, frames that lie `D` apart are under the window together. So there are `D`
/// rows of `K` frames, to which frames are added in turn: a window is contiguous in one of them,
/// and moves by one frame.
///
/// ```
/// use netwright::layer::{Axis, History};
///
/// // A window of 3 taps at every second of 8 frames, with 2 of padding in front.
/// let mut history: History<f32, Axis<8, 4, 3, 2, 1, 2>, 1> = bytemuck::Zeroable::zeroed();
/// let first = history.push(&[1.0]).expect("the first window ends with the first frame");
/// assert_eq!((first.taps, first.padded), (&[0.0, 0.0, 1.0][..], 2));
/// assert!(history.push(&[2.0]).is_none());
/// assert_eq!(history.push(&[3.0]).unwrap().taps, [1.0, 2.0, 3.0]);
/// ```
pub struct History<T: Real, A: SlidingAxis, const C: usize> {
    rows: A::Past<T, [T; C]>,
    /// The row that the next frame is added to.
    row: u32,
    /// The frames so far, as far as a window reaches.
    seen: u32,
    /// The frames since the last output.
    since: u32,
}

zeroable_struct!([T: Real, A: SlidingAxis, const C: usize] History [T, A, C] {
    rows: A::Past<T, [T; C]>,
    row: u32,
    seen: u32,
    since: u32,
});

/// The frames under a window, which [`History::push`] returns.
pub struct WindowFrames<'a, T> {
    /// The numbers of each tap, the oldest first.
    pub taps: &'a [T],
    /// The number of taps that lie in the padding in front of the first frame.
    pub padded: usize,
}

impl<T: Real, A: SlidingAxis, const C: usize> History<T, A, C> {
    /// Takes a frame, and returns those under the window if an output is due: the windows are those
    /// of [`Timing::of`](crate::layer::Timing::of).
    #[inline(always)]
    pub fn push(&mut self, frame: &[T]) -> Option<WindowFrames<'_, T>> {
        let Slide { kernel, stride, dilation, before, .. } = A::SLIDE;
        let span = A::SLIDE.span();
        let length = kernel * C;
        let row = self.row as usize;
        let taps = self.rows.as_mut_slice().get_mut(row * length..)?.get_mut(..length)?;
        taps.copy_within(C.min(length).., 0);
        let newest = taps.get_mut(length - C..)?;
        newest.iter_mut().zip(frame).for_each(|(to, &from)| *to = from);
        self.row = if row + 1 == dilation { 0 } else { self.row + 1 };
        // The first window ends `before` frames earlier than one without padding.
        let lag = span - 1 - before;
        let is_due = if self.seen as usize <= lag {
            self.seen += 1;
            self.seen as usize > lag
        } else {
            self.seen += u32::from((self.seen as usize) < span);
            self.since += 1;
            self.since as usize == stride
        };
        if !is_due {
            return None;
        }
        self.since = 0;
        let within = (self.seen as usize - 1) / dilation + 1;
        Some(WindowFrames { taps, padded: kernel.saturating_sub(within) })
    }
}
