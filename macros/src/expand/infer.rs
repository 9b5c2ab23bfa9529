//! The layer itself: its shapes, and the straight-line code of inference.

use super::calls::{call, field, inputs, late_assertion};
use super::names::Names;
use super::{facts, types};
use crate::model::{Network, Source, Step};
use crate::plan::fusion::{Fusion, InferRun};
use crate::plan::lifetimes::{Memory, Own, Part, Plan};
use core::ops::Range;
use proc_macro2::{Ident, Literal, TokenStream};
use quote::{ToTokens, quote, quote_spanned};

/// What the code of inference depends on.
pub(super) struct Inference<'a> {
    network: &'a Network,
    names: &'a Names,
    fusion: &'a Fusion,
    plan: Plan,
}

impl<'a> Inference<'a> {
    pub(super) fn of(network: &'a Network, names: &'a Names, fusion: &'a Fusion) -> Self {
        Inference { network, names, fusion, plan: Plan::of(network, fusion, &names.rt) }
    }

    /// Implements `Layer`.
    pub(super) fn layer(&self) -> TokenStream {
        let Names { rt, scalar, .. } = self.names;
        let input = self.network.input.features().dimension(rt);
        let output = self.network.output().features().dimension(rt);
        let constants = facts::constants(self.network, self.names);
        let (memory, structure) = self.memory();
        let steps = self.steps();
        let has_memory = self.plan.has_memory();
        let slots = has_memory.then(|| quote!(let mut slots = #rt::Slots::new(scratch, input.shape_generic().1);));
        // A single built-in step has nothing to put into the scratch memory.
        let scratch = has_memory.then(|| quote!(scratch,));
        let tile = self.has_tile().then(|| quote!(tile,));
        let header = self.names.impl_header(&quote!(#rt::Layer<#scalar>));
        quote! {
            #structure

            #header {
                type In = #input;
                type Out = #output;
                type Scratch = #memory;

                #constants

                // Where the memory is known it is then known as well that no bound is exceeded.
                #[cfg_attr(not(debug_assertions), inline(always))]
                fn infer<Batch: #rt::Dim, Set: #rt::Simd>(
                    &self,
                    simd: Set,
                    pass: #rt::Infer<'_, #scalar, Self, Batch>,
                ) {
                    let #rt::Infer { input, output, #scratch #tile .. } = pass;
                    simd.run(
                        #[inline(always)]
                        move || {
                            #slots
                            #steps
                        },
                    );
                }
            }
        }
    }

    /// The type of the scratch memory, and the struct that it is where it is put together from parts: some of these may be private types of the user's, which
    /// must not show in the implementation of a public trait.
    fn memory(&self) -> (TokenStream, Option<TokenStream>) {
        let (network, names) = (self.network, self.names);
        let (span, scalar) = (network.place(), &names.scalar);
        let rt = &Ident::new(&names.rt.to_string(), span);
        let parts = match &self.plan.memory {
            Memory::Array(length) => {
                let length = Literal::usize_unsuffixed(*length);
                return (quote!([#scalar; #length]), None);
            }
            Memory::Chain(parts) => parts,
        };
        let chain = parts.iter().rev().fold(quote!(()), |rest, part| {
            let part = match part {
                Part::Value(size) => {
                    let dimension = size.dimension(rt);
                    quote_spanned!(span=> <#dimension as #rt::Features>::Vector<#scalar>)
                }
                Part::Own(own) => own.item("Sample", rt, scalar),
            };
            quote_spanned!(span=> #rt::Chain<#part, #rest>)
        });
        let Names { scratch, tile, arguments, .. } = names;
        let doc = format!("The memory of one sample at inference with [`{}`].", network.name);
        let structure = self.memory_struct(scratch, &doc, &chain);
        if !self.has_tile() {
            return (quote!(#rt::PerSample<#scratch<#(#arguments),*>>), Some(structure));
        }
        // Layers run one after another, so that the largest need is enough for all.
        let owns = network.steps.iter().rev().filter_map(Own::of);
        let largest = owns.fold(quote!(()), |rest, own| {
            let own = own.item("Call", rt, scalar);
            quote_spanned!(span=> #rt::Larger<#own, #rest>)
        });
        let doc = format!("The memory of a call at inference with [`{}`].", network.name);
        let more = self.memory_struct(tile, &doc, &largest);
        let both = quote!((#rt::PerSample<#scratch<#(#arguments),*>>, #rt::PerCall<#tile<#(#arguments),*>>));
        (both, Some(quote!(#structure #more)))
    }

    /// A struct that wraps the type of memory.
    fn memory_struct(&self, name: &Ident, doc: &str, memory: &TokenStream) -> TokenStream {
        let parameters = &self.names.parameters;
        let plain = types::plain_struct(self.network, self.names, name, &quote!(0: #memory));
        quote! {
            #[doc = #doc]
            pub struct #name<#(#parameters),*>(#memory);

            #plain
        }
    }

    /// Returns `true` if there may be a step that works in memory of the call.
    fn has_tile(&self) -> bool {
        self.network.steps.iter().any(|step| Own::of(step).is_some())
    }

    /// All steps in their order; the last two fully connected ones at once where the library finds
    /// that this pays.
    fn steps(&self) -> TokenStream {
        let steps = |range: Range<usize>| {
            let steps = range.map(|position| self.step(position));
            quote!(#(#steps)*)
        };
        let all = self.network.steps.len();
        let Some((first, second)) = self.fusion.pair else { return steps(0..all) };
        let (before, last) = (steps(0..first), steps(first..all));
        let place = &self.network.steps[second];
        let rt = self.names.rt_at(place);
        let [one, other] = [first, second].map(|position| {
            let layer = field(&self.network.steps[position]);
            let epilogue = match self.fusion.runs[position].infer {
                InferRun::WithEpilogue(by) => field(&self.network.steps[by]),
                _ => quote!(&()),
            };
            quote_spanned!(place.place()=> (#layer, #epilogue))
        });
        let (values, input) = self.read(&self.network.steps[first]);
        let open = values.as_ref().map(|values| quote_spanned!(place.place()=> let (#values, _) = slots.last(0, 0);));
        quote_spanned! {place.place()=>
            #before
            #open
            if let ::core::option::Option::Some(output) = #rt::infer_pair(#one, #other, simd, #input, output) {
                #last
            }
        }
    }

    fn step(&self, position: usize) -> TokenStream {
        let step = &self.network.steps[position];
        let (rt, layer) = (self.names.rt_at(step), field(step));
        match self.fusion.runs[position].infer {
            InferRun::Call => {
                let function = call(step, self.names, "Layer", "infer");
                self.writing(step, position, position, &function, &layer)
            }
            InferRun::WithEpilogue(by) => {
                let function = quote_spanned!(step.place()=> #rt::infer_with_epilogue);
                let epilogue = field(&self.network.steps[by]);
                self.writing(step, position, by, &function, &quote!(#layer, #epilogue))
            }
            InferRun::InPlace => {
                let (offset, value, size) = self.slot(position);
                quote_spanned! {step.place()=>
                    let (_, #value, _) = slots.step::<#size>(#offset, 0);
                    #rt::infer_in_place(#layer, simd, #value);
                }
            }
            InferRun::IsEpilogue | InferRun::Elided => quote!(),
        }
    }

    /// Calls `function` with `layers`, for the inputs of a step, so that it writes the value of the
    /// step `written`.
    fn writing(
        &self,
        step: &Step,
        position: usize,
        written: usize,
        function: &TokenStream,
        layers: &TokenStream,
    ) -> TokenStream {
        let (values, inputs) = self.read(step);
        let values = values.unwrap_or_else(|| quote!(_));
        let assertion = late_assertion(self.names, step);
        let own = Own::of(step);
        let length =
            own.as_ref().map_or_else(|| quote!(0), |own| own.item("PER_SAMPLE", &self.names.rt, &self.names.scalar));
        let scratch = if own.is_some() { quote!(scratch) } else { quote!(_) };
        let (open, output) = if written + 1 < self.network.steps.len() {
            let (offset, value, size) = self.slot(written);
            let slot = quote_spanned!(step.place()=> slots.step::<#size>(#offset, #length));
            (quote_spanned!(step.place()=> let (#values, #value, #scratch) = #slot;), value.into_token_stream())
        } else if self.plan.has_memory() {
            let offset = &self.plan.offsets[position];
            let open = quote_spanned!(step.place()=> let (#values, #scratch) = slots.last(#offset, #length););
            (open, quote!(output))
        } else {
            (quote!(), quote!(output))
        };
        let rt = self.names.rt_at(step);
        let pass = match own {
            Some(_) => quote_spanned!(step.place()=> #rt::Infer::new(#inputs, #output).with_memory(scratch, tile)),
            None => quote_spanned!(step.place()=> #rt::Infer::new(#inputs, #output)),
        };
        quote_spanned!(step.place()=> #assertion #open #function(#layers, simd, #pass);)
    }

    /// The inputs of a step in the form that its layer takes, and the name of the memory's values
    /// there, if it reads any.
    fn read(&self, step: &Step) -> (Option<TokenStream>, TokenStream) {
        let inputs = inputs(step, self.names, |source| match self.fusion.origin(source) {
            Source::Input => quote!(input),
            Source::Step(from) => {
                let (offset, _, size) = self.slot(from);
                quote_spanned!(step.place()=> values.value::<#size>(#offset))
            }
        });
        let reads_values = step.from.iter().any(|source| matches!(self.fusion.origin(*source), Source::Step(_)));
        (reads_values.then(|| quote!(values)), inputs)
    }

    /// Where the value of a step lies, what it is called, and its size.
    fn slot(&self, position: usize) -> (&TokenStream, Ident, TokenStream) {
        let step = &self.network.steps[position];
        let size = step.output.features().dimension(&self.names.rt);
        (&self.plan.offsets[position], self.names.value(step), size)
    }
}
