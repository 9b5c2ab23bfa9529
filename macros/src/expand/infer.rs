//! The layer itself: its shapes, and the straight-line code of inference.

use super::{Names, facts, types};
use crate::model::assertion::Given;
use crate::model::size::Comparison;
use crate::model::{Network, Source, Step};
use crate::plan::fusion::{Fusion, Run};
use crate::plan::lifetimes::{Memory, Own, Part, Plan};
use core::ops::Range;
use proc_macro2::{Ident, Literal, TokenStream};
use quote::{ToTokens, quote, quote_spanned};

pub(super) fn layer(network: &Network, names: &Names) -> TokenStream {
    let Names { rt, scalar, .. } = names;
    let fusion = Fusion::of(network);
    let plan = Plan::of(network, &fusion, rt);
    let input = network.input.features().dimension(rt);
    let output = network.output().features().dimension(rt);
    let constants = facts::constants(network, names);
    let (memory, structure) = memory(&plan, network, names);
    let steps = steps(network, names, &fusion, &plan);
    let has_memory = plan.has_memory();
    let slots = has_memory.then(|| quote!(let mut slots = #rt::Slots::new(scratch, input.shape_generic().1);));
    // A single built-in step has nothing to put into the scratch memory.
    let scratch = has_memory.then(|| quote!(scratch,));
    let header = names.impl_header(&quote!(#rt::Layer<#scalar>));
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
                let #rt::Infer { input, output, #scratch .. } = pass;
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
fn memory(plan: &Plan, network: &Network, names: &Names) -> (TokenStream, Option<TokenStream>) {
    let (span, scalar) = (network.place(), &names.scalar);
    let rt = &Ident::new(&names.rt.to_string(), span);
    let parts = match &plan.memory {
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
            Part::Own(own) => own.scratch(rt, scalar),
        };
        quote_spanned!(span=> #rt::Chain<#part, #rest>)
    });
    let Names { scratch, parameters, arguments, .. } = names;
    let plain = types::plain_struct(network, names, scratch, &quote!(0: #chain));
    let doc = format!("The memory that inference with [`{}`] works in.", network.name);
    let structure = quote! {
        #[doc = #doc]
        pub struct #scratch<#(#parameters),*>(#chain);

        #plain
    };
    (quote!(#scratch<#(#arguments),*>), Some(structure))
}

/// All steps in their order; the last two of sums at once where the library finds that this pays.
fn steps(network: &Network, names: &Names, fusion: &Fusion, plan: &Plan) -> TokenStream {
    let steps = |range: Range<usize>| {
        let steps = range.map(|position| step(network, names, fusion, plan, position));
        quote!(#(#steps)*)
    };
    let all = network.steps.len();
    let Some((first, second)) = fusion.last_pair(network) else { return steps(0..all) };
    let (before, last) = (steps(0..first), steps(first..all));
    let place = &network.steps[second];
    let rt = names.rt_at(place);
    let finished = |position: usize| {
        let layer = field(&network.steps[position]);
        let then = match fusion.run(position) {
            Run::FinishedBy(by) => field(&network.steps[by]),
            _ => quote!(&()),
        };
        quote_spanned!(place.place()=> (#layer, #then))
    };
    let [one, other] = [first, second].map(finished);
    let (values, input) = read(network, names, fusion, plan, &network.steps[first]);
    let open = values.as_ref().map(|values| quote_spanned!(place.place()=> let (#values, _) = slots.last(0, 0);));
    quote_spanned! {place.place()=>
        #before
        #open
        if let ::core::option::Option::Some(output) = #rt::infer_pair(#one, #other, simd, #input, output) {
            #last
        }
    }
}

fn step(network: &Network, names: &Names, fusion: &Fusion, plan: &Plan, position: usize) -> TokenStream {
    let step = &network.steps[position];
    let (rt, layer) = (names.rt_at(step), field(step));
    // The step whose value is written.
    let (written, call) = match fusion.run(position) {
        Run::Finishes | Run::Nothing => return quote!(),
        Run::Call => (position, call(step, names, "Layer", "infer")),
        Run::InPlace => {
            let (offset, value, size) = slot(network, names, plan, position);
            return quote_spanned! {step.place()=>
                let (_, #value, _) = slots.step::<#size>(#offset, 0);
                #rt::infer_in_place(#layer, simd, #value);
            };
        }
        Run::FinishedBy(by) => (by, quote_spanned!(step.place()=> #rt::infer_with_epilogue)),
    };
    let (values, inputs) = read(network, names, fusion, plan, step);
    let values = values.unwrap_or_else(|| quote!(_));
    let assertion = late_assertion(network, names, step);
    let own = Own::of(step, network);
    let length = own.as_ref().map_or_else(|| quote!(0), |own| own.length(&names.rt, &names.scalar));
    let scratch = if own.is_some() { quote!(scratch) } else { quote!(_) };
    let (open, output) = if written + 1 < network.steps.len() {
        let (offset, value, size) = slot(network, names, plan, written);
        let open =
            quote_spanned!(step.place()=> let (#values, #value, #scratch) = slots.step::<#size>(#offset, #length););
        (open, value.into_token_stream())
    } else if plan.has_memory() {
        let offset = &plan.offsets[position];
        (quote_spanned!(step.place()=> let (#values, #scratch) = slots.last(#offset, #length);), quote!(output))
    } else {
        (quote!(), quote!(output))
    };
    let pass = match own {
        Some(_) => quote_spanned!(step.place()=> #rt::Infer { input: #inputs, output: #output, scratch }),
        None => quote_spanned!(step.place()=> #rt::Infer::new(#inputs, #output)),
    };
    let then = (written != position).then(|| field(&network.steps[written])).map(|then| quote!(#then,));
    let call = quote_spanned!(step.place()=> #call(#layer, #then simd, #pass););
    quote_spanned!(step.place()=> #assertion #open #call)
}

/// The inputs of a step in the form that its layer takes, and what the values of the memory are called there, if it reads any.
fn read(
    network: &Network,
    names: &Names,
    fusion: &Fusion,
    plan: &Plan,
    step: &Step,
) -> (Option<TokenStream>, TokenStream) {
    let inputs = inputs(step, names, |source| match fusion.origin(*source, network) {
        Source::Input => quote!(input),
        Source::Step(from) => {
            let (offset, size) = (&plan.offsets[from], network.steps[from].output.features().dimension(&names.rt));
            quote_spanned!(step.place()=> values.value::<#size>(#offset))
        }
    });
    let reads_values = step.from.iter().any(|source| matches!(fusion.origin(*source, network), Source::Step(_)));
    (reads_values.then(|| quote!(values)), inputs)
}

/// Where the value of a step lies, what it is called, and its size.
fn slot<'p>(network: &Network, names: &Names, plan: &'p Plan, step: usize) -> (&'p TokenStream, Ident, TokenStream) {
    let size = network.steps[step].output.features().dimension(&names.rt);
    (&plan.offsets[step], names.value(&network.steps[step]), size)
}

/// The sizes of several inputs that depend on const parameters, which can only be compared when the parameters are known.
pub(super) fn late_assertion(network: &Network, names: &Names, step: &Step) -> Option<TokenStream> {
    let foreign = step.layer.foreign.as_ref().filter(|_| step.from.len() > 1)?;
    foreign.depends_on(&step.inputs)?;
    let name = |source: &Source| match source {
        Source::Input => "input".to_owned(),
        Source::Step(from) => network.steps[*from].name.clone(),
    };
    let givers = step.from.iter().zip(&step.inputs).map(|(source, input)| (name(source), input.features())).collect();
    let (taker, layer, span) = (step.name.clone(), foreign.ty(&step.inputs), step.place());
    let call = Given { taker, layer, span, givers }.tokens(&names.rt_at(step).into_token_stream());
    Some(quote_spanned!(span=> const { #call };))
}

/// The function of a layer's trait.
pub(super) fn call(step: &Step, names: &Names, layer_trait: &str, function: &str) -> TokenStream {
    let (rt, scalar) = (names.rt_at(step), &names.scalar);
    let [layer_trait, function] = [layer_trait, function].map(|name| Ident::new(name, step.place()));
    quote_spanned!(step.place()=> #rt::#layer_trait::<#scalar>::#function)
}

/// The layer of a step, borrowed.
pub(super) fn field(step: &Step) -> TokenStream {
    let member = &step.member;
    quote_spanned!(step.place()=> &self.#member)
}

/// The inputs of a step in the form that its layer takes: one, an array of equal ones, or nested pairs.
pub(super) fn inputs(step: &Step, names: &Names, one: impl Fn(&Source) -> TokenStream) -> TokenStream {
    collect(step, names, step.from.iter().map(one).collect())
}

/// One value, an array or nested pairs, as the layer of a step takes its inputs.
pub(super) fn collect(step: &Step, names: &Names, mut inputs: Vec<TokenStream>) -> TokenStream {
    if step.layer.takes_equal_inputs() {
        let rt = names.rt_at(step);
        // Sizes that only the compiler can compare are asserted elsewhere, and need not be reported as types that differ as well.
        let is_asserted = step.inputs.iter().any(|input| input.compare(&step.output) == Comparison::Later);
        return if is_asserted { quote!([#(#rt::Arrange::arrange(#inputs)),*]) } else { quote!([#(#inputs),*]) };
    }
    let last = inputs.pop().unwrap_or_default();
    let pairs = inputs.into_iter().rev().fold(last, |rest, input| quote_spanned!(step.place()=> (#input, #rest)));
    match arrange(step, names) {
        Some(arrange) => quote_spanned!(step.place()=> #arrange(#pairs)),
        None => pairs,
    }
}

/// What gives values the form in which a layer takes them that is not built in: whether it takes an array or pairs, and of which sizes, is asserted
/// elsewhere. A single value of a size that depends on const parameters cannot be asserted, and is left as it is, for the compiler to compare.
pub(super) fn arrange(step: &Step, names: &Names) -> Option<TokenStream> {
    let foreign = step.layer.foreign.as_ref()?;
    let is_asserted = foreign.depends_on(&step.inputs).is_none();
    let rt = names.rt_at(step);
    (is_asserted || step.from.len() > 1).then(|| quote_spanned!(step.place()=> #rt::Arrange::arrange))
}
