//! Options that a layer does not have: those of other layers, layers, and names of no option; and
//! arguments that are written as in other libraries.

use super::{Choice, Reader};
use crate::layers::ENTRIES;
use crate::model::text::{join, source_text};
use crate::parse::layer::last_segment;
use crate::report::nearest::nearest;
use quote::ToTokens;
use syn::{AssocConst, AssocType, GenericArgument, Ident};

/// Options, and the layers that have them in words.
struct Known {
    names: &'static [&'static str],
    layers: &'static str,
}

/// The options of built-in layers.
const OPTIONS: &[Known] = &[
    of(&["Causal"], "`Conv1d`, `MaxPool1d` and `AvgPool1d` have it"),
    of(&["Same"], "`Conv1d`, `Conv2d` and the pools over windows have it"),
    of(&["Kernel", "Stride", "Padding", "Dilation"], "convolutions and pools over windows have it"),
    of(&["CeilMode"], "`MaxPool1d`, `MaxPool2d`, `AvgPool1d` and `AvgPool2d` have it"),
    of(&["CountIncludePad", "CountExcludePad"], "`AvgPool1d` and `AvgPool2d` have it"),
    of(&["Groups", "Depthwise"], "convolutions have it"),
    of(&["OutputPadding"], "`ConvTranspose1d` and `ConvTranspose2d` have it"),
    of(&["NoBias", "WithBias"], "`Linear`, convolutions and recurrent layers have it"),
    of(&["Last", "Layers", "Bidirectional", "Reverse"], "`Rnn`, `Gru` and `Lstm` have it"),
    of(&["Nearest", "Bilinear"], "`Upsample` has it"),
    of(&["Zeros", "Reflect", "Replicate", "Circular"], "`Pad` has it"),
    of(&["PerChannel"], "`PRelu` has it"),
    of(&["Affine"], "`InstanceNorm` has it"),
];

const fn of(names: &'static [&'static str], layers: &'static str) -> Known {
    Known { names, layers }
}

/// The help on an option of other layers, where there is more to say than which have it.
struct Advice {
    /// The beginning of the layer's name.
    layer: &'static str,
    option: &'static str,
    help: &'static str,
}

const INSTEAD: &[Advice] = &[
    advice("Conv2d", "Causal", "an image has no past to look back at: write `Same`, or `Padding<1>`"),
    advice("ConvTranspose", "Same", TRANSPOSED),
    advice("ConvTranspose", "Causal", TRANSPOSED),
    advice("MaxPool", "CountIncludePad", MAXIMUM),
    advice("MaxPool", "CountExcludePad", MAXIMUM),
    advice("Upsample", "Padding", "a step `Pad<1>` adds elements around it"),
];

const TRANSPOSED: &str = "`Stride<2>` with a kernel of 2 gives twice as many elements along each axis, and `Padding<1>` \
                          takes one away at each side";
const MAXIMUM: &str = "a maximum counts no elements, and its padding is never the greatest: leave it out";

const fn advice(layer: &'static str, option: &'static str, help: &'static str) -> Advice {
    Advice { layer, option, help }
}

