//! Several outputs with names: what is accepted, and the messages about mistakes in them.

use super::{accepted, reports};
use crate::model::Source;

const FACE: &str = "struct Face { relu: Linear<8>, logits: Linear<10>, #[from(relu)] estimate: Linear<1> }";

#[test]
fn outputs_are_joined() {
    let network = accepted("input = 4, output = { digit = logits, years = estimate }", FACE);
    let last = network.steps.last().expect("a step");
    assert_eq!(last.from, [Source::Step(1), Source::Step(2)]);
    assert_eq!((last.member.is_none(), network.output().to_string().as_str()), (true, "[11]"));
    assert_eq!(network.table().to_string().lines().count(), 4, "the join is not shown");
}

#[test]
fn a_step_may_be_an_output_and_feed_others() {
    let network = accepted(
        "input = [1, 2, 2], output = { code = 1, image = 0, last = 2, again = 1 }",
        "struct Net(Tanh, Flatten, Linear<3>);",
    );
    let last = network.steps.last().expect("a step");
    assert_eq!(last.from, [1, 0, 2, 1].map(Source::Step));
    assert_eq!(last.output.to_string(), "[15]");
}

#[test]
fn a_step_is_unknown() {
    reports(
        "input = 4, output = { digit = logit, years = age, sum = 7 }",
        FACE,
        "
        there is no step `logit`
        help: did you mean `logits`?
        ---
        there is no step `age`
        help: write the name of the step that gives `years`
        ---
        there is no step `7`
        help: write the name of the step that gives `sum`
        ",
    );
    reports(
        "input = { a = 4 }, output = { b = a, c = s }",
        "struct Net { s: Relu }",
        "
        `a` is an input, but an output is the value of a step
        help: for an output that is an input as it is, write a step `#[from(a)] same: Flatten`
        ",
    );
}

#[test]
fn a_value_is_neither_used_nor_an_output() {
    reports(
        "input = 4, output = { digit = logits }",
        FACE,
        "
        the value of `estimate` is never used
        help: name it in the `#[from(..)]` of a step below or in `output`, or remove the step
        ",
    );
}

#[test]
fn a_name_is_given_twice() {
    reports(
        "input = 4, output = { digit = logits, digit = estimate }",
        FACE,
        "
        there are two outputs with the name `digit`
        help: rename one of them
        ",
    );
}

#[test]
fn a_name_is_that_of_a_method() {
    reports(
        "input = 4, output = { predict = logits, years = estimate }",
        FACE,
        "
        an output cannot be called `predict`: that is a method of networks
        help: rename the output
        ",
    );
}

#[test]
fn an_output_is_written_wrongly() {
    for (written, message) in [
        ("{}", "`output = {}` names no output"),
        ("{ digit, years = estimate }", "the output `digit` needs the step that gives it, after `=`"),
        ("{ digit = logits, years: estimate }", "the output `years` needs the step that gives it, after `=`"),
        ("{ digit = logits, years = [1] }", "`[1]` is not the name of a step"),
        ("{ digit = logits, 3 = estimate }", "an output starts with its name"),
    ] {
        reports(
            &format!("input = 4, output = {written}"),
            FACE,
            &format!("{message}\nhelp: write it as in `output = {{ digit = logits, years = estimate }}`"),
        );
    }
}

#[test]
fn sizes_are_added() {
    reports(
        "input = 4, output = { a = x, b = y }",
        "struct Net<const N: usize> { x: Linear<N>, #[from(input)] y: Linear<2> }",
        "
        the number of features of all outputs would have to be computed from the const parameter `N`, which Rust cannot do here
        help: use a number or a constant instead of `N`
        ",
    );
    let network = accepted("input = 4, output = { a = x }", "struct Net<const N: usize> { x: Linear<N> }");
    assert_eq!(network.output().to_string(), "[N]");
}

#[test]
fn classes_are_those_of_a_single_output() {
    reports(
        "input = 4, output = { digit = logits, years = estimate }, classes = Digit",
        FACE,
        "
        `classes` are those of a single output, but the outputs of the network have names
        help: leave it out; `net.digit().classify(..)` gives the number of a class, and `Digit::from_index` the class
        ",
    );
}
