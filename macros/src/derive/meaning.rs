//! `#[meaning(..)]` on a layer: what its outputs mean.

use crate::report::diagnostics::Diagnostics;
use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens, format_ident, quote, quote_spanned};
use syn::spanned::Spanned;
use syn::{Attribute, GenericParam, Generics, Path, Type};

/// The meanings that there are, as the library calls them.
const WORDS: [&str; 5] = ["Logits", "Probabilities", "LogProbabilities", "Distances", "Values"];

const HELP: &str = "help: write `Logits`, `Probabilities`, `LogProbabilities`, `Distances` or `Values`, or `Input` to keep the meaning of the layer's input";

/// The meaning of the outputs of a layer.
pub(super) struct Meaning {
    /// The name of the meaning of the input.
    pub(super) input: Ident,
    /// The meaning that the attribute declares.
    written: Option<Type>,
}

impl Meaning {
    pub(super) fn read(attributes: &[Attribute], generics: &Generics, diagnostics: &mut Diagnostics) -> Self {
        let is_taken = |name: &str| generics.params.iter().any(|parameter| is_named(parameter, name));
        let input = format_ident!("{}", if is_taken("Input") { "__Input" } else { "Input" });
        let attribute = attributes.iter().find(|attribute| attribute.path().is_ident("meaning"));
        let written = attribute.and_then(|attribute| {
            let parsed = attribute.parse_args::<Type>();
            parsed
                .map_err(|_| diagnostics.error(attribute.span(), format!("`#[meaning]` needs a meaning\n{HELP}")))
                .ok()
        });
        if let Some(name) = written.as_ref().and_then(single_name) {
            let word = name.to_string();
            if !WORDS.contains(&word.as_str()) && word != "Input" && !is_taken(&word) {
                diagnostics.error(name.span(), format!("`{word}` is not a meaning of outputs\n{HELP}"));
            }
        }
        Meaning { input, written }
    }

    /// The type; logits where nothing is said.
    pub(super) fn tokens(&self, krate: &Path) -> TokenStream {
        let Some(written) = &self.written else { return quote!(#krate::meaning::Logits) };
        match single_name(written).filter(|name| WORDS.contains(&name.to_string().as_str())) {
            Some(word) => quote_spanned!(word.span()=> #krate::meaning::#word),
            None => written.to_token_stream(),
        }
    }
}

fn single_name(ty: &Type) -> Option<Ident> {
    match ty {
        Type::Path(path) => path.path.get_ident().cloned(),
        _ => None,
    }
}

fn is_named(parameter: &GenericParam, name: &str) -> bool {
    matches!(parameter, GenericParam::Type(parameter) if parameter.ident == name)
}
