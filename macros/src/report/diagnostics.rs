//! Collecting mistakes, so that all of a declaration are reported in one build.

use proc_macro2::{Span, TokenStream};
use std::fmt::Display;

/// The mistakes found so far. They must be taken out: dropping them unseen is a bug of the macro.
#[derive(Debug, Default)]
pub(crate) struct Diagnostics {
    errors: Vec<syn::Error>,
}

impl Diagnostics {
    /// Reports a mistake at a token.
    pub(crate) fn error(&mut self, span: Span, message: impl Display) {
        self.errors.push(syn::Error::new(span, message));
    }

    /// Reports a mistake that the parser found.
    pub(crate) fn parser(&mut self, error: syn::Error) {
        self.errors.push(error);
    }

    /// Returns true if nothing is wrong so far.
    pub(crate) fn is_empty(&self) -> bool {
        self.errors.is_empty()
    }

    /// All mistakes as `compile_error!`s, in the order of reporting.
    pub(crate) fn take(mut self) -> TokenStream {
        std::mem::take(&mut self.errors).iter().map(syn::Error::to_compile_error).collect()
    }

    /// The messages, for tests.
    #[cfg(test)]
    pub(crate) fn messages(&self) -> Vec<String> {
        self.errors.iter().map(ToString::to_string).collect()
    }
}

impl Drop for Diagnostics {
    fn drop(&mut self) {
        debug_assert!(self.errors.is_empty() || std::thread::panicking(), "mistakes were found and not reported");
    }
}