impl Reader<'_> {
    /// Refuses a name that is no constant, but an option which the layer does not have.
    pub(super) fn refuse_option(&self, argument: &GenericArgument) -> syn::Result<()> {
        self.refuse_named(argument)?;
        let Some(name) = last_segment(argument).map(|segment| &segment.ident) else { return Ok(()) };
        let (layer, written) = (self.name, name.to_string());
        // Constants have names in capitals, and const parameters are the user's affair.
        let is_constant = !written.contains(char::is_lowercase);
        if is_constant || self.sizes.parameter_in(name.to_token_stream()).is_some() {
            return Ok(());
        }
        let known = OPTIONS.iter().find(|option| option.names.iter().any(|option| written == *option));
        if known.is_none()
            && let Some(meant) = nearest(&written, self.options.iter().copied())
        {
            let message = format!("there is no option `{written}`\nhelp: did you mean `{meant}`?");
            return Err(syn::Error::new(name.span(), message));
        }
        if !written.starts_with(char::is_uppercase) {
            return Ok(());
        }
        let help = match known {
            Some(option) => self.instead(&written).unwrap_or(option.layers).to_owned(),
            None => self.unknown(name),
        };
        Err(syn::Error::new(name.span(), format!("`{layer}` has no option `{written}`\nhelp: {help}")))
    }

    /// Refuses an argument with its name, as functions of other libraries take it: `stride = 2`.
    fn refuse_named(&self, argument: &GenericArgument) -> syn::Result<()> {
        let (name, value) = match argument {
            GenericArgument::AssocConst(AssocConst { ident, value, .. }) => (ident, value.to_token_stream()),
            GenericArgument::AssocType(AssocType { ident, ty, .. }) => (ident, ty.to_token_stream()),
            _ => return Ok(()),
        };
        let (name, value) = (name.to_string(), source_text(&value));
        let meant = |words: &str| {
            let word = words.trim_start_matches("num_").replace(['_', '"'], "");
            self.options.iter().find(|option| option.eq_ignore_ascii_case(&word))
        };
        let help = match (meant(&value).or(meant(&name)), &*name, &*value) {
            (_, "bias", "false") if self.options.contains(&"NoBias") => "write `NoBias`".into(),
            (_, "bias", "true") | (_, _, "false") => "leave it out".into(),
            (Some(option), _, "true") => format!("write `{option}`"),
            (Some(option), ..) if meant(&value).is_some() => format!("write `{option}`"),
            (Some(option), ..) => format!("write `{option}<{value}>`"),
            (None, ..) if self.asked.is_empty() => "leave it out".into(),
            (None, ..) => format!("write `{value}` alone"),
        };
        let message = format!("`{name} = {value}`: the arguments of a layer have no names\nhelp: {help}");
        Err(syn::Error::new_spanned(argument, message))
    }

    /// Refuses words of other libraries in the place of a size: `Padding<"same">`.
    pub(super) fn refuse_words(&self, choice: &Choice, argument: &GenericArgument) -> syn::Result<()> {
        let (option, text) = (choice.name, source_text(&argument.to_token_stream()));
        let word = text.trim_matches('"').to_lowercase();
        let meant = self.options.iter().find(|other| other.to_lowercase() == word && **other != option);
        let help = match (meant, &*word) {
            (Some(meant), _) => format!("write `{meant}` in the place of `{option}<{text}>`"),
            (None, "valid") => format!("leave `{option}<{text}>` out: nothing is padded then"),
            (None, "same" | "causal") => self.instead(&word).unwrap_or("write the number of elements").to_owned(),
            _ => return Ok(()),
        };
        let message = format!("`{text}` is not a number of elements\nhelp: {help}");
        Err(syn::Error::new_spanned(argument, message))
    }

    /// The help on an option of other layers, however its letters are written, where it says more
    /// than which have it.
    fn instead(&self, written: &str) -> Option<&'static str> {
        let is_meant = |Advice { layer, option, .. }: &&Advice| {
            self.name.starts_with(layer) && written.eq_ignore_ascii_case(option)
        };
        INSTEAD.iter().find(is_meant).map(|advice| advice.help)
    }

    /// The help on a name that is no option of any layer.
    fn unknown(&self, name: &Ident) -> String {
        if self.options.contains(&"Tanh") {
            return "its units are of `Tanh`, or with the option `Relu` of that".into();
        }
        if ENTRIES.iter().any(|entry| name == entry.name) {
            return format!("a layer is a step of its own: write a field of type `{name}` behind `{}`", self.step);
        }
        let mut options = self.options.clone();
        options.dedup();
        let options = match &options[..] {
            [] => format!("`{}` has no options", self.name),
            [option] => format!("its only option is `{option}`"),
            options => format!("its options are {}", join(options.iter().map(|option| format!("`{option}`")), ", ")),
        };
        format!("{options}; a constant of this name is written in braces, `{{ {name} }}`\nhelp: {}", self.own())
    }
}
