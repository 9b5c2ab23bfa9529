//! Right declarations: shapes, names and facts.

use super::{accepted, expansion, has_steps, reports};
use crate::model::Source;
use crate::model::assertion::{Claim, InputsClaim, NumberRange, WindowClaim};
use crate::model::init::Init;
use crate::model::meaning::Kind;
use crate::model::meanings::{Meaning, Meanings};

#[test]
fn a_chain_infers_its_inputs() {
    has_steps(
        "input = 2",
        "struct Spiral { hidden: Linear<100>, relu: Relu, logits: Linear<3> }",
        "
        hidden: [2] -> [100], 300 parameters
        relu: [100] -> [100], 0 parameters
        logits: [100] -> [3], 303 parameters
        ",
    );
}

#[test]
fn a_tuple_struct_is_a_sequence() {
    has_steps(
        "input = 2",
        "struct Mlp(Linear<128>, Relu, Linear<10>);",
        "
        0: [2] -> [128], 384 parameters
        1: [128] -> [128], 0 parameters
        2: [128] -> [10], 1290 parameters
        ",
    );
}

#[test]
fn every_layer_has_its_shape() {
    has_steps(
        "input = [2, 3, 4], output = 56",
        "struct Net {
            relu: Relu, tanh: Tanh, sigmoid: Sigmoid, dropout: Dropout<0.25>,
            #[from(input, dropout)] sum: Add,
            #[from(sum, relu)] larger: Max,
            #[from(sum, larger)] difference: Sub,
            #[from(sum, larger, difference)] product: Mul,
            #[from(product, relu)] smaller: Min,
            #[from(smaller, sum)] mean: Mean,
            #[from(mean, input)] both: Concat,
            flat: Flatten,
            fc: Linear<8, NoBias>,
            scores: LogSoftmax,
            #[from(flat, scores)] all: Concat,
            out: Softmax,
        }",
        "
        relu: [2, 3, 4] -> [2, 3, 4], 0 parameters
        tanh: [2, 3, 4] -> [2, 3, 4], 0 parameters
        sigmoid: [2, 3, 4] -> [2, 3, 4], 0 parameters
        dropout: [2, 3, 4] -> [2, 3, 4], 0 parameters
        sum: [2, 3, 4] + [2, 3, 4] -> [2, 3, 4], 0 parameters
        larger: [2, 3, 4] + [2, 3, 4] -> [2, 3, 4], 0 parameters
        difference: [2, 3, 4] + [2, 3, 4] -> [2, 3, 4], 0 parameters
        product: [2, 3, 4] + [2, 3, 4] + [2, 3, 4] -> [2, 3, 4], 0 parameters
        smaller: [2, 3, 4] + [2, 3, 4] -> [2, 3, 4], 0 parameters
        mean: [2, 3, 4] + [2, 3, 4] -> [2, 3, 4], 0 parameters
        both: [2, 3, 4] + [2, 3, 4] -> [4, 3, 4], 0 parameters
        flat: [4, 3, 4] -> [48], 0 parameters
        fc: [48] -> [8], 384 parameters
        scores: [8] -> [8], 0 parameters
        all: [48] + [8] -> [56], 0 parameters
        out: [56] -> [56], 0 parameters
        ",
    );
}

#[test]
fn sizes_are_written_in_many_ways() {
    has_steps(
        "input = 0x10",
        "struct Net<const H: usize = 32> {
            a: Linear<1_000>, b: Linear<{ 7 }>, c: Linear<5usize>, d: Linear<0b11>, e: Linear<HIDDEN>,
            f: Linear<config::HIDDEN>, g: Linear<{ 2 * HIDDEN }>, h: Linear<H>, i: Linear<{ H }>, j: Linear<H, 3, WithBias>,
        }",
        "
        a: [16] -> [1000], 17000 parameters
        b: [1000] -> [7], 7007 parameters
        c: [7] -> [5], 40 parameters
        d: [5] -> [3], 18 parameters
        e: [3] -> [HIDDEN], 3·HIDDEN + HIDDEN parameters
        f: [HIDDEN] -> [config::HIDDEN], HIDDEN·config::HIDDEN + config::HIDDEN parameters
        g: [config::HIDDEN] -> [2 * HIDDEN], config::HIDDEN·(2 * HIDDEN) + 2 * HIDDEN parameters
        h: [2 * HIDDEN] -> [H], (2 * HIDDEN)·H + H parameters
        i: [H] -> [H], H·H + H parameters
        j: [H] -> [3], H·3 + 3 parameters
        ",
    );
}

