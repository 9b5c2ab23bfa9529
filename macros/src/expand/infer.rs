//! The layer itself: its shapes, and the straight-line code of inference.

use super::Names;
use crate::catalogue::Layer;
use crate::model::{Network, Source, Step};
use crate::plan::{Memory, Plan};
use proc_macro2::{Literal, TokenStream};
use quote::quote;

pub(super) fn layer(network: &Network, names: &Names) -> TokenStream {
    let Names { rt, scalar, .. } = names;
    let plan = Plan::of(network);
    let input = network.input.features().argument();
    let output = network.output().features().argument();
    let memory = memory(&plan, names);
    let steps = (0..network.steps.len()).map(|position| step(network, names, &plan, position));
    let slots =
        (network.steps.len() > 1).then(|| quote!(let mut slots = #rt::Slots::new(scratch, input.shape_generic().1);));
    // A single step has nothing to put into the scratch memory.
    let unused = slots.is_none().then(|| quote!(let _ = scratch;));
    let header = names.impl_header(&quote!(#rt::Layer<#scalar>));
    quote! {
        #header {
            type In = #rt::Const<#input>;
            type Out = #rt::Const<#output>;
            type Scratch = #memory;

            fn infer<Batch: #rt::Dim>(
                &self,
                input: #rt::View<'_, #scalar, #rt::Const<#input>, Batch>,
                output: #rt::ViewMut<'_, #scalar, #rt::Const<#output>, Batch>,
                scratch: &mut [#scalar],
            ) {
                #slots
                #unused
                #(#steps)*
            }
        }
    }
}

fn memory(plan: &Plan, Names { rt, scalar, .. }: &Names) -> TokenStream {
    match &plan.memory {
        Memory::Array(length) => {
            let length = Literal::usize_unsuffixed(*length);
            quote!([#scalar; #length])
        }
        Memory::Chain(sizes) => sizes.iter().rev().fold(quote!(()), |rest, size| {
            let size = size.argument();
            quote!(#rt::Chain<[#scalar; #size], #rest>)
        }),
    }
}

fn step(network: &Network, names: &Names, plan: &Plan, position: usize) -> TokenStream {
    let Names { rt, .. } = names;
    let step = &network.steps[position];
    let member = &step.member;
    let inputs = inputs(step, |source| match source {
        Source::Input => quote!(input),
        Source::Step(from) => {
            let (offset, size) = (&plan.offsets[*from], network.steps[*from].output.features().argument());
            quote!(values.value::<#size>(#offset))
        }
    });
    let reads_values = step.from.iter().any(|source| matches!(source, Source::Step(_)));
    let values = if reads_values { quote!(values) } else { quote!(_) };
    if position + 1 < network.steps.len() {
        let (value, size, offset) = (names.value(step), step.output.features().argument(), &plan.offsets[position]);
        quote! {
            let (#values, #value, scratch) = slots.step::<#size>(#offset, 0);
            #rt::Layer::infer(&self.#member, #inputs, #value, scratch);
        }
    } else if reads_values {
        quote! {
            let (values, scratch) = slots.last(0, 0);
            #rt::Layer::infer(&self.#member, #inputs, output, scratch);
        }
    } else {
        quote!(#rt::Layer::infer(&self.#member, #inputs, output, &mut []);)
    }
}

/// The inputs of a step in the form that its layer takes: one, an array of equal ones, or nested pairs.
pub(super) fn inputs(step: &Step, one: impl Fn(&Source) -> TokenStream) -> TokenStream {
    collect(&step.layer, step.from.iter().map(one).collect())
}

/// One value, an array or nested pairs, as the layer takes its inputs.
pub(super) fn collect(layer: &Layer, mut inputs: Vec<TokenStream>) -> TokenStream {
    if layer.takes_equal_inputs() {
        return quote!([#(#inputs),*]);
    }
    let last = inputs.pop().unwrap_or_default();
    inputs.into_iter().rev().fold(last, |rest, input| quote!((#input, #rest)))
}
