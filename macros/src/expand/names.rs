//! The names that generated code uses, chosen so that they meet none of the user's.

use super::fields::Alias;
use crate::model::{Network, Step};
use proc_macro2::{Ident, Span, TokenStream};
use quote::{format_ident, quote};
use syn::Member;

/// Parameters and variables of the generated functions.
const RESERVED: [&str; 15] = [
    "simd",
    "input",
    "output",
    "scratch",
    "tile",
    "slots",
    "values",
    "batch",
    "saved",
    "pass",
    "rng",
    "gradient",
    "output_gradient",
    "input_gradient",
    "wanted",
];

/// Names and headers that all parts of the expansion share.
pub(crate) struct Names {
    /// The module of everything that generated code may name.
    pub(crate) rt: Ident,
    /// The type parameter of the element type.
    pub(crate) scalar: Ident,
    /// The struct of what forward keeps for backward.
    pub(crate) saved: Ident,
    /// The struct of the scratch memory of a sample.
    pub(crate) scratch: Ident,
    /// The struct of the scratch memory of a call.
    pub(crate) tile: Ident,
    /// The generic parameters of the network in an `impl`.
    pub(crate) parameters: Vec<TokenStream>,
    /// The const parameters as arguments.
    pub(crate) arguments: Vec<TokenStream>,
    /// The network.
    pub(crate) name: Ident,
    /// The variables of the network's inputs.
    pub(crate) inputs: Vec<Ident>,
    /// The names for the types of the fields.
    pub(super) layers: Vec<Alias>,
    steps: Vec<String>,
}

impl Names {
    pub(crate) fn of(network: &Network) -> Self {
        let rt = Ident::new("__nw", Span::call_site());
        let scalar = network.scalar.clone();
        let mut parameters: Vec<_> = network
            .parameters
            .iter()
            .map(|parameter| {
                let (name, ty) = (&parameter.ident, &parameter.ty);
                quote!(const #name: #ty)
            })
            .collect();
        let mut arguments: Vec<_> =
            network.parameters.iter().map(|parameter| parameter.ident.clone()).map(|name| quote!(#name)).collect();
        let krate = &network.krate;
        parameters.push(quote!(#scalar: #krate::scalar::Real));
        arguments.push(quote!(#scalar));
        let mut names = Names {
            rt,
            scalar,
            inputs: Vec::new(),
            saved: format_ident!("{}Saved", network.name),
            scratch: format_ident!("{}Scratch", network.name),
            tile: format_ident!("{}Tile", network.name),
            parameters,
            arguments,
            name: network.name.clone(),
            layers: network.steps.iter().map(|step| Alias::of(network, step)).collect(),
            steps: network.fields().map(|step| step.name.clone()).collect(),
        };
        names.inputs = match &network.inputs[..] {
            [_] => vec![Ident::new("input", Span::call_site())],
            inputs => inputs.iter().map(|input| names.fresh(&format!("{}_input", input.name))).collect(),
        };
        names
    }

    /// The module of everything that generated code may name, in code that belongs to a step.
    pub(crate) fn rt_at(&self, step: &Step) -> Ident {
        Ident::new(&self.rt.to_string(), step.place())
    }

    /// Wraps code that is there only if the library can train.
    pub(crate) fn if_train(&self, code: &TokenStream) -> TokenStream {
        let rt = &self.rt;
        quote!(#rt::if_train! { #code })
    }

    /// `impl<..> PATH for Network<..>`.
    pub(crate) fn impl_header(&self, path: &TokenStream) -> TokenStream {
        let Names { parameters, arguments, name, .. } = self;
        quote!(impl<#(#parameters),*> #path for #name<#(#arguments),*>)
    }

    /// Names for the parts of `input`, if the network has several inputs.
    pub(crate) fn split_input(&self) -> Option<TokenStream> {
        let parts = pairs(self.inputs.iter().map(|input| quote!(#input)).collect());
        (self.inputs.len() > 1).then(|| quote!(let #parts = input;))
    }

    /// The size of the batch, from the input.
    pub(crate) fn batch(&self) -> TokenStream {
        let input = &self.inputs[0];
        quote!(#input.shape_generic().1)
    }

    /// The name of a step's value in generated functions, and of its record in the memory of a
    /// pass.
    pub(crate) fn value(&self, step: &Step) -> Ident {
        match &step.member {
            None => self.fresh(&step.name),
            Some(Member::Unnamed(index)) => format_ident!("step{}", index.index),
            Some(Member::Named(_)) if RESERVED.contains(&step.name.as_str()) => {
                self.fresh(&format!("{}_value", step.name))
            }
            Some(Member::Named(name)) => {
                let mut name = name.clone();
                name.set_span(Span::call_site());
                name
            }
        }
    }

    /// `wanted`, or a longer name if a step is called that.
    pub(crate) fn fresh(&self, wanted: &str) -> Ident {
        let mut name = wanted.to_owned();
        while self.steps.contains(&name) {
            name.push('_');
        }
        Ident::new(&name, Span::call_site())
    }
}

/// Nested pairs: `(a, (b, c))`; one as it is.
pub(super) fn pairs(mut parts: Vec<TokenStream>) -> TokenStream {
    let last = parts.pop().unwrap_or_default();
    parts.into_iter().rev().fold(last, |rest, part| quote!((#part, #rest)))
}
