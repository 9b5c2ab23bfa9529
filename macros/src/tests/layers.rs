//! Mistakes in the type of a field.

use super::{has_steps, reports};

#[test]
fn a_layer_is_unknown() {
    reports(
        "input = 2",
        "struct Net { a: Liner<2> }",
        "
        there is no layer `Liner`
        help: did you mean `Linear`?
        help: for a custom layer with this name, write its path, `self::Liner`
        ",
    );
    reports(
        "input = 2",
        "struct Net { a: ReLU }",
        "
        there is no layer `ReLU`
        help: did you mean `Relu`?
        help: for a custom layer with this name, write its path, `self::ReLU`
        ",
    );
    reports(
        "input = 2",
        "struct Net { a: LogSoftMax }",
        "
        there is no layer `LogSoftMax`
        help: did you mean `LogSoftmax`?
        help: for a custom layer with this name, write its path, `self::LogSoftMax`
        ",
    );
    reports(
        "input = 2",
        "struct Net { a: Dense<2> }",
        "
        there is no layer `Dense`
        help: the layer is called `Linear` here
        help: for a custom layer with this name, write its path, `self::Dense`
        ",
    );
}

#[test]
fn other_libraries_names_are_known() {
    reports(
        "input = 2",
        "struct Net { a: Relu, #[from(a, input)] b: Cat }",
        "
        there is no layer `Cat`
        help: the layer is called `Concat` here
        help: for a custom layer with this name, write its path, `self::Cat`
        ",
    );
    reports(
        "input = 2",
        "struct Net { a: Relu, #[from(a, input)] b: Concatenate }",
        "
        there is no layer `Concatenate`
        help: the layer is called `Concat` here
        help: for a custom layer with this name, write its path, `self::Concatenate`
        ",
    );
}

#[test]
fn a_type_is_no_layer() {
    let names = crate::layers::names();
    assert!(names.starts_with("`Linear`, `Relu`, "), "{names}");
    for found in ["[f32; 3]", "(Relu, Tanh)"] {
        let help = format!("a layer is one of {names}, or the path of a type that implements `Layer`");
        let message = format!("`a` must be a layer, but `{found}` is not one\nhelp: {help}");
        reports("input = 2", &format!("struct Net {{ a: {found} }}"), &message);
    }
}

#[test]
fn a_linear_layer_has_no_size() {
    reports(
        "input = 2",
        "struct Net { a: Linear }",
        "
        `a` needs the number of its outputs
        help: write `Linear<10>` for 10 outputs
        ",
    );
    reports(
        "input = 2",
        "struct Net { a: Linear<> }",
        "
        `a` needs the number of its outputs
        help: write `Linear<10>` for 10 outputs
        ",
    );
    reports(
        "input = 2",
        "struct Net { a: Linear<NoBias> }",
        "
        `a` needs the number of its outputs
        help: write `Linear<10>` for 10 outputs
        ",
    );
}

#[test]
fn a_linear_layer_has_too_many_arguments() {
    reports(
        "input = 2",
        "struct Net { a: Linear<2, 3, 4> }",
        "
        `Linear` takes at most two sizes, the number of its inputs and the number of its outputs
        help: write `Linear<OUT>` or `Linear<IN, OUT>`
        help: for a custom layer with this name, write its path, `self::Linear`
        ",
    );
    reports(
        "input = 2",
        "struct Net { a: Linear<NoBias, 3> }",
        "
        options come after the sizes
        help: write `Linear<10, NoBias>`
        ",
    );
    reports(
        "input = 2",
        "struct Net { a: Linear<3, NoBias, NoBias> }",
        "
        `NoBias` is given twice
        help: remove one of the two
        ",
    );
    reports(
        "input = 2",
        "struct Net { a: Linear<3, WithBias, NoBias> }",
        "
        `WithBias` and `NoBias` exclude each other
        help: remove one of them
        ",
    );
    reports(
        "input = 2",
        "struct Net { a: Linear<3, Nobias> }",
        "
        there is no option `Nobias`
        help: did you mean `NoBias`?
        ",
    );
}

#[test]
fn arguments_are_out_of_place() {
    reports(
        "input = 2",
        "struct Net { a: Relu<2> }",
        "
        `Relu` takes no arguments
        help: write `Relu`; its output has the size of its input
        help: for a custom layer with this name, write its path, `self::Relu`
        ",
    );
    reports(
        "input = 2",
        "struct Net { a: Linear<'a> }",
        "
        `'a` is not a size: sizes are whole numbers above zero
        help: write a number, the name of a constant, or an expression in braces
        ",
    );
    reports(
        "input = 2",
        "struct Net { a: Linear<OUT = 3> }",
        "
        `OUT = 3` is not a size: sizes are whole numbers above zero
        help: write a number, the name of a constant, or an expression in braces
        ",
    );
    reports(
        "input = 2",
        "struct Net { a: Linear<[u8; 2]> }",
        "
        `[u8; 2]` is not a size: sizes are whole numbers above zero
        help: write a number, the name of a constant, or an expression in braces
        ",
    );
}

