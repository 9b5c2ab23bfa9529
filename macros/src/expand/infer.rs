//! The layer itself: its shapes, and the straight-line code of inference.

use super::calls::{call, field, inputs, late_assertion};
use super::facts;
use super::indices;
use super::memory::MemoryNames;
use super::names::{Names, pairs};
use crate::model::{Network, Source, Step};
use crate::plan::fusion::{Fusion, InferRun};
use crate::plan::lifetimes::Plan;
use crate::plan::values::Values;
use core::ops::Range;
use proc_macro2::TokenStream;
use quote::{quote, quote_spanned};

/// The context of the code of inference.
pub(super) struct Inference<'a> {
    pub(super) network: &'a Network,
    pub(super) names: &'a Names,
    pub(super) fusion: &'a Fusion,
    pub(super) plan: Plan,
    /// The values that the steps compute.
    pub(super) values: Values,
    pub(super) memory: MemoryNames,
}

impl<'a> Inference<'a> {
    pub(super) fn of(network: &'a Network, names: &'a Names, fusion: &'a Fusion) -> Self {
        let memory = MemoryNames::of_sample(names);
        Self::over(network, names, fusion, Values::of_sample(network), memory)
    }

    /// The context of a pass that computes these values.
    pub(super) fn over(
        network: &'a Network,
        names: &'a Names,
        fusion: &'a Fusion,
        values: Values,
        memory: MemoryNames,
    ) -> Self {
        Inference { network, names, fusion, plan: Plan::of(network, fusion, &values), values, memory }
    }

