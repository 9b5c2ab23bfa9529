//! The layers: one file for each, or for a family, and the list of their names.
//!
//! A layer that is built in is read by its entry in the list; any other is a type of the user's, in
//! `custom.rs`. Both are a [`DeclaredLayer`] then, and nobody asks which.

mod activation;
pub(crate) mod arguments;
mod channel_norm;
mod channels;
mod column;
mod conv;
mod conv_transpose;
mod custom;
mod distance;
mod dropout;
pub(crate) mod elsewhere;
mod embedding;
mod flatten;
mod functions;
mod group_norm;
mod groups;
mod join;
mod linear;
mod neg;
mod norm;
pub(crate) mod outputs;
mod pool;
mod prelu;
mod recurrent;
mod resample;
mod reshape;
mod rules;
mod slice;
mod unread;
mod window;

use crate::model::assertion::Assertion;
use crate::model::layer::DeclaredLayer;
use crate::model::text::source_text;
use crate::parse::layer::path;
use crate::parse::size::SizeParser;
use arguments::Reader;
use custom::Custom;
use functions::Function;
use proc_macro2::{Ident, Span};
use quote::{ToTokens, format_ident};
use syn::spanned::Spanned;
use syn::{Path, PathSegment, Type, TypePath};
use unread::Unread;

/// A built-in layer: its name, and how it is read.
pub(crate) struct Entry {
    /// The name in declarations, which is also the name in the library.
    pub(crate) name: &'static str,
    /// Names that other libraries have for it.
    aliases: &'static [&'static str],
    pub(crate) inputs: InputCount,
    read: Read,
}

