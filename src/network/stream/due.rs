//! When the outputs of a stream come, as types.

/// When the outputs of a stream come: [`Always`] or [`Sometimes`].
pub trait Due {
    /// The answer to a frame, if the outputs are `V`s.
    type Of<V>;

    /// Returns an output, if there is one.
    #[doc(hidden)]
    fn of<V>(is_due: bool, output: V) -> Self::Of<V>;

    /// Applies a function to the output, if there is one.
    #[doc(hidden)]
    fn map<V, W>(output: Self::Of<V>, f: impl FnOnce(V) -> W) -> Self::Of<W>;
}

/// Each frame gives an output.
#[derive(Clone, Copy, Debug)]
pub enum Always {}

/// Outputs are rarer than frames, or begin later.
#[derive(Clone, Copy, Debug)]
pub enum Sometimes {}

impl Due for Always {
    type Of<V> = V;

    #[inline(always)]
    fn of<V>(_: bool, output: V) -> V {
        output
    }

    #[inline(always)]
    fn map<V, W>(output: V, f: impl FnOnce(V) -> W) -> W {
        f(output)
    }
}

impl Due for Sometimes {
    type Of<V> = Option<V>;

    #[inline(always)]
    fn of<V>(is_due: bool, output: V) -> Option<V> {
        is_due.then_some(output)
    }

    #[inline(always)]
    fn map<V, W>(output: Option<V>, f: impl FnOnce(V) -> W) -> Option<W> {
        output.map(f)
    }
}

/// [`Always`] for `DueIf<true>`, else [`Sometimes`].
#[doc(hidden)]
#[derive(Debug)]
pub struct DueIf<const EVERY_FRAME: bool>;

/// Implemented by [`DueIf`].
#[doc(hidden)]
pub trait IsDue {
    /// When outputs come.
    type Due: Due;
}

impl IsDue for DueIf<true> {
    type Due = Always;
}

impl IsDue for DueIf<false> {
    type Due = Sometimes;
}
