//! Shapes that do not fit.

use super::reports;

#[test]
fn a_linear_layer_takes_another_size() {
    reports(
        "input = 2",
        "struct Net { hidden: Linear<100>, relu: Relu, logits: Linear<64, 3> }",
        "
        `logits` takes 64 features, but `relu` gives 100
          step    layer   in     out    params
          hidden  Linear  [2]    [100]     300
          relu    Relu    [100]  [100]       0
        > logits  Linear  [64]   [3]       195
        help: drop the explicit input size, or make `hidden` a Linear<64>
        ---
        `relu` gives 100 features here
        ",
    );
    reports(
        "input = 2",
        "struct Net { logits: Linear<64, 3> }",
        "
        `logits` takes 64 features, but `input` gives 2
          step    layer   in    out  params
        > logits  Linear  [64]  [3]     195
        help: drop the explicit input size, or declare `input = 64`
        ---
        `input` gives 2 features here
        ",
    );
    reports(
        "input = 2",
        "struct Net { a: Linear<4>, b: Linear<5, 3>, #[from(a, b)] c: Concat, d: Linear<9, 2> }",
        "
        `b` takes 5 features, but `a` gives 4
          step  layer   in         out  params
          a     Linear  [2]        [4]      12
        > b     Linear  [5]        [3]      18
          c     Concat  [4] + [3]  [7]       0
          d     Linear  [9]        [2]      20
        help: drop the explicit input size, or make `a` a Linear<5>
        ---
        `a` gives 4 features here
        ---
        `d` takes 9 features, but `c` gives 7
          step  layer   in         out  params
          a     Linear  [2]        [4]      12
          b     Linear  [5]        [3]      18
          c     Concat  [4] + [3]  [7]       0
        > d     Linear  [9]        [2]      20
        help: drop the explicit input size
        ---
        `c` gives 7 features here
        ",
    );
}

#[test]
fn a_linear_layer_takes_a_flat_vector() {
    reports(
        "input = [1, 28, 28]",
        "struct Net { fc: Linear<10> }",
        "
        `fc` takes a flat vector, but `input` gives [1, 28, 28]
          step  layer   in           out   params
        > fc    Linear  [1, 28, 28]  [10]    7850
        help: put a step `flatten: Flatten` between `input` and `fc`, which gives 784 features
        ---
        `input` gives [1, 28, 28] here
        ",
    );
    reports(
        "input = [3, 8]",
        "struct Net { act: Relu, fc: Linear<24, 10>, out: Softmax }",
        "
        `fc` takes a flat vector, but `act` gives [3, 8]
          step  layer    in      out     params
          act   Relu     [3, 8]  [3, 8]       0
        > fc    Linear   [24]    [10]       250
          out   Softmax  [10]    [10]         0
        help: put a step `flatten: Flatten` between `act` and `fc`, which gives 24 features
        ---
        `act` gives [3, 8] here
        ",
    );
}

#[test]
fn softmax_takes_a_flat_vector() {
    reports(
        "input = [3, 8]",
        "struct Net { probabilities: Softmax }",
        "
        `probabilities` takes a flat vector, but `input` gives [3, 8]
          step           layer    in      out     params
        > probabilities  Softmax  [3, 8]  [3, 8]       0
        help: put a step `flatten: Flatten` between `input` and `probabilities`, which gives 24 features
        ---
        `input` gives [3, 8] here
        ",
    );
}

