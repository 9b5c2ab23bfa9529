//! The types of the fields by short names. The struct has them in full, where users see them.

use crate::model::text::mentions;
use crate::model::{Network, Step};
use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, format_ident, quote, quote_spanned};

/// The name for the type of a step's field in the block of implementations.
pub(crate) struct Alias {
    name: Ident,
    /// Its arguments before the element type.
    constants: Vec<Ident>,
    /// The element type, if the layer has one.
    scalar: Option<Ident>,
    /// Its definition.
    pub(super) definition: TokenStream,
}

impl Alias {
    pub(super) fn of(network: &Network, step: &Step) -> Self {
        let ty = &step.ty;
        let mut name = format_ident!("__{}", step.name, span = step.place());
        if name == "__nw" {
            name = format_ident!("__nw_", span = step.place());
        }
        // The compiler refuses parameters of an alias that are not used.
        let used = network.parameters.iter().filter(|parameter| mentions(ty, &parameter.ident));
        let (constants, mut parameters): (Vec<_>, Vec<_>) = used
            .map(|parameter| {
                let (name, ty) = (&parameter.ident, &parameter.ty);
                (name.clone(), quote!(const #name: #ty))
            })
            .unzip();
        let scalar = Some(network.scalar.clone()).filter(|scalar| mentions(ty, scalar));
        parameters.extend(scalar.as_ref().map(ToTokens::to_token_stream));
        let parameters = generics(&parameters);
        let definition = quote_spanned!(step.place()=> type #name #parameters = #ty;);
        Alias { name, constants, scalar, definition }
    }

    /// Returns true if items beside the network can name the type, for no const parameter of the
    /// network stands in it.
    pub(super) fn is_item(&self) -> bool {
        self.constants.is_empty()
    }

    /// The type over the element type of the network.
    pub(super) fn ty(&self) -> TokenStream {
        self.over(self.scalar.to_token_stream())
    }

    /// The type over `f32`.
    pub(super) fn single(&self) -> TokenStream {
        self.over(quote!(::core::primitive::f32))
    }

    fn over(&self, scalar: TokenStream) -> TokenStream {
        let (name, place) = (&self.name, self.place());
        let scalar = self.scalar.as_ref().map(|_| scalar);
        let arguments: Vec<_> = self.constants.iter().map(ToTokens::to_token_stream).chain(scalar).collect();
        let arguments = generics(&arguments);
        quote_spanned!(place=> #name #arguments)
    }

    fn place(&self) -> Span {
        self.name.span()
    }
}

fn generics(list: &[TokenStream]) -> Option<TokenStream> {
    (!list.is_empty()).then(|| quote!(<#(#list),*>))
}
