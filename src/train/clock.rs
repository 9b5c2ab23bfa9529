//! The time that epochs take, where there is a clock.

/// A clock that is started; without the standard library it does not run.
pub(super) struct Clock {
    #[cfg(feature = "std")]
    since: std::time::Instant,
}

impl Clock {
    /// True if the clock runs.
    pub(super) const RUNS: bool = cfg!(feature = "std");

    pub(super) fn start() -> Self {
        Clock {
            #[cfg(feature = "std")]
            since: std::time::Instant::now(),
        }
    }

    /// Returns the seconds since the start or the last lap, 0 if the clock does not run.
    pub(super) fn lap(&mut self) -> f64 {
        #[cfg(feature = "std")]
        {
            let now = std::time::Instant::now();
            now.duration_since(core::mem::replace(&mut self.since, now)).as_secs_f64()
        }
        #[cfg(not(feature = "std"))]
        0.0
    }
}
