//! Samplers: which samples an epoch visits, and in which order.

use crate::error::Error;
use alloc::collections::BTreeMap;
use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;
use rand::{Rng, RngExt};

/// Draws the order in which an epoch visits the samples.
///
/// An order is a list of positions of samples; a sampler may leave samples out or visit some of
/// them several times. It draws from nothing but the generator that it is given, so that an order
/// can be drawn again.
///
/// ```
/// use netwright::Error;
/// use netwright::data::Sampler;
/// use rand::{Rng, SeedableRng, rngs::SmallRng};
///
/// /// Every second sample, the last one first.
/// struct EverySecond;
///
/// impl Sampler for EverySecond {
///     fn order(&self, samples: usize, _: &mut dyn Rng, order: &mut Vec<usize>) -> Result<(), Error> {
///         order.extend((0..samples).step_by(2).rev());
///         Ok(())
///     }
/// }
///
/// let mut order = Vec::new();
/// EverySecond.draw(5, &mut SmallRng::seed_from_u64(1), &mut order)?;
/// assert_eq!(order, [4, 2, 0]);
/// # Ok::<(), Error>(())
/// ```
pub trait Sampler {
    /// Appends the positions of the samples that an epoch visits, each below `samples`, to an empty
    /// list.
    ///
    /// # Errors
    ///
    /// [`Error::SamplerCount`] if the sampler was made for another number of samples.
    fn order(&self, samples: usize, rng: &mut dyn Rng, order: &mut Vec<usize>) -> Result<(), Error>;

    /// Returns the sampler and its settings as text: a checkpoint does not go on with another one.
    /// Provided for those without settings: the name of the type.
    fn describe(&self) -> String {
        core::any::type_name::<Self>().into()
    }

    /// Replaces `order` by a new one, and checks it.
    ///
    /// # Errors
    ///
    /// Those of [`order`](Self::order), [`Error::NoSamples`] if no sample is visited, and
    /// [`Error::NoSuchSample`] if there is none at a position.
    fn draw(&self, samples: usize, rng: &mut dyn Rng, order: &mut Vec<usize>) -> Result<(), Error> {
        order.clear();
        self.order(samples, rng, order)?;
        if order.is_empty() {
            return Err(Error::NoSamples);
        }
        require_positions(order, samples)
    }
}

/// Every position must be that of a sample.
pub(super) fn require_positions(positions: &[usize], samples: usize) -> Result<(), Error> {
    match positions.iter().find(|position| **position >= samples) {
        Some(&found) => Err(Error::NoSuchSample { found, samples }),
        None => Ok(()),
    }
}

/// Exchanges positions at random (Fisher and Yates).
fn shuffle(positions: &mut [usize], rng: &mut dyn Rng) {
    for last in (1..positions.len()).rev() {
        positions.swap(last, rng.random_range(0..=last));
    }
}

/// Visits every sample once, in the order of the data set, like PyTorch's `SequentialSampler`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct SequentialSampler;

impl Sampler for SequentialSampler {
    fn order(&self, samples: usize, _: &mut dyn Rng, order: &mut Vec<usize>) -> Result<(), Error> {
        order.extend(0..samples);
        Ok(())
    }

    fn describe(&self) -> String {
        format!("{self:?}")
    }
}

/// Visits every sample once, in random order, like PyTorch's `RandomSampler`.
///
/// ```
/// use netwright::data::{RandomSampler, Sampler};
/// use rand::{SeedableRng, rngs::SmallRng};
///
/// let mut order = Vec::new();
/// RandomSampler.draw(5, &mut SmallRng::seed_from_u64(1), &mut order)?;
/// order.sort_unstable();
/// assert_eq!(order, [0, 1, 2, 3, 4]);
/// # Ok::<(), netwright::Error>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct RandomSampler;

impl Sampler for RandomSampler {
    fn order(&self, samples: usize, rng: &mut dyn Rng, order: &mut Vec<usize>) -> Result<(), Error> {
        order.extend(0..samples);
        shuffle(order, rng);
        Ok(())
    }

    fn describe(&self) -> String {
        format!("{self:?}")
    }
}

/// Draws each sample with a probability in proportion to its weight, with replacement, like
/// PyTorch's `WeightedRandomSampler`.
///
/// ```
/// use netwright::data::{Sampler, WeightedRandomSampler};
/// use rand::{SeedableRng, rngs::SmallRng};
///
/// let sampler = WeightedRandomSampler::new(&[0.5, 0.0, 1.5])?.draws(1000);
/// let mut order = Vec::new();
/// sampler.draw(3, &mut SmallRng::seed_from_u64(1), &mut order)?;
/// let count = |position| order.iter().filter(|drawn| **drawn == position).count();
/// assert_eq!((order.len(), count(1)), (1000, 0));
/// assert!((700..800).contains(&count(2))); // 750 is expected
/// # Ok::<(), netwright::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct WeightedRandomSampler {
    /// Sums of the first weights, which are scaled by the largest one.
    sums: Vec<f64>,
    draws: usize,
}