/// The way in which the arguments of a layer are read.
enum Read {
    /// As those of a function of one number.
    Function(&'static Function),
    /// By a function for this layer.
    Own(ReadOwn),
}

/// Reads the arguments of a layer.
pub(crate) type ReadOwn = fn(&mut Reader<'_>) -> syn::Result<Box<dyn DeclaredLayer>>;

/// The number of values that a layer takes.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum InputCount {
    One,
    /// Two, whose order counts.
    Two,
    /// Two or more.
    Several,
    /// Any number, as far as the macro knows.
    Any,
}

/// The built-in layers, in the order in which messages name them.
pub(crate) static ENTRIES: &[Entry] = &[
    entry("Linear", &["Dense", "FullyConnected", "Fc", "InnerProduct"], InputCount::One, linear::read),
    function(&functions::RELU, &[]),
    function(&functions::TANH, &[]),
    function(&functions::SIGMOID, &["Logistic"]),
    function(&functions::LEAKY_RELU, &[]),
    entry("PRelu", &["ParametricRelu"], InputCount::One, prelu::read),
    function(&functions::RELU6, &[]),
    function(&functions::THRESHOLDED_RELU, &["Threshold"]),
    function(&functions::ELU, &[]),
    function(&functions::SELU, &[]),
    function(&functions::CELU, &[]),
    entry("Gelu", &["GeluTanh"], InputCount::One, activation::gelu),
    function(&functions::SILU, &["Swish"]),
    function(&functions::MISH, &[]),
    function(&functions::SOFTPLUS, &[]),
    function(&functions::SOFTSIGN, &[]),
    function(&functions::HARD_SIGMOID, &[]),
    function(&functions::HARD_SWISH, &[]),
    function(&functions::HARD_TANH, &["Clamp"]),
    function(&functions::EXP, &["Exponential"]),
    function(&functions::LOG, &["Logarithm", "Ln"]),
    function(&functions::SQRT, &["SquareRoot"]),
    function(&functions::SQUARE, &[]),
    function(&functions::ABS, &["Absolute"]),
    entry("Softmax", &[], InputCount::One, column::softmax),
    entry("LogSoftmax", &[], InputCount::One, column::log_softmax),
    entry("Softmin", &[], InputCount::One, column::softmin),
    entry("Pointwise", &[], InputCount::One, activation::pointwise),
    entry("Columnwise", &[], InputCount::One, column::columnwise),
    entry("Dropout", &[], InputCount::One, dropout::read),
    entry("Dropout1d", &["SpatialDropout1d"], InputCount::One, dropout::read_1d),
    entry("Dropout2d", &["SpatialDropout2d"], InputCount::One, dropout::read_2d),
    entry("LayerNorm", &["LayerNormalization"], InputCount::One, norm::layer_norm),
    entry("RmsNorm", &["RmsNormalization"], InputCount::One, norm::rms_norm),
    entry("BatchNorm1d", &["BatchNorm", "BatchNormalization"], InputCount::One, channel_norm::batch_norm_1d),
    entry("BatchNorm2d", &[], InputCount::One, channel_norm::batch_norm_2d),
    entry("GroupNorm", &["GroupNormalization"], InputCount::One, group_norm::group_norm),
    entry("InstanceNorm", &["InstanceNorm1d", "InstanceNorm2d"], InputCount::One, group_norm::instance_norm),
    entry("Normalize", &["Normalization", "StandardScaler"], InputCount::One, channel_norm::normalize),
    entry("Distance", &[], InputCount::One, distance::read),
    entry("Embedding", &[], InputCount::One, embedding::read),
    entry("Neg", &["Negate"], InputCount::One, neg::read),
    entry("Scale", &[], InputCount::One, channels::scale),
    entry("Bias", &[], InputCount::One, channels::bias),
    entry("Slice", &[], InputCount::One, slice::read),
    entry("Conv1d", &["Convolution1d", "Convolve1d"], InputCount::One, conv::conv1d),
    entry("Conv2d", &["Convolution", "Convolution2d", "Conv"], InputCount::One, conv::conv2d),
    entry("ConvTranspose1d", &["Deconv1d", "Conv1dTranspose"], InputCount::One, conv_transpose::conv1d),
    entry(
        "ConvTranspose2d",
        &["Deconv2d", "Conv2dTranspose", "ConvTranspose"],
        InputCount::One,
        conv_transpose::conv2d,
    ),
    entry("MaxPool1d", &["MaxPooling1d"], InputCount::One, pool::max_pool1d),
    entry("MaxPool2d", &["MaxPooling2d", "MaxPooling", "MaxPool"], InputCount::One, pool::max_pool2d),
    entry("AvgPool1d", &["AvgPooling1d", "AveragePool1d", "AveragePooling1d"], InputCount::One, pool::avg_pool1d),
    entry(
        "AvgPool2d",
        &["AvgPooling2d", "AveragePool2d", "AveragePooling2d", "AveragePooling", "AveragePool", "AvgPool"],
        InputCount::One,
        pool::avg_pool2d,
    ),
    entry("AdaptiveAvgPool1d", &["AdaptiveAveragePooling1d"], InputCount::One, pool::adaptive_avg_pool1d),
    entry(
        "AdaptiveAvgPool2d",
        &["AdaptiveAveragePooling2d", "AdaptiveAvgPool"],
        InputCount::One,
        pool::adaptive_avg_pool2d,
    ),
    entry(
        "GlobalAvgPool",
        &[
            "GlobalAveragePool",
            "GlobalAveragePooling",
            "GlobalAveragePooling1d",
            "GlobalAveragePooling2d",
            "GlobalAvgPool1d",
            "GlobalAvgPool2d",
        ],
        InputCount::One,
        pool::global_avg_pool,
    ),
    entry(
        "GlobalMaxPool",
        &["GlobalMaxPooling", "GlobalMaxPooling1d", "GlobalMaxPooling2d", "GlobalMaxPool1d", "GlobalMaxPool2d"],
        InputCount::One,
        pool::global_max_pool,
    ),
    entry("Rnn", &["SimpleRnn", "ElmanRnn"], InputCount::One, recurrent::rnn),
    entry("Gru", &[], InputCount::One, recurrent::gru),
    entry("Lstm", &[], InputCount::One, recurrent::lstm),
    entry("Upsample", &[], InputCount::One, resample::upsample),
    entry("Pad", &[], InputCount::One, resample::pad),
    entry("Crop", &[], InputCount::One, resample::crop),
    entry("Reshape", &["Unflatten"], InputCount::One, reshape::read),
    entry("Flatten", &[], InputCount::One, flatten::read),
    entry("Add", &[], InputCount::Several, join::add),
    entry("Sub", &["Subtract"], InputCount::Two, join::sub),
    entry("Mul", &["Multiply"], InputCount::Several, join::mul),
    entry("Max", &["Maximum"], InputCount::Several, join::max),
    entry("Min", &["Minimum"], InputCount::Several, join::min),
    entry("Mean", &["Average"], InputCount::Several, join::mean),
    entry("Concat", &["Cat", "Concatenate"], InputCount::Several, join::concat),
];

/// A line of the list.
pub(crate) const fn entry(
    name: &'static str,
    aliases: &'static [&'static str],
    inputs: InputCount,
    read: ReadOwn,
) -> Entry {
    Entry { name, aliases, inputs, read: Read::Own(read) }
}

