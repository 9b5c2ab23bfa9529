//! Blocks that are in use at the same time do not overlap, and take no more memory than they must.

use crate::plan::placement::{Block, place};

/// The output of a network whose blocks must not lie in it.
const NO_OUTPUT: Block = Block { size: 0, first: 0, last: usize::MAX };

/// Returns `true` if both blocks are in use during some step.
fn meet(one: Block, other: Block) -> bool {
    one.first <= other.last && other.first <= one.last
}

/// Returns the offsets and the end, after checking what holds for any placement.
#[track_caller]
fn placed(output: Block, blocks: &[Block]) -> (Vec<usize>, usize) {
    let mut offsets = vec![0; blocks.len()];
    let end = place(output, blocks, &mut offsets);
    let taken: Vec<_> = [(output, 0)].into_iter().chain(blocks.iter().copied().zip(offsets.clone())).collect();
    for (position, &(block, offset)) in taken.iter().enumerate() {
        assert!(offset + block.size <= end, "block {position} ends behind the end");
        let is_within = offset + block.size <= output.size;
        assert!(is_within || offset >= output.size, "block {position} lies partly within the output");
        for &(other, start) in &taken[position + 1..] {
            let are_apart = offset + block.size <= start || start + other.size <= offset;
            assert!(are_apart || !meet(block, other), "block {position} overlaps another one");
        }
    }
    let sum: usize = blocks.iter().map(|block| block.size).sum();
    assert!(end <= output.size + sum, "{end} is more than the sum {sum}");
    (offsets, end)
}

fn chain(sizes: &[usize]) -> Vec<Block> {
    sizes.iter().enumerate().map(|(first, &size)| Block { size, first, last: first + 1 }).collect()
}

#[test]
fn a_chain_takes_its_largest_pair_of_neighbours() {
    let end = |sizes: &[usize]| placed(NO_OUTPUT, &chain(sizes)).1;
    assert_eq!(end(&[100, 100]), 200);
    assert_eq!(end(&[100, 1, 1, 100]), 101);
    assert_eq!(end(&[20, 30, 40, 30, 20]), 70);
    assert_eq!(end(&[784, 128, 64, 32, 10]), 912);
    assert_eq!(end(&[]), 0);
}

#[test]
fn a_value_that_is_used_late_keeps_its_place() {
    let mut blocks = chain(&[10, 20, 30]);
    blocks[0].last = 3;
    assert_eq!(placed(NO_OUTPUT, &blocks).1, 60);
}

#[test]
fn values_lie_in_the_output_until_it_is_written() {
    // Of 128 and 64 features, the first is dead when the 784 outputs are written.
    let output = Block { size: 784, first: 2, last: 3 };
    assert_eq!(placed(output, &chain(&[128, 64])), (vec![0, 784], 784 + 64));
    // One that is larger than the output does not lie partly in it.
    let output = Block { size: 100, ..output };
    assert_eq!(placed(output, &chain(&[128, 64])).1, 100 + 128 + 64);
}

/// A generator of D. E. Knuth's, so that the file needs no other crate.
struct Random(u64);

impl Random {
    fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % bound
    }

    /// The blocks of a graph in which most values go to the next step, and the output, which
    /// the last but `tail` steps write.
    fn graph(&mut self) -> (Block, Vec<Block>) {
        let steps = 1 + self.below(12);
        let mut blocks = Vec::new();
        for step in 0..steps {
            let later = if self.below(3) == 0 { self.below(steps) } else { 0 };
            blocks.push(Block { size: self.below(9) * 8 + self.below(3), first: step, last: step + 1 + later });
            if self.below(4) == 0 {
                blocks.push(Block { size: self.below(50), first: step, last: step });
            }
        }
        let output = Block { size: self.below(80), first: steps - self.below(2), last: 2 * steps };
        (output, blocks)
    }
}

#[test]
fn no_two_blocks_of_a_random_graph_overlap() {
    let mut random = Random(1);
    let (mut shared, mut within) = (0, 0);
    for _ in 0..2000 {
        let (output, blocks) = random.graph();
        let (offsets, end) = placed(output, &blocks);
        let behind = behind_by_size(&blocks);
        assert!(end - output.size <= behind, "{end} is more than {behind} without the output");
        shared += usize::from(end - output.size < blocks.iter().map(|block| block.size).sum());
        within += usize::from(offsets.iter().any(|&offset| offset < output.size));
    }
    assert!(shared > 1000 && within > 200, "{shared} graphs share memory, {within} of them that of the output");
}

/// The memory of blocks that are placed behind the output, the largest first, by a list of the
/// ranges that are taken.
fn behind_by_size(blocks: &[Block]) -> usize {
    let mut order: Vec<usize> = (0..blocks.len()).collect();
    order.sort_by_key(|&block| core::cmp::Reverse(blocks[block].size));
    let mut placed: Vec<(Block, usize)> = Vec::new();
    for block in order.into_iter().map(|position| blocks[position]) {
        let mut taken: Vec<_> = placed.iter().filter(|(other, _)| meet(*other, block)).collect();
        taken.sort_by_key(|(_, start)| *start);
        let mut offset = 0;
        for (other, start) in taken {
            if offset + block.size <= *start {
                break;
            }
            offset = offset.max(start + other.size);
        }
        placed.push((block, offset));
    }
    placed.iter().map(|(block, offset)| block.size + offset).max().unwrap_or(0)
}