#[test]
fn a_rate_is_wrong() {
    reports(
        "input = 2",
        "struct Net { a: Dropout }",
        "
        `a` needs a rate
        help: write the probability of dropping a feature, as in `Dropout<0.5>`
        ",
    );
    reports(
        "input = 2",
        "struct Net { a: Dropout<1.0> }",
        "
        `a` has the rate `1.0`: a rate is a number from 0 up to, but not including, 1
        help: write the probability of dropping a feature, as in `Dropout<0.5>`
        ",
    );
    reports(
        "input = 2",
        "struct Net { a: Dropout<1> }",
        "
        `a` has the rate `1`: a rate is a number from 0 up to, but not including, 1
        help: write the probability of dropping a feature, as in `Dropout<0.5>`
        ",
    );
    reports(
        "input = 2",
        "struct Net { a: Dropout<-0.5> }",
        "
        `a` has the rate `-0.5`: a rate is a number from 0 up to, but not including, 1
        help: write the probability of dropping a feature, as in `Dropout<0.5>`
        ",
    );
    reports(
        "input = 2",
        "struct Net { a: Dropout<{ 1.5 }> }",
        "
        `a` has the rate `{ 1.5 }`: a rate is a number from 0 up to, but not including, 1
        help: write the probability of dropping a feature, as in `Dropout<0.5>`
        ",
    );
    reports(
        "input = 2",
        "struct Net { a: Dropout<0.5, 3> }",
        "
        `Dropout` takes one argument, its rate
        help: write the probability of dropping a feature, as in `Dropout<0.5>`
        help: for a custom layer with this name, write its path, `self::Dropout`
        ",
    );
    reports(
        "input = 2",
        "struct Net { a: Dropout<\"0.5\"> }",
        r#"
        `a` has the rate `"0.5"`: a rate is a number from 0 up to, but not including, 1
        help: write the probability of dropping a feature, as in `Dropout<0.5>`
        "#,
    );
    reports(
        "input = 2",
        "struct Net<const H: usize> { a: Dropout<H> }",
        "
        `a` has the rate `H`: a rate is a number from 0 up to, but not including, 1
        help: write the probability of dropping a feature, as in `Dropout<0.5>`
        ",
    );
}

#[test]
fn an_epsilon_is_wrong() {
    for written in ["0", "-1e-5", "1.0", "1e-40", "\"1e-5\""] {
        let message = format!(
            "`a` has the epsilon `{written}`: an epsilon is a number from 1e-30 up to, but not including, 1\n\
             help: write the number that is added to the variance, as in `LayerNorm<1e-6>`, or `LayerNorm` for 1e-5"
        );
        reports("input = 2", &format!("struct Net {{ a: LayerNorm<{written}> }}"), &message);
    }
    reports(
        "input = 2",
        "struct Net { a: RmsNorm<1e-6, 3> }",
        "
        `RmsNorm` takes at most one argument, its epsilon
        help: write the number that is added to the mean square, as in `RmsNorm<1e-6>`, or `RmsNorm` for that of the element type
        help: for a custom layer with this name, write its path, `self::RmsNorm`
        ",
    );
}

#[test]
fn a_momentum_is_wrong() {
    for written in ["0.0", "1.5", "-0.1"] {
        let message = format!(
            "`a` has the momentum `{written}`: a momentum is a number above 0 and at most 1, the share of a batch in the \
             running statistics\n\
             help: write the epsilon and the momentum, as in `BatchNorm1d<1e-5, 0.01>`; without it the momentum is 0.1"
        );
        reports("input = 2", &format!("struct Net {{ a: BatchNorm1d<1e-5, {written}> }}"), &message);
    }
    reports(
        "input = 2",
        "struct Net { a: BatchNorm1d<8> }",
        "
        `a` has the epsilon `8`: an epsilon is a number from 1e-30 up to, but not including, 1
        help: write the number that is added to the variance, as in `BatchNorm1d<1e-3>`, or `BatchNorm1d` for 1e-5
        ",
    );
    reports(
        "input = 2",
        "struct Net { a: BatchNorm1d<1e-5, 0.1, 3> }",
        "
        `BatchNorm1d` takes at most two arguments, its epsilon and its momentum
        help: write the epsilon and the momentum, as in `BatchNorm1d<1e-5, 0.01>`; without it the momentum is 0.1
        help: for a custom layer with this name, write its path, `self::BatchNorm1d`
        ",
    );
}

