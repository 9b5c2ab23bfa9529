//! Where each value lies in the scratch memory of inference: values that are not alive at the same time share it.

use crate::model::{Network, Source, Step};
use crate::size::Size;
use proc_macro2::{Ident, Literal, Span, TokenStream};
use quote::{ToTokens, quote, quote_spanned};

/// The layout of the scratch memory, in scalars for each sample.
pub(crate) struct Plan {
    /// The offset of each step's value, as an expression, with the memory of the step's own behind it. The last step has only the latter: its value is
    /// the caller's.
    pub(crate) offsets: Vec<TokenStream>,
    /// All of the memory.
    pub(crate) memory: Memory,
}

/// The type of the scratch memory.
pub(crate) enum Memory {
    /// The sizes are known: one array of this length.
    Array(usize),
    /// Some sizes are known to the compiler only: one part after another, none of them shared.
    Chain(Vec<Part>),
}

/// A part of the scratch memory.
pub(crate) enum Part {
    /// A value of so many features.
    Value(Size),
    /// What a layer that is not built in needs for itself.
    Own(Own),
}

/// The memory that a layer which is not built in needs for itself.
pub(crate) struct Own {
    layer: TokenStream,
    span: Span,
}

impl Own {
    pub(crate) fn of(step: &Step, network: &Network) -> Option<Self> {
        let own = || Own { layer: step.field_type(network), span: step.place() };
        step.layer.foreign.is_some().then(own)
    }