#[test]
fn a_constant_may_be_called_like_a_const_parameter_elsewhere() {
    has_steps(
        "input = 2",
        "struct Net<const H: usize> { a: Linear<{ config::H + 1 }>, b: Linear<config::H> }",
        "
        a: [2] -> [config::H + 1], 2·(config::H + 1) + config::H + 1 parameters
        b: [config::H + 1] -> [config::H], (config::H + 1)·config::H + config::H parameters
        ",
    );
}

#[test]
fn a_channel_may_be_a_const_parameter() {
    has_steps(
        "input = [1, H]",
        "struct Net<const H: usize> { a: Relu, flat: Flatten, fc: Linear<3> }",
        "
        a: [1, H] -> [1, H], 0 parameters
        flat: [1, H] -> [H], 0 parameters
        fc: [H] -> [3], H·3 + 3 parameters
        ",
    );
}

#[test]
fn layers_are_found_by_the_end_of_their_path() {
    has_steps(
        "input = 2",
        "struct Net { a: netwright::layer::Linear<3>, b: nw::prelude::Relu }",
        "
        a: [2] -> [3], 9 parameters
        b: [3] -> [3], 0 parameters
        ",
    );
}

#[test]
fn sources_follow_the_names() {
    let network = accepted(
        "input = 2",
        "struct Net { r#type: Linear<2>, #[from(input)] side: Tanh, #[from(r#type, side, side)] sum: Add, last: Relu }",
    );
    let sources: Vec<_> = network.steps.iter().map(|step| step.from.clone()).collect();
    let sum = vec![Source::Step(0), Source::Step(1), Source::Step(1)];
    assert_eq!(sources, [vec![Source::Input(0)], vec![Source::Input(0)], sum, vec![Source::Step(2)]]);
    assert_eq!(network.steps[0].name, "type");
}

#[test]
fn numbers_name_the_steps_of_a_tuple_struct() {
    let network = accepted("input = 2", "struct Net(Linear<2>, Relu, #[from(0, 1, input)] Add);");
    assert_eq!(network.steps[2].from, [Source::Step(0), Source::Step(1), Source::Input(0)]);
}

#[test]
fn attributes_say_what_they_say() {
    let network = accepted(
        "input = 2, crate = other::path",
        "#[derive(Clone)] #[cfg(test)] #[doc = \"Words.\"] pub struct Net {
            #[init(xavier_normal)] #[freeze] #[key = \"features.0\"] #[doc = \"A step.\"] pub a: Linear<3>,
            b: Linear<4>,
            relu: Relu,
            c: Linear<4>,
        }",
    );
    let step = &network.steps[0];
    assert_eq!(
        (step.init.map(Init::variant), step.freeze, step.key.as_str(), step.attrs.len()),
        (Some("XavierNormal"), true, "features.0", 1)
    );
    assert_eq!((network.cfgs.len(), network.attrs.len()), (1, 2));
    let inits = [0, 1, 3].map(|step| network.init(step).variant());
    assert_eq!(inits, ["XavierNormal", "KaimingUniform", "Default"]);
    assert_eq!(network.steps[1].key, "b");
}

#[test]
fn what_follows_a_layer_decides_its_distribution() {
    let init = |rest: &str| accepted("input = 4", &format!("struct Net(Linear<4>, {rest});")).init(0).variant();
    for rectifier in ["Relu", "Relu6", "LeakyRelu<0.2>", "PRelu", "Elu", "Celu", "Gelu", "Silu", "Mish", "Softplus"] {
        assert_eq!(init(rectifier), "KaimingUniform", "{rectifier}");
    }
    for bounded in ["Tanh", "Sigmoid", "Softsign", "HardTanh", "HardSigmoid"] {
        assert_eq!(init(bounded), "XavierUniform", "{bounded}");
    }
    assert_eq!(init("Selu"), "LecunNormal");
    for other in ["Linear<3>", "Softmax", "Abs", "Square", "Pointwise<Mine>"] {
        assert_eq!(init(other), "Default", "{other}");
    }
    // Layers that pass values on do not decide.
    assert_eq!(init("Dropout<0.5>, LayerNorm, Flatten, Relu"), "KaimingUniform");
    assert_eq!(init("BatchNorm1d, Tanh"), "XavierUniform");
    assert_eq!(init("LayerNorm"), "Default");
    // Of several, a rectifier does, in whatever order.
    assert_eq!(init("Tanh, #[from(0)] Relu, #[from(1, 2)] Add"), "KaimingUniform");
    assert_eq!(init("Relu, #[from(0)] Tanh, #[from(1, 2)] Add"), "KaimingUniform");
}

