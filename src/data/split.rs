//! Parts of a data set: to train on, and to test on.

use crate::data::sampler::require_positions;
use crate::data::{Dataset, Target};
use crate::error::Error;
use alloc::collections::BTreeMap;
use alloc::vec;
use alloc::vec::Vec;

impl<'a, T, const N: usize, Y> Dataset<'a, T, N, Y> {
    /// Splits into the first `fraction` of the samples, and the rest; shuffle first, unless the
    /// order is random. Borrowed samples stay borrowed.
    ///
    /// # Errors
    ///
    /// [`Error::InvalidSetting`] if one of the parts would be empty.
    pub fn split(self, fraction: f64) -> Result<(Self, Self), Error> {
        let count = first_part(self.len(), fraction)?;
        Ok(self.split_at(count))
    }
}

impl<'a, T: Clone, const N: usize, Y: Clone> Dataset<'a, T, N, Y> {
    /// Copies the samples at some positions, with their targets. A position may occur several
    /// times.
    ///
    /// ```
    /// use netwright::data::Dataset;
    ///
    /// let data = Dataset::new(&[[0.0], [1.0], [2.0]], &['a', 'b', 'c'])?;
    /// let chosen = data.select(&[2, 0, 2])?;
    /// assert_eq!(chosen.targets(), ['c', 'a', 'c']);
    /// assert_eq!(data.select(&[3]).unwrap_err().to_string(), "there is no sample 3: the samples are 0 to 2");
    /// # Ok::<(), netwright::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`Error::NoSuchSample`] if a position is not that of a sample, and [`Error::NoSamples`] if
    /// there are no positions.
    pub fn select<'b>(&self, positions: &[usize]) -> Result<Dataset<'b, T, N, Y>, Error>
    where
        T: 'b,
        Y: 'b,
    {
        require_positions(positions, self.len())?;
        let (mut samples, mut targets) = (Vec::with_capacity(positions.len()), Vec::with_capacity(positions.len()));
        for &position in positions {
            // From slices, so that no sample passes over the stack.
            samples.extend_from_slice(&self.samples()[position..=position]);
            targets.extend_from_slice(&self.targets()[position..=position]);
        }
        Dataset::new(samples, targets)
    }

    /// Splits into the first `fraction` of the samples of each class, and the rest, so that both
    /// parts have the classes in the proportions of the whole; shuffle first, unless the order is
    /// random.
    ///
    /// The first part is as large as that of [`split`](Self::split). Where a class cannot be
    /// divided exactly, those with the largest remainders have one sample more. Both parts are in
    /// the order of the whole. For targets that are not classes there is
    /// [`split_stratified_by`](Self::split_stratified_by).
    ///
    /// ```
    /// use netwright::data::{Dataset, Label};
    ///
    /// let labels = Label::<2>::from_indices([0, 0, 0, 0, 0, 0, 0, 0, 1, 1])?;
    /// let data = Dataset::new(vec![[0.0]; 10], labels)?;
    /// let (train, test) = data.split_stratified(0.5)?;
    /// let rare = |part: &Dataset<'_, f64, 1, Label<2>>| part.targets().iter().filter(|y| y.index() == 1).count();
    /// assert_eq!((train.len(), rare(&train)), (5, 1));
    /// assert_eq!((test.len(), rare(&test)), (5, 1));
    /// # Ok::<(), netwright::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`Error::InvalidSetting`] if one of the parts would be empty.
    pub fn split_stratified<const K: usize>(&self, fraction: f64) -> Result<(Self, Self), Error>
    where
        Y: Target<K>,
    {
        self.split_stratified_by(fraction, |target| target.label().index())
    }

