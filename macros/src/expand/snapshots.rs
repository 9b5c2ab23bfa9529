//! Four expansions, formatted, so that a reviewer reads the generated passes as ordinary Rust.
//!
//! After an intended change run the tests with `NETWRIGHT_BLESS=1` and review the difference.
//!
//! `if_train! { .. }` of the library, around items, is shown as an attribute of each: the contents
//! of a macro would not be formatted.

use crate::pipeline;
use proc_macro2::{Group, TokenStream, TokenTree};
use quote::{ToTokens, quote};
use std::path::PathBuf;
use syn::parse::{Parse, ParseStream, Result};
use syn::{File, Ident, Path, Token, braced};

/// `__nw::if_train! { .. }` or its like, its items with the attribute `#[if_train]`.
struct Conditional(TokenStream);

impl Parse for Conditional {
    fn parse(tokens: ParseStream<'_>) -> Result<Self> {
        let path = tokens.call(Path::parse_mod_style)?;
        let condition = path.segments.last().map(|last| last.ident.clone());
        let is_known = |name: &Ident| ["if_alloc", "if_train", "if_weights"].iter().any(|known| name == known);
        let Some(condition) = condition.filter(is_known) else {
            return Err(tokens.error("a macro without a condition"));
        };
        tokens.parse::<Token![!]>()?;
        let content;
        braced!(content in tokens);
        let items = content.parse::<File>()?.items;
        let items = items.iter().map(|item| quote!(#[#condition] #item));
        Ok(Conditional(quote!(#(#items)*)))
    }
}

/// Tokens in which conditions are attributes.
struct Shown(TokenStream);

impl Parse for Shown {
    fn parse(tokens: ParseStream<'_>) -> Result<Self> {
        let mut shown = TokenStream::new();
        while !tokens.is_empty() {
            let ahead = tokens.fork();
            if let Ok(Conditional(items)) = ahead.parse() {
                tokens.parse::<Conditional>()?;
                shown.extend(items);
                continue;
            }
            match tokens.parse()? {
                TokenTree::Group(group) => {
                    let Shown(content) = syn::parse2(group.stream())?;
                    Group::new(group.delimiter(), content).to_tokens(&mut shown);
                }
                token => token.to_tokens(&mut shown),
            }
        }
        Ok(Shown(shown))
    }
}

fn formatted(attribute: TokenStream, item: TokenStream) -> String {
    let Shown(expansion) = syn::parse2(pipeline::run(attribute, item)).expect("conditions stand around items");
    let file = syn::parse2(expansion).expect("the expansion is Rust");
    prettyplease::unparse(&file)
}

fn assert_snapshot(name: &str, attribute: TokenStream, item: TokenStream) {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/expansions").join(name).with_extension("rs");
    let found = formatted(attribute, item);
    if std::env::var_os("NETWRIGHT_BLESS").is_some() {
        std::fs::write(&path, &found).expect("the snapshot can be written");
    }
    let expected = std::fs::read_to_string(&path).expect("the snapshot exists");
    assert!(found == expected, "the expansion differs from {}; see NETWRIGHT_BLESS in this file", path.display());
}

#[test]
fn chain() {
    let attribute = quote!(input = 2);
    let item = quote! {
        /// Finds the arm of the spiral that a point of the plane lies on.
        pub struct Spiral {
            hidden: Linear<100>,
            relu: Relu,
            logits: Linear<3>,
        }
    };
    assert_snapshot("chain", attribute, item);
}

#[test]
fn graph() {
    let attribute = quote!(input = 4, output = 3);
    let item = quote! {
        struct Graph {
            #[init(xavier_uniform)]
            first: Linear<8>,
            tanh: Tanh,
            #[freeze]
            second: Linear<8, NoBias>,
            #[from(tanh, second)]
            sum: Add,
            #[from(input, sum, input)]
            both: Concat,
            output: Linear<3>,
        }
    };
    assert_snapshot("graph", attribute, item);
}

#[test]
fn ends() {
    let attribute = quote!(input = { image = [1, 2, 3], age = 1 }, output = { digit = scores, years = estimate });
    let item = quote! {
        pub struct Face {
            #[from(image)]
            flat: Flatten,
            #[from(flat, age)]
            all: Concat,
            tanh: Tanh,
            scores: Linear<3>,
            #[from(tanh)]
            estimate: Linear<1>,
        }
    };
    assert_snapshot("ends", attribute, item);
}

#[test]
fn tuple() {
    let attribute = quote!(input = [1, 2, 2]);
    let item = quote!(
        pub(crate) struct Tuple<const H: usize = 5>(
            Flatten,
            Dropout<0.25>,
            Linear<HIDDEN>,
            Tanh,
            Linear<H>,
            LogSoftmax,
        );
    );
    assert_snapshot("tuple", attribute, item);
}