/// A line of the list, for a function of one number.
const fn function(function: &'static Function, aliases: &'static [&'static str]) -> Entry {
    Entry { name: function.name, aliases, inputs: InputCount::One, read: Read::Function(function) }
}

impl Entry {
    /// Returns true if other libraries call it so.
    fn is_known_as(&self, name: &str) -> bool {
        self.aliases.iter().any(|alias| alias.eq_ignore_ascii_case(name))
    }
}

/// Words about layers in messages that no layer has written itself.
pub(crate) mod words {
    /// A step, for whoever has none.
    pub(crate) const STEP: &str = "logits: Linear<3>";
    /// The layers that make one value of several.
    pub(crate) const JOINS: &str = "`Add` or `Concat`";
    /// The end of a classifier.
    pub(crate) const CLASSIFIER: &str =
        "end in a `Linear` with an output for each class; `Softmax` or `LogSoftmax` may follow";
}

/// A layer that has been read.
pub(crate) struct Declared {
    pub(crate) layer: Box<dyn DeclaredLayer>,
    pub(crate) inputs: InputCount,
    /// The layer's name in the source.
    pub(crate) span: Span,
    /// Claims about its arguments that the compiler must check.
    pub(crate) assertions: Vec<Assertion>,
}

impl Declared {
    /// Stands for a layer that could not be read.
    pub(crate) fn unread(span: Span) -> Self {
        Declared { layer: Box::new(Unread), inputs: InputCount::Any, span, assertions: Vec::new() }
    }
}

/// The network in which layers are read.
pub(crate) struct Scope<'a> {
    pub(crate) network: &'a Ident,
    /// The path of the library.
    pub(crate) krate: &'a Path,
    pub(crate) sizes: &'a SizeParser,
}

impl Scope<'_> {
    /// Reads the layer of a step.
    pub(crate) fn read(&self, step: &str, ty: &Type) -> syn::Result<Declared> {
        let Some(path) = path(ty) else {
            let found = source_text(&ty.to_token_stream());
            let message = format!(
                "`{step}` must be a layer, but `{found}` is not one\n\
                 help: a layer is one of {}, or the path of a type that implements `Layer`",
                names()
            );
            return Err(syn::Error::new_spanned(ty, message));
        };
        match built_in(path)? {
            Some((entry, segment)) => {
                let mut reader = Reader::new(entry.name, step, segment, self.sizes)?;
                let layer = match entry.read {
                    Read::Function(function) => activation::read(&mut reader, function)?,
                    Read::Own(read) => read(&mut reader)?,
                };
                let assertions = reader.finish()?;
                Ok(Declared { layer, inputs: entry.inputs, span: segment.ident.span(), assertions })
            }
            None => {
                let constant = format_ident!("__{}_{step}", self.network);
                let layer = Box::new(Custom::new(path, self.sizes, self.krate, constant));
                let span = path.path.segments.last().map_or_else(|| path.span(), |last| last.ident.span());
                Ok(Declared { layer, inputs: InputCount::Any, span, assertions: Vec::new() })
            }
        }
    }
}

/// The names of all layers, for a message.
pub(crate) fn names() -> String {
    let names: Vec<_> = ENTRIES.iter().map(|entry| format!("`{}`", entry.name)).collect();
    names.join(", ")
}

/// The entry of a built-in layer: by its name alone, or by its path in the library,
/// `layer::Linear`. Any other path is that of someone else's layer.
fn built_in(path: &TypePath) -> syn::Result<Option<(&'static Entry, &PathSegment)>> {
    let mut backwards = path.path.segments.iter().rev();
    let (Some(segment), module) = (backwards.next(), backwards.next()) else { return Ok(None) };
    let (name, is_alone) = (segment.ident.to_string(), module.is_none());
    let is_ours = is_alone || module.is_some_and(|module| module.ident == "layer" || module.ident == "prelude");
    match find(&name).filter(|_| is_ours && path.qself.is_none()) {
        Some(entry) => Ok(Some((entry, segment))),
        None if is_alone => nearest(&name).map_or(Ok(None), |entry| Err(unknown(&name, entry, segment))),
        None => Ok(None),
    }
}

/// The entry of a name.
fn find(name: &str) -> Option<&'static Entry> {
    ENTRIES.iter().find(|entry| entry.name == name)
}

/// The entry that someone who writes `name` surely means: what other libraries call it, or one slip
/// of the finger in a longer name. Anything else may be a layer of the user's.
fn nearest(name: &str) -> Option<&'static Entry> {
    const LONG: usize = 5;
    let is_slip = |entry: &Entry| {
        let distance = strsim::damerau_levenshtein(&name.to_lowercase(), &entry.name.to_lowercase());
        entry.name.len() >= LONG && distance == 1 && name.chars().all(char::is_alphabetic)
    };
    ENTRIES.iter().find(|entry| entry.is_known_as(name) || entry.name.eq_ignore_ascii_case(name) || is_slip(entry))
}

fn unknown(name: &str, entry: &Entry, segment: &PathSegment) -> syn::Error {
    let meant = entry.name;
    let help = if entry.is_known_as(name) {
        format!("the layer is called `{meant}` here")
    } else {
        format!("did you mean `{meant}`?")
    };
    let own = format!("for a custom layer with this name, write its path, `self::{name}`");
    syn::Error::new(segment.ident.span(), format!("there is no layer `{name}`\nhelp: {help}\nhelp: {own}"))
}
