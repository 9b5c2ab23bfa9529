//! The way of a declaration through the macro: parse, lower, check, expand; or report and fall back.

use crate::embed;
use crate::expand;
use crate::parse::attribute::Arguments;
use crate::parse::item::Declaration;
use crate::report::diagnostics::Diagnostics;
use crate::resolve::check::check;
use crate::resolve::lower::{Lowered, lower};
use proc_macro2::TokenStream;
use quote::quote;

/// What `#[network(attribute)] item` becomes.
pub(crate) fn run(attribute: TokenStream, item: TokenStream) -> TokenStream {
    let mut diagnostics = Diagnostics::default();
    let expansion = match understand(attribute, item.clone(), &mut diagnostics) {
        Some(lowered) if diagnostics.is_empty() => expand::network(&lowered.network),
        Some(lowered) => expand::fallback(&lowered.network),
        None => item,
    };
    let errors = diagnostics.take();
    quote!(#errors #expansion)
}

/// The network as far as it can be understood, with all mistakes reported; none if there is no struct.
pub(crate) fn understand(attribute: TokenStream, item: TokenStream, diagnostics: &mut Diagnostics) -> Option<Lowered> {
    let arguments = Arguments::parse(attribute, diagnostics);
    let item = syn::parse2(item).map_err(|error| diagnostics.parser(error)).ok()?;
    let declaration = Declaration::read(item, diagnostics)?;
    let mut lowered = lower(&arguments, declaration, diagnostics);
    check(&mut lowered, &arguments, diagnostics);
    lowered.findings.sort_by_key(|finding| finding.step);
    for finding in &lowered.findings {
        finding.report(&lowered.network, diagnostics);
    }
    embed::attach(&mut lowered.network, &arguments, diagnostics);
    Some(lowered)
}
