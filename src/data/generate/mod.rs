//! Data sets that are drawn: spirals, moons, circles, blobs, and a cubic curve.
//!
//! The numbers follow from the generator alone, so that a seed gives the same data in every run.
//! Classes come one after the other, so [shuffle](Dataset::shuffle) before you
//! [split](Dataset::split), or split with [`split_stratified`](Dataset::split_stratified);
//! scikit-learn's functions, which these follow otherwise, shuffle by default.
//!
//! ```
//! use netwright::data::generate;
//! use rand::{SeedableRng, rngs::StdRng};
//!
//! let mut rng = StdRng::seed_from_u64(1);
//! let mut data = generate::moons::<f32>(200, 0.1, &mut rng)?;
//! data.shuffle(&mut rng);
//! let (train, test) = data.split(0.8)?;
//! assert_eq!((train.len(), test.len()), (160, 40));
//! # Ok::<(), netwright::Error>(())
//! ```

mod blobs;
mod cubic;
mod rings;
mod spiral;

#[cfg(doc)]
use super::Dataset;
pub use blobs::{blobs, blobs_around};
pub use cubic::cubic;
pub use rings::{circles, moons};
pub use spiral::spiral;

use crate::error::Error;
use crate::scalar::Real;
use rand::{Rng, RngExt};
use rand_distr::StandardNormal;

/// The standard deviation of noise must be a finite number that is not negative.
pub(super) fn require_deviation(deviation: f64) -> Result<(), Error> {
    if deviation.is_finite() && deviation >= 0.0 {
        return Ok(());
    }
    let expected = "a finite number that is not negative";
    Err(Error::InvalidSetting { name: "the standard deviation of the noise", expected, found: deviation })
}

/// Returns a point moved by noise of a standard deviation in each coordinate.
fn noisy<T: Real, const N: usize>(point: [f64; N], deviation: f64, rng: &mut dyn Rng) -> [T; N] {
    point.map(|x| T::from_double(x + deviation * rng.sample::<f64, _>(StandardNormal)))
}

/// Returns position `place` of `count` that divide the interval from 0 to 1 equally, both ends
/// included; 0 if there is only one.
#[allow(clippy::cast_precision_loss)] // There are far fewer points than 2^52.
fn spaced(place: usize, count: usize) -> f64 {
    place as f64 / count.saturating_sub(1).max(1) as f64
}