    /// Implements `Layer`.
    pub(super) fn layer(&self) -> TokenStream {
        let rt = &self.names.rt;
        let constants = facts::constants(self.network, self.names);
        let (memory, item) = self.scratch();
        let steps = self.steps();
        // A single built-in step has nothing to put into the scratch memory.
        let has_memory = self.plan.has_memory();
        let scratch = has_memory.then(|| quote!(scratch,));
        let tile = self.plan.has_scratch().then(|| quote!(tile,));
        let slots = self.slots();
        let split = self.names.split_input();
        let code = quote! {
            let #rt::Infer { input, output, #scratch #tile .. } = pass;
            #split
            simd.run(
                #[inline(always)]
                move || {
                    #slots
                    #steps
                },
            );
        };
        let indices = indices::indices(self.network, self.names);
        let layer = implementation(self.network, self.names, &memory, &quote!(#constants #indices), &code);
        quote!(#item #layer)
    }

    /// The statement that divides the memory among the steps, if there is any.
    pub(super) fn slots(&self) -> Option<TokenStream> {
        let rt = &self.names.rt;
        let slots = if self.plan.lends_output() {
            quote!(#rt::Slots::with_output(scratch, output))
        } else {
            let batch = self.names.batch();
            quote!(#rt::Slots::new(scratch, #batch))
        };
        self.plan.has_memory().then(|| quote!(let mut slots = #slots;))
    }

    /// All steps in their order; the last two fully connected ones at once where the library finds
    /// that this pays.
    fn steps(&self) -> TokenStream {
        let all = self.network.steps.len();
        let Some((first, second)) = self.fusion.pair else { return self.range(0..all) };
        let (before, pair) = (self.range(0..first), self.pair(first, second));
        quote!(#before #pair)
    }

    fn range(&self, steps: Range<usize>) -> TokenStream {
        let steps = steps.map(|position| self.step(position));
        quote!(#(#steps)*)
    }

    /// The last two fully connected steps, and what runs with them: at once where the library finds
    /// that this pays.
    pub(super) fn pair(&self, first: usize, second: usize) -> TokenStream {
        let all = self.network.steps.len();
        let last = self.range(first..all);
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
        let (reads_values, input) = self.read(&self.network.steps[first]);
        let open = self.open(second, all - 1, reads_values);
        let pair = quote_spanned!(place.place()=> #rt::infer_pair(#one, #other, simd, #input, output));
        // Where the slots have the output, the steps borrow it from there again.
        let rest = if self.plan.lends_output() { quote!(_) } else { quote!(output) };
        quote_spanned! {place.place()=>
            #open
            if let ::core::option::Option::Some(#rest) = #pair {
                #last
            }
        }
    }

    pub(super) fn step(&self, position: usize) -> TokenStream {
        let step = &self.network.steps[position];
        let (rt, layer) = (self.names.rt_at(step), field(step));
        match self.fusion.runs[position].infer {
            InferRun::Call => {
                let function = call(step, self.names, "Layer", "infer");
                self.writing(position, position, &function, &layer)
            }
            InferRun::WithEpilogue(by) => {
                let function = quote_spanned!(step.place()=> #rt::infer_with_epilogue);
                let epilogue = field(&self.network.steps[by]);
                self.writing(position, by, &function, &quote!(#layer, #epilogue))
            }
            InferRun::WithPool { activation, pool } => self.pooled(position, activation, pool),
            InferRun::InPlace => {
                let (value, open) = (self.value_name(position), self.open(position, position, false));
                quote_spanned!(step.place()=> #open #rt::infer_in_place(#layer, simd, #value);)
            }
            InferRun::IsEpilogue | InferRun::Elided => quote!(),
        }
    }

    /// Runs a convolution with the activation and the pool behind it.
    fn pooled(&self, position: usize, activation: Option<usize>, pool: usize) -> TokenStream {
        let step = &self.network.steps[position];
        let (rt, layer, behind) = (self.names.rt_at(step), field(step), field(&self.network.steps[pool]));
        let activation = activation.map_or_else(|| quote!(&()), |by| field(&self.network.steps[by]));
        let (reads_values, inputs) = self.read(step);
        let (open, output) = (self.open(position, pool, reads_values), self.value_name(pool));
        let layers = quote_spanned!(step.place()=> (#layer, #activation, #behind));
        quote_spanned!(step.place()=> #open #rt::infer_with_pool(#layers, simd, #inputs, #output, tile);)
    }

    /// Calls `function` with `layers` for the inputs of a step, so that it writes the value of the
    /// step `written`.
    fn writing(&self, position: usize, written: usize, function: &TokenStream, layers: &TokenStream) -> TokenStream {
        let step = &self.network.steps[position];
        let rt = self.names.rt_at(step);
        let assertion = late_assertion(self.names, step);
        let (reads_values, inputs) = self.read(step);
        let (open, output) = (self.open(position, written, reads_values), self.value_name(written));
        let pass = match self.plan.scratch(position) {
            Some(_) => quote_spanned!(step.place()=> #rt::Infer::new(#inputs, #output).with_memory(scratch, tile)),
            None => quote_spanned!(step.place()=> #rt::Infer::new(#inputs, #output)),
        };
        quote_spanned!(step.place()=> #assertion #open #function(#layers, simd, #pass);)
    }

    /// Returns the inputs of a step in the form that its layer takes, and whether any of them is a
    /// value in the memory.
    fn read(&self, step: &Step) -> (bool, TokenStream) {
        let reads_values = step.from.iter().any(|source| matches!(self.fusion.origin(*source), Source::Step(_)));
        (reads_values, inputs(step, self.names, |source| self.source(source, step)))
    }
}

/// Implements `Layer` with a description of the working memory, facts as constants, and the code of
/// inference.
pub(super) fn implementation(
    network: &Network,
    names: &Names,
    scratch: &TokenStream,
    constants: &TokenStream,
    code: &TokenStream,
) -> TokenStream {
    let Names { rt, scalar, .. } = names;
    let inputs = network.inputs.iter().map(|input| input.shape.features().dimension(rt));
    let input = pairs(inputs.collect());
    let output = network.output().features().dimension(rt);
    let header = names.impl_header(&quote!(#rt::Layer<#scalar>));
    quote! {
        #header {
            type In = #input;
            type Out = #output;
            type Scratch = #scratch;

            #constants

            // Where the memory is known it is then known as well that no bound is exceeded.
            #[cfg_attr(not(debug_assertions), inline(always))]
            fn infer<Batch: #rt::Dim, Set: #rt::Simd>(
                &self,
                simd: Set,
                pass: #rt::Infer<'_, #scalar, Self, Batch>,
            ) {
                #code
            }
        }
    }
}
