//! The code of the passes: forward, which fills the memory of a pass, and backward, its mirror
//! image.

use super::calls::{arrange, call, collect, field, inputs, late_assertion};
use super::train::Training;
use crate::model::{Source, Step};
use crate::plan::fusion::{BackwardRun, ForwardRun};
use crate::plan::gradients::{Buffer, Place};
use proc_macro2::{Ident, Span, TokenStream};
use quote::{quote, quote_spanned};

impl Training<'_> {
    /// Gives the layer of a step its share of the memory of the pass.
    fn with_memory(step: &Step) -> Option<TokenStream> {
        step.layer.has_scratch().then(|| quote_spanned!(step.place()=> .with_memory(scratch, tile)))
    }

    pub(super) fn forward(&self, position: usize) -> TokenStream {
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
                let memory = Self::with_memory(step);
                let pass = quote_spanned!(step.place()=> #rt::Infer::new(#inputs, #output) #memory);
                quote_spanned!(step.place()=> #rt::infer_with_epilogue(#layer, #epilogue, simd, #pass);)
            }
            ForwardRun::IsEpilogue => quote!(),
        }
    }

    pub(super) fn backward(&self) -> TokenStream {
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

    /// A part of a step's record in the memory of a pass, borrowed: `value.view`,
    /// `gradient.view_mut`.
    fn part(&self, step: &Step, part: &str, view: &str) -> TokenStream {
        let field = self.names.value(step);
        let [part, view] = [part, view].map(|name| Ident::new(name, step.place()));
        quote_spanned!(step.place()=> saved.#field.#part.#view(batch))
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
}