#[test]
fn the_outputs_of_classifiers_are_scores() {
    let scores = |fields: &str| {
        let network = accepted("input = 2", &format!("struct Net {{ {fields} }}"));
        let meanings = Meanings::of(&network);
        let (meaning, is_classifier) = (meanings.output(), meanings.classifier().is_some());
        is_classifier.then_some(meaning)
    };
    assert_eq!(scores("a: Linear<3>"), Some(Meaning::Is(Kind::Logits)));
    assert_eq!(scores("a: Softmax"), Some(Meaning::Is(Kind::Probabilities)));
    assert_eq!(scores("a: LogSoftmax"), Some(Meaning::Is(Kind::LogProbabilities)));
    assert_eq!(scores("a: Linear<3>, b: Relu"), None);
    assert_eq!(scores("a: Linear<1>"), None);
    // Steps that keep their values keep the meaning too.
    assert_eq!(scores("a: Softmax, b: Flatten, c: Dropout<0.5>, d: Flatten"), Some(Meaning::Is(Kind::Probabilities)));
    assert_eq!(scores("a: Linear<3>, b: Tanh, c: Dropout<0.5>"), None);
    assert_eq!(scores("a: Dropout<0.1>, b: Flatten"), Some(Meaning::Input));
    // A sum with logits is one; of others the compiler knows.
    assert_eq!(scores("a: Linear<2>, b: Softmax, #[from(a, b)] c: Add"), Some(Meaning::Is(Kind::Logits)));
    assert_eq!(scores("a: Softmax, #[from(a, a)] b: Add, c: Flatten"), Some(Meaning::Later(1)));
    assert_eq!(scores("a: Linear<2>, b: other::Layer, c: Flatten"), Some(Meaning::Later(1)));
}

#[test]
fn the_scalar_gets_a_name_that_is_free() {
    let scalar = |item: &str| accepted("input = 2", item).scalar.to_string();
    assert_eq!(scalar("struct Net { a: Relu }"), "T");
    assert_eq!(scalar("struct Net<const T: usize> { a: Linear<T> }"), "Scalar");
    assert_eq!(scalar("struct Net { a: Linear<T> }"), "Scalar");
    assert_eq!(scalar("struct T { a: Relu }"), "Scalar");
    assert_eq!(scalar("struct Net<const T: usize, const Scalar: usize, const Element: usize> { a: Relu }"), "T0");
}

#[test]
fn constants_are_left_to_the_compiler() {
    let network = accepted(
        "input = IN, output = 3",
        "struct Net { a: Linear<2, HIDDEN>, b: Linear<4, OUT>, c: Dropout<RATE>, d: Linear<OUT, 3>, e: HardTanh<LOW, 1> }",
    );
    let claims: Vec<_> = network.assertions.iter().map(|assertion| claim(&assertion.claim)).collect();
    assert_eq!(
        claims,
        [
            "input: IN > 0",
            "a: HIDDEN > 0",
            "a takes [2], input gives [IN]",
            "b: OUT > 0",
            "b takes [4], a gives [HIDDEN]",
            "c: rate of 0.0..1.0",
            "d: OUT > 0",
            "e: lower bound of -1.7976931348623157e308..1.7976931348623157e308",
            "e: LOW < 1.0",
        ]
    );
}

