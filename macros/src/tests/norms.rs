//! The messages about normalisations.

use super::{expansion, has_steps, messages, reports};

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
        help: write the number that is added to the variance, as in `BatchNorm1d<1e-3>`, or `BatchNorm1d` for 1e-5; the number of channels is not written
        ",
    );
    reports(
        "input = [16, 2, 2]",
        "struct Net { a: BatchNorm2d<16> }",
        "
        `a` has the epsilon `16`: an epsilon is a number from 1e-30 up to, but not including, 1
        help: write the number that is added to the variance, as in `BatchNorm2d<1e-3>`, or `BatchNorm2d` for 1e-5; the number of channels is not written
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
        help: write `BatchNorm2d`, which normalises the channels of images
        ---
        `input` gives [3, 2, 2] here
        ",
    );
    reports(
        "input = 5",
        "struct Net { norm: BatchNorm2d }",
        "
        `norm` takes images `[C, H, W]`, but `input` gives [5]
          step  layer        in   out  params
        > norm  BatchNorm2d  [5]  [5]      10
        help: write `BatchNorm1d`, which takes vectors `[N]` and channels in one dimension `[C, L]`
        ---
        `input` gives 5 features here
        ",
    );
    reports(
        "input = [3, 4]",
        "struct Net { norm: BatchNorm2d }",
        "
        `norm` takes images `[C, H, W]`, but `input` gives [3, 4]
          step  layer        in      out     params
        > norm  BatchNorm2d  [3, 4]  [3, 4]       6
        help: write `BatchNorm1d`, which takes vectors `[N]` and channels in one dimension `[C, L]`
        ---
        `input` gives [3, 4] here
        ",
    );
}

#[test]
fn groups_do_not_divide_the_channels() {
    reports(
        "input = [8, 5, 5]",
        "struct Net { relu: Relu, norm: GroupNorm<3> }",
        "
        `norm` has 3 groups, into which the 8 channels of its input cannot be divided: 8/3 leaves 2
          step  layer      in         out        params
          relu  Relu       [8, 5, 5]  [8, 5, 5]       0
        > norm  GroupNorm  [8, 5, 5]  [8, 5, 5]      16
        help: write a number of groups that divides 8, such as `GroupNorm<2>`
        ---
        `relu` gives [8, 5, 5] here
        ",
    );
    reports(
        "input = 6",
        "struct Net { norm: GroupNorm<12> }",
        "
        `norm` has 12 groups, into which the 6 channels of its input cannot be divided: 6/12 leaves 6
          step  layer      in   out  params
        > norm  GroupNorm  [6]  [6]      12
        help: write a number of groups that divides 6, such as `GroupNorm<6>`
        ---
        `input` gives 6 features here
        ",
    );
    has_steps(
        "input = [CHANNELS, 4]",
        "struct Net { norm: GroupNorm<4, 1e-3>, all: GroupNorm<1> }",
        "
        norm: [CHANNELS, 4] -> [CHANNELS, 4], CHANNELS + CHANNELS parameters
        all: [CHANNELS, 4] -> [CHANNELS, 4], CHANNELS + CHANNELS parameters
        ",
    );
    let text = expansion("input = [CHANNELS, 4]", "struct Net { norm: GroupNorm<4> }");
    let channels = "(:: core :: primitive :: usize :: saturating_sub (CHANNELS , 1) + 1)";
    let call = format!("assert_divides (\"norm\" , \"channels of its input\" , {channels} , 4)");
    assert!(text.contains(&call), "{text}");
}

#[test]
fn groups_are_written_in_order() {
    reports(
        "input = 6",
        "struct Net { norm: GroupNorm }",
        "
        `norm` needs the number of its groups
        help: write `GroupNorm<4>` for 4 groups of channels
        ",
    );
    let help = "help: write the number of groups and the number that is added to the variance, as in `GroupNorm<4, 1e-3>`, \
                or `GroupNorm<4>` for 1e-5";
    let message =
        format!("`norm` has the epsilon `8`: an epsilon is a number from 1e-30 up to, but not including, 1\n{help}");
    reports("input = 6", "struct Net { norm: GroupNorm<2, 8> }", &message);
    let message = format!(
        "`GroupNorm` takes at most two arguments, the number of its groups and its epsilon\n{help}\n\
         help: for a custom layer with this name, write its path, `self::GroupNorm`"
    );
    reports("input = 6", "struct Net { norm: GroupNorm<2, 0.1, 3> }", &message);
}