#[test]
fn a_normalisation_of_a_batch_is_given_an_image() {
    reports(
        "input = [3, 2, 2]",
        "struct Net { norm: BatchNorm1d }",
        "
        `norm` takes a vector `[N]`, or channels in one dimension `[C, L]`, but `input` gives [3, 2, 2]
          step  layer        in         out        params
        > norm  BatchNorm1d  [3, 2, 2]  [3, 2, 2]       6
        help: put a step `flatten: Flatten` between `input` and `norm`, to normalise each feature by itself
        ---
        `input` gives [3, 2, 2] here
        ",
    );
}

#[test]
fn a_slice_lies_within_its_input() {
    reports(
        "input = 10",
        "struct Net { head: Slice<0, 4>, #[from(input)] tail: Slice<4, 12>, #[from(head, tail)] both: Concat }",
        "
        `tail` ends at feature 12, but `input` gives [10]
          step  layer   in         out   params
          head  Slice   [10]       [4]        0
        > tail  Slice   [10]       [8]        0
          both  Concat  [4] + [8]  [12]       0
        help: the position behind the last feature is 10: write at most `Slice<4, 10>`
        ---
        `input` gives 10 features here
        ",
    );
    reports(
        "input = [3, 4, 4]",
        "struct Net { some: Slice<1, 4> }",
        "
        `some` ends at channel 4, but `input` gives [3, 4, 4]
          step  layer  in         out        params
        > some  Slice  [3, 4, 4]  [3, 4, 4]       0
        help: the position behind the last channel is 3: write at most `Slice<1, 3>`
        ---
        `input` gives [3, 4, 4] here
        ",
    );
    reports(
        "input = 10",
        "struct Net { none: Slice<4, 4> }",
        "
        a slice from 4 up to, but not including, 4 has no features
        help: write `Slice<4, 5>` for the feature 4 alone
        ",
    );
    reports(
        "input = 10",
        "struct Net { one: Slice<4> }",
        "
        `one` needs the position behind its last feature
        help: write `Slice<0, 4>` for the first four features
        ",
    );
}

#[test]
fn a_slice_of_sizes_that_the_macro_does_not_know() {
    has_steps(
        "input = 10",
        "struct Net<const H: usize = 8> {
            first: Slice<0, H>,
            #[from(input)] some: Slice<FROM, 8>,
            back: Linear<H>,
            #[from(first, back)] sum: Add,
            part: Slice<0, 2>,
        }",
        "
        first: [10] -> [H], 0 parameters
        some: [10] -> [8 - FROM], 0 parameters
        back: [8 - FROM] -> [H], (8 - FROM)·H + H parameters
        sum: [H] + [H] -> [H], 0 parameters
        part: [H] -> [2], 0 parameters
        ",
    );
}

#[test]
fn a_distance_takes_a_flat_vector() {
    reports(
        "input = [2, 2]",
        "struct Net { distance: Distance<3> }",
        "
        `distance` takes a flat vector, but `input` gives [2, 2]
          step      layer     in      out  params
        > distance  Distance  [2, 2]  [3]      12
        help: put a step `flatten: Flatten` between `input` and `distance`
        ---
        `input` gives [2, 2] here
        ",
    );
}

#[test]
fn an_embedding_has_classes_and_a_size() {
    has_steps("input = 3", "struct Net(Embedding<7, 2>);", "0: [3] -> [6], 14 parameters");
    reports(
        "input = 3",
        "struct Net { word: Embedding<7> }",
        "
        `word` needs the size of a vector
        help: write `Embedding<7, 2>` for vectors of 2 for 7 classes
        ",
    );
    reports(
        "input = 3",
        "struct Net { word: Embedding<20_000_000, 2> }",
        "
        20000000 classes are too many: an index is a number of type `f32`, and these are exact up to 16777216
        help: use fewer classes
        ",
    );
    reports(
        "input = [2, 2]",
        "struct Net { word: Embedding<7, 2> }",
        "
        `word` takes a flat vector, but `input` gives [2, 2]
          step  layer      in      out  params
        > word  Embedding  [2, 2]  ?         ?
        help: put a step `flatten: Flatten` between `input` and `word`
        ---
        `input` gives [2, 2] here
        ",
    );
}
