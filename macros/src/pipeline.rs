//! The way of a declaration through the macro: parse, lower, check, expand; or report and fall
//! back.

use crate::embed::{self, Embedded};
use crate::expand;
use crate::model::Network;
use crate::parse::attribute::Arguments;
use crate::parse::item::Declaration;
use crate::report::diagnostics::Diagnostics;
use crate::resolve::check::check;
use crate::resolve::explain;
use crate::resolve::lower::lower;
use proc_macro2::TokenStream;
use quote::quote;

/// Expands `#[network(attribute)] item`.
pub(crate) fn run(attribute: TokenStream, item: TokenStream) -> TokenStream {
    let mut diagnostics = Diagnostics::default();
    let expansion = match understand(attribute, item.clone(), &mut diagnostics) {
        Some((network, embedded)) if diagnostics.is_empty() => expand::network(&network, &embedded),
        Some((network, embedded)) => expand::fallback(network, &embedded),
        None => item,
    };
    let errors = diagnostics.take();
    quote!(#errors #expansion)
}

/// Returns the network as far as it can be understood, and its files, with all mistakes reported;
/// none if there is no struct.
pub(crate) fn understand(
    attribute: TokenStream,
    item: TokenStream,
    diagnostics: &mut Diagnostics,
) -> Option<(Network, Embedded)> {
    let arguments = Arguments::parse(attribute, diagnostics);
    let item = syn::parse2(item).map_err(|error| diagnostics.parser(error)).ok()?;
    let declaration = Declaration::read(item, diagnostics)?;
    let mut lowered = lower(&arguments, declaration, diagnostics);
    let mut findings = explain::findings(&lowered);
    check(&mut lowered, &arguments, &mut findings, diagnostics);
    findings.sort_by_key(|finding| finding.step);
    for finding in &findings {
        finding.report(&lowered.network, diagnostics);
    }
    let mut embedded = embed::read(&lowered.network, &arguments, diagnostics);
    if let Some(argument) = arguments.fold {
        embed::fold(&mut lowered.network, &mut embedded, argument, diagnostics);
    }
    Some((lowered.network, embedded))
}
