//! `#[derive(Class)]`: the variants of an enum are classes.

use super::krate::krate;
use crate::report::diagnostics::Diagnostics;
use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, quote};
use syn::ext::IdentExt;
use syn::spanned::Spanned;
use syn::{Data, DeriveInput, Fields, LitStr, Path, Variant, Visibility};

/// Expands `#[derive(Class)] item`.
pub(crate) fn class(item: TokenStream) -> TokenStream {
    let mut diagnostics = Diagnostics::default();
    let expansion = syn::parse2(item)
        .map_err(|error| diagnostics.parser(error))
        .ok()
        .and_then(|item: DeriveInput| Classes::read(item, &mut diagnostics))
        .map(|classes| classes.expand());
    let errors = diagnostics.take();
    quote!(#errors #expansion)
}

/// An enum that is derived for.
struct Classes {
    name: Ident,
    vis: Visibility,
    krate: Path,
    /// The variants and their names.
    variants: Vec<(Ident, String)>,
}

impl Classes {
    /// The enum, with what it cannot have reported and left out; none if it is no enum, or has no
    /// variants.
    fn read(item: DeriveInput, diagnostics: &mut Diagnostics) -> Option<Self> {
        let krate = krate(&item.attrs, diagnostics);
        let variants = match item.data {
            Data::Enum(data) => data.variants,
            Data::Struct(data) => return not_an_enum(data.struct_token.span, "a struct", diagnostics),
            Data::Union(data) => return not_an_enum(data.union_token.span, "a union", diagnostics),
        };
        if !item.generics.params.is_empty() {
            let message = "an enum of classes cannot have generic parameters\nhelp: leave them out";
            diagnostics.error(item.generics.params.span(), message);
            return None;
        }
        if variants.len() < 2 {
            let count = if variants.is_empty() { "no variants" } else { "one variant" };
            let message = format!(
                "`{}` has {count}, but a classifier needs at least two\nhelp: write a variant for each class",
                item.ident
            );
            diagnostics.error(item.ident.span(), message);
        }
        let is_plain = !variants.is_empty() && variants.iter().all(|variant| matches!(variant.fields, Fields::Unit));
        let variants: Vec<_> = variants.iter().map(|variant| read_variant(variant, diagnostics)).collect();
        same_names(&variants, diagnostics);
        is_plain.then_some(Classes { name: item.ident, vis: item.vis, krate, variants })
    }

    fn expand(&self) -> TokenStream {
        let Classes { name, vis, krate, variants } = self;
        let rt = quote!(#krate::__private);
        let (idents, names): (Vec<_>, Vec<_>) = variants.iter().map(|(ident, name)| (ident, name)).unzip();
        let count = variants.len();
        let numbers = 0..count;
        // The last variant also stands for all numbers that there are not, so that nothing can
        // panic.
        let (most, last) = (&idents[..count - 1], idents[count - 1]);
        let below = 0..count - 1;
        quote! {
            #[automatically_derived]
            impl #rt::Class for #name {
                const ALL: &'static [Self] = &Self::ALL;
                const NAMES: &'static [&'static ::core::primitive::str] = &Self::NAMES;

                fn index(&self) -> ::core::primitive::usize {
                    match self {
                        #(Self::#idents => #numbers,)*
                    }
                }

                fn at(index: ::core::primitive::usize) -> Self {
                    match index {
                        #(#below => Self::#most,)*
                        _ => Self::#last,
                    }
                }
            }

            #[allow(dead_code)]
            impl #name {
                /// The classes, in the order of the network's outputs.
                #vis const ALL: [Self; #count] = [#(Self::#idents),*];
                /// Their names.
                #vis const NAMES: [&'static ::core::primitive::str; #count] = [#(#names),*];

                /// The classes, one after the other.
                #vis fn iter() -> ::core::array::IntoIter<Self, #count> {
                    ::core::iter::IntoIterator::into_iter(Self::ALL)
                }

                /// The number of the class, from 0.
                #[must_use]
                #vis fn index(self) -> ::core::primitive::usize {
                    <Self as #rt::Class>::index(&self)
                }

                /// The name of the class.
                #[must_use]
                #vis fn name(self) -> &'static ::core::primitive::str {
                    match self {
                        #(Self::#idents => #names,)*
                    }
                }
            }

            #[automatically_derived]
            impl ::core::convert::TryFrom<::core::primitive::usize> for #name {
                type Error = #rt::Error;

                fn try_from(index: ::core::primitive::usize) -> ::core::result::Result<Self, #rt::Error> {
                    #rt::class(index)
                }
            }

            /// The name of the class.
            #[automatically_derived]
            impl ::core::fmt::Display for #name {
                fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                    f.pad(match self {
                        #(Self::#idents => #names,)*
                    })
                }
            }

            #rt::if_train! {
                #[automatically_derived]
                impl #rt::Target<#count> for #name {
                    fn label(&self) -> #rt::Label<#count> {
                        #rt::label(<Self as #rt::Class>::index(self))
                    }
                }
            }
        }
    }
}

fn not_an_enum(span: Span, found: &str, diagnostics: &mut Diagnostics) -> Option<Classes> {
    let message = format!(
        "classes are the variants of an enum, but this is {found}\nhelp: write an enum with a variant for each class"
    );
    diagnostics.error(span, message);
    None
}

fn read_variant(variant: &Variant, diagnostics: &mut Diagnostics) -> (Ident, String) {
    let ident = &variant.ident;
    if !matches!(variant.fields, Fields::Unit) {
        let message = format!("a class cannot have fields, but `{ident}` has\nhelp: write `{ident}` alone");
        diagnostics.error(variant.fields.span(), message);
    }
    if let Some((_, number)) = &variant.discriminant {
        let message = format!(
            "the number of a class is its place in the enum, but `{ident}` is given one: {}\n\
             help: leave the number out, and put the variants in the order of the network's outputs",
            number.to_token_stream()
        );
        diagnostics.error(number.span(), message);
    }
    let mut name = ident.unraw().to_string();
    for attribute in variant.attrs.iter().filter(|attribute| attribute.path().is_ident("class")) {
        let read = attribute.parse_nested_meta(|meta| {
            if !meta.path.is_ident("name") {
                return Err(meta.error("the only argument is `name`\nhelp: write `#[class(name = \"..\")]`"));
            }
            name = meta.value()?.parse::<LitStr>()?.value();
            Ok(())
        });
        if let Err(error) = read {
            diagnostics.parser(error);
        }
    }
    (ident.clone(), name)
}

fn same_names(variants: &[(Ident, String)], diagnostics: &mut Diagnostics) {
    for (position, (ident, name)) in variants.iter().enumerate() {
        if let Some((first, _)) = variants[..position].iter().find(|(_, other)| other == name) {
            let message =
                format!("`{first}` and `{ident}` are both called {name:?}\nhelp: give one of them another name");
            diagnostics.error(ident.span(), message);
        }
    }
}
