//! The struct that a network is declared as: what may stand around its fields.

use crate::parse::attribute::Arguments;
use crate::report::diagnostics::Diagnostics;
use proc_macro2::{Ident, TokenStream, TokenTree};
use quote::{format_ident, quote};
use std::collections::HashSet;
use syn::spanned::Spanned;
use syn::{Attribute, ConstParam, Field, Fields, GenericParam, Item, ItemStruct, Type, Visibility};

/// The struct, with what is not supported reported and left out.
pub(crate) struct Declaration {
    pub(crate) name: Ident,
    pub(crate) vis: Visibility,
    pub(crate) attrs: Vec<Attribute>,
    pub(crate) cfgs: Vec<Attribute>,
    pub(crate) parameters: Vec<ConstParam>,
    pub(crate) tuple: bool,
    pub(crate) fields: Vec<Field>,
}

impl Declaration {
    /// Reads the item under the attribute; none if it is not a struct.
    pub(crate) fn read(item: Item, diagnostics: &mut Diagnostics) -> Option<Self> {
        match item {
            Item::Struct(item) => Some(Self::read_struct(item, diagnostics)),
            Item::Enum(item) => {
                diagnostics.error(item.enum_token.span, not_a_struct("an enum"));
                None
            }
            Item::Union(item) => {
                diagnostics.error(item.union_token.span, not_a_struct("a union"));
                None
            }
            other => {
                diagnostics.error(other.span(), not_a_struct("something else"));
                None
            }
        }
    }

    fn read_struct(item: ItemStruct, diagnostics: &mut Diagnostics) -> Self {
        let tuple = matches!(item.fields, Fields::Unnamed(_));
        let (cfgs, attrs) = item.attrs.into_iter().partition(|attribute: &Attribute| attribute.path().is_ident("cfg"));
        let parameters = const_parameters(&item.generics, diagnostics);
        let mut declaration = Declaration {
            name: item.ident,
            vis: item.vis,
            attrs,
            cfgs,
            parameters,
            tuple,
            fields: item.fields.into_iter().collect(),
        };
        declaration.refuse_second_attribute(diagnostics);
        declaration
    }

    fn refuse_second_attribute(&mut self, diagnostics: &mut Diagnostics) {
        let is_network =
            |attribute: &Attribute| attribute.path().segments.last().is_some_and(|last| last.ident == "network");
        for attribute in self.attrs.iter().filter(|attribute| is_network(attribute)) {
            let message = "`#[network]` is given twice\nhelp: put all arguments into one";
            diagnostics.parser(syn::Error::new_spanned(attribute, message));
        }
        self.attrs.retain(|attribute| !is_network(attribute));
    }

    /// A name for the type parameter of the elements that occurs nowhere in the declaration, where
    /// it would hide something else.
    pub(crate) fn scalar(&self, arguments: &Arguments) -> Ident {
        let Declaration { name, parameters, fields, .. } = self;
        let Arguments { input, output, krate, .. } = arguments;
        let types = fields.iter().map(|field| &field.ty);
        let mut taken = HashSet::new();
        collect_names(quote!(#name #(#parameters)* #(#types)* #input #output #krate), &mut taken);
        let candidates =
            ["T", "Scalar", "Element"].map(String::from).into_iter().chain((0..).map(|number| format!("T{number}")));
        let free = candidates.into_iter().find(|candidate| !taken.contains(candidate));
        format_ident!("{}", free.unwrap_or_default())
    }
}

fn collect_names(tokens: TokenStream, names: &mut HashSet<String>) {
    for token in tokens {
        match token {
            TokenTree::Ident(name) => drop(names.insert(name.to_string())),
            TokenTree::Group(group) => collect_names(group.stream(), names),
            _ => {}
        }
    }
}

fn not_a_struct(found: &str) -> String {
    format!("a network is declared as a struct, but this is {found}\nhelp: write a struct whose fields are the steps")
}

/// The const parameters of type `usize`; everything else is reported.
fn const_parameters(generics: &syn::Generics, diagnostics: &mut Diagnostics) -> Vec<ConstParam> {
    let mut parameters = Vec::new();
    for parameter in &generics.params {
        match parameter {
            GenericParam::Const(parameter) if is_usize(&parameter.ty) => parameters.push(parameter.clone()),
            GenericParam::Const(parameter) => diagnostics.error(
                parameter.ty.span(),
                format!("`{0}` is not a size: const parameters of a network are sizes, of type `usize`\nhelp: write `const {0}: usize`", parameter.ident),
            ),
            GenericParam::Type(parameter) => diagnostics.error(
                parameter.ident.span(),
                format!(
                    "a network cannot have a type parameter of its own, here `{}`\n\
                     help: leave it out: `#[network]` adds one for the type of the numbers, `f32` where nothing else is said",
                    parameter.ident
                ),
            ),
            GenericParam::Lifetime(parameter) => diagnostics.error(
                parameter.lifetime.span(),
                "a network borrows nothing, so it cannot have lifetimes\nhelp: leave the lifetime out",
            ),
        }
    }
    if let Some(clause) = &generics.where_clause {
        diagnostics.error(
            clause.span(),
            "a network cannot have a `where` clause\nhelp: leave it out; sizes are checked without one",
        );
    }
    parameters
}

fn is_usize(ty: &Type) -> bool {
    matches!(ty, Type::Path(path) if path.path.is_ident("usize"))
}