impl WeightedRandomSampler {
    /// Draws as many samples as there are weights, one for each sample.
    ///
    /// # Errors
    ///
    /// [`Error::NoSamples`] if there are no weights, and [`Error::InvalidSetting`] if one is
    /// negative or not finite, or if all are 0.
    pub fn new(weights: &[f64]) -> Result<Self, Error> {
        let refuse = |expected, found| Err(Error::InvalidSetting { name: "the weight of a sample", expected, found });
        if weights.is_empty() {
            return Err(Error::NoSamples);
        }
        if let Some(&found) = weights.iter().find(|weight| !(weight.is_finite() && **weight >= 0.0)) {
            return refuse("a finite number that is not negative", found);
        }
        let largest = weights.iter().fold(0.0, |largest: f64, weight| largest.max(*weight));
        if largest == 0.0 {
            return refuse("above 0 for at least one sample", 0.0);
        }
        let mut sum = 0.0;
        let sums = weights.iter().map(|weight| {
            sum += weight / largest;
            sum
        });
        Ok(WeightedRandomSampler { sums: sums.collect(), draws: weights.len() })
    }

    /// Sets the number of samples that an epoch draws.
    #[must_use]
    pub fn draws(self, draws: usize) -> Self {
        WeightedRandomSampler { draws, ..self }
    }
}

impl Sampler for WeightedRandomSampler {
    fn order(&self, samples: usize, rng: &mut dyn Rng, order: &mut Vec<usize>) -> Result<(), Error> {
        require_count(self.sums.len(), samples)?;
        let total = self.sums[samples - 1];
        // A sample of weight 0 has the sum of the one before it, and is never the first above.
        order.extend((0..self.draws).map(|_| {
            let place = rng.random_range(0.0..total);
            self.sums.partition_point(|sum| *sum <= place)
        }));
        Ok(())
    }

    fn describe(&self) -> String {
        let WeightedRandomSampler { sums, draws } = self;
        let total = sums.last().copied().unwrap_or_default();
        format!("WeightedRandomSampler {{ samples: {}, sum of weights: {total:?}, draws: {draws} }}", sums.len())
    }
}

/// Visits every class equally often, and as many samples as there are: some of the large classes
/// are left out, and those of small classes are visited several times.
///
/// Every class gets its share of an epoch, to within one sample, and a sample is visited again only
/// after all others of its class. Over many epochs all samples are seen.
///
/// ```
/// use netwright::data::{BalancedSampler, Label, Sampler};
/// use rand::{SeedableRng, rngs::SmallRng};
///
/// let labels = Label::<2>::from_indices([0, 0, 0, 1, 0, 0])?;
/// let mut order = Vec::new();
/// BalancedSampler::new(&labels).draw(6, &mut SmallRng::seed_from_u64(1), &mut order)?;
/// assert_eq!(order.iter().filter(|position| **position == 3).count(), 3);
/// # Ok::<(), netwright::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BalancedSampler {
    /// The positions of the samples of each class that there is.
    classes: Vec<Vec<usize>>,
    samples: usize,
}

impl BalancedSampler {
    /// Balances the classes that are the targets of a data set.
    #[must_use]
    pub fn new<Y: crate::data::Target<K>, const K: usize>(targets: &[Y]) -> Self {
        Self::by(targets, |target| target.label().index())
    }

    /// Balances the classes that a function gives, for targets of other types: `bool`, for
    /// instance, by `|positive| *positive`.
    #[must_use]
    pub fn by<Y, C: Ord>(targets: &[Y], class: impl Fn(&Y) -> C) -> Self {
        let mut classes: BTreeMap<C, Vec<usize>> = BTreeMap::new();
        for (position, target) in targets.iter().enumerate() {
            classes.entry(class(target)).or_default().push(position);
        }
        BalancedSampler { classes: classes.into_values().collect(), samples: targets.len() }
    }
}

impl Sampler for BalancedSampler {
    fn order(&self, samples: usize, rng: &mut dyn Rng, order: &mut Vec<usize>) -> Result<(), Error> {
        require_count(self.samples, samples)?;
        let classes = self.classes.len();
        // Some classes have one more, where the samples cannot be divided equally.
        let mut ranks: Vec<usize> = (0..classes).collect();
        shuffle(&mut ranks, rng);
        for (members, rank) in self.classes.iter().zip(ranks) {
            let mut missing = samples / classes + usize::from(rank < samples % classes);
            while missing > 0 {
                let mut round = members.clone();
                shuffle(&mut round, rng);
                round.truncate(missing);
                missing -= round.len();
                order.append(&mut round);
            }
        }
        shuffle(order, rng);
        Ok(())
    }

    fn describe(&self) -> String {
        let classes: Vec<usize> = self.classes.iter().map(Vec::len).collect();
        format!("BalancedSampler {{ classes: {classes:?}, samples: {} }}", self.samples)
    }
}

fn require_count(sampler: usize, samples: usize) -> Result<(), Error> {
    if sampler == samples { Ok(()) } else { Err(Error::SamplerCount { sampler, samples }) }
}
