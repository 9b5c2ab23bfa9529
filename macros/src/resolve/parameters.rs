//! Attributes about the parameters of a step: `#[init(..)]`, `#[freeze]` and `#[key = ".."]`.

use crate::model::init::{DISTRIBUTIONS, Init};
use crate::parse::field::{FieldAttributes, WrittenInit};
use crate::report::diagnostics::Diagnostics;
use crate::report::nearest::nearest;

/// Reports attributes of a step without parameters, and returns the declared initial distribution.
pub(super) fn check(
    attributes: &FieldAttributes,
    step: &str,
    has_parameters: bool,
    diagnostics: &mut Diagnostics,
) -> Option<Init> {
    if has_parameters {
        return attributes.init.as_ref().and_then(|init| distribution(init, diagnostics));
    }
    let init = attributes.init.as_ref().map(|init| {
        (init.name.span(), format!("`{step}` has no parameters to initialise\nhelp: remove `#[init(..)]`"))
    });
    let freeze =
        attributes.freeze.map(|span| (span, format!("`{step}` has no parameters to freeze\nhelp: remove `#[freeze]`")));
    let key = attributes.key.as_ref().map(|key| {
        let message =
            format!("`{step}` has no parameters, so weights files do not contain it\nhelp: remove `#[key = ..]`");
        (key.span(), message)
    });
    for (span, message) in init.into_iter().chain(freeze).chain(key) {
        diagnostics.error(span, message);
    }
    None
}

fn distribution(init: &WrittenInit, diagnostics: &mut Diagnostics) -> Option<Init> {
    let written = init.name.to_string();
    let Some(found) = DISTRIBUTIONS.iter().find(|distribution| distribution.name == written) else {
        let names = DISTRIBUTIONS.each_ref().map(|distribution| distribution.name);
        let help = nearest(&written, names).map_or_else(
            || format!("the distributions are `{}`", names.join("`, `")),
            |meant| format!("did you mean `{meant}`?"),
        );
        diagnostics.error(init.name.span(), format!("there is no initial distribution `{written}`\nhelp: {help}"));
        return None;
    };
    let span = init.number.map_or(init.name.span(), |(_, span)| span);
    let known = found.with(init.number.map(|(number, _)| number));
    known.map_err(|message| diagnostics.error(span, message)).ok()
}