    /// Splits as [`split_stratified`](Self::split_stratified) does, by the class that a function
    /// gives; `|positive| *positive` for targets of type `bool`.
    ///
    /// # Errors
    ///
    /// [`Error::InvalidSetting`] if one of the parts would be empty.
    pub fn split_stratified_by<C: Ord>(&self, fraction: f64, class: impl Fn(&Y) -> C) -> Result<(Self, Self), Error> {
        let total = first_part(self.len(), fraction)?;
        let (classes, counts) = classes(self.targets(), class);
        let mut room = apportioned(&counts, total);
        let (first, rest): (Vec<usize>, Vec<usize>) = (0..self.len()).partition(|position| {
            let room = &mut room[classes[*position]];
            let is_first = *room > 0;
            *room -= usize::from(is_first);
            is_first
        });
        Ok((self.select(&first)?, self.select(&rest)?))
    }

    /// Iterates over `k` pairs of a training part and a test part: each sample is in one of the
    /// test parts, and in the training parts of all other pairs.
    ///
    /// Test parts are consecutive, and the first ones have one sample more if the samples cannot be
    /// divided equally, as in scikit-learn's `KFold`; shuffle first, unless the order is random.
    ///
    /// ```
    /// use netwright::data::Dataset;
    ///
    /// let data = Dataset::new(vec![[0.0]; 7], &[0, 1, 2, 3, 4, 5, 6])?;
    /// let tests: Vec<Vec<i32>> = data.k_fold(3)?.map(|(_, test)| test.targets().to_vec()).collect();
    /// assert_eq!(tests, [vec![0, 1, 2], vec![3, 4], vec![5, 6]]);
    /// # Ok::<(), netwright::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`Error::InvalidSetting`] if `k` is less than 2 or more than the number of samples.
    pub fn k_fold(&self, k: usize) -> Result<Folds<'_, 'a, T, N, Y>, Error> {
        require_folds(k, self.len(), "from 2 to the number of samples")?;
        let (size, longer) = (self.len() / k, self.len() % k);
        let folds = (0..k).flat_map(|fold| core::iter::repeat_n(fold, size + usize::from(fold < longer)));
        Ok(Folds { data: self, fold_of: folds.collect(), next: 0, k })
    }

    /// Iterates over `k` pairs as [`k_fold`](Self::k_fold) does, such that all parts have the
    /// classes in the proportions of the whole, as in scikit-learn's `StratifiedKFold`.
    ///
    /// # Errors
    ///
    /// [`Error::InvalidSetting`] if `k` is less than 2, or more than the samples of every class.
    pub fn k_fold_stratified<const K: usize>(&self, k: usize) -> Result<Folds<'_, 'a, T, N, Y>, Error>
    where
        Y: Target<K>,
    {
        self.k_fold_stratified_by(k, |target| target.label().index())
    }

    /// Iterates as [`k_fold_stratified`](Self::k_fold_stratified) does, by the class that a
    /// function gives.
    ///
    /// # Errors
    ///
    /// [`Error::InvalidSetting`] if `k` is less than 2, or more than the samples of every class.
    pub fn k_fold_stratified_by<C: Ord>(
        &self,
        k: usize,
        class: impl Fn(&Y) -> C,
    ) -> Result<Folds<'_, 'a, T, N, Y>, Error> {
        let (classes, counts) = classes(self.targets(), class);
        let largest = counts.iter().copied().max().unwrap_or(0);
        require_folds(k, largest, "from 2 to the number of samples of the largest class")?;
        let mut room = stratified_folds(&counts, k);
        let fold_of = classes.iter().map(|class| next_with_room(&mut room[*class])).collect();
        Ok(Folds { data: self, fold_of, next: 0, k })
    }
}

/// The pairs of a training part and a test part that [`Dataset::k_fold`] gives, each copied when it
/// is asked for.
#[derive(Clone, Debug)]
pub struct Folds<'d, 'a, T, const N: usize, Y> {
    data: &'d Dataset<'a, T, N, Y>,
    /// The fold in which each sample is tested.
    fold_of: Vec<usize>,
    next: usize,
    k: usize,
}

