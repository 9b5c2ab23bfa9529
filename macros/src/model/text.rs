//! Tokens and words as text for messages.

use proc_macro2::TokenStream;

/// The tokens as a person writes them: their own text may have spaces around all punctuation.
pub(crate) fn source_text(tokens: &TokenStream) -> String {
    const TIGHTER: [(&str, &str); 6] =
        [(" :: ", "::"), (" . ", "."), (" ,", ","), (" ;", ";"), ("( ", "("), (" )", ")")];
    let text = TIGHTER.iter().fold(tokens.to_string(), |text, (loose, tight)| text.replace(loose, tight));
    text.strip_prefix("- ").map(|number| format!("-{number}")).unwrap_or(text)
}

pub(crate) fn join(words: impl Iterator<Item = String>, separator: &str) -> String {
    words.collect::<Vec<_>>().join(separator)
}
