//! Random numbers of training, each a function of the seed and of the place where it is needed.
//!
//! No state is carried from one place to the next, so that training can go on from any place, and
//! parts of it can change places.

use rand::rngs::Xoshiro256PlusPlus;
use rand::{RngExt, SeedableRng};

/// The purposes of random numbers; numbers for one do not depend on those for another.
#[derive(Clone, Copy)]
enum Purpose {
    Order = 1,
    Pass = 2,
    Sample = 3,
}

/// Writes the order of the samples in an epoch, a permutation of `0..order.len()` (Fisher and
/// Yates).
pub(super) fn shuffle(seed: u64, epoch: usize, order: &mut [usize]) {
    let mut rng = of_order(seed, epoch);
    order.iter_mut().enumerate().for_each(|(position, sample)| *sample = position);
    for last in (1..order.len()).rev() {
        order.swap(last, rng.random_range(0..=last));
    }
}

/// Returns the generator of the order of an epoch.
pub(super) fn of_order(seed: u64, epoch: usize) -> Xoshiro256PlusPlus {
    generator(seed, Purpose::Order, [epoch, 0, 0])
}

/// Returns the generator of the changes of a sample, which is number `position` of a batch.
pub(super) fn of_sample(seed: u64, epoch: usize, batch: usize, position: usize) -> Xoshiro256PlusPlus {
    generator(seed, Purpose::Sample, [epoch, batch, position])
}

/// Returns the generator of a pass: that of some samples of a batch, of which the first is number
/// `first` of the batch.
pub(super) fn of_pass(seed: u64, epoch: usize, batch: usize, first: usize) -> Xoshiro256PlusPlus {
    generator(seed, Purpose::Pass, [epoch, batch, first])
}

/// Returns a generator for a purpose at a place.
fn generator(seed: u64, purpose: Purpose, place: [usize; 3]) -> Xoshiro256PlusPlus {
    let words = place.map(|word| word as u64);
    let state = words.iter().fold(mix(seed) ^ purpose as u64, |state, word| mix(state).wrapping_add(*word));
    Xoshiro256PlusPlus::seed_from_u64(mix(state))
}

/// A permutation of 64-bit numbers in which each bit of the result depends on all bits (G. Steele,
/// D. Lea and C. Flood, "Fast splittable pseudorandom number generators", 2014).
pub(super) const fn mix(state: u64) -> u64 {
    let state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let state = (state ^ (state >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let state = (state ^ (state >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    state ^ (state >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::vec;
    use rand::Rng;

    #[test]
    fn an_order_depends_on_its_epoch_alone() {
        let order = |seed, epoch| {
            let mut order = vec![7; 100];
            shuffle(seed, epoch, &mut order);
            order
        };
        let first = order(1, 1);
        assert_eq!(order(1, 1), first);
        assert!(order(1, 2) != first && order(2, 1) != first);
        let mut sorted = first;
        sorted.sort_unstable();
        assert!(sorted.into_iter().eq(0..100));
    }

    #[test]
    fn each_sample_comes_first_equally_often() {
        let (mut counts, mut order) = ([0; 5], [0; 5]);
        for epoch in 0..10_000 {
            shuffle(3, epoch, &mut order);
            counts[order[0]] += 1;
        }
        // A standard deviation is 40.
        assert!(counts.iter().all(|count| (1840..2160).contains(count)), "{counts:?}");
    }

    #[test]
    fn places_have_numbers_of_their_own() {
        let mut numbers = vec![];
        for (seed, epoch, batch, first) in [(1, 1, 1, 0), (1, 1, 2, 0), (1, 2, 1, 0), (2, 1, 1, 0), (1, 1, 1, 2)] {
            numbers.push(of_pass(seed, epoch, batch, first).next_u64());
        }
        numbers.push(generator(1, Purpose::Order, [1, 1, 0]).next_u64());
        numbers.sort_unstable();
        numbers.dedup();
        assert_eq!(numbers.len(), 6);
    }
}
