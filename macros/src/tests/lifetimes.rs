//! The lifetimes of values whose sizes the compiler alone knows.

use super::accepted;
use crate::plan::fusion::Fusion;
use crate::plan::lifetimes::{Content, Layout, Plan};
use crate::plan::values::Values;

#[test]
fn memory_of_sizes_that_only_the_compiler_knows_is_saved_too() {
    let network = accepted(
        "input = [2, 2]",
        "struct Net<const H: usize> {
            flat: Flatten, fc: Linear<H>, relu: Relu, dropout: Dropout<0.5>, tanh: Tanh, more: Linear<H>, logits: Linear<3>,
        }",
    );
    let plan = Plan::of(&network, &Fusion::of(&network), &Values::of_sample(&network));
    // `relu`, which `dropout` and `tanh` are too, and `more`.
    assert!(matches!(plan.layout, Layout::Chain), "a size depends on a const parameter");
    let contents: Vec<_> = plan.blocks.iter().map(|block| &block.content).collect();
    assert_eq!(contents, [&Content::Value(vec![2, 4]), &Content::Value(vec![5])]);
}

#[test]
fn layers_that_are_not_built_in_share_memory_too() {
    let network = accepted(
        "input = 4",
        "struct Net { up: Linear<8>, block: Block, #[from(block, up)] sum: Add, wide: Linear<WIDE>, logits: Linear<3> }",
    );
    let plan = Plan::of(&network, &Fusion::of(&network), &Values::of_sample(&network));
    assert!(matches!(plan.layout, Layout::Compiler { lends_output: true }));
    let uses: Vec<_> = plan.blocks.iter().map(|block| (block.content.clone(), block.first, block.last)).collect();
    let value = |step: usize| Content::Value(vec![step]);
    let expected =
        [(value(0), 0, 2), (value(1), 1, 2), (Content::Scratch(1), 1, 1), (value(2), 2, 3), (value(3), 3, 4)];
    assert_eq!(uses, expected);
    // `wide` and `logits` are a pair, which writes the output while it reads `sum`.
    assert_eq!(plan.output, 3);
}