impl<'a, T: Clone, const N: usize, Y: Clone> Iterator for Folds<'_, 'a, T, N, Y> {
    type Item = (Dataset<'a, T, N, Y>, Dataset<'a, T, N, Y>);

    fn next(&mut self) -> Option<Self::Item> {
        if self.next == self.k {
            return None;
        }
        let is_test = |position: &usize| self.fold_of[*position] == self.next;
        let (test, train): (Vec<usize>, Vec<usize>) = (0..self.data.len()).partition(is_test);
        self.next += 1;
        // Neither part is empty, and all positions are those of samples.
        Some((self.data.select(&train).ok()?, self.data.select(&test).ok()?))
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        (self.k - self.next, Some(self.k - self.next))
    }
}

impl<T: Clone, const N: usize, Y: Clone> ExactSizeIterator for Folds<'_, '_, T, N, Y> {}

/// The number of samples in the first part; both parts must have some.
fn first_part(samples: usize, fraction: f64) -> Result<usize, Error> {
    // A fraction outside [0, 1] or NaN ends at a bound and is refused below.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, clippy::cast_precision_loss)]
    let first = nalgebra::ComplexField::round(samples as f64 * fraction) as usize;
    if first == 0 || first >= samples {
        let expected = "such that neither part is empty";
        return Err(Error::InvalidSetting { name: "the fraction of a split", expected, found: fraction });
    }
    Ok(first)
}

#[allow(clippy::cast_precision_loss)] // For the message.
fn require_folds(k: usize, most: usize, expected: &'static str) -> Result<(), Error> {
    if (2..=most).contains(&k) {
        return Ok(());
    }
    Err(Error::InvalidSetting { name: "the number of folds", expected, found: k as f64 })
}

/// Numbers the classes in the order in which they occur: the class of each target, and the number
/// of targets of each class.
fn classes<Y, C: Ord>(targets: &[Y], class: impl Fn(&Y) -> C) -> (Vec<usize>, Vec<usize>) {
    let (mut numbers, mut counts) = (BTreeMap::new(), Vec::new());
    let numbered = targets.iter().map(|target| {
        let number = *numbers.entry(class(target)).or_insert(counts.len());
        if number == counts.len() {
            counts.push(0);
        }
        counts[number] += 1;
        number
    });
    (numbered.collect(), counts)
}

/// Divides `total` samples among classes in proportion to their counts: the method of largest
/// remainders, in which equal remainders go to the first class.
fn apportioned(counts: &[usize], total: usize) -> Vec<usize> {
    let samples: u128 = counts.iter().map(|count| *count as u128).sum();
    let share = |count: usize| (count as u128 * total as u128 / samples) as usize;
    let remainder = |count: usize| count as u128 * total as u128 % samples;
    let mut parts: Vec<usize> = counts.iter().map(|count| share(*count)).collect();
    let mut by_remainder: Vec<usize> = (0..counts.len()).collect();
    by_remainder.sort_by_key(|class| core::cmp::Reverse(remainder(counts[*class])));
    let missing = total - parts.iter().sum::<usize>();
    by_remainder.into_iter().take(missing).for_each(|class| parts[class] += 1);
    parts
}

/// The number of samples of each class in each fold: sorted by their classes, the samples are dealt
/// out to the folds one by one.
fn stratified_folds(counts: &[usize], k: usize) -> Vec<Vec<usize>> {
    let mut dealt = 0;
    let mut deal = |count: usize| {
        let mut folds = vec![count / k; k];
        (0..count % k).for_each(|more| folds[(dealt + more) % k] += 1);
        dealt += count;
        folds
    };
    counts.iter().map(|count| deal(*count)).collect()
}

/// Takes one from the first fold that has room.
fn next_with_room(folds: &mut [usize]) -> usize {
    let fold = folds.iter().position(|room| *room > 0).unwrap_or(0);
    folds[fold] = folds[fold].saturating_sub(1);
    fold
}
