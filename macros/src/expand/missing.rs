//! The message about a layer that other libraries have, if nothing in scope has its name.
//!
//! A name that is not found is an error of the compiler's, and the macro does not see what is
//! found. So a module beside the struct has a type of that name, over which everything that the
//! module around it knows takes precedence; if it is this type that is found, the sentence is said.
//! Inside a function, which the module does not see, nothing is said: there the network itself is
//! not found either.

use crate::layers::elsewhere;
use crate::model::{Network, Step};
use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote, quote_spanned};
use syn::{Expr, GenericArgument, PathArguments, Type, TypePath};

/// A module for each step whose layer is known elsewhere.
pub(super) fn layers(network: &Network) -> TokenStream {
    let modules = network.steps.iter().filter_map(|step| module(network, step));
    quote!(#(#modules)*)
}

fn module(network: &Network, step: &Step) -> Option<TokenStream> {
    let TypePath { qself: None, path, .. } = step.written.as_ref()? else { return None };
    let segment = path.segments.first().filter(|_| path.segments.len() == 1 && path.leading_colon.is_none())?;
    let message = elsewhere::message(&segment.ident.to_string())?;
    if network.parameters.iter().any(|parameter| parameter.default.is_none()) {
        return None;
    }
    let Generics { parameters, arguments, types } = Generics::of(&segment.arguments)?;
    let span = step.place();
    let (layer, name) = (&segment.ident, Ident::new(&network.name.to_string(), span));
    let (module, cfgs) = (format_ident!("__{}_{}_missing", network.name, step.name), &network.cfgs);
    Some(quote_spanned! {span=>
        #(#cfgs)*
        #[doc(hidden)]
        #[allow(non_snake_case, non_camel_case_types, unused_imports, dead_code, clippy::all, clippy::pedantic)]
        mod #module {
            // In a block, where the compiler does not find them to recommend them.
            const _: () = {
                struct #layer<#(#parameters),*>(::core::marker::PhantomData<(#(#types,)*)>);
                struct #name;
                trait Otherwise {
                    const IS_MISSING: ::core::primitive::bool = false;
                }
                impl<Found: ?::core::marker::Sized> Otherwise for Found {}
                impl<#(#parameters),*> #layer<#(#arguments),*> {
                    const IS_MISSING: ::core::primitive::bool = true;
                }
                impl #name {
                    const IS_MISSING: ::core::primitive::bool = true;
                }
                const _: () = {
                    use super::*;
                    if <#path>::IS_MISSING && !<#name>::IS_MISSING {
                        ::core::panic!(#message);
                    }
                };
            };
        }
    })
}

/// Parameters that take what is written in the angle brackets of a layer.
#[derive(Default)]
struct Generics {
    parameters: Vec<TokenStream>,
    arguments: Vec<Ident>,
    /// Those that are types.
    types: Vec<Ident>,
}

impl Generics {
    /// None where it cannot be seen what an argument is: `N` is a type or a constant.
    fn of(written: &PathArguments) -> Option<Self> {
        let mut generics = Generics::default();
        let PathArguments::AngleBracketed(list) = written else {
            return written.is_none().then_some(generics);
        };
        for (position, argument) in list.args.iter().enumerate() {
            let name = format_ident!("A{position}");
            match argument {
                GenericArgument::Const(Expr::Lit(_) | Expr::Block(_)) => {
                    generics.parameters.push(quote!(const #name: ::core::primitive::usize));
                }
                GenericArgument::Type(ty) if !matches!(ty, Type::Path(path) if path.path.get_ident().is_some()) => {
                    generics.parameters.push(quote!(#name));
                    generics.types.push(name.clone());
                }
                _ => return None,
            }
            generics.arguments.push(name);
        }
        Some(generics)
    }
}
