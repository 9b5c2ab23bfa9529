//! Loops compiled for several instruction sets, of which the best one is picked when the program runs.

/// Runs `work`, compiled for the best instruction set that the processor has. What `work` calls must be inlined into it to profit.
///
/// Without the standard library nothing is looked up: `work` uses what the program was compiled for.
#[inline(always)]
pub(crate) fn dispatch<R>(work: impl FnOnce() -> R) -> R {
    #[cfg(feature = "std")]
    return pulp::Arch::new().dispatch(work);
    #[cfg(not(feature = "std"))]
    work()
}
