//! Three expansions, formatted, so that a reviewer reads the generated passes as ordinary Rust.
//!
//! After an intended change run the tests with `NETWRIGHT_BLESS=1` and review the difference.

use crate::pipeline;
use proc_macro2::TokenStream;
use quote::quote;
use std::path::PathBuf;

fn formatted(attribute: TokenStream, item: TokenStream) -> String {
    let expansion = pipeline::run(attribute, item);
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
        /// Which arm of the spiral a point of the plane lies on.
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
