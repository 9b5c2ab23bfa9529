//! Shapes that do not fit.

use super::reports;

#[test]
fn a_linear_layer_takes_another_size() {
    reports("input = 2", "struct Net { hidden: Linear<100>, relu: Relu, logits: Linear<64, 3> }", "@@");
    reports("input = 2", "struct Net { logits: Linear<64, 3> }", "@@");
    reports("input = 2", "struct Net { a: Linear<4>, b: Linear<5, 3>, #[from(a, b)] c: Concat, d: Linear<9, 2> }", "@@");
}

#[test]
fn a_linear_layer_takes_a_flat_vector() {
    reports("input = [1, 28, 28]", "struct Net { fc: Linear<10> }", "@@");
    reports("input = [3, 8]", "struct Net { act: Relu, fc: Linear<24, 10>, out: Softmax }", "@@");
}

#[test]
fn softmax_takes_a_flat_vector() {
    reports("input = [3, 8]", "struct Net { probabilities: Softmax }", "@@");
}

#[test]
fn added_values_have_different_shapes() {
    reports("input = 2", "struct Net { a: Linear<3>, b: Linear<4>, #[from(a, b)] sum: Add }", "@@");
    reports("input = [2, 3]", "struct Net { flat: Flatten, #[from(input, flat)] larger: Max }", "@@");
    reports("input = 2", "struct Net { a: Linear<3>, b: Linear<3>, #[from(a, b, input)] sum: Add, c: Relu }", "@@");
}

#[test]
fn joined_values_differ_beside_the_channels() {
    reports("input = [2, 3]", "struct Net { flat: Flatten, #[from(input, flat)] both: Concat, out: Flatten }", "@@");
}

#[test]
fn a_long_table_is_shortened() {
    let mut fields: Vec<String> = (0..40).map(|number| format!("step{number}: Tanh")).collect();
    fields[0] = "step0: Linear<8>".into();
    fields[30] = "step30: Linear<9, 8>".into();
    reports("input = 2", &format!("struct Net {{ {} }}", fields.join(", ")), "@@");
}
