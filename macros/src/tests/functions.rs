//! Functions of one number: their settings, and which of them are epilogues in training.

use super::{accepted, reports};
use crate::model::layer::Fuses;

/// The settings in the type of a step, and its name in tables.
#[track_caller]
fn is_written(layer: &str, name: &str, ty: &str) {
    let network = accepted("input = 3", &format!("struct Net {{ a: {layer} }}"));
    let step = &network.steps[0];
    assert_eq!(step.layer.name(), name);
    let found = step.ty.to_string().replace(' ', "").replace("::netwright::layer::", "");
    assert_eq!(found.replace("::core::primitive::f64::to_bits", "bits"), ty);
}

#[test]
fn settings_stand_in_the_type() {
    is_written("LeakyRelu", "LeakyRelu", "Pointwise<LeakyRelu,3>");
    is_written("LeakyRelu<0.2>", "LeakyRelu<0.2>", "Pointwise<LeakyRelu<{bits(0.2)}>,3>");
    is_written("LeakyRelu<-1>", "LeakyRelu<-1.0>", "Pointwise<LeakyRelu<{bits(-1.0)}>,3>");
    is_written("layer::Elu<{ 0.5 }>", "Elu<0.5>", "Pointwise<Elu<{bits(0.5)}>,3>");
    is_written("Elu<ALPHA>", "Elu<ALPHA>", "Pointwise<Elu<{bits(ALPHA)}>,3>");
    is_written("HardTanh<-0.5, 2>", "HardTanh<-0.5, 2.0>", "Pointwise<HardTanh<{bits(-0.5)},{bits(2.0)}>,3>");
    is_written("Softplus<2.0>", "Softplus<2.0>", "Pointwise<Softplus<{bits(2.0)}>,3>");
    is_written("Gelu", "Gelu", "Pointwise<Gelu,3>");
    is_written("Gelu<Tanh>", "Gelu<Tanh>", "Pointwise<GeluTanh,3>");
}

/// Returns `true` if the derivative of a layer follows from its output.
fn follows_from_output(layer: &str) -> bool {
    let network = accepted("input = 3", &format!("struct Net {{ a: {layer} }}"));
    let Fuses::Activation { has_gradient_of_output } = network.steps[0].layer.fuses() else {
        panic!("{layer} is no activation")
    };
    has_gradient_of_output
}

#[test]
fn derivatives_follow_from_outputs_that_tell_inputs_apart() {
    for layer in [
        "Relu",
        "Tanh",
        "Sigmoid",
        "Relu6",
        "HardTanh",
        "HardTanh<-2.0, 0.5>",
        "Exp",
        "Sqrt",
        "LeakyRelu",
        "LeakyRelu<0.2>",
        "LeakyRelu<0>",
        "LeakyRelu<2.0>",
        "ThresholdedRelu",
        "ThresholdedRelu<0.5>",
        "ThresholdedRelu<0.5, 0.5>",
        "ThresholdedRelu<-1.0, -1.5>",
    ] {
        assert!(follows_from_output(layer), "{layer}");
    }
    for layer in [
        "PRelu",
        "Elu",
        "Elu<0.5>",
        "Selu",
        "Celu",
        "Gelu",
        "Gelu<Tanh>",
        "Silu",
        "Mish",
        "Softplus",
        "Softsign",
        "HardSigmoid",
        "HardSwish",
        "Log",
        "Square",
        "Abs",
        "Pointwise<Relu>",
        "LeakyRelu<-0.1>",
        "LeakyRelu<SLOPE>",
        "ThresholdedRelu<-1.0>",
        "ThresholdedRelu<0.5, 0.6>",
        "ThresholdedRelu<0.5, VALUE>",
    ] {
        assert!(!follows_from_output(layer), "{layer}");
    }
}

