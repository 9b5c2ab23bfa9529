//! The trained network as a static, and the tests that an embedded network can have.

use super::names::Names;
use crate::embed::{Embedded, EmbeddedTensor, Golden, Weights};
use crate::model::Network;
use crate::model::assertion::at;
use crate::model::text::source_text;
use crate::parse::file::FilePath;
use proc_macro2::{Ident, Literal, TokenStream};
use quote::{ToTokens, format_ident, quote, quote_spanned};

/// The static; after a mistake it is zero, so that its uses need not be reported as well.
pub(super) fn embedded(network: &Network, files: &Embedded, names: &Names) -> Option<TokenStream> {
    if !network.has_weights {
        return None;
    }
    let weights = files.weights.as_ref();
    let (rt, name, vis) = (&names.rt, &network.name, &network.vis);
    let fields = fields(network);
    let tensors = weights.map(|weights| weights.tensors.iter().map(|found| tensor(found, &fields, rt)));
    let tensors = tensors.into_iter().flatten();
    let tracked = weights.map(|weights| tracked(&weights.path));
    let asserted = weights.map(|weights| asserted(weights, network, names, &fields));
    let classes = weights.and_then(|weights| classes(weights, network));
    let sha256 = weights.map_or("", |weights| &weights.sha256);
    Some(quote! {
        #tracked

        const __FILE: &[#rt::FileTensor] = &[#(#tensors),*];

        #asserted

        #classes

        #[allow(long_running_const_eval)]
        static __STORED: #rt::Embedded<{ <#name as #rt::Network>::FLASH_BYTES }> =
            #rt::Embedded::new(<#name as #rt::Parameters<::core::primitive::f32>>::SCHEMA, __FILE);

        #[allow(dead_code)]
        impl #name {
            /// The trained network, in read-only memory.
            #vis const EMBEDDED: &'static Self = __STORED.network();
            /// The SHA-256 of the weights file, in hexadecimal digits.
            #vis const WEIGHTS_SHA256: &'static ::core::primitive::str = #sha256;
        }
    })
}

/// The steps with parameters, in the order in which the library lists them.
fn fields(network: &Network) -> Vec<usize> {
    let steps = network.steps.iter().enumerate();
    steps.filter(|(_, step)| step.layer.has_parameters()).map(|(position, _)| position).collect()
}

fn field(step: usize, fields: &[usize]) -> Literal {
    Literal::usize_unsuffixed(fields.iter().position(|field| *field == step).unwrap_or(0))
}

fn tensor(tensor: &EmbeddedTensor, fields: &[usize], rt: &Ident) -> TokenStream {
    let EmbeddedTensor { step, name, shape, layout, bytes } = tensor;
    let (field, bytes) = (field(*step, fields), Literal::byte_string(bytes));
    let layout = format_ident!("{layout:?}");
    let shape = shape.iter().map(|size| Literal::usize_unsuffixed(*size));
    quote! {
        #rt::FileTensor {
            field: #field,
            name: #name,
            shape: &[#(#shape),*],
            layout: #rt::Layout::#layout,
            element: #rt::ElementType::F32,
            bytes: #bytes,
        }
    }
}

/// The fields that only the compiler can compare with the file.
fn asserted(weights: &Weights, network: &Network, names: &Names, fields: &[usize]) -> TokenStream {
    let assertions = weights.asserted.iter().map(|position| {
        let step = &network.steps[*position];
        let (rt, name, field) = (names.rt_at(step), &network.name, field(*position, fields));
        quote_spanned! {step.place()=>
            const _: () = #rt::assert_weights(
                <#name as #rt::Parameters<::core::primitive::f32>>::SCHEMA,
                #field,
                __FILE,
            );
        }
    });
    quote!(#(#assertions)*)
}

