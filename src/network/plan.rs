//! The plan of the working memory of a network whose sizes only the compiler knows.

use crate::network::placement::place;

pub use crate::network::placement::Block;

/// Where the blocks of a network's working memory lie, in scalars for each sample.
///
/// Generated code has it as a constant, so that the type of the memory and all offsets are known
/// when the program is compiled. The first offsets, up to the size of the output, lie in the output
/// of the network, as long as that is not written.
#[derive(Debug)]
pub struct Plan<const N: usize> {
    /// The offset of each block.
    pub offsets: [usize; N],
    /// The size of each block.
    pub sizes: [usize; N],
    /// The size of the memory beside the output.
    pub scratch: usize,
    /// The number of scalars for a call, which all steps share.
    pub tile: usize,
}

impl<const N: usize> Plan<N> {
    /// Places blocks so that those that are in use at the same time do not overlap. Of the memory
    /// for a call, `tiles`, the largest is enough for all steps.
    #[must_use]
    pub const fn of(output: Block, blocks: [Block; N], tiles: &[usize]) -> Self {
        let (mut offsets, mut sizes) = ([0; N], [0; N]);
        let end = place(output, &blocks, &mut offsets);
        let mut position = 0;
        while position < N {
            sizes[position] = blocks[position].size;
            position += 1;
        }
        let mut tile = 0;
        position = 0;
        while position < tiles.len() {
            tile = if tiles[position] > tile { tiles[position] } else { tile };
            position += 1;
        }
        Plan { offsets, sizes, scratch: end - output.size, tile }
    }
}