#[test]
fn added_values_have_different_shapes() {
    reports(
        "input = 2",
        "struct Net { a: Linear<3>, b: Linear<4>, #[from(a, b)] sum: Add }",
        "
        `sum` takes values of one shape, but `a` gives [3] and `b` gives [4]
          step  layer   in         out  params
          a     Linear  [2]        [3]       9
          b     Linear  [3]        [4]      16
        > sum   Add     [3] + [4]  [3]       0
        help: give both the same size, or join them with `Concat` instead of `Add`
        ---
        `a` gives 3 features here
        ---
        `b` gives 4 features here
        ",
    );
    reports(
        "input = [2, 3]",
        "struct Net { flat: Flatten, #[from(input, flat)] larger: Max }",
        "
        `larger` takes values of one shape, but `input` gives [2, 3] and `flat` gives [6]
          step    layer    in            out     params
          flat    Flatten  [2, 3]        [6]          0
        > larger  Max      [2, 3] + [6]  [2, 3]       0
        help: give both the same size, or join them with `Concat` instead of `Max`
        ---
        `input` gives [2, 3] here
        ---
        `flat` gives 6 features here
        ",
    );
    reports(
        "input = 2",
        "struct Net { a: Linear<3>, b: Linear<3>, #[from(a, b, input)] sum: Add, c: Relu }",
        "
        `sum` takes values of one shape, but `a` gives [3] and `input` gives [2]
          step  layer   in               out  params
          a     Linear  [2]              [3]       9
          b     Linear  [3]              [3]      12
        > sum   Add     [3] + [3] + [2]  [3]       0
          c     Relu    [3]              [3]       0
        help: give both the same size, or join them with `Concat` instead of `Add`
        ---
        `a` gives 3 features here
        ---
        `input` gives 2 features here
        ",
    );
}

#[test]
fn joined_values_differ_beside_the_channels() {
    reports("input = [2, 3]", "struct Net { flat: Flatten, #[from(input, flat)] both: Concat, out: Flatten }", "
        `both` joins values along their first size, so the others must agree, but `input` gives [2, 3] and `flat` gives [6]
          step  layer    in            out  params
          flat  Flatten  [2, 3]        [6]       0
        > both  Concat   [2, 3] + [6]  ?         0
          out   Flatten  ?             ?         0
        help: flatten both first, or make the other sizes equal
        ---
        `input` gives [2, 3] here
        ---
        `flat` gives 6 features here
        ");
}

#[test]
fn a_long_table_is_shortened() {
    let mut fields: Vec<String> = (0..40).map(|number| format!("step{number}: Tanh")).collect();
    fields[0] = "step0: Linear<8>".into();
    fields[30] = "step30: Linear<9, 8>".into();
    reports(
        "input = 2",
        &format!("struct Net {{ {} }}", fields.join(", ")),
        "
        `step30` takes 9 features, but `step29` gives 8
          step    layer   in   out  params
          step0   Linear  [2]  [8]      24
          step1   Tanh    [8]  [8]       0
          ...
          step28  Tanh    [8]  [8]       0
          step29  Tanh    [8]  [8]       0
        > step30  Linear  [9]  [8]      80
          step31  Tanh    [8]  [8]       0
          step32  Tanh    [8]  [8]       0
          ...
          step38  Tanh    [8]  [8]       0
          step39  Tanh    [8]  [8]       0
        help: drop the explicit input size, or make `step0` a Linear<9>
        ---
        `step29` gives 8 features here
        ",
    );
}

#[test]
fn a_shortened_table_shows_where_a_value_from_far_above_comes_from() {
    let mut fields: Vec<String> = (0..40).map(|number| format!("step{number}: Tanh")).collect();
    fields[0] = "step0: Linear<8>".into();
    fields[9] = "step9: Linear<3>".into();
    fields[30] = "#[from(step29, step8)] step30: Add".into();
    reports(
        "input = 2",
        &format!("struct Net {{ {} }}", fields.join(", ")),
        "
        `step30` takes values of one shape, but `step29` gives [3] and `step8` gives [8]
          step    layer   in         out  params
          step0   Linear  [2]        [8]      24
          step1   Tanh    [8]        [8]       0
          ...
          step8   Tanh    [8]        [8]       0
          ...
          step28  Tanh    [3]        [3]       0
          step29  Tanh    [3]        [3]       0
        > step30  Add     [3] + [8]  [3]       0
          step31  Tanh    [3]        [3]       0
          step32  Tanh    [3]        [3]       0
          ...
          step38  Tanh    [3]        [3]       0
          step39  Tanh    [3]        [3]       0
        help: give both the same size, or join them with `Concat` instead of `Add`
        ---
        `step29` gives 3 features here
        ---
        `step8` gives 8 features here
        ",
    );
}
