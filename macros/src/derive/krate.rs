//! Where a derived implementation finds the library.

use crate::report::diagnostics::Diagnostics;
use syn::{Attribute, Path};

/// The path of the library: `#[netwright(crate = path)]`, or `::netwright`.
pub(crate) fn krate(attributes: &[Attribute], diagnostics: &mut Diagnostics) -> Path {
    let mut krate: Path = syn::parse_quote!(::netwright);
    for attribute in attributes.iter().filter(|attribute| attribute.path().is_ident("netwright")) {
        let read = attribute.parse_nested_meta(|meta| {
            if !meta.path.is_ident("crate") {
                return Err(meta.error("the only argument is `crate`\nhelp: write `#[netwright(crate = path)]`"));
            }
            krate = meta.value()?.call(Path::parse_mod_style)?;
            Ok(())
        });
        if let Err(error) = read {
            diagnostics.parser(error);
        }
    }
    krate
}
