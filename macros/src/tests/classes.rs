//! The messages about enums that are not classes, and about budgets.

use super::{accepted, reports, tokens, unindented};
use crate::derive::class;

/// Checks the messages of the derive, which stand in its output.
#[track_caller]
fn derives(item: &str, expected: &str) {
    let output = class(tokens(item)).to_string();
    let found: Vec<String> = output
        .split("compile_error ! { \"")
        .skip(1)
        .map(|rest| rest.split("\" }").next().unwrap_or(rest).replace("\\n", "\n").replace("\\\"", "\""))
        .collect();
    assert_eq!(found.join("\n---\n"), unindented(expected), "{output}");
}

#[test]
fn classes_are_the_variants_of_an_enum() {
    derives(
        "struct Species;",
        "
        classes are the variants of an enum, but this is a struct
        help: write an enum with a variant for each class
        ",
    );
    derives(
        "union Species { a: u8 }",
        "
        classes are the variants of an enum, but this is a union
        help: write an enum with a variant for each class
        ",
    );
    derives(
        "enum Species<T> { Setosa(T), Other }",
        "
        an enum of classes cannot have generic parameters
        help: leave them out
        ",
    );
}

#[test]
fn variants_are_plain_and_at_least_two() {
    derives(
        "enum Species { Setosa(u8), Versicolor { petals: u8 } }",
        "
        a class cannot have fields, but `Setosa` has
        help: write `Setosa` alone
        ---
        a class cannot have fields, but `Versicolor` has
        help: write `Versicolor` alone
        ",
    );
    derives(
        "enum Species { Setosa = 1, Versicolor }",
        "
        the number of a class is its place in the enum, but `Setosa` is given one: 1
        help: leave the number out, and put the variants in the order of the network's outputs
        ",
    );
    derives(
        "enum Species { Setosa }",
        "
        `Species` has one variant, but a classifier needs at least two
        help: write a variant for each class
        ",
    );
    derives(
        r#"enum Species { #[class(name = "Other")] Setosa, Other }"#,
        r#"
        `Setosa` and `Other` are both called "Other"
        help: give one of them another name
        "#,
    );
    derives(
        r#"enum Species { #[class(label = "x")] Setosa, Other }"#,
        r#"
        the only argument is `name`
        help: write `#[class(name = "..")]`
        "#,
    );
}

#[test]
fn classes_need_scores() {
    reports(
        "input = 4, classes = Species",
        "struct Net { hidden: Linear<3>, relu: Relu }",
        "
        the network has classes, but its last step `relu` (Relu, [3]) gives no scores of classes
        help: end in a `Linear` with an output for each class; `Softmax` or `LogSoftmax` may follow
        ",
    );
}

#[test]
fn a_budget_is_a_list_of_limits() {
    let network = accepted(
        "input = 4, budget(params <= 20_000, ram <= A * 2, flash <= 4, macs <= usize::MAX)",
        "struct Net(Linear<3>);",
    );
    let costs: Vec<_> = network.budget.iter().map(|limit| limit.cost).collect();
    assert_eq!(costs, ["Params", "Ram", "Flash", "Macs"]);
    reports(
        "input = 4, budget(params < 20, speed <= 3)",
        "struct Net(Linear<3>);",
        "
        this is not a limit: write one of `params`, `ram`, `flash`, `macs`, then `<=` and a number
        help: write it as in `budget(params <= 20_000, ram <= 4096)`
        ---
        this is not a limit: write one of `params`, `ram`, `flash`, `macs`, then `<=` and a number
        help: write it as in `budget(params <= 20_000, ram <= 4096)`
        ",
    );
    reports(
        "input = 4, budget()",
        "struct Net(Linear<3>);",
        "
        `budget` needs limits
        help: write it as in `budget(params <= 20_000, ram <= 4096)`
        ",
    );
    reports(
        "input = 4, gradcheck = true",
        "struct Net(Linear<3>);",
        "
        `gradcheck` ends before this
        help: put a comma between two arguments
        ",
    );
}