/// Asserts that the file has the same classes as the declaration.
fn classes(weights: &Weights, network: &Network) -> Option<TokenStream> {
    let (path, in_file) = (network.classes.as_ref()?, weights.classes.as_ref()?);
    let (krate, text, span) = (&network.krate, &weights.path.text, weights.path.span);
    let rt = at(span, quote!(#krate::__private));
    let (classes, written) = (path.to_token_stream(), source_text(&path.to_token_stream()));
    Some(quote_spanned! {span=>
        const _: () = #rt::assert_class_names(#text, &[#(#in_file),*], #written, <#classes as #rt::Class>::NAMES);
    })
}

/// Makes cargo build again when the file changes.
fn tracked(path: &FilePath) -> TokenStream {
    let bytes = bytes(path);
    quote! {
        const _: &[::core::primitive::u8] = #bytes;
    }
}

/// The bytes of a file when the program is compiled.
fn bytes(path: &FilePath) -> TokenStream {
    let path = absolute(path);
    quote!(::core::include_bytes!(#path))
}

fn absolute(path: &FilePath) -> TokenStream {
    let written = &path.written;
    if path.relative {
        quote!(::core::concat!(::core::env!("CARGO_MANIFEST_DIR"), "/", #written))
    } else {
        written.clone()
    }
}

/// Reads a file again when the tests run, and compares it with what was built in.
fn unchanged_file(path: &FilePath, network: &Network) -> TokenStream {
    let (krate, text) = (&network.krate, &path.text);
    let (absolute, bytes) = (absolute(path), bytes(path));
    quote! {
        {
            // A crate without the standard library has it in its tests.
            #[allow(unused_extern_crates)]
            extern crate std as __std;
            #krate::__private::assert_unchanged(#text, #bytes, __std::fs::read(#absolute));
        }
    }
}

/// Tests of the network: they stand beside the struct, where they are found.
pub(super) fn tests(network: &Network, files: &Embedded) -> TokenStream {
    let (krate, cfgs) = (&network.krate, &network.cfgs);
    let weights = files.weights.as_ref().map(|weights| {
        let (test, unchanged) =
            (test_name(network, "weights_are_those_of_the_file"), unchanged_file(&weights.path, network));
        quote! {
            #(#cfgs)*
            #[cfg(test)]
            #[test]
            fn #test() {
                #unchanged
            }
        }
    });
    let golden = files.golden.as_ref().map(|golden| {
        let Golden { path, inputs, outputs } = golden;
        let (test, name, text) = (test_name(network, "golden"), &network.name, &path.text);
        let unchanged = files.weights.iter().map(|weights| &weights.path).chain([path]);
        let unchanged = unchanged.map(|path| unchanged_file(path, network));
        let (inputs, outputs) = (Literal::byte_string(inputs), Literal::byte_string(outputs));
        quote! {
            #(#cfgs)*
            #[cfg(test)]
            #[test]
            fn #test() {
                #(#unchanged)*
                #krate::__private::assert_golden(<#name>::EMBEDDED, #text, #inputs, #outputs);
            }
        }
    });
    let gradients = (network.gradcheck && network.train).then(|| {
        let (test, name) = (test_name(network, "gradcheck"), &network.name);
        let values =
            network.parameters.iter().filter_map(|parameter| parameter.default.as_ref().map(|(_, value)| value));
        quote! {
            #krate::__private::if_train! {
                #(#cfgs)*
                #[cfg(test)]
                #[test]
                fn #test() {
                    #krate::__private::assert_gradients::<#name<#({ #values },)* ::core::primitive::f64>>();
                }
            }
        }
    });
    quote!(#weights #golden #gradients)
}

/// `iris_golden` for `Iris`, `mnist_golden` for `MNIST`.
fn test_name(network: &Network, what: &str) -> Ident {
    let name = network.name.to_string();
    let (mut snake, mut follows_small) = (String::new(), false);
    for letter in name.chars() {
        if letter.is_uppercase() && follows_small {
            snake.push('_');
        }
        follows_small = !letter.is_uppercase();
        snake.extend(letter.to_lowercase());
    }
    format_ident!("{snake}_{what}")
}
