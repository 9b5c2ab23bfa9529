//! The working memory of inference: its blocks, the steps during which they are in use, and, where
//! the macro knows all sizes, their places.

use crate::model::text::mentions;
use crate::model::{Network, Source};
use crate::plan::fusion::{Fusion, InferRun};
use crate::plan::placement::{self, place};
use crate::plan::values::Values;

/// The layout of the working memory.
pub(crate) struct Plan {
    pub(crate) blocks: Vec<Block>,
    /// The first step during which the output is written, whose memory is the caller's.
    pub(crate) output: usize,
    pub(crate) layout: Layout,
}

/// A block of the memory.
#[derive(Clone)]
pub(crate) struct Block {
    pub(crate) content: Content,
    /// The first and the last step that uses it.
    pub(crate) first: usize,
    pub(crate) last: usize,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Content {
    /// The value of these steps, one after the other.
    Value(Vec<usize>),
    /// The working memory of a step for itself.
    Scratch(usize),
}

/// Who places the blocks.
pub(crate) enum Layout {
    /// The macro, which knows all sizes.
    Known(Known),
    /// The library, in a constant.
    Compiler {
        /// True if the size of the output can stand in that constant.
        lends_output: bool,
    },
    /// Nobody: sizes depend on const parameters, so that there is no constant. One block follows
    /// another.
    Chain,
}

/// Places in scalars.
pub(crate) struct Known {
    pub(crate) offsets: Vec<usize>,
    /// The length of the memory, without the output.
    pub(crate) length: usize,
    /// True if some blocks lie in the memory of the output, from which offsets are counted then.
    pub(crate) in_output: bool,
}

impl Plan {
    pub(crate) fn of(network: &Network, fusion: &Fusion, values: &Values) -> Self {
        let (blocks, last) = (blocks(network, fusion, values), network.steps.len() - 1);
        let writes_output = |step: &usize| fusion.runs[*step].infer.writes(*step) == Some(last);
        let output = (0..=last).find(writes_output).unwrap_or(last);
        // The first layer of a pair reads its input while the second one writes the output.
        let output = fusion.pair.map_or(output, |(first, _)| output.min(first));
        let layout = match known(values, &blocks, output) {
            Some(known) => Layout::Known(known),
            None if blocks.iter().any(|block| depends_on_parameter(network, values, block)) => Layout::Chain,
            None => Layout::Compiler { lends_output: values.output().known_to().parameter().is_none() },
        };
        Plan { blocks, output, layout }
    }

    /// Returns `true` if there is any memory besides that of the output.
    pub(crate) fn has_memory(&self) -> bool {
        !self.blocks.is_empty()
    }

    /// Returns `true` if the memory of the output is part of the plan.
    pub(crate) fn lends_output(&self) -> bool {
        match &self.layout {
            Layout::Known(known) => known.in_output,
            Layout::Compiler { lends_output } => *lends_output,
            Layout::Chain => false,
        }
    }

    /// Returns `true` if some step needs working memory for itself.
    pub(crate) fn has_scratch(&self) -> bool {
        self.blocks.iter().any(|block| matches!(block.content, Content::Scratch(_)))
    }

    /// Returns the block of a step's value.
    pub(crate) fn value(&self, step: usize) -> Option<usize> {
        self.blocks.iter().position(|block| matches!(&block.content, Content::Value(steps) if steps.contains(&step)))
    }

    /// Returns the block that a step works in.
    pub(crate) fn scratch(&self, step: usize) -> Option<usize> {
        self.blocks.iter().position(|block| block.content == Content::Scratch(step))
    }
}

impl Block {
    /// Returns the number of scalars for one sample, if the macro knows it.
    fn size(&self, values: &Values) -> Option<usize> {
        match &self.content {
            Content::Value(steps) => values.features[steps[0]].known(),
            Content::Scratch(_) => None,
        }
    }
}

/// The values of all steps but the last, whose value is the caller's, and what steps need for
/// themselves.
fn blocks(network: &Network, fusion: &Fusion, values: &Values) -> Vec<Block> {
    let last = network.steps.len() - 1;
    let mut blocks: Vec<Block> = Vec::new();
    let holds = |block: &Block, value: Source| {
        let Source::Step(step) = value else { return false };
        matches!(&block.content, Content::Value(steps) if steps.contains(&step))
    };
    for (position, step) in network.steps.iter().enumerate() {
        for source in &step.from {
            let origin = fusion.origin(*source);
            let read = blocks.iter_mut().find(|block| holds(block, origin));
            read.into_iter().for_each(|block| block.last = position);
        }
        let run = fusion.runs[position].infer;
        if let Some(value) = run.writes(position).filter(|value| *value < last) {
            blocks.push(Block { content: Content::Value(vec![value]), first: position, last: position });
        }
        if run == InferRun::InPlace {
            let origin = fusion.origin(step.from[0]);
            let value = blocks.iter_mut().find(|block| holds(block, origin)).map(|block| &mut block.content);
            if let Some(Content::Value(steps)) = value {
                steps.push(position);
            }
        }
        if values.has_scratch[position] {
            blocks.push(Block { content: Content::Scratch(position), first: position, last: position });
        }
    }
    blocks
}

/// Places the blocks if all sizes are known.
fn known(values: &Values, blocks: &[Block], output: usize) -> Option<Known> {
    let block = |block: &Block| {
        let size = block.size(values)?;
        Some(placement::Block { size, first: block.first, last: block.last })
    };
    let blocks = blocks.iter().map(block).collect::<Option<Vec<_>>>()?;
    // Of an output of unknown size nothing is known to fit into it.
    let features = values.output().known().unwrap_or(0);
    let output = placement::Block { size: features, first: output, last: usize::MAX };
    let mut offsets = vec![0; blocks.len()];
    let length = place(output, &blocks, &mut offsets) - features;
    let in_output = offsets.iter().any(|&offset| offset < features);
    if !in_output {
        offsets.iter_mut().for_each(|offset| *offset -= features);
    }
    Some(Known { offsets, length, in_output })
}

fn depends_on_parameter(network: &Network, values: &Values, block: &Block) -> bool {
    match &block.content {
        Content::Value(steps) => values.features[steps[0]].known_to().parameter().is_some(),
        Content::Scratch(step) => {
            network.parameters.iter().any(|parameter| mentions(&network.steps[*step].ty, &parameter.ident))
        }
    }
}
