//! The network as something that can be trained: the facts beside its passes, and the places in the
//! memory of a pass.

use super::calls::{call, field};
use super::names::Names;
use crate::model::{Network, Source, Step};
use crate::plan::fusion::Fusion;
use crate::plan::gradients::{Buffer, Gradients};
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

    /// The state that a step saves for itself.
    pub(super) fn saved_by(&self, position: usize) -> TokenStream {
        let step = &self.network.steps[position];
        let (field, place) = (self.names.value(step), step.place());
        let deeper = self.has_record(position).then(|| quote_spanned!(place=> .saved));
        quote_spanned!(place=> saved.#field #deeper)
    }

    /// Returns `true` if the memory of a pass has a record of the step: its value and its gradient.
    pub(super) fn has_record(&self, position: usize) -> bool {
        self.fusion.runs[position].record == Some(position)
    }

    /// The variable with the place where the caller wants the gradient of an input.
    pub(super) fn caller_gradient(&self, input: usize) -> Ident {
        match &self.names.inputs[..] {
            [_] => Ident::new("input_gradient", Span::call_site()),
            inputs => self.names.fresh(&format!("{}_gradient", inputs[input].unraw())),
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
