//! The passes of training: forward, which fills the memory of a pass, and backward, its mirror
//! image.

use super::calls::{arrange, call, collect, field, inputs, late_assertion};
use super::names::Names;
use crate::model::{Network, Source, Step};
use crate::plan::fusion::{BackwardRun, ForwardRun, Fusion};
use crate::plan::gradients::{Buffer, Gradients, Place};
use proc_macro2::{Ident, Span, TokenStream};
use quote::{quote, quote_spanned};
use syn::ext::IdentExt;

/// The context of the code of training.
pub(super) struct Training<'a> {
    pub(super) network: &'a Network,
    pub(super) names: &'a Names,
    pub(super) fusion: &'a Fusion,
    pub(super) gradients: Gradients,
}

impl<'a> Training<'a> {
    pub(super) fn of(network: &'a Network, names: &'a Names, fusion: &'a Fusion) -> Self {
        Training { network, names, fusion, gradients: Gradients::of(network) }
    }

    /// Implements `Differentiable`, and defines the memory of a pass.
    pub(super) fn differentiable(&self) -> TokenStream {
        let Names { rt, scalar, saved, arguments, .. } = self.names;
        let memory = self.memory();
        let forward = (0..self.network.steps.len()).map(|position| self.forward(position));
        let backward = self.backward();
        let scratch_size = self.scratch_size();
        let absorb = self.absorb();
        let inspect = self.inspect();
        let least = self.min_batch();
        let memory_of_steps = self.with_scratch().next().map(|_| quote!(scratch, tile,));
        let initialize = self.initialize();
        let saved = quote!(#saved<#(#arguments,)* Batch>);
        let (split, batch) = (self.names.split_input(), self.names.batch());
        let forward = quote! {
            const TRAINING_SCRATCH: #rt::ScratchSize = #scratch_size;
            #least

            fn forward_train<Batch: #rt::Dim, Set: #rt::Simd>(
                &self,
                simd: Set,
                pass: #rt::Forward<'_, #scalar, Self, Batch>,
            ) {
                let #rt::Forward { input, output, saved, rng, #memory_of_steps .. } = pass;
                #split
                let batch = #batch;
                simd.run(
                    #[inline(always)]
                    move || {
                        #(#forward)*
                    },
                );
            }
        };
        let backward = quote! {
            let #rt::Backward { input, output, saved, output_gradient, input_gradient, #memory_of_steps .. } = pass;
            #split
            let batch = #batch;
            simd.run(
                #[inline(always)]
                move || {
                    #backward
                },
            );
        };
        let differentiable =
            implementation(self.names, &saved, &forward, &backward, &quote!(#absorb #inspect #initialize));
        quote!(#memory #differentiable)
    }

    /// The steps of which something holds, with their positions.
    fn steps_where(&self, holds: impl Fn(&Step) -> bool) -> impl Iterator<Item = (usize, &Step)> {
        self.network.steps.iter().enumerate().filter(move |(_, step)| holds(step))
    }

    /// The steps that need working memory.
    fn with_scratch(&self) -> impl Iterator<Item = (usize, &Step)> {
        self.steps_where(|step| step.layer.has_scratch())
    }

    /// The working memory of training: the steps run one after another, so that the largest need is
    /// enough for all.
    fn scratch_size(&self) -> TokenStream {
        let Names { rt, scalar, .. } = self.names;
        self.with_scratch().fold(quote!(#rt::ScratchSize::NONE), |size, (position, step)| {
            let (rt, layer) = (self.names.rt_at(step), self.names.layers[position].ty());
            let own = quote_spanned!(step.place()=> <#layer as #rt::Differentiable<#scalar>>::TRAINING_SCRATCH);
            quote!(#size.max(#own))
        })
    }

    /// The least number of samples in a batch: only layers with statistics need several.
    fn min_batch(&self) -> Option<TokenStream> {
        let Names { rt, scalar, .. } = self.names;
        let steps: Vec<_> = self
            .steps_where(|step| step.layer.has_statistics())
            .map(|(position, step)| {
                let (rt, layer) = (self.names.rt_at(step), self.names.layers[position].ty());
                quote_spanned!(step.place()=> <#layer as #rt::Differentiable<#scalar>>::MIN_BATCH)
            })
            .collect();
        (!steps.is_empty()).then(|| quote!(const MIN_BATCH: usize = #rt::largest(&[#(#steps),*]);))
    }

    /// Has the steps absorb what they saw.
    fn absorb(&self) -> Option<TokenStream> {
        let rt = &self.names.rt;
        let steps: Vec<_> = self
            .steps_where(|step| step.layer.has_statistics())
            .map(|(position, step)| {
                let (call, member) = (call(step, self.names, "Differentiable", "absorb"), &step.member);
                let saved = self.saved_by(position);
                quote_spanned!(step.place()=> #call::<Batch>(&mut self.#member, &#saved);)
            })
            .collect();
        (!steps.is_empty()).then(|| {
            quote! {
                fn absorb<Batch: #rt::Dim>(&mut self, saved: &Self::Saved<Batch>) {
                    #(#steps)*
                }
            }
        })
    }

    /// Shows every step, with the place of its output.
    fn inspect(&self) -> TokenStream {
        let Names { rt, scalar, .. } = self.names;
        let steps = self.network.steps.iter().enumerate().map(|(position, step)| {
            let (rt, name, layer, saved) = (self.names.rt_at(step), &step.name, field(step), self.saved_by(position));
            let kept = match self.fusion.runs[position].record {
                Some(record) if record == position => {
                    let record = self.names.value(step);
                    quote_spanned!(step.place()=> #rt::Kept::of(&saved.#record, batch))
                }
                Some(_) => quote_spanned!(step.place()=> #rt::Kept::WithNext),
                None => quote_spanned!(step.place()=> #rt::Kept::Output),
            };
            quote_spanned! {step.place()=>
                inspector.step(#rt::Inspected::<#scalar, _, _>::new(#name, #layer, &#saved, batch, #kept));
            }
        });
        quote! {
            fn inspect<'saved, Batch: #rt::Dim, Each: #rt::Inspector<'saved, #scalar>>(
                &self,
                saved: &'saved Self::Saved<Batch>,
                batch: Batch,
                inspector: &mut Each,
            ) {
                #(#steps)*
            }
        }
    }

    /// Gives the layer of a step its share of the memory of the pass.
    fn with_memory(step: &Step) -> Option<TokenStream> {
        step.layer.has_scratch().then(|| quote_spanned!(step.place()=> .with_memory(scratch, tile)))
    }

    fn forward(&self, position: usize) -> TokenStream {
        let step = &self.network.steps[position];
        let (rt, layer) = (self.names.rt_at(step), field(step));
        let (inputs, output) = (self.inputs(step), self.output(position, "view_mut"));
        match self.fusion.runs[position].forward {
            ForwardRun::Call => {
                let call = call(step, self.names, "Differentiable", "forward_train");
                let assertion = late_assertion(self.names, step);
                let state = self.saved_by(position);
                let memory = Self::with_memory(step);
                let pass = quote_spanned!(step.place()=> #rt::Forward::new(#inputs, #output, &mut #state, rng) #memory);
                quote!(#assertion #call(#layer, simd, #pass);)
            }
            ForwardRun::WithEpilogue(by) => {
                let epilogue = field(&self.network.steps[by]);
                let pass = quote_spanned!(step.place()=> #rt::Infer::new(#inputs, #output));
                quote_spanned!(step.place()=> #rt::infer_with_epilogue(#layer, #epilogue, simd, #pass);)
            }
            ForwardRun::IsEpilogue => quote!(),
        }
    }

    fn backward(&self) -> TokenStream {
        let steps = (0..self.network.steps.len()).rev().map(|position| self.step_backward(position));
        let wanted = self.gradients.asks_whether_wanted().then(|| quote!(let wanted = input_gradient.is_some();));
        let (split, copies) = (self.split_gradient(), self.copied_gradients());
        quote! {
            #wanted
            #split
            #(#steps)*
            #(#copies)*
        }
    }

    /// Names for the parts of the gradient of several inputs.
    fn split_gradient(&self) -> TokenStream {
        let gradients: Vec<_> = (0..self.network.inputs.len()).map(|input| self.caller_gradient(input)).collect();
        let Some((last, others)) = gradients.split_last() else { return quote!() };
        let whole = Ident::new("input_gradient", Span::call_site());
        let rests = others.iter().skip(1).map(|_| &whole).chain([last]);
        others.iter().zip(rests).map(|(first, rest)| quote!(let (#first, #rest) = #whole.unzip();)).collect()
    }

    /// Copies the gradients of inputs that are summed in buffers to the caller, if wanted.
    fn copied_gradients(&self) -> impl Iterator<Item = TokenStream> {
        let inputs = (0..self.network.inputs.len()).filter(|input| self.gradients.sums_input(*input));
        inputs.map(|input| {
            let (sum, gradient) = (self.buffer(Buffer::Input(input)), self.caller_gradient(input));
            quote! {
                if let ::core::option::Option::Some(mut #gradient) = #gradient {
                    #gradient.copy_from(&saved.#sum.view(batch));
                }
            }
        })
    }

    /// The variable with the place where the caller wants the gradient of an input.
    fn caller_gradient(&self, input: usize) -> Ident {
        match &self.names.inputs[..] {
            [_] => Ident::new("input_gradient", Span::call_site()),
            inputs => self.names.fresh(&format!("{}_gradient", inputs[input].unraw())),
        }
    }

    fn step_backward(&self, position: usize) -> TokenStream {
        let step = &self.network.steps[position];
        let (rt, layer) = (self.names.rt_at(step), field(step));
        match self.fusion.runs[position].backward {
            BackwardRun::Call => {
                let function = call(step, self.names, "Differentiable", "backward");
                self.backward_call(position, &function, &layer)
            }
            BackwardRun::Through(activation) => {
                let function = quote_spanned!(step.place()=> #rt::backward_through);
                let activation = field(&self.network.steps[activation]);
                self.backward_call(position, &function, &quote!(#layer, #activation))
            }
            BackwardRun::InPlace => {
                let value = self.part(step, "value", "view");
                let gradient = self.part(step, "gradient", "view_mut");
                quote_spanned!(step.place()=> #rt::backward_in_place(#layer, simd, #value, #gradient);)
            }
            BackwardRun::Elided => quote!(),
        }
    }

    /// Calls `function` with `layers` for the backward pass of a step, and adds what it writes to
    /// buffers.
    fn backward_call(&self, position: usize, function: &TokenStream, layers: &TokenStream) -> TokenStream {
        let step = &self.network.steps[position];
        let rt = self.names.rt_at(step);
        let (inputs, output, state) = (self.inputs(step), self.output(position, "view"), self.saved_by(position));
        let output_gradient = match self.fusion.runs[position].record {
            Some(record) => self.part(&self.network.steps[record], "gradient", "view"),
            None => quote!(output_gradient),
        };
        let input_gradient = self.input_gradient(position);
        let passing = &self.gradients.steps[position];
        let sums = passing.places.iter().filter_map(|place| self.accumulate(*place));
        let memory = Self::with_memory(step);
        let gradient = match &step.member {
            Some(member) => quote_spanned!(step.place()=> &mut gradient.#member),
            None => {
                let ty = &step.ty;
                quote!(&mut <#ty as ::core::default::Default>::default())
            }
        };
        let call = quote! {
            let pass = #rt::Backward::new(
                #inputs,
                #output,
                &mut #state,
                #output_gradient,
                #input_gradient,
            ) #memory;
            #function(#layers, simd, pass, #gradient);
            #(#sums)*
        };
        // Above a step that is not needed nothing has parameters: it matters only for the gradient
        // of the network's input.
        if passing.is_needed { call } else { quote!(if wanted { #call }) }
    }

    /// The argument `input_gradient` of a step: where it writes the gradients of its inputs.
    fn input_gradient(&self, position: usize) -> TokenStream {
        let (step, passing) = (&self.network.steps[position], &self.gradients.steps[position]);
        if let [Place::Caller(input)] = passing.places[..] {
            let gradient = self.caller_gradient(input);
            let arrange = arrange(step, self.names).map(|arrange| quote_spanned!(step.place()=> .map(#arrange)));
            return quote!(#gradient #arrange);
        }
        let views = passing.places.iter().map(|place| match place {
            Place::Caller(input) => {
                let gradient = self.caller_gradient(*input);
                quote!(#gradient)
            }
            Place::Gradient(source) => {
                let gradient = self.gradient(*source);
                quote!(#gradient.view_mut(batch))
            }
            Place::Part { part, .. } => {
                let part = self.buffer(*part);
                quote!(saved.#part.view_mut(batch))
            }
        });
        let views = collect(step, self.names, views.collect());
        if passing.always {
            quote!(::core::option::Option::Some(#views))
        } else {
            quote!(if wanted { ::core::option::Option::Some(#views) } else { ::core::option::Option::None })
        }
    }

    fn accumulate(&self, place: Place) -> Option<TokenStream> {
        let rt = &self.names.rt;
        let Place::Part { part, always } = place else { return None };
        let Buffer::Part { of, .. } = part else { return None };
        let (sum, part) = (self.gradient(of), self.buffer(part));
        let statement = quote!(#rt::accumulate(#sum.view_mut(batch), saved.#part.view(batch)););
        Some(if always { statement } else { quote!(if wanted { #statement }) })
    }

    fn initialize(&self) -> TokenStream {
        let Names { rt, scalar, .. } = self.names;
        let steps = self.network.steps.iter().enumerate().filter(|(_, step)| step.layer.has_parameters());
        let steps = steps.map(|(position, step)| {
            let member = &step.member;
            let init = self.network.init(position);
            // A type of the user's chooses by itself, unless a distribution is declared.
            let call = if step.init.is_some() && step.layer.is_opaque() {
                let rt = self.names.rt_at(step);
                quote_spanned!(step.place()=> #rt::initialize_all::<#scalar, _>)
            } else {
                call(step, self.names, "Differentiable", "initialize")
            };
            let layer = quote_spanned!(step.place()=> &mut self.#member);
            quote!(#call(#layer, #rt::Init::#init, rng);)
        });
        // Each layer has a distribution of its own, wherever the network stands in a larger one.
        quote! {
            fn initialize(&mut self, _: #rt::Init, rng: &mut dyn #rt::Rng) {
                let _ = &rng;
                #(#steps)*
            }
        }
    }

    /// The values that a step takes, as the memory of the pass holds them.
    fn inputs(&self, step: &Step) -> TokenStream {
        inputs(step, self.names, |source| match source {
            Source::Input(input) => {
                let input = &self.names.inputs[input];
                quote!(#input)
            }
            Source::Step(from) => self.part(&self.network.steps[from], "value", "view"),
        })
    }

    /// The output of a step, borrowed: where the memory of the pass holds it, or the caller's.
    fn output(&self, position: usize, view: &str) -> TokenStream {
        match self.fusion.runs[position].record {
            Some(record) => self.part(&self.network.steps[record], "value", view),
            None => quote!(output),
        }
    }

    /// The state that a step saves for itself.
    fn saved_by(&self, position: usize) -> TokenStream {
        let step = &self.network.steps[position];
        let (field, place) = (self.names.value(step), step.place());
        let deeper = self.has_record(position).then(|| quote_spanned!(place=> .saved));
        quote_spanned!(place=> saved.#field #deeper)
    }

    /// A part of a step's record in the memory of a pass, borrowed: `value.view`,
    /// `gradient.view_mut`.
    fn part(&self, step: &Step, part: &str, view: &str) -> TokenStream {
        let field = self.names.value(step);
        let [part, view] = [part, view].map(|name| Ident::new(name, step.place()));
        quote_spanned!(step.place()=> saved.#field.#part.#view(batch))
    }

    /// Returns `true` if the memory of a pass has a record of the step: its value and its gradient.
    pub(super) fn has_record(&self, position: usize) -> bool {
        self.fusion.runs[position].record == Some(position)
    }

    /// The gradient of a value in the memory of the pass.
    fn gradient(&self, source: Source) -> TokenStream {
        match source {
            Source::Input(input) => {
                let buffer = self.buffer(Buffer::Input(input));
                quote!(saved.#buffer)
            }
            Source::Step(from) => {
                let step = &self.network.steps[from];
                let field = self.names.value(step);
                quote_spanned!(step.place()=> saved.#field.gradient)
            }
        }
    }

    /// The name of a buffer for gradients in the memory of the pass.
    pub(super) fn buffer(&self, buffer: Buffer) -> Ident {
        let (of, ordinal) = match buffer {
            Buffer::Input(input) => return self.caller_gradient(input),
            Buffer::Part { of, ordinal } => (of, ordinal),
        };
        let value = match of {
            Source::Input(input) => self.names.inputs[input].clone(),
            Source::Step(from) => self.names.value(&self.network.steps[from]),
        };
        let number = if ordinal == 0 { String::new() } else { format!("_{}", ordinal + 1) };
        self.names.fresh(&format!("{}_part{number}", value.unraw()))
    }
}

/// Implements `Differentiable` with the memory of a pass, the forward pass, the code of the
/// backward pass, and more functions.
pub(super) fn implementation(
    names: &Names,
    saved: &TokenStream,
    forward: &TokenStream,
    backward: &TokenStream,
    more: &TokenStream,
) -> TokenStream {
    let Names { rt, scalar, .. } = names;
    let header = names.impl_header(&quote!(#rt::Differentiable<#scalar>));
    quote! {
        #header {
            type Saved<Batch: #rt::Dim> = #saved;

            #forward

            fn backward<Batch: #rt::Dim, Set: #rt::Simd>(
                &self,
                simd: Set,
                pass: #rt::Backward<'_, #scalar, Self, Batch>,
                gradient: &mut Self,
            ) {
                #backward
            }

            #more
        }
    }
}
