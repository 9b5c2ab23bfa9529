//! A network frame by frame: what it remembers, when outputs come, and the code of one frame.

use super::calls::field;
use super::infer::Inference;
use super::memory::MemoryNames;
use super::names::Names;
use crate::model::layer::Streams;
use crate::model::size::Size;
use crate::model::{Network, Source, Step};
use crate::plan::stream::{FrameRun, Frames, frame_size};
use proc_macro2::{Ident, Literal, Span, TokenStream};
use quote::{ToTokens, format_ident, quote, quote_spanned};

/// Implements `Streaming` and `StreamingNetwork`, if the network is declared to run frame by frame.
pub(super) fn stream(network: &Network, names: &Names) -> Option<TokenStream> {
    network.streams.then(|| {
        let frames = Frames::of(network);
        let values = frames.values(network, &names.rt.to_token_stream());
        let memory = MemoryNames::of_frame(names);
        let passes = Inference::over(network, names, &frames.fusion, values, memory);
        Stream { network, names, frames: &frames, passes }.implementations()
    })
}

/// The remains of it after a mistake.
pub(super) fn fallback(network: &Network, names: &Names, ends: &[Size; 2]) -> Option<TokenStream> {
    network.streams.then(|| {
        let Names { rt, scalar, .. } = names;
        let header = names.impl_header(&quote!(#rt::Streaming<#scalar>));
        let traits = streaming_network(names, ends, &quote!(#rt::Always));
        let constants = constants(network, names);
        quote! {
            #header {
                type State = ();

                fn push<Set: #rt::Simd>(&self, _: Set, _: #rt::Push<'_, #scalar, ()>) -> ::core::primitive::bool {
                    true
                }
            }
            #traits
            #constants
        }
    })
}

struct Stream<'a> {
    network: &'a Network,
    names: &'a Names,
    frames: &'a Frames,
    passes: Inference<'a>,
}

impl Stream<'_> {
    fn implementations(&self) -> TokenStream {
        let Names { rt, scalar, arguments, .. } = self.names;
        let (state, name) = (self.state(), self.state_name());
        let (memory, memory_item) = self.passes.scratch();
        let (slots, steps) = (self.passes.slots(), self.steps());
        let ends = ends(self.network, self.names);
        let [input, output] = ends.each_ref().map(|size| size.dimension(rt));
        let last = self.network.steps.len() - 1;
        let (due, last_position) = (self.due(Source::Step(last)), Literal::usize_unsuffixed(last));
        let header = self.names.impl_header(&quote!(#rt::Streaming<#scalar>));
        let (questions, assertions) = (self.questions(), self.assertions());
        let traits = streaming_network(self.names, &ends, &self.when_due());
        let constants = constants(self.network, self.names);
        quote! {
            #questions
            #state
            #memory_item
            #assertions

            #header {
                type State = #name<#(#arguments),*>;

                const TIMING: #rt::Timing = #name::<#(#arguments),*>::TIMINGS[#last_position];

                #[cfg_attr(not(debug_assertions), inline(always))]
                fn push<Set: #rt::Simd>(
                    &self,
                    simd: Set,
                    pass: #rt::Push<'_, #scalar, Self::State>,
                ) -> ::core::primitive::bool {
                    let #rt::Push { frame, output, state, .. } = pass;
                    let input = #rt::frame_view::<#scalar, #input>(frame);
                    let output = #rt::frame_view_mut::<#scalar, #output>(output);
                    #rt::in_frame_memory::<#scalar, #memory, _>(
                        #[inline(always)]
                        move |scratch, tile| {
                            #slots
                            #steps
                            #due
                        },
                    )
                }
            }

            #traits
            #constants
        }
    }

    fn state_name(&self) -> Ident {
        format_ident!("{}State", self.network.name)
    }

    /// The steps that remember something, or may.
    fn pushed(&self) -> impl Iterator<Item = usize> {
        let runs = self.frames.runs.iter().enumerate();
        runs.filter(|(_, run)| **run == FrameRun::Frame).map(|(position, _)| position)
    }

    /// The struct of what the steps remember, with the timings of all of them.
    fn state(&self) -> TokenStream {
        let Names { rt, scalar, parameters, arguments, .. } = self.names;
        let (name, krate) = (self.state_name(), &self.network.krate);
        let doc = format!("What a stream of [`{}`] remembers.", self.network.name);
        let types: Vec<_> = self.pushed().map(|position| self.of_layer(position, "State")).collect();
        let types: Vec<_> = types.into_iter().chain([quote!(::core::marker::PhantomData<#scalar>)]).collect();
        let members = (0..types.len()).map(Literal::usize_unsuffixed);
        let (timings, count) = (self.timings(), Literal::usize_unsuffixed(self.network.steps.len()));
        quote! {
            #[doc = #doc]
            pub struct #name<#(#parameters),*>(#(#types),*);

            #krate::__zeroable_struct!([#(#parameters),*] #name [#(#arguments),*] { #(#members: #types),* });

            impl<#(#parameters),*> #name<#(#arguments),*> {
                const TIMINGS: [#rt::Timing; #count] = #timings;
            }
        }
    }

    /// Something that the layer of a step says about streams.
    fn of_layer(&self, position: usize, item: &str) -> TokenStream {
        let (step, layer, streams) =
            (&self.network.steps[position], self.names.layers[position].ty(), self.streams(position));
        let (rt, scalar, item) = (self.names.rt_at(step), &self.names.scalar, Ident::new(item, step.place()));
        quote_spanned!(step.place()=> <#layer as #rt::Streamed<#streams, #scalar>>::#item)
    }

    /// The constant that says whether the layer of a step streams, where that is asked.
    fn question(&self, position: usize) -> Option<Ident> {
        let is_asked = self.network.steps[position].layer.is_opaque() && self.names.layers[position].is_item();
        is_asked.then(|| format_ident!("__streams_{position}", span = self.network.steps[position].place()))
    }

    /// The answer for a step, as a const argument.
    fn streams(&self, position: usize) -> TokenStream {
        self.question(position).map_or_else(|| quote!(true), |question| quote!({ #question }))
    }

    /// Asserts that a window does not wait for later frames, where only the compiler knows how many
    /// there are.
    fn no_wait(&self, position: usize) -> Option<TokenStream> {
        let (step, layer) = (&self.network.steps[position], &self.names.layers[position]);
        let is_left = step.streams == Streams::AsItSays && !step.layer.is_opaque() && layer.is_item();
        let (rt, layer, name) = (self.names.rt_at(step), layer.single(), &step.name);
        let waits = quote_spanned!(step.place()=> <#layer as #rt::Streamed<true, ::core::primitive::f32>>::WAITS);
        is_left.then(|| quote_spanned!(step.place()=> const _: () = #rt::assert_no_wait(#name, #waits);))
    }

    /// Asks layers of which the macro sees only the path whether they stream: those that do not are
    /// reported once, and not wherever the code mentions them.
    fn questions(&self) -> TokenStream {
        let krate = &self.network.krate;
        let questions = self.pushed().filter_map(|position| {
            let (question, step) = (self.question(position)?, &self.network.steps[position]);
            let (rt, layer) = (self.names.rt_at(step), self.names.layers[position].single());
            let (name, shown) = (&step.name, step.layer.name());
            Some(quote_spanned! {step.place()=>
                const #question: ::core::primitive::bool = #krate::__streams!(#layer);
                const _: () = #rt::assert_streams(#question, #name, #shown);
            })
        });
        questions.chain(self.pushed().filter_map(|position| self.no_wait(position))).collect()
    }

    /// The timings of the values of all steps.
    fn timings(&self) -> TokenStream {
        let rt = &self.names.rt;
        let timing = |source: &Source| match source {
            Source::Input(_) => quote!(#rt::Timing::EVERY_FRAME),
            Source::Step(step) => self.due_name(*step).to_token_stream(),
        };
        let steps = self.network.steps.iter().enumerate().map(|(position, step)| {
            let name = self.due_name(position);
            let given = step.from.iter().map(timing).reduce(|one, other| quote!(#one.join(#other)));
            let own = (self.frames.runs[position] == FrameRun::Frame).then(|| self.of_layer(position, "TIMING"));
            let own = own.map(|own| quote!(.then(#own)));
            quote!(let #name = #given #own;)
        });
        let names = (0..self.network.steps.len()).map(|step| self.due_name(step));
        quote!({ #(#steps)* [#(#names),*] })
    }

    /// Asserts for each join that what it takes comes with the same frames.
    fn assertions(&self) -> TokenStream {
        if !self.network.parameters.is_empty() {
            return quote!();
        }
        let joins = self.network.steps.iter().filter_map(|step| self.assertion(step, &quote!(::core::primitive::f32)));
        quote!(#(const _: () = #joins;)*)
    }

    fn assertion(&self, step: &Step, scalar: &TokenStream) -> Option<TokenStream> {
        if step.from.len() < 2 {
            return None;
        }
        let (rt, state) = (self.names.rt_at(step), self.state_name());
        let constants = &self.names.arguments[..self.network.parameters.len()];
        let givers = step.from.iter().map(|source| self.network.giver(*source));
        let timings = step.from.iter().map(|source| match source {
            Source::Input(_) => quote!(#rt::Timing::EVERY_FRAME),
            Source::Step(from) => {
                let from = Literal::usize_unsuffixed(*from);
                quote!(#state::<#(#constants,)* #scalar>::TIMINGS[#from])
            }
        });
        let name = &step.name;
        Some(quote_spanned!(step.place()=> #rt::assert_timings(#name, &[#(#givers),*], &[#(#timings),*])))
    }

    /// `Always` if each frame gives an output, else `Sometimes`, looked up in a constant where
    /// only the compiler knows it and there is no const parameter.
    fn when_due(&self) -> TokenStream {
        let rt = &self.names.rt;
        if self.frames.are_all_due(self.network) {
            return quote!(#rt::Always);
        }
        if !self.network.parameters.is_empty() {
            return quote!(#rt::Sometimes);
        }
        let (state, last) = (self.state_name(), Literal::usize_unsuffixed(self.network.steps.len() - 1));
        let timing = quote!(#state::<::core::primitive::f32>::TIMINGS[#last]);
        quote!(<#rt::DueIf<{ #timing.is_every_frame() }> as #rt::IsDue>::Due)
    }

    /// All steps in their order, each if its input is there.
    fn steps(&self) -> TokenStream {
        let count = self.network.steps.len();
        let pair = self.frames.fusion.pair.filter(|(first, _)| self.frames.runs[*first] == FrameRun::Vector);
        let alone = pair.map_or(count, |(first, _)| first);
        let steps = (0..alone).map(|position| self.step(position));
        let pair = pair.map(|(first, second)| {
            let (is_due, steps) = (self.due_of(first), self.passes.pair(first, second));
            let names = (first..count).map(|step| self.due_name(step));
            quote! {
                if #is_due { #steps }
                #(let #names = #is_due;)*
            }
        });
        quote!(#(#steps)* #pair)
    }

    fn step(&self, position: usize) -> TokenStream {
        let (step, due, is_given) = (&self.network.steps[position], self.due_name(position), self.due_of(position));
        let code = match self.frames.runs[position] {
            FrameRun::Frame => {
                let push = self.push(position);
                return quote_spanned!(step.place()=> let #due = #is_given && { #push };);
            }
            FrameRun::Elided => None,
            FrameRun::Vector => Some(self.passes.step(position)).filter(|code| !code.is_empty()),
        };
        let code = code.map(|code| quote_spanned!(step.place()=> if #is_given { #code }));
        quote_spanned!(step.place()=> #code let #due = #is_given;)
    }

    /// Pushes a frame into a step.
    fn push(&self, position: usize) -> TokenStream {
        let step = &self.network.steps[position];
        let (rt, layer) = (self.names.rt_at(step), field(step));
        let reads_values = step.from.iter().any(|source| matches!(self.frames.fusion.origin(*source), Source::Step(_)));
        let (open, output) = (self.passes.open(position, position, reads_values), self.passes.value_name(position));
        let mut frames = step.from.iter().map(|source| self.passes.source(*source, step));
        let frame = frames.next();
        let others = frames.map(|frame| quote_spanned!(step.place()=> #rt::frame_elements(#frame)));
        let streams = self.streams(position);
        let member = Literal::usize_unsuffixed(self.pushed().take_while(|pushed| *pushed < position).count());
        let late = (!self.network.parameters.is_empty()).then(|| {
            let assertion = self.assertion(step, &self.names.scalar.to_token_stream())?;
            Some(quote_spanned!(step.place()=> const { #assertion };))
        });
        let late = late.flatten();
        quote_spanned! {step.place()=>
            #late
            #open
            #rt::push_step::<#streams, _, _, _, _, _>(#layer, simd, (#frame, &[#(#others),*]), #output, &mut state.#member)
        }
    }

    /// The name of the variable that says whether the value of a step is there.
    fn due_name(&self, step: usize) -> Ident {
        Ident::new(&format!("__is_due_{step}"), Span::call_site())
    }

    /// The condition that the value of a source is there.
    fn due(&self, source: Source) -> TokenStream {
        match source {
            Source::Input(_) => quote!(true),
            Source::Step(step) => self.due_name(step).to_token_stream(),
        }
    }

    /// The condition that the input of a step is there: all of it comes with the same frames.
    fn due_of(&self, step: usize) -> TokenStream {
        self.network.steps[step].from.first().map_or_else(|| quote!(true), |source| self.due(*source))
    }
}

/// The sizes of the frames of input and output.
pub(super) fn ends(network: &Network, names: &Names) -> [Size; 2] {
    let rt = names.rt.to_token_stream();
    [&network.input, network.output()].map(|shape| frame_size(shape, &rt))
}

/// Implements `StreamingNetwork` for frames of these sizes.
fn streaming_network(names: &Names, ends: &[Size; 2], due: &TokenStream) -> TokenStream {
    let rt = &names.rt;
    let [input, output] = ends.each_ref().map(|size| size.dimension(rt));
    let header = names.impl_header(&quote!(#rt::StreamingNetwork));
    quote! {
        #header {
            type FrameIn = #input;
            type FrameOut = #output;
            type Due = #due;
        }
    }
}

/// Facts without a type argument, as `facts::inherent` has others.
fn constants(network: &Network, names: &Names) -> TokenStream {
    let (rt, vis, name) = (&names.rt, &network.vis, &network.name);
    let user = &names.parameters[..network.parameters.len()];
    let arguments = &names.arguments[..network.parameters.len()];
    quote! {
        #[allow(dead_code)]
        impl<#(#user),*> #name<#(#arguments),*> {
            /// The bytes of what a stream remembers.
            #vis const STATE_BYTES: usize = <Self as #rt::StreamingNetwork>::STATE_BYTES;
            /// The number of frames that an output of a stream depends on; `usize::MAX` for all.
            #vis const RECEPTIVE_FIELD: usize = <Self as #rt::StreamingNetwork>::RECEPTIVE_FIELD;
            /// The number of frames before the one with which the first output of a stream comes.
            #vis const LATENCY: usize = <Self as #rt::StreamingNetwork>::LATENCY;
            /// The number of frames from one output of a stream to the next.
            #vis const FRAMES_PER_OUTPUT: usize = <Self as #rt::StreamingNetwork>::FRAMES_PER_OUTPUT;
        }
    }
}
