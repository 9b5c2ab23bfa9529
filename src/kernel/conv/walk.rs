//! The order in which the places of an output are computed.

/// A walk over rows and columns: block by block, and row by row within a block. Blocks of one place
/// are visited row by row.
#[derive(Clone, Copy)]
pub(super) struct Walk {
    /// The columns of all blocks side by side.
    pub(super) columns: usize,
    /// The rows and columns of a block, which divide those of the output.
    pub(super) block: (usize, usize),
}

impl Walk {
    /// The first place of a block, given the number of places before it.
    #[inline(always)]
    pub(super) fn start(self, places: usize) -> (usize, usize) {
        let (rows, columns) = self.block;
        // There is no panic in a division that asks whether it can be made.
        let (Some(block), Some(per_row)) = (places.checked_div(rows * columns), self.columns.checked_div(columns))
        else {
            return (0, 0);
        };
        match (block.checked_div(per_row), block.checked_rem(per_row)) {
            (Some(above), Some(beside)) => (above * rows, beside * columns),
            _ => (0, 0),
        }
    }

    /// The place behind another one.
    #[inline(always)]
    pub(super) fn next(self, (row, column): (usize, usize)) -> (usize, usize) {
        let (rows, columns) = self.block;
        let (below, behind) = (row + 1, column + 1);
        if self.block == (1, 1) {
            return if behind < self.columns { (row, behind) } else { (below, 0) };
        }
        if !is_multiple(behind, columns) {
            return (row, behind);
        }
        if !is_multiple(below, rows) {
            return (below, behind - columns);
        }
        if behind < self.columns { (below - rows, behind) } else { (below, 0) }
    }
}

/// Returns `true` if a number is a multiple of a power of two.
#[inline(always)]
pub(super) const fn is_multiple(number: usize, factor: usize) -> bool {
    number & (factor - 1) == 0
}

#[cfg(test)]
mod tests {
    use super::Walk;
    use std::vec::Vec;

    fn visited(walk: Walk, count: usize) -> Vec<(usize, usize)> {
        core::iter::successors(Some((0, 0)), |&place| Some(walk.next(place))).take(count).collect()
    }

    #[test]
    fn blocks_follow_each_other() {
        let single = Walk { columns: 3, block: (1, 1) };
        assert_eq!(visited(single, 6), [(0, 0), (0, 1), (0, 2), (1, 0), (1, 1), (1, 2)]);
        let pairs = Walk { columns: 2, block: (2, 1) };
        assert_eq!(visited(pairs, 8), [(0, 0), (1, 0), (0, 1), (1, 1), (2, 0), (3, 0), (2, 1), (3, 1)]);
        let squares = Walk { columns: 4, block: (2, 2) };
        assert_eq!(visited(squares, 10)[2..], [(1, 0), (1, 1), (0, 2), (0, 3), (1, 2), (1, 3), (2, 0), (2, 1)]);
    }

    #[test]
    fn a_walk_starts_at_any_block() {
        for block in [(1, 1), (1, 2), (2, 1), (2, 2)] {
            let walk = Walk { columns: 6, block };
            let places = visited(walk, 48);
            for number in (0..48).step_by(block.0 * block.1) {
                assert_eq!(walk.start(number), places[number], "place {number} of {block:?}");
            }
        }
    }
}