#[test]
fn a_group_is_a_single_number() {
    reports(
        "input = 6",
        "struct Net { norm: GroupNorm<6> }",
        "
        `norm` normalises single numbers: `input` gives [6], 6 numbers in 6 groups, and a number less its mean is always 0
          step  layer      in   out  params
        > norm  GroupNorm  [6]  [6]      12
        help: use fewer groups, or `LayerNorm` over all features
        ---
        `input` gives 6 features here
        ",
    );
    reports(
        "input = [6, 1]",
        "struct Net { norm: InstanceNorm<Affine> }",
        "
        `norm` normalises single numbers: `input` gives [6, 1], 6 numbers in 6 groups, and a number less its mean is always 0
          step  layer         in      out     params
        > norm  InstanceNorm  [6, 1]  [6, 1]      12
        help: use fewer groups, or `LayerNorm` over all features
        ---
        `input` gives [6, 1] here
        ",
    );
}

#[test]
fn an_instance_has_channels_of_several_numbers() {
    reports(
        "input = 6",
        "struct Net { norm: InstanceNorm }",
        "
        `norm` takes signals `[C, L]` or images `[C, H, W]`, but `input` gives [6]
          step  layer         in   out  params
        > norm  InstanceNorm  [6]  [6]       0
        help: write `LayerNorm`, which normalises the features of a vector
        ---
        `input` gives 6 features here
        ",
    );
    has_steps(
        "input = [3, 4, 4]",
        "struct Net { a: InstanceNorm, b: InstanceNorm<Affine>, c: InstanceNorm<1e-3>, d: InstanceNorm<1e-3, Affine> }",
        "
        a: [3, 4, 4] -> [3, 4, 4], 0 parameters
        b: [3, 4, 4] -> [3, 4, 4], 6 parameters
        c: [3, 4, 4] -> [3, 4, 4], 0 parameters
        d: [3, 4, 4] -> [3, 4, 4], 6 parameters
        ",
    );
    reports(
        "input = [3, 4]",
        "struct Net { norm: InstanceNorm1d }",
        "
        there is no layer `InstanceNorm1d`
        help: the layer is called `InstanceNorm` here
        help: for a custom layer with this name, write its path, `self::InstanceNorm1d`
        ",
    );
}

#[test]
fn channels_of_another_rank_are_dropped() {
    reports(
        "input = [3, 4, 4]",
        "struct Net { drop: Dropout1d<0.5> }",
        "
        `drop` takes signals `[C, L]`, but `input` gives [3, 4, 4]
          step  layer      in         out        params
        > drop  Dropout1d  [3, 4, 4]  [3, 4, 4]       0
        help: write `Dropout2d` to drop channels of images, or `Dropout` to drop single features
        ---
        `input` gives [3, 4, 4] here
        ",
    );
    reports(
        "input = 6",
        "struct Net { drop: Dropout2d<0.5> }",
        "
        `drop` takes images `[C, H, W]`, but `input` gives [6]
          step  layer      in   out  params
        > drop  Dropout2d  [6]  [6]       0
        help: write `Dropout1d` to drop channels of signals, or `Dropout` to drop single features
        ---
        `input` gives 6 features here
        ",
    );
    reports(
        "input = [3, 4, 4]",
        "struct Net { drop: Dropout2d<1.5> }",
        "
        `drop` has the rate `1.5`: a rate is a number from 0 up to, but not including, 1
        help: write the probability of dropping a channel, as in `Dropout2d<0.5>`
        ",
    );
}

/// The compiler looks the channels of a layer of the user's up, but not where a const parameter has
/// a part in them.
#[test]
fn channels_of_a_layer_of_the_users() {
    let text = |declaration: &str| messages("input = [3, 4, 4]", declaration);
    for layer in ["BatchNorm1d", "BatchNorm2d", "GroupNorm<2>", "InstanceNorm", "Scale", "Bias", "PRelu<PerChannel>"] {
        let messages = text(&format!("struct Net {{ pool: Pool, step: {layer} }}"));
        assert!(messages.is_empty(), "{layer}: {messages:?}");
    }
    for layer in ["Dropout1d<0.5>", "Dropout2d<0.5>", "Upsample<2>", "Pad<1, 2, 3, 4>", "Crop<1>"] {
        let messages = text(&format!("struct Net {{ pool: Pool, step: {layer} }}"));
        assert!(messages.is_empty(), "{layer}: {messages:?}");
    }
    let help = "make `step` the last step of the network `pool`, where the shape is known";
    for layer in ["InstanceNorm", "Dropout1d<0.5>", "Dropout2d<0.5>"] {
        let messages = text(&format!("struct Net<const H: usize> {{ pool: Pool<H>, step: {layer} }}"));
        let message = messages.first().unwrap_or_else(|| panic!("{layer} is refused"));
        let what = "`step` needs the number of channels of `pool`, whose shape only the compiler knows";
        assert!(message.starts_with(what) && message.contains(help), "{message}");
    }
}
