//! What training needs: the memory of a pass, the forward pass that fills it, and the backward pass, its mirror image.

use super::Names;
use super::infer::{arrange, call, collect, field, inputs, late_assertion};
use crate::model::{Network, Source, Step};
use crate::plan::fusion::Fusion;
use crate::plan::gradients::{Gradients, Place};
use proc_macro2::{Ident, TokenStream};
use quote::{quote, quote_spanned};

pub(super) fn differentiable(network: &Network, names: &Names) -> TokenStream {
    let Names { rt, scalar, saved, .. } = names;
    let gradients = Gradients::of(network, names);
    let fusion = Fusion::of(network);
    let memory = memory(network, names, &fusion, &gradients);
    let arguments = &names.arguments;
    let steps = network.steps.iter().enumerate();
    let forward = steps.map(|(position, step)| forward(network, names, &fusion, position, step));
    let backward = backward(network, names, &fusion, &gradients);
    let initialize = initialize(network, names);
    let header = names.impl_header(&quote!(#rt::Differentiable<#scalar>));
    quote! {
        #memory

        #header {
            type Saved<Batch: #rt::Dim> = #saved<#(#arguments,)* Batch>;

            fn forward_train<Batch: #rt::Dim, Set: #rt::Simd>(
                &self,
                simd: Set,
                pass: #rt::Forward<'_, #scalar, Self, Batch>,
            ) {
                let #rt::Forward { input, output, saved, rng, .. } = pass;
                let batch = input.shape_generic().1;
                simd.run(
                    #[inline(always)]
                    move || {
                        #(#forward)*
                    },
                );
            }

            fn backward<Batch: #rt::Dim, Set: #rt::Simd>(
                &self,
                simd: Set,
                pass: #rt::Backward<'_, #scalar, Self, Batch>,
                gradient: &mut Self,
            ) {
                let #rt::Backward { input, output, saved, output_gradient, input_gradient, .. } = pass;
                let batch = input.shape_generic().1;
                simd.run(
                    #[inline(always)]
                    move || {
                        #backward
                    },
                );
            }

            #initialize
        }
    }
}

