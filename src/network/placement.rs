//! Where blocks lie in the working memory of inference: blocks that are not in use at the same time
//! share it.
//!
//! The macro places the values of a network whose sizes it knows. Where only the compiler knows
//! them, the library calls these functions in a constant; it has this file by a link.

/// A block of memory: a value of a network, or the working memory of a step.
#[derive(Clone, Copy, Debug)]
pub struct Block {
    /// The number of scalars for one sample.
    pub size: usize,
    /// The step that writes it first.
    pub first: usize,
    /// The last step that reads or writes it.
    pub last: usize,
}

impl Block {
    /// Returns `true` if both blocks are in use during some step.
    const fn meets(self, other: Block) -> bool {
        self.first <= other.last && other.first <= self.last
    }
}

/// Finds the offset of each block and returns the end of the last one.
///
/// The output of the network lies at the beginning. It is the caller's memory: no block lies partly
/// within it, and no end is before its end. The end is at most the sum of all sizes.
///
/// Of three ways the best is taken, and of equally good ones the simplest: that of a chain; the
/// largest block first, each at the lowest place that is free while it is in use; the same, also
/// within the output until that is written.
///
/// Source of the order by size: Y. Pisarchyk and J. Lee, "Efficient memory management for deep
/// neural net inference", 2020, section 5.2.
pub(crate) const fn place(output: Block, blocks: &[Block], offsets: &mut [usize]) -> usize {
    let within = by_size(output, blocks, offsets);
    let behind = by_size(Block { first: 0, last: usize::MAX, ..output }, blocks, offsets);
    let least = if within < behind { within } else { behind };
    if is_chain(blocks) && output.size + largest_pair(blocks) <= least {
        return alternate(output.size, blocks, offsets);
    }
    if within < behind { by_size(output, blocks, offsets) } else { behind }
}

/// Returns `true` if only neighbours are in use at the same time.
const fn is_chain(blocks: &[Block]) -> bool {
    let mut position = 1;
    while position < blocks.len() {
        let (block, next) = (blocks[position - 1], blocks[position]);
        if block.first >= next.first || block.last > next.first {
            return false;
        }
        position += 1;
    }
    true
}

/// The scalars of the largest pair of neighbours, which a chain needs at least.
const fn largest_pair(blocks: &[Block]) -> usize {
    let (mut largest, mut position) = (0, 0);
    while position < blocks.len() {
        let next = if position + 1 < blocks.len() { blocks[position + 1].size } else { 0 };
        largest = max(largest, blocks[position].size + next);
        position += 1;
    }
    largest
}

/// Places the blocks of a chain behind the first `start` scalars, at the two ends of the memory in
/// turn.
const fn alternate(start: usize, blocks: &[Block], offsets: &mut [usize]) -> usize {
    let end = start + largest_pair(blocks);
    let mut position = 0;
    while position < blocks.len() {
        offsets[position] = if position.is_multiple_of(2) { start } else { end - blocks[position].size };
        position += 1;
    }
    end
}

/// Places the largest block first, each at the lowest place that is free while it is in use.
const fn by_size(output: Block, blocks: &[Block], offsets: &mut [usize]) -> usize {
    const UNPLACED: usize = usize::MAX;
    let (mut end, mut count) = (output.size, 0);
    while count < blocks.len() {
        offsets[count] = UNPLACED;
        count += 1;
    }
    while count > 0 {
        // The largest block that is left, the first one of several.
        let (mut largest, mut position) = (UNPLACED, 0);
        while position < blocks.len() {
            let is_left = offsets[position] == UNPLACED;
            if is_left && (largest == UNPLACED || blocks[position].size > blocks[largest].size) {
                largest = position;
            }
            position += 1;
        }
        offsets[largest] = lowest(blocks[largest], output, blocks, offsets);
        end = max(end, offsets[largest] + blocks[largest].size);
        count -= 1;
    }
    end
}

/// Returns the lowest offset at which a block meets none of those that are placed.
const fn lowest(block: Block, output: Block, blocks: &[Block], offsets: &[usize]) -> usize {
    let mut offset = 0;
    loop {
        let start = offset;
        if offset < output.size && (block.meets(output) || offset + block.size > output.size) {
            offset = output.size;
        }
        let mut other = 0;
        while other < blocks.len() {
            // Blocks that are not placed are too far away to be in the way.
            let is_in_the_way = offsets[other] < offset + block.size && blocks[other].meets(block);
            if is_in_the_way && offset < offsets[other] + blocks[other].size {
                offset = offsets[other] + blocks[other].size;
            }
            other += 1;
        }
        if offset == start {
            return offset;
        }
    }
}

const fn max(a: usize, b: usize) -> usize {
    if a > b { a } else { b }
}
