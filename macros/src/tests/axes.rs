//! Names of axes: from the input through the steps, into messages, tables and generated code.

use super::{accepted, expansion, has_steps, messages, reports};

const IMAGE: &str = "input = [channels = 1, height = 28, width = 28]";

#[test]
fn names_go_through_the_steps_that_keep_axes() {
    has_steps(
        IMAGE,
        "struct Net {
            conv: Conv2d<6, 5>, relu: Relu, up: Upsample<2>, same: Crop<1>, norm: LayerNorm, first: Slice<0, 2>,
            flat: Flatten, fc: Linear<12>, again: Reshape<3, 4>
        }",
        "
        conv: [channels = 1, height = 28, width = 28] -> [channels = 6, height = 24, width = 24], 156 parameters
        relu: [channels = 6, height = 24, width = 24] -> [channels = 6, height = 24, width = 24], 0 parameters
        up: [channels = 6, height = 24, width = 24] -> [channels = 6, height = 48, width = 48], 0 parameters
        same: [channels = 6, height = 48, width = 48] -> [channels = 6, height = 46, width = 46], 0 parameters
        norm: [channels = 6, height = 46, width = 46] -> [channels = 6, height = 46, width = 46], 25392 parameters
        first: [channels = 6, height = 46, width = 46] -> [channels = 2, height = 46, width = 46], 0 parameters
        flat: [channels = 2, height = 46, width = 46] -> [4232], 0 parameters
        fc: [4232] -> [12], 50796 parameters
        again: [12] -> [3, 4], 0 parameters
        ",
    );
    has_steps(
        "input = { sound = [microphones = 2, time = SAMPLES], age = [years = 1] }",
        "struct Net {
            #[from(sound)] low: Tanh, #[from(low, sound)] sum: Add, #[from(sum, low)] both: Concat, own: my::Own,
            #[from(age)] older: Relu, scores: Linear<3>, #[from(own, scores)] all: my::Joined
        }",
        "
        low: [microphones = 2, time = SAMPLES] -> [microphones = 2, time = SAMPLES], 0 parameters
        sum: [microphones = 2, time = SAMPLES] + [microphones = 2, time = SAMPLES] -> [microphones = 2, time = SAMPLES], 0 parameters
        both: [microphones = 2, time = SAMPLES] + [microphones = 2, time = SAMPLES] -> [microphones = 4, time = SAMPLES], 0 parameters
        own: [microphones = 4, time = SAMPLES] -> [..], .. parameters
        older: [years = 1] -> [years = 1], 0 parameters
        scores: [years = 1] -> [3], 6 parameters
        all: [..] + [3] -> [..], .. parameters
        ",
    );
}

#[test]
fn names_stand_in_messages_and_tables_and_shapes_are_equal_without_them() {
    reports(
        IMAGE,
        "struct Net { fc: Linear<10> }",
        "
        `fc` takes a flat vector, but `input` gives [channels = 1, height = 28, width = 28]
          step  layer   in                                       out   params
        > fc    Linear  [channels = 1, height = 28, width = 28]  [10]    7850
        help: put a step `flatten: Flatten` between `input` and `fc`, which gives 784 features
        ---
        `input` gives [channels = 1, height = 28, width = 28] here
        ",
    );
    let found = messages("input = [bands = 1, time = 3]", "struct Net { a: Conv1d<2, 5> }");
    assert!(found[0].contains("gives [bands = 1, time = 3], so that the time would be (3 + 2·0 - 5)/1 + 1 = -1"));
    accepted("input = { a = [x = 2, y = 3], b = [2, 3] }, output = [2, 3]", "struct Net { #[from(a, b)] sum: Add }");
}

#[test]
fn all_axes_have_names_or_none() {
    let help = "help: write `[channels = 1, height = 28, width = 28]`, or the sizes alone";
    for (shape, message) in [
        ("[c = 1, 28, 28]", format!("this axis has no name, but those before it have some\n{help}")),
        ("[1, 28, w = 28]", format!("the axis `w` has a name, but those before it have none\n{help}")),
        ("[side = 28, side = 28]", "there are two axes with the name `side`\nhelp: write `[channels = 1, height = 28, width = 28]`, or the sizes alone".into()),
        ("[a.b = 28, c = 28]", format!("`a.b` is not the name of an axis\n{help}")),
        ("[c = 0, w = 28]", "a size cannot be zero\nhelp: write a number of at least 1".into()),
    ] {
        reports(&format!("input = {shape}"), "struct Net(Relu);", &message);
    }
    let message = format!("this axis has no name, but those before it have some\n{help}");
    reports("input = { a = [c = 1, 28] }", "struct Net { #[from(a)] b: Relu }", &message);
}

#[test]
fn the_table_of_the_library_has_them() {
    let code = expansion(IMAGE, "struct Net(Relu, Flatten);").replace(' ', "");
    assert!(code.contains("Shape::new(&[1,28,28]).named(&[\"channels\",\"height\",\"width\"])"), "{code}");
    assert!(code.contains("[channels=1,height=28,width=28]"), "in the documentation");
}