/// The struct of everything that forward keeps for backward.
fn memory(network: &Network, names: &Names, fusion: &Fusion, gradients: &Gradients) -> TokenStream {
    let Names { rt, scalar, saved, .. } = names;
    let types = network.steps.iter().enumerate().map(|(position, step)| {
        let (rt, layer) = (names.rt_at(step), step.field_type(network));
        if has_record(network, fusion, position) {
            quote_spanned!(step.place()=> #rt::Record<#scalar, #layer, Batch>)
        } else {
            quote_spanned!(step.place()=> <#layer as #rt::Differentiable<#scalar>>::Saved<Batch>)
        }
    });
    let fields: Vec<_> = network.steps.iter().map(|step| names.value(step)).collect();
    let empty = network.steps.iter().map(|step| quote_spanned!(step.place()=> ::core::default::Default::default()));
    let reserve = network.steps.iter().map(|step| {
        let (rt, field) = (names.rt_at(step), names.value(step));
        quote_spanned!(step.place()=> #rt::Saved::reserve(&mut self.#field, batch))
    });
    let (parts, part_types): (Vec<_>, Vec<_>) = gradients
        .buffers()
        .map(|(name, size)| {
            let size = size.dimension(rt);
            (name, quote!(#rt::Buffer<#scalar, #size, Batch>))
        })
        .unzip();
    let (parameters, arguments) = (&names.parameters, &names.arguments);
    let doc = format!("What a pass through [`{}`] keeps from forward to backward.", network.name);
    quote! {
        #[doc = #doc]
        pub struct #saved<#(#parameters,)* Batch: #rt::Dim> {
            #(#fields: #types,)*
            #(#parts: #part_types,)*
        }

        impl<#(#parameters,)* Batch: #rt::Dim> ::core::default::Default for #saved<#(#arguments,)* Batch> {
            fn default() -> Self {
                Self {
                    #(#fields: #empty,)*
                    #(#parts: ::core::default::Default::default(),)*
                }
            }
        }

        impl<#(#parameters,)* Batch: #rt::Dim> #rt::Saved<Batch> for #saved<#(#arguments,)* Batch> {
            fn reserve(&mut self, batch: Batch) {
                #(#reserve;)*
                #(#rt::Saved::reserve(&mut self.#parts, batch);)*
            }
        }
    }
}

/// The values that a step takes, as the memory of the pass holds them.
fn values(network: &Network, names: &Names, step: &Step) -> TokenStream {
    inputs(step, names, |source| match source {
        Source::Input => quote!(input),
        Source::Step(from) => {
            let (value, place) = (names.value(&network.steps[*from]), network.steps[*from].place());
            quote_spanned!(place=> saved.#value.value.view(batch))
        }
    })
}

fn is_last(network: &Network, position: usize) -> bool {
    position + 1 == network.steps.len()
}

/// Whether the memory of a pass holds the value of a step, and its gradient: not of the last step, whose value belongs to the caller, and not of one whose
/// sums another finishes.
fn has_record(network: &Network, fusion: &Fusion, position: usize) -> bool {
    !is_last(network, position) && fusion.trained_with(position, network).is_none()
}

/// Where a step's own saved state lies.
fn own_state(network: &Network, names: &Names, fusion: &Fusion, position: usize) -> TokenStream {
    let (field, place) = (names.value(&network.steps[position]), network.steps[position].place());
    let deeper = has_record(network, fusion, position).then(|| quote_spanned!(place=> .saved));
    quote_spanned!(place=> &mut saved.#field #deeper)
}

/// A part of what the memory of a pass holds of a step, borrowed: `value.view`, `gradient.view_mut`.
fn part(names: &Names, step: &Step, part: &str, view: &str) -> TokenStream {
    let field = names.value(step);
    let [part, view] = [part, view].map(|name| Ident::new(name, step.place()));
    quote_spanned!(step.place()=> saved.#field.#part.#view(batch))
}

fn forward(network: &Network, names: &Names, fusion: &Fusion, position: usize, step: &Step) -> TokenStream {
    if fusion.trains_with(position, network).is_some() {
        return quote!();
    }
    let inputs = values(network, names, step);
    let layer = field(step);
    if let Some(by) = fusion.trained_with(position, network) {
        let (rt, by) = (names.rt_at(step), &network.steps[by]);
        let (output, then) = (part(names, by, "value", "view_mut"), field(by));
        let pass = quote_spanned!(step.place()=> #rt::Infer::new(#inputs, #output));
        return quote_spanned!(step.place()=> #rt::infer_with_epilogue(#layer, #then, simd, #pass););
    }
    let output = if is_last(network, position) { quote!(output) } else { part(names, step, "value", "view_mut") };
    let state = own_state(network, names, fusion, position);
    let call = call(step, names, "Differentiable", "forward_train");
    let assertion = late_assertion(network, names, step);
    let rt = names.rt_at(step);
    let pass = quote_spanned!(step.place()=> #rt::Forward::new(#inputs, #output, #state, rng));
    quote!(#assertion #call(#layer, simd, #pass);)
}

fn backward(network: &Network, names: &Names, fusion: &Fusion, gradients: &Gradients) -> TokenStream {
    let steps = (0..network.steps.len()).rev();
    let steps = steps.map(|position| step_backward(network, names, fusion, gradients, position));
    let wanted = gradients.asks_whether_wanted().then(|| quote!(let wanted = input_gradient.is_some();));
    let finish = gradients.input_sum().map(|sum| {
        quote! {
            if let ::core::option::Option::Some(mut input_gradient) = input_gradient {
                input_gradient.copy_from(&saved.#sum.view(batch));
            }
        }
    });
    quote! {
        #wanted
        #(#steps)*
        #finish
    }
}

fn step_backward(
    network: &Network,
    names: &Names,
    fusion: &Fusion,
    gradients: &Gradients,
    position: usize,
) -> TokenStream {
    let step = &network.steps[position];
    if fusion.is_passed_on_the_way_back(position, network) {
        return quote!();
    }
    if fusion.trains_with(position, network).is_some() {
        let (rt, layer) = (names.rt_at(step), field(step));
        let (value, gradient) = (part(names, step, "value", "view"), part(names, step, "gradient", "view_mut"));
        return quote_spanned!(step.place()=> #rt::backward_in_place(#layer, simd, #value, #gradient););
    }
    let inputs = values(network, names, step);
    let (output, output_gradient) = if is_last(network, position) {
        (quote!(output), quote!(output_gradient))
    } else {
        // The gradient of the sums lies where that of what they became did.
        let kept = fusion.trained_with(position, network).map_or(step, |by| &network.steps[by]);
        (part(names, kept, "value", "view"), part(names, kept, "gradient", "view"))
    };
    let member = &step.member;
    let state = own_state(network, names, fusion, position);
    let places = gradients.places(position);
    let input_gradient = input_gradient(step, names, places, gradients.inputs_always_needed(position));
    let sums = places.iter().filter_map(|place| accumulate(names, place));
    let (call, layer) = match fusion.goes_back_through(position, network) {
        Some(activation) => {
            let (rt, layer, activation) = (names.rt_at(step), field(step), field(&network.steps[activation]));
            (quote_spanned!(step.place()=> #rt::backward_through), quote!(#layer, #activation))
        }
        None => (call(step, names, "Differentiable", "backward"), field(step)),
    };
    let gradient = quote_spanned!(step.place()=> &mut gradient.#member);
    let rt = names.rt_at(step);
    let call = quote! {
        let pass = #rt::Backward {
            input: #inputs,
            output: #output,
            saved: #state,
            output_gradient: #output_gradient,
            input_gradient: #input_gradient,
        };
        #call(#layer, simd, pass, #gradient);
        #(#sums)*
    };
    // Above this step nothing has parameters: it matters only for the gradient of the network's input.
    if gradients.is_needed(position) { call } else { quote!(if wanted { #call }) }
}

/// The argument `input_gradient` of a step: where it writes the gradients of its inputs.
fn input_gradient(step: &Step, names: &Names, places: &[Place], always: bool) -> TokenStream {
    if let [Place::Caller] = places {
        let arrange = arrange(step, names).map(|arrange| quote_spanned!(step.place()=> .map(#arrange)));
        return quote!(input_gradient #arrange);
    }
    let views = places.iter().map(Place::view_mut).collect();
    let views = collect(step, names, views);
    if always {
        quote!(::core::option::Option::Some(#views))
    } else {
        quote!(if wanted { ::core::option::Option::Some(#views) } else { ::core::option::Option::None })
    }
}

fn accumulate(names: &Names, place: &Place) -> Option<TokenStream> {
    let rt = &names.rt;
    let Place::Part { part, sum, always } = place else { return None };
    let statement = quote!(#rt::accumulate(#sum.view_mut(batch), saved.#part.view(batch)););
    Some(if *always { statement } else { quote!(if wanted { #statement }) })
}

fn initialize(network: &Network, names: &Names) -> TokenStream {
    let Names { rt, scalar, .. } = names;
    let steps =
        network.steps.iter().enumerate().filter(|(_, step)| step.layer.has_parameters()).map(|(position, step)| {
            let member = &step.member;
            let init = network.init(position).variant();
            let call = match (step.init, &step.layer.foreign) {
                (Some(_), Some(_)) => {
                    let rt = names.rt_at(step);
                    quote_spanned!(step.place()=> #rt::initialize_all::<#scalar, _>)
                }
                _ => call(step, names, "Differentiable", "initialize"),
            };
            let layer = quote_spanned!(step.place()=> &mut self.#member);
            quote!(#call(#layer, #rt::Init::#init, rng);)
        });
    // Each layer has a distribution of its own, whatever the place of the network in a larger one.
    quote! {
        fn initialize(&mut self, _: #rt::Init, rng: &mut dyn #rt::Rng) {
            let _ = &rng;
            #(#steps)*
        }
    }
}
