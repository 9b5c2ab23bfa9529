//! Messages about the shapes that `Reshape` gives, and about steps that need one.

use super::{accepted, has_steps, messages, reports};
use crate::plan::fusion::{Fusion, InferRun};

#[test]
fn a_size_may_be_left_to_the_macro() {
    has_steps(
        "input = 784",
        "struct Net {
            image: Reshape<1, 28, 28>, rows: Reshape<28, _>, columns: Reshape<_, 2, 7>, all: Reshape<_>,
            vector: Reshape<784>, one: Reshape<2, _, 392>
        }",
        "
        image: [784] -> [1, 28, 28], 0 parameters
        rows: [1, 28, 28] -> [28, 28], 0 parameters
        columns: [28, 28] -> [56, 2, 7], 0 parameters
        all: [56, 2, 7] -> [784], 0 parameters
        vector: [784] -> [784], 0 parameters
        one: [784] -> [2, 1, 392], 0 parameters
        ",
    );
}

#[test]
fn constants_and_parameters_are_sizes() {
    has_steps(
        "input = [H, 1]",
        "struct Net<const H: usize> { a: Reshape<1, H>, b: Reshape<H, _>, c: Reshape<_, 1, 1>, d: Reshape<_> }",
        "
        a: [H, 1] -> [1, H], 0 parameters
        b: [1, H] -> [H, 1], 0 parameters
        c: [H, 1] -> [H, 1, 1], 0 parameters
        d: [H, 1, 1] -> [H], 0 parameters
        ",
    );
    let network =
        accepted("input = [SIDE, 6]", "struct Net { a: Reshape<_, 3>, b: Reshape<OTHER, 2>, c: Reshape<SIDE, 6> }");
    let outputs: Vec<_> = network.steps.iter().map(|step| step.output.to_string()).collect();
    assert_eq!(outputs, ["[(SIDE * 6) / 3, 3]", "[OTHER, 2]", "[SIDE, 6]"]);
    // The constants are above zero, and each step keeps the number of features.
    assert_eq!(network.assertions.len(), 6);
}

#[test]
fn the_number_of_features_stays() {
    reports(
        "input = [1, 28, 28]",
        "struct Net { image: Reshape<4, 14, 7> }",
        "
        `image` gives [4, 14, 7], 4·14·7 = 392 features, but `input` gives [1, 28, 28], 1·28·28 = 784 features
          step   layer    in           out         params
        > image  Reshape  [1, 28, 28]  [4, 14, 7]       0
        help: the number of features stays: write `Reshape<4, 14, 14>`, or another shape of 784
        ---
        `input` gives [1, 28, 28] here
        ",
    );
    reports(
        "input = 7",
        "struct Net { signal: Reshape<2, 3>, scores: Linear<2> }",
        "
        `signal` gives [2, 3], 2·3 = 6 features, but `input` gives 7 features
          step    layer    in      out     params
        > signal  Reshape  [7]     [2, 3]       0
          scores  Linear   [2, 3]  [2]         14
        help: the number of features stays: write a shape of 7
        ---
        `input` gives 7 features here
        ---
        `scores` takes a flat vector, but `signal` gives [2, 3]
          step    layer    in      out     params
          signal  Reshape  [7]     [2, 3]       0
        > scores  Linear   [2, 3]  [2]         14
        help: put a step `flatten: Flatten` between `signal` and `scores`, which gives 6 features, or write `Conv1d<2, 1>` in its place, which takes each of the 3 frames by itself
        ---
        `signal` gives [2, 3] here
        ",
    );
    reports(
        "input = 784",
        "struct Net { image: Reshape<1, 5, _> }",
        "
        `image` cannot give [1, 5, _]: `input` gives 784 features, and 784 = 156·5 + 4
          step   layer    in     out  params
        > image  Reshape  [784]  ?         0
        help: `_` stands for a whole number if 1·5 divides 784: change one of these sizes
        ---
        `input` gives 784 features here
        ",
    );
    reports(
        "input = 6",
        "struct Net<const H: usize> { image: Reshape<1, H> }",
        "
        `image` gives [1, H], 1·H features, but `input` gives 6 features: `H` can be any number
          step   layer    in   out     params
        > image  Reshape  [6]  [1, H]       0
        help: the number of features stays: write `Reshape<1, 6>`, or another shape of 6
        ---
        `input` gives 6 features here
        ",
    );
}

#[test]
fn its_arguments_are_explained() {
    let forms = "help: write `Reshape<C, H, W>` for an image, `Reshape<C, L>` for a signal or `Reshape<N>` for a flat \
                 vector; one size may be `_`, which is computed\n\
                 help: for a custom layer with this name, write its path, `self::Reshape`";
    for (layer, what) in [
        ("Reshape", format!("`a` needs the shape that it gives\n{forms}")),
        ("Reshape<1, 2, 3, 4>", format!("`Reshape` takes one to three sizes, the shape that it gives\n{forms}")),
        ("Reshape<_, 2, _>", "only one size can be computed\nhelp: write a number for one of the two `_`".into()),
        ("Reshape<0, 4>", "a size cannot be zero\nhelp: write a number of at least 1".into()),
        (
            "Unflatten<1, 4>",
            "there is no layer `Unflatten`\nhelp: the layer is called `Reshape` here\n\
             help: for a custom layer with this name, write its path, `self::Unflatten`"
                .into(),
        ),
    ] {
        assert_eq!(messages("input = 4", &format!("struct Net {{ a: {layer} }}")), [what]);
    }
}

#[test]
fn it_costs_nothing_at_inference() {
    let network =
        accepted("input = 4", "struct Net { a: Linear<6>, b: Reshape<2, 3>, c: Relu, d: Flatten, e: Linear<2> }");
    let runs: Vec<_> = Fusion::of(&network).runs.iter().map(|run| run.infer).collect();
    let relu = 2;
    let expected =
        [InferRun::WithEpilogue(relu), InferRun::Elided, InferRun::IsEpilogue, InferRun::Elided, InferRun::Call];
    assert_eq!(runs, expected);
}
