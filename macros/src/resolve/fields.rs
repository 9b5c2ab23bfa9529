//! The fields of the struct, each for itself: names, attributes and layers.

use super::parameters;
use crate::layers::{Declared, Scope};
use crate::model::init::Init;
use crate::parse::field::FieldAttributes;
use crate::report::diagnostics::Diagnostics;
use syn::ext::IdentExt;
use syn::spanned::Spanned;
use syn::{Field, Index, LitStr, Member, Type, Visibility};

/// A step as its field declares it.
pub(super) struct ReadStep {
    pub(super) member: Option<Member>,
    pub(super) name: String,
    pub(super) vis: Visibility,
    pub(super) attributes: FieldAttributes,
    /// The name in weights files.
    pub(super) key: String,
    pub(super) init: Option<Init>,
    pub(super) declared: Declared,
}

/// Reads all fields of a network with these inputs, and reports mistakes in them.
pub(super) fn read(
    fields: Vec<Field>,
    inputs: &[String],
    scope: &Scope<'_>,
    diagnostics: &mut Diagnostics,
) -> Vec<ReadStep> {
    let mut steps: Vec<ReadStep> = Vec::with_capacity(fields.len());
    for (position, field) in fields.into_iter().enumerate() {
        let attributes = FieldAttributes::parse(&field, diagnostics);
        let name = field.ident.as_ref().map_or_else(|| position.to_string(), |name| name.unraw().to_string());
        let declared = layer(&name, &field, scope, diagnostics);
        check_name(&name, &field, (inputs, &steps), diagnostics);
        let key = attributes.key.as_ref().map_or_else(|| name.clone(), LitStr::value);
        let init = parameters::check(&attributes, &name, declared.layer.has_parameters(), diagnostics);
        let member = Some(member(position, &field));
        steps.push(ReadStep { member, name, vis: field.vis, attributes, key, init, declared });
    }
    steps
}

/// Steps are known by their names, which must be different from each other and from those of the
/// inputs.
fn check_name(name: &str, field: &Field, (inputs, above): (&[String], &[ReadStep]), diagnostics: &mut Diagnostics) {
    let message = if inputs.iter().any(|input| input == name) {
        let which = if inputs.len() == 1 { "the network's input" } else { "an input of the network" };
        format!("a step cannot be called `{name}`: that is the name of {which}\nhelp: rename the step")
    } else if above.iter().any(|step| step.name == name) {
        format!("there are two steps with the name `{name}`\nhelp: rename one of them")
    } else {
        return;
    };
    diagnostics.error(field.ident.span(), message);
}

/// The layer of a step; one that stands for it after a mistake.
fn layer(name: &str, field: &Field, scope: &Scope<'_>, diagnostics: &mut Diagnostics) -> Declared {
    let network = scope.network;
    let is_itself = matches!(&field.ty, Type::Path(path) if path.path.is_ident(network) || path.path.is_ident("Self"));
    if is_itself {
        let message = format!(
            "`{name}` cannot be `{network}` itself: a network within itself has no end\n\
             help: declare the part that repeats as a network of its own, and use it several times"
        );
        diagnostics.error(field.ty.span(), message);
        return Declared::unread(field.ty.span());
    }
    scope.read(name, &field.ty).unwrap_or_else(|error| {
        diagnostics.parser(error);
        Declared::unread(field.ty.span())
    })
}

fn member(position: usize, field: &Field) -> Member {
    match &field.ident {
        Some(name) => Member::Named(name.clone()),
        None => Member::Unnamed(Index { index: u32::try_from(position).unwrap_or(u32::MAX), span: field.ty.span() }),
    }
}
