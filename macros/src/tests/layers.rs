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
        help: write `Relu`; its sizes follow from its input
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
        `OUT = 3`: the arguments of a layer have no names
        help: write `3` alone
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
fn a_distance_takes_a_flat_vector() {
    reports(
        "input = [2, 2]",
        "struct Net { distance: Distance<3> }",
        "
        `distance` takes a flat vector, but `input` gives [2, 2]
          step      layer     in      out  params
        > distance  Distance  [2, 2]  [3]      12
        help: put a step `flatten: Flatten` between `input` and `distance`, which gives 4 features
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
        help: put a step `flatten: Flatten` between `input` and `word`, which gives 4 features
        ---
        `input` gives [2, 2] here
        ",
    );
}