#[test]
fn a_setting_is_wrong() {
    reports(
        "input = 2",
        "struct Net { a: LeakyRelu<_>, b: Elu<1e999>, c: Softplus<0>, d: Celu<-1.0>, e: ThresholdedRelu<\"1\"> }",
        r#"
        `a` has the slope `_`: a slope is a finite number
        help: write the slope below 0, as in `LeakyRelu<0.2>`, or `LeakyRelu` for 0.01
        help: for a custom layer with this name, write its path, `self::LeakyRelu`
        ---
        `b` has the alpha `1e999`: an alpha is a finite number
        help: write the size of the least value, as in `Elu<0.5>`, or `Elu` for 1
        ---
        `c` has the beta `0`: a beta is a finite number above 0
        help: write the steepness, as in `Softplus<2.0>`, or `Softplus` for 1
        ---
        `d` has the alpha `-1.0`: an alpha is a finite number above 0
        help: write the size of the least value, as in `Celu<0.5>`, or `Celu` for 1
        ---
        `e` has the threshold `"1"`: a threshold is a finite number
        help: write the threshold, as in `ThresholdedRelu<0.5>`, or `ThresholdedRelu` for 1
        "#,
    );
}

#[test]
fn bounds_are_exchanged() {
    reports(
        "input = 2",
        "struct Net { a: HardTanh<1.0, -1.0>, b: HardTanh<2.0>, c: HardTanh<0.5, 0.5> }",
        "
        `a` has the bounds `1.0` and `-1.0`: the first must be less than the second
        help: write the lower and the upper bound, as in `HardTanh<-2.0, 2.0>`, or `HardTanh` for -1 and 1
        ---
        `b` has the bounds `2.0` and `1.0`: the first must be less than the second
        help: write the lower and the upper bound, as in `HardTanh<-2.0, 2.0>`, or `HardTanh` for -1 and 1
        ---
        `c` has the bounds `0.5` and `0.5`: the first must be less than the second
        help: write the lower and the upper bound, as in `HardTanh<-2.0, 2.0>`, or `HardTanh` for -1 and 1
        ",
    );
}

#[test]
fn there_are_too_many_settings() {
    reports(
        "input = 2",
        "struct Net { a: Softplus<1.0, 2.0, 3.0>, b: Silu<_>, c: Gelu<Tahn>, d: Gelu<_>, e: PRelu<3> }",
        "
        `Softplus` takes at most two arguments, its beta and its threshold
        help: write b·x from which on y = x, as in `Softplus<1.0, 30.0>`, or none for 20
        help: for a custom layer with this name, write its path, `self::Softplus`
        ---
        `Silu` takes no arguments
        help: write `Silu`; its sizes follow from its input
        help: for a custom layer with this name, write its path, `self::Silu`
        ---
        there is no option `Tahn`
        help: did you mean `Tanh`?
        ---
        `Gelu` takes no arguments but `Tanh`
        help: write `Gelu` or `Gelu<Tanh>`; its sizes follow from its input
        help: for a custom layer with this name, write its path, `self::Gelu`
        ---
        `PRelu` takes no arguments but `PerChannel`
        help: write `PRelu` or `PRelu<PerChannel>`; its sizes follow from its input
        help: for a custom layer with this name, write its path, `self::PRelu`
        ",
    );
}

#[test]
fn channels_are_the_first_size() {
    let slopes = |input: &str, layers: &str| {
        let network = accepted(&format!("input = {input}"), &format!("struct Net({layers});"));
        network.steps.last().expect("a step").ty.to_string().replace(' ', "").replace("::netwright::layer::", "")
    };
    assert_eq!(slopes("[3, 4, 5]", "PRelu<PerChannel>"), "PRelu<T,60,3>");
    assert_eq!(slopes("[3, 4, 5]", "Flatten, PRelu<PerChannel>"), "PRelu<T,60,60>");
    assert_eq!(slopes("[3, 4, 5]", "PRelu"), "PRelu<T,60,1>");
    // Of a network that is a step the compiler looks them up.
    assert_eq!(slopes("2", "Block, PRelu<PerChannel>"), "PRelu<T,{__Net_0_features},{__Net_0.size(0)}>");
}