    /// The type of the memory.
    pub(crate) fn scratch(&self, rt: &impl ToTokens, scalar: &Ident) -> TokenStream {
        let Own { layer, span } = self;
        quote_spanned!(*span=> <#layer as #rt::Layer<#scalar>>::Scratch)
    }

    /// How many scalars it has.
    pub(crate) fn length(&self, rt: &impl ToTokens, scalar: &Ident) -> TokenStream {
        let scratch = self.scratch(rt, scalar);
        quote_spanned!(self.span=> <#scratch as #rt::Plain<#scalar>>::LEN)
    }
}

impl Plan {
    pub(crate) fn of(network: &Network, rt: &Ident) -> Self {
        let inner = &network.steps[..network.steps.len() - 1];
        let known: Option<Vec<usize>> = inner.iter().map(|step| step.output.features().known()).collect();
        let any_foreign = network.steps.iter().any(|step| step.layer.foreign.is_some());
        match known.filter(|_| !any_foreign) {
            Some(lengths) => Self::shared(&lengths, &last_uses(network)),
            None => Self::chained(network, rt),
        }
    }

    /// Whether there is anything in it.
    pub(crate) fn has_memory(&self) -> bool {
        match &self.memory {
            Memory::Array(_) => self.offsets.len() > 1,
            Memory::Chain(parts) => !parts.is_empty(),
        }
    }

    /// Values of known sizes, laid out so that those alive at the same time do not overlap.
    fn shared(lengths: &[usize], last_uses: &[usize]) -> Self {
        let blocks = lengths.iter().zip(last_uses).enumerate();
        let blocks: Vec<Block> = blocks.map(|(born, (&length, &last_use))| Block { length, born, last_use }).collect();
        let offsets = if is_chain(&blocks) { alternate(&blocks) } else { place(&blocks) };
        let end = blocks.iter().zip(&offsets).map(|(block, offset)| offset + block.length).max();
        Plan {
            offsets: offsets
                .iter()
                .chain([&0])
                .map(|&offset| Literal::usize_unsuffixed(offset).into_token_stream())
                .collect(),
            memory: Memory::Array(end.unwrap_or(0)),
        }
    }

    fn chained(network: &Network, rt: &Ident) -> Self {
        let (mut parts, mut lengths, mut offsets) = (Vec::new(), Vec::new(), Vec::new());
        for (position, step) in network.steps.iter().enumerate() {
            offsets.push(if lengths.is_empty() { quote!(0) } else { quote!(#(#lengths)+*) });
            if position + 1 < network.steps.len() {
                let size = step.output.features();
                lengths.push(size.value());
                parts.push(Part::Value(size));
            }
            if let Some(own) = Own::of(step, network) {
                lengths.push(own.length(rt, &network.scalar));
                parts.push(Part::Own(own));
            }
        }
        Plan { offsets, memory: Memory::Chain(parts) }
    }
}

/// For each step, the last step that takes its value.
fn last_uses(network: &Network) -> Vec<usize> {
    let mut last_uses: Vec<usize> = (0..network.steps.len()).collect();
    for (user, step) in network.steps.iter().enumerate() {
        for source in &step.from {
            if let Source::Step(used) = source {
                last_uses[*used] = user;
            }
        }
    }
    last_uses
}

/// A value: its length, the step that writes it, and the last step that reads it.
struct Block {
    length: usize,
    born: usize,
    last_use: usize,
}

impl Block {
    fn meets(&self, other: &Block) -> bool {
        self.born <= other.last_use && other.born <= self.last_use
    }
}

/// Whether each block is read by the next step only, so that only neighbours meet.
fn is_chain(blocks: &[Block]) -> bool {
    blocks.iter().all(|block| block.last_use == block.born + 1)
}

/// The offsets of a chain: blocks lie at the two ends in turn, and the memory is as large as the largest pair of neighbours, which is the
/// least possible.
fn alternate(blocks: &[Block]) -> Vec<usize> {
    let pairs = blocks.windows(2).map(|pair| pair[0].length + pair[1].length);
    let end = pairs.chain(blocks.iter().map(|block| block.length)).max().unwrap_or(0);
    let offset = |block: &Block| if block.born.is_multiple_of(2) { 0 } else { end - block.length };
    blocks.iter().map(offset).collect()
}

/// The offset of each block: the largest first, each at the lowest place where it meets no block that is alive with it.
///
/// This greedy order, which embedded runtimes use too, is near the least for graphs.
fn place(blocks: &[Block]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..blocks.len()).collect();
    order.sort_by_key(|&block| core::cmp::Reverse(blocks[block].length));
    let mut offsets = vec![0; blocks.len()];
    let mut placed: Vec<usize> = Vec::new();
    for block in order {
        let mut taken: Vec<_> = placed
            .iter()
            .filter(|&&other| blocks[other].meets(&blocks[block]))
            .map(|&other| offsets[other]..offsets[other] + blocks[other].length)
            .collect();
        taken.sort_by_key(|range| range.start);
        let mut offset = 0;
        for range in taken {
            if offset + blocks[block].length <= range.start {
                break;
            }
            offset = offset.max(range.end);
        }
        offsets[block] = offset;
        placed.push(block);
    }
    offsets
}

#[cfg(test)]
mod tests {
    use super::{Block, alternate, is_chain, place};

    fn chain(lengths: &[usize]) -> Vec<Block> {
        let block = |(born, &length)| Block { length, born, last_use: born + 1 };
        lengths.iter().enumerate().map(block).collect()
    }

    fn end(blocks: &[Block]) -> usize {
        let offsets = if is_chain(blocks) { alternate(blocks) } else { place(blocks) };
        for (i, a) in blocks.iter().enumerate() {
            for (j, b) in blocks.iter().enumerate().skip(i + 1) {
                let apart = offsets[i] + a.length <= offsets[j] || offsets[j] + b.length <= offsets[i];
                assert!(apart || !a.meets(b), "blocks {i} and {j} overlap");
            }
        }
        blocks.iter().zip(&offsets).map(|(block, offset)| block.length + offset).max().unwrap_or(0)
    }

    #[test]
    fn a_chain_takes_its_largest_pair_of_neighbours() {
        assert_eq!(end(&chain(&[100, 100])), 200);
        assert_eq!(end(&chain(&[100, 1, 1, 100])), 101);
        assert_eq!(end(&chain(&[20, 30, 40, 30, 20])), 70);
        assert_eq!(end(&chain(&[784, 128, 64, 32, 10])), 912);
        assert_eq!(end(&chain(&[])), 0);
    }

    #[test]
    fn a_value_that_is_used_late_keeps_its_place() {
        let mut blocks = chain(&[10, 20, 30]);
        blocks[0].last_use = 3;
        assert_eq!(end(&blocks), 60);
    }
}
