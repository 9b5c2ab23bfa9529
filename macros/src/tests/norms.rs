//! The messages about normalisations.

use super::reports;

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
