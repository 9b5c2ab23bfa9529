//! Layers that other libraries have and this one has not.

use super::names;

/// The guide to layers that are not built in.
const GUIDE: &str = "https://docs.rs/netwright/latest/netwright/guide/own_layer/";

/// Functions of one number, in small letters.
const ACTIVATIONS: &[&str] =
    &["hardshrink", "logsigmoid", "quickgelu", "relusquared", "rrelu", "sin", "softshrink", "tanhshrink"];

/// Other layers, in small letters and without the number of dimensions: `conv` for `Conv2d` and
/// `Conv2D`.
const LAYERS: &[&str] = &[
    "adaptiveavgpool",
    "adaptivemaxpool",
    "additiveattention",
    "alphadropout",
    "averagepooling",
    "avgpool",
    "batchnorm",
    "bidirectional",
    "bilinear",
    "channelshuffle",
    "conv",
    "convlstm",
    "convtranspose",
    "depthwiseconv",
    "embeddingbag",
    "flattenlayer",
    "fold",
    "globalaveragepooling",
    "globalmaxpooling",
    "glu",
    "grucell",
    "instancenorm",
    "localresponsenorm",
    "lppool",
    "lstmcell",
    "maxpool",
    "maxpooling",
    "maxout",
    "multiheadattention",
    "permute",
    "pixelshuffle",
    "repeatvector",
    "rnncell",
    "selfattention",
    "separableconv",
    "timedistributed",
    "transformer",
    "transformerencoderlayer",
];

/// Layers that have another name here, in small letters and without the number of dimensions, and
/// how they are written.
const RENAMED: &[(&str, &str)] = &[
    ("circularpad", "Pad<2, Circular>"),
    ("constantpad", "Pad<2>"),
    ("cropping", "Crop<2>"),
    ("reflectionpad", "Pad<2, Reflect>"),
    ("replicationpad", "Pad<2, Replicate>"),
    ("upsampling", "Upsample<2>"),
    ("upsamplingnearest", "Upsample<2>"),
    ("zeropad", "Pad<2>"),
    ("zeropadding", "Pad<2>"),
];

/// Layers that divide a value, in small letters.
const DIVISIONS: &[&str] = &["chunk", "narrow", "split", "tensorsplit", "unbind"];

/// Returns the message about a layer that other libraries have, if `name` is one.
pub(crate) fn message(name: &str) -> Option<String> {
    let small = name.to_lowercase().replace('_', "");
    if DIVISIONS.contains(&small.as_str()) {
        let parts = "`#[from(x)] first: Slice<0, 4>` and `#[from(x)] rest: Slice<4, 10>`";
        return Some(format!("there is no layer `{name}`\nhelp: each part is a step with the layer `Slice`: {parts}"));
    }
    let without_dimensions = small.strip_suffix('d').map(|rest| rest.trim_end_matches(['1', '2', '3']));
    let is_named = |known: &str| small == known || without_dimensions == Some(known);
    if let Some((_, form)) = RENAMED.iter().find(|(known, _)| is_named(known)) {
        return Some(format!("there is no layer `{name}`\nhelp: write it as in `{form}`"));
    }
    let is_activation = ACTIVATIONS.contains(&small.as_str());
    let is_layer = LAYERS.iter().any(|known| is_named(known));
    // `BatchNorm3d` is one that is missing, and `BatchNorm2d` is not.
    let is_built_in = super::find(name).is_some();
    if is_built_in || !is_activation && !is_layer {
        return None;
    }
    let own = if is_activation {
        let name = capitalised(name);
        format!(
            "for a function of one number, implement `Activation` for a type, and write the step `Pointwise<{name}>`"
        )
    } else {
        "for any other layer, implement `Layer` for a type of your own".into()
    };
    let built_in = names();
    Some(format!("there is no layer `{name}`: built in are {built_in}\nhelp: {own}: {GUIDE}"))
}

/// The name as that of a type, where it is that of a function.
fn capitalised(name: &str) -> String {
    let mut letters = name.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
