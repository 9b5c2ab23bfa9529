//! Blocks of a message, one for each rank, as MPI counts them.

use mpi::Count;
use netwright::Error;
use std::ops::Range;

/// Blocks that lie one behind the other.
pub(crate) struct Blocks {
    counts: Vec<Count>,
    begins: Vec<Count>,
    len: usize,
}

impl Blocks {
    /// Blocks of some lengths; an error if their end is beyond what MPI can count.
    pub(crate) fn new(lengths: impl Iterator<Item = usize>) -> Result<Self, Error> {
        let (mut counts, mut begins, mut len) = (Vec::new(), Vec::new(), 0);
        for length in lengths {
            counts.push(count(length)?);
            begins.push(count(len)?);
            len += length;
        }
        count(len)?;
        Ok(Blocks { counts, begins, len })
    }

    /// The number of blocks.
    pub(crate) fn count(&self) -> usize {
        self.counts.len()
    }

    /// The length of all.
    pub(crate) fn len(&self) -> usize {
        self.len
    }

    pub(crate) fn counts(&self) -> &[Count] {
        &self.counts
    }

    pub(crate) fn begins(&self) -> &[Count] {
        &self.begins
    }

    /// The place of a block.
    pub(crate) fn range(&self, number: usize) -> Range<usize> {
        let place = |count: Count| usize::try_from(count).unwrap_or_default();
        let begin = place(self.begins[number]);
        begin..begin + place(self.counts[number])
    }
}

fn count(length: usize) -> Result<Count, Error> {
    let problem = || format!("a message of {length} numbers is more than MPI can count");
    Count::try_from(length).map_err(|_| Error::Exchange { problem: problem() })
}

#[cfg(test)]
mod tests {
    use super::Blocks;

    #[test]
    fn blocks_lie_one_behind_the_other() {
        let blocks = Blocks::new([3, 0, 2].into_iter()).unwrap();
        assert_eq!((blocks.counts(), blocks.begins()), (&[3, 0, 2][..], &[0, 3, 3][..]));
        assert_eq!((blocks.range(2), blocks.len(), blocks.count()), (3..5, 5, 3));
    }

    #[test]
    fn a_message_that_mpi_cannot_count_is_an_error() {
        let error = Blocks::new([1 << 30, 1 << 30].into_iter()).err().unwrap();
        assert!(error.to_string().contains("2147483648 numbers"), "{error}");
    }
}