fn claim(claim: &Claim) -> String {
    match claim {
        Claim::Equal { taker, takes, giver, gives, .. } => format!("{taker} takes {takes}, {giver} gives {gives}"),
        Claim::Output { declared, giver, gives } => format!("the output is {declared}, {giver} gives {gives}"),
        Claim::Inputs(InputsClaim { taker, givers, .. }) => {
            let givers: Vec<_> = givers.iter().map(|(name, size)| format!("{name} {size}")).collect();
            format!("{taker} takes {}", givers.join(", "))
        }
        Claim::Sizes { step, layer } => format!("{step}: sizes of {}", layer.to_string().replace(' ', "")),
        Claim::Range { step, range: [start, end], giver, size } => {
            format!("{step} takes {start} to {end} of {giver}, which gives {size}")
        }
        Claim::Window { step, axes } => {
            let axes = axes.iter().map(|WindowClaim { axis, sizes, .. }| {
                let [size, before, after, span, stride] =
                    sizes.each_ref().map(|size| size.to_string().replace(' ', ""));
                format!("{span} by {stride} along the {axis} of {before} + {size} + {after}")
            });
            format!("{step}: {}", axes.collect::<Vec<_>>().join(", "))
        }
        Claim::Divides { step, what, size, groups } => format!("{step}: {groups} groups of {size} {what}"),
        Claim::Positive { step, size } => format!("{step}: {size} > 0"),
        Claim::Number { range: NumberRange { noun, range, .. }, step, .. } => format!("{step}: {noun} of {range:?}"),
        Claim::Spread { step, axes } => {
            let names: Vec<_> = axes.iter().map(|(axis, _)| format!("along the {axis}")).collect();
            format!("{step}: something is left {}", names.join(" and "))
        }
        Claim::Pad { step, elements, pad, most } => format!("{step}: {pad} of {most} {elements}"),
        Claim::Reshaped { step, shape, giver, features } => format!("{step} gives {shape}, {giver} gives {features}"),
        Claim::Rank { taker, takes, seen, giver, gives } => {
            let (ranks, seen) = (&takes.ranks, seen.map_or_else(String::new, |seen| format!(", seen as {seen}")));
            format!("{taker}: {giver} gives {gives} of {ranks:?} sizes{seen}")
        }
        Claim::Bounds { step, low, high } => format!("{step}: {low} < {high}"),
    }
}

#[test]
fn a_macro_by_example_may_fill_in_the_sizes() {
    // Fragments such as `$size:expr` arrive in invisible groups.
    let group = |text: &str| proc_macro2::Group::new(proc_macro2::Delimiter::None, super::tokens(text));
    let (input, size, layer) = (group("2"), group("{ 3 }"), group("Relu"));
    let item = quote::quote!(struct Net { a: Linear<#size>, b: #layer });
    let mut diagnostics = crate::report::diagnostics::Diagnostics::default();
    let (network, _) =
        crate::pipeline::understand(quote::quote!(input = #input), item, &mut diagnostics).expect("a struct");
    assert_eq!(diagnostics.messages(), [""; 0]);
    assert_eq!(network.output().to_string(), "[3]");
}

#[test]
fn other_attributes_pass_through() {
    let network = accepted(
        "input = 2",
        "struct Net { #[doc = \"Words.\"] #[allow(dead_code)] #[cfg_attr(test, doc = \"x\")] #[serde(skip)] #[a::from(b)] a: Relu }",
    );
    assert_eq!(network.steps[0].attrs.len(), 5);
}

#[test]
fn the_struct_keeps_what_stands_on_it() {
    let text =
        expansion("input = 2", "#[cfg(test)] #[derive(Debug)] pub struct Net<const H: usize = 3> { pub a: Linear<H> }");
    assert!(text.starts_with("# [cfg (test)] # [derive (Debug)]"), "{text}");
    assert!(
        text.contains("pub struct Net < const H : usize = 3 , T : :: netwright :: scalar :: Real = f32 >"),
        "{text}"
    );
}

#[test]
fn a_struct_with_mistakes_is_still_emitted() {
    let text = expansion("input = 2", "struct Net { a: Linear<3>, b: Linear<4, 5> }");
    assert!(text.contains("compile_error"), "{text}");
    assert!(text.contains("struct Net <"), "{text}");
}

#[test]
fn nothing_is_reported_about_a_right_network() {
    reports("input = 2,", "struct Net { a: Relu, }", "");
}

#[test]
fn the_braces_of_a_rate_are_left_out() {
    // In the call that they would stand in, the compiler warns about them.
    let text = expansion("input = 2", "struct Net { a: Linear<2>, b: Dropout<{ config::RATE / 2.0 }> }");
    assert!(text.contains("to_bits (config :: RATE / 2.0)"), "{text}");
}
