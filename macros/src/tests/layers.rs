//! Mistakes in the type of a field.

use super::reports;

#[test]
fn a_layer_is_unknown() {
    reports("input = 2", "struct Net { a: Liner<2> }", "@@");
    reports("input = 2", "struct Net { a: ReLU }", "@@");
    reports("input = 2", "struct Net { a: LogSoftMax }", "@@");
    reports("input = 2", "struct Net { a: Dense<2> }", "@@");
    reports("input = 2", "struct Net { a: nn::FullyConnected<2> }", "@@");
    reports("input = 2", "struct Net { a: Attention }", "@@");
}

#[test]
fn other_libraries_names_are_known() {
    reports("input = 2", "struct Net { a: Relu, #[from(a, input)] b: Cat }", "@@");
    reports("input = 2", "struct Net { a: Relu, #[from(a, input)] b: Concatenate }", "@@");
}

#[test]
fn a_type_is_no_layer() {
    reports("input = 2", "struct Net { a: [f32; 3] }", "@@");
    reports("input = 2", "struct Net { a: (Relu, Tanh) }", "@@");
    reports("input = 2", "struct Net { a: <Relu as Layer>::Out }", "@@");
    reports("input = 2", "struct Net { a: &'static Relu }", "@@");
}

#[test]
fn a_linear_layer_has_no_size() {
    reports("input = 2", "struct Net { a: Linear }", "@@");
    reports("input = 2", "struct Net { a: Linear<> }", "@@");
    reports("input = 2", "struct Net { a: Linear<NoBias> }", "@@");
}

#[test]
fn a_linear_layer_has_too_many_arguments() {
    reports("input = 2", "struct Net { a: Linear<2, 3, 4> }", "@@");
    reports("input = 2", "struct Net { a: Linear<NoBias, 3> }", "@@");
    reports("input = 2", "struct Net { a: Linear<3, NoBias, NoBias> }", "@@");
    reports("input = 2", "struct Net { a: Linear<3, Nobias> }", "@@");
}

#[test]
fn arguments_are_out_of_place() {
    reports("input = 2", "struct Net { a: Relu<2> }", "@@");
    reports("input = 2", "struct Net { a: Relu(2) }", "@@");
    reports("input = 2", "struct Net { a: Linear<'a> }", "@@");
    reports("input = 2", "struct Net { a: Linear<OUT = 3> }", "@@");
    reports("input = 2", "struct Net { a: Linear<[u8; 2]> }", "@@");
}

#[test]
fn a_rate_is_wrong() {
    reports("input = 2", "struct Net { a: Dropout }", "@@");
    reports("input = 2", "struct Net { a: Dropout<1.0> }", "@@");
    reports("input = 2", "struct Net { a: Dropout<1> }", "@@");
    reports("input = 2", "struct Net { a: Dropout<-0.5> }", "@@");
    reports("input = 2", "struct Net { a: Dropout<{ 1.5 }> }", "@@");
    reports("input = 2", "struct Net { a: Dropout<0.5, 3> }", "@@");
    reports("input = 2", "struct Net { a: Dropout<\"0.5\"> }", "@@");
    reports("input = 2", "struct Net<const H: usize> { a: Dropout<H> }", "@@");
}
