//! Where each value lies in the scratch memory of inference: values that are not alive at the same time share it.

use crate::model::size::Size;
use crate::model::{Network, Source, Step};
use crate::plan::fusion::{Fusion, InferRun};
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
    pub(crate) fn of(step: &Step) -> Option<Self> {
        let own = || Own { layer: step.ty.clone(), span: step.place() };
        step.layer.has_scratch().then(own)
    }

    /// An item of the description of the memory: `Sample`, the type of that of one sample, or
    /// `PER_SAMPLE`, its length; `Call`, the type of that of a call.
    pub(crate) fn item(&self, name: &str, rt: &impl ToTokens, scalar: &Ident) -> TokenStream {
        let (Own { layer, span }, name) = (self, Ident::new(name, self.span));
        quote_spanned!(*span=> <<#layer as #rt::Layer<#scalar>>::Scratch as #rt::Scratch<#scalar>>::#name)
    }
}

impl Plan {
    pub(crate) fn of(network: &Network, fusion: &Fusion, rt: &Ident) -> Self {
        let values = values(network, fusion);
        let known: Option<Vec<usize>> =
            values.iter().map(|value| network.steps[value.step].output.features().known()).collect();
        let any_scratch = network.steps.iter().any(|step| step.layer.has_scratch());
        match known.filter(|_| !any_scratch) {
            Some(lengths) => Self::shared(network, &values, &lengths),
            None => Self::chained(network, &values, rt),
        }
    }

    /// Whether there is anything in it.
    pub(crate) fn has_memory(&self) -> bool {
        match &self.memory {
            Memory::Array(length) => *length > 0,
            Memory::Chain(parts) => !parts.is_empty(),
        }
    }

    /// Values of known sizes, laid out so that those alive at the same time do not overlap.
    fn shared(network: &Network, values: &[Value], lengths: &[usize]) -> Self {
        let block = |(value, &length): (&Value, _)| Block { length, born: value.born, last_use: value.last_use };
        let blocks: Vec<Block> = values.iter().zip(lengths).map(block).collect();
        let places = if is_chain(&blocks) { alternate(&blocks) } else { place(&blocks) };
        let end = blocks.iter().zip(&places).map(|(block, offset)| offset + block.length).max();
        let mut offsets = vec![quote!(0); network.steps.len()];
        for (value, place) in values.iter().zip(places) {
            for step in &value.holders {
                offsets[*step] = Literal::usize_unsuffixed(place).into_token_stream();
            }
        }
        Plan { offsets, memory: Memory::Array(end.unwrap_or(0)) }
    }

    fn chained(network: &Network, values: &[Value], rt: &Ident) -> Self {
        let (mut parts, mut lengths) = (Vec::new(), Vec::new());
        let mut offsets = vec![quote!(0); network.steps.len()];
        for (position, step) in network.steps.iter().enumerate() {
            let offset = if lengths.is_empty() { quote!(0) } else { quote!(#(#lengths)+*) };
            match values.iter().find(|value| value.born == position) {
                Some(value) => {
                    value.holders.iter().for_each(|holder| offsets[*holder] = offset.clone());
                    let size = network.steps[value.step].output.features();
                    lengths.push(size.value());
                    parts.push(Part::Value(size));
                }
                // What is here is the memory of the step itself.
                None if step.layer.has_scratch() => offsets[position] = offset,
                None => {}
            }
            if let Some(own) = Own::of(step) {
                lengths.push(own.item("PER_SAMPLE", rt, &network.scalar));
                parts.push(Part::Own(own));
            }
        }
        Plan { offsets, memory: Memory::Chain(parts) }
    }
}

/// A value that has memory of its own.
struct Value {
    /// A step whose value it is, for its size.
    step: usize,
    /// The step at which it is written.
    born: usize,
    /// The last step that reads it.
    last_use: usize,
    /// All steps whose values lie there, one after the other.
    holders: Vec<usize>,
}

/// The values of all steps but the last, whose value is the caller's.
fn values(network: &Network, fusion: &Fusion) -> Vec<Value> {
    let last = network.steps.len() - 1;
    let mut values: Vec<Value> = Vec::new();
    for (position, step) in network.steps.iter().enumerate() {
        for source in &step.from {
            if let Source::Step(origin) = fusion.origin(*source) {
                let read = values.iter_mut().find(|value| value.holders.contains(&origin));
                read.into_iter().for_each(|value| value.last_use = position);
            }
        }
        match fusion.runs[position].infer {
            InferRun::Call if position < last => values.push(Value::new(position, position)),
            InferRun::WithEpilogue(by) if by < last => values.push(Value::new(by, position)),
            InferRun::InPlace => {
                let origin = step.from.first().map(|source| fusion.origin(*source));
                let holds =
                    |value: &&mut Value| value.holders.iter().any(|holder| origin == Some(Source::Step(*holder)));
                values.iter_mut().find(holds).into_iter().for_each(|value| value.holders.push(position));
            }
            _ => {}
        }
    }
    values
}

impl Value {
    fn new(step: usize, born: usize) -> Self {
        Value { step, born, last_use: born, holders: vec![step] }
    }
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
    blocks.iter().zip(blocks.iter().skip(1)).all(|(block, next)| block.last_use == next.born)
}

/// The offsets of a chain: blocks lie at the two ends in turn, and the memory is as large as the largest pair of neighbours, which is the
/// least possible.
fn alternate(blocks: &[Block]) -> Vec<usize> {
    let pairs = blocks.windows(2).map(|pair| pair[0].length + pair[1].length);
    let end = pairs.chain(blocks.iter().map(|block| block.length)).max().unwrap_or(0);
    let offset = |(position, block): (usize, &Block)| if position.is_multiple_of(2) { 0 } else { end - block.length };
    blocks.iter().enumerate().map(offset).collect()
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
