//! The working memory of inference as code: its type, where its blocks lie, and how a step borrows
//! what it works with.

use super::infer::Inference;
use super::names::Names;
use super::types;
use crate::model::size::Comparison;
use crate::model::{Source, Step};
use crate::plan::fusion::InferRun;
use crate::plan::lifetimes::{Block, Content, Layout};
use proc_macro2::{Ident, Literal, Span, TokenStream};
use quote::{ToTokens, format_ident, quote, quote_spanned};

/// The names of the items of the working memory of a pass.
pub(super) struct MemoryNames {
    /// The struct of the memory of a sample, or of a frame.
    pub(super) scratch: Ident,
    /// The struct of the memory of a call.
    pub(super) tile: Ident,
    /// The constant with the places that the library finds.
    plan: Ident,
    /// The pass in words.
    pass: &'static str,
}

impl MemoryNames {
    /// The memory of inference.
    pub(super) fn of_sample(names: &Names) -> Self {
        let (scratch, tile) = (names.scratch.clone(), names.tile.clone());
        MemoryNames { scratch, tile, plan: Ident::new("__PLAN", Span::call_site()), pass: "at inference with" }
    }

    /// The memory of one frame of a stream.
    pub(super) fn of_frame(names: &Names) -> Self {
        let [scratch, tile] = ["FrameScratch", "FrameTile"].map(|suffix| format_ident!("{}{suffix}", names.name));
        MemoryNames { scratch, tile, plan: Ident::new("__FRAME_PLAN", Span::call_site()), pass: "in a stream of" }
    }
}

impl Inference<'_> {
    /// The type that describes the working memory, and the item that it depends on.
    pub(super) fn scratch(&self) -> (TokenStream, TokenStream) {
        let Names { rt, scalar, .. } = self.names;
        match &self.plan.layout {
            Layout::Known(known) => {
                let length = Literal::usize_unsuffixed(known.length);
                (quote!([#scalar; #length]), quote!())
            }
            Layout::Compiler { .. } => {
                let plan = &self.memory.plan;
                let samples = quote!([#scalar; #plan.scratch]);
                let call = self.plan.has_scratch().then(|| quote!(#rt::PerCall<[#scalar; #plan.tile]>));
                (call.map_or(samples.clone(), |call| quote!((#samples, #call))), self.plan_constant())
            }
            Layout::Chain => self.chain(),
        }
    }

    /// The constant with the places of all blocks.
    fn plan_constant(&self) -> TokenStream {
        let (rt, plan) = (&self.names.rt, &self.memory.plan);
        let block = |size: TokenStream, first: usize, last: TokenStream| {
            let first = Literal::usize_unsuffixed(first);
            quote!(#rt::Block { size: #size, first: #first, last: #last })
        };
        let blocks = self.plan.blocks.iter().map(|memory| {
            let last = Literal::usize_unsuffixed(memory.last);
            let size = match memory.content {
                Content::Value(ref steps) => self.values.features[steps[0]].value(),
                Content::Scratch(step) => self.scratch_constant(step, "PER_SAMPLE"),
            };
            block(size, memory.first, quote!(#last))
        });
        let tiles = self.steps_with_scratch().map(|step| self.tile_constant(step));
        let features = self.values.output().value();
        let output = if self.plan.lends_output() { features } else { quote!(0) };
        let output = block(output, self.plan.output, quote!(::core::primitive::usize::MAX));
        let count = Literal::usize_unsuffixed(self.plan.blocks.len());
        quote!(const #plan: &#rt::Plan<#count> = &#rt::Plan::of(#output, [#(#blocks),*], &[#(#tiles),*]);)
    }

    /// A constant of a step's working memory: a layer works in as many scalars of one element type
    /// as of another.
    fn scratch_constant(&self, position: usize, name: &str) -> TokenStream {
        let (step, layer) = (&self.network.steps[position], self.names.layers[position].single());
        scratch_item(step, self.names, &layer, &quote!(::core::primitive::f32), name)
    }

    /// The working memory of a step for a call, and of what runs with it.
    fn tile_constant(&self, position: usize) -> TokenStream {
        let InferRun::WithPool { pool, .. } = self.fusion.runs[position].infer else {
            return self.scratch_constant(position, "PER_CALL");
        };
        let rt = self.names.rt_at(&self.network.steps[position]);
        let [layer, pool] = [position, pool].map(|step| self.names.layers[step].single());
        quote_spanned!(self.network.steps[position].place()=> #rt::pooled_scratch::<#layer, #pool>())
    }

    /// An item of a step's working memory over the element type of the network.
    fn scratch_item(&self, position: usize, name: &str) -> TokenStream {
        let (step, layer) = (&self.network.steps[position], self.names.layers[position].ty());
        scratch_item(step, self.names, &layer, &self.names.scalar.to_token_stream(), name)
    }

    fn steps_with_scratch(&self) -> impl DoubleEndedIterator<Item = usize> {
        self.plan.blocks.iter().filter_map(|block| match block.content {
            Content::Scratch(step) => Some(step),
            Content::Value(_) => None,
        })
    }

    /// Structs that are put together from blocks: some of these may be private types of the user's,
    /// which must not show in the implementation of a public trait.
    fn chain(&self) -> (TokenStream, TokenStream) {
        let span = self.network.place();
        let MemoryNames { scratch, tile, pass, .. } = &self.memory;
        let arguments = &self.names.arguments;
        let rt = &Ident::new(&self.names.rt.to_string(), span);
        let chain = self.plan.blocks.iter().rev().fold(quote!(()), |rest, block| {
            let part = self.block_type(block, rt, span);
            quote_spanned!(span=> #rt::Chain<#part, #rest>)
        });
        let doc = format!("The memory of one sample {pass} [`{}`].", self.network.name);
        let samples = self.memory_struct(scratch, &doc, &chain);
        if !self.plan.has_scratch() {
            return (quote!(#rt::PerSample<#scratch<#(#arguments),*>>), samples);
        }
        // Layers run one after another, so that the largest need is enough for all.
        let largest = self.steps_with_scratch().rev().fold(quote!(()), |rest, step| {
            let own = self.scratch_item(step, "Call");
            quote_spanned!(span=> #rt::Larger<#own, #rest>)
        });
        let doc = format!("The memory of a call {pass} [`{}`].", self.network.name);
        let call = self.memory_struct(tile, &doc, &largest);
        let both = quote!((#rt::PerSample<#scratch<#(#arguments),*>>, #rt::PerCall<#tile<#(#arguments),*>>));
        (both, quote!(#samples #call))
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

    fn block_type(&self, block: &Block, rt: &Ident, span: Span) -> TokenStream {
        let scalar = &self.names.scalar;
        match &block.content {
            Content::Value(steps) => {
                let dimension = self.values.features[steps[0]].dimension(rt);
                quote_spanned!(span=> <#dimension as #rt::Features>::Vector<#scalar>)
            }
            Content::Scratch(step) => self.scratch_item(*step, "Sample"),
        }
    }

    /// The number of scalars of a block.
    fn block_size(&self, block: usize) -> TokenStream {
        match (&self.plan.layout, &self.plan.blocks[block].content) {
            (Layout::Compiler { .. }, _) => {
                let (plan, block) = (&self.memory.plan, Literal::usize_unsuffixed(block));
                quote!(#plan.sizes[#block])
            }
            (_, Content::Value(steps)) => self.values.features[steps[0]].value(),
            (_, Content::Scratch(step)) => self.scratch_item(*step, "PER_SAMPLE"),
        }
    }

    /// The offset of a block.
    fn offset(&self, block: usize) -> TokenStream {
        match &self.plan.layout {
            Layout::Known(known) => Literal::usize_unsuffixed(known.offsets[block]).into_token_stream(),
            Layout::Compiler { .. } => {
                let (plan, block) = (&self.memory.plan, Literal::usize_unsuffixed(block));
                quote!(#plan.offsets[#block])
            }
            Layout::Chain if block == 0 => quote!(0),
            Layout::Chain => {
                let sizes = (0..block).map(|block| self.block_size(block));
                quote!(#(#sizes)+*)
            }
        }
    }

    /// The offset of a step's value; that of the output is 0, where it is lent.
    pub(super) fn value_offset(&self, step: usize) -> TokenStream {
        self.plan.value(step).map_or_else(|| quote!(0), |block| self.offset(block))
    }

    /// The statement with which a step borrows the value that it writes, which is that of the step
    /// `written`, the memory that it works in, and the values that it reads, if any.
    pub(super) fn open(&self, position: usize, written: usize, reads_values: bool) -> TokenStream {
        let place = self.network.steps[position].place();
        let values = if reads_values { quote!(values) } else { quote!(_) };
        let scratch = self.plan.scratch(position).map(|block| (self.offset(block), self.block_size(block)));
        if written + 1 == self.network.steps.len() && !self.plan.lends_output() {
            return match scratch {
                Some((offset, size)) => {
                    quote_spanned!(place=> let (#values, scratch) = slots.last_with_scratch(#offset, #size);)
                }
                None if reads_values => quote_spanned!(place=> let values = slots.last();),
                None => quote!(),
            };
        }
        let (value, offset) = (self.value_name(written), self.value_offset(written));
        let features = self.features(written);
        match scratch {
            Some((scratch, size)) => {
                let slot = quote_spanned!(place=> slots.step_with_scratch::<#features>(#offset, #scratch, #size));
                quote_spanned!(place=> let (#values, #value, scratch) = #slot;)
            }
            None => quote_spanned!(place=> let (#values, #value) = slots.step::<#features>(#offset);),
        }
    }

    /// The name of the value of a step.
    pub(super) fn value_name(&self, step: usize) -> Ident {
        let is_last = step + 1 == self.network.steps.len();
        if is_last { Ident::new("output", Span::call_site()) } else { self.names.value(&self.network.steps[step]) }
    }

    /// The number of features that a step gives, as a type.
    pub(super) fn features(&self, step: usize) -> TokenStream {
        self.values.features[step].dimension(&self.names.rt)
    }

    /// The value of a source, among the values that a step reads.
    pub(super) fn source(&self, source: Source, reader: &Step) -> TokenStream {
        match (self.fusion.origin(source), source) {
            (Source::Input(input), Source::Step(step)) if self.is_asserted(source) => {
                let (input, rt) = (&self.names.inputs[input], self.names.rt_at(reader));
                let (scalar, features) = (&self.names.scalar, self.features(step));
                let view = quote_spanned!(reader.place()=> #rt::View<'_, #scalar, #features, _>);
                quote_spanned!(reader.place()=> <#view as #rt::Arrange<_>>::arrange(#input))
            }
            (Source::Input(input), _) => {
                let input = &self.names.inputs[input];
                quote!(#input)
            }
            (Source::Step(from), Source::Step(step)) if self.is_asserted(source) => {
                let (offset, features) = (self.value_offset(from), self.features(step));
                quote_spanned!(reader.place()=> values.value::<#features>(#offset))
            }
            (Source::Step(from), _) => {
                let (offset, features) = (self.value_offset(from), self.features(from));
                quote_spanned!(reader.place()=> values.value::<#features>(#offset))
            }
        }
    }

    /// Returns true if a value is that of another step in another shape, and an assertion says
    /// whether it has as many features: types that differ need not be reported as well.
    fn is_asserted(&self, source: Source) -> bool {
        let features = |source| self.network.shape(source).features();
        features(source).compare(&features(self.fusion.origin(source))) == Comparison::Later
    }
}

/// An item of the working memory of a step whose layer is `layer`, over `scalar`.
fn scratch_item(step: &Step, names: &Names, layer: &TokenStream, scalar: &TokenStream, name: &str) -> TokenStream {
    let (rt, place) = (names.rt_at(step), step.place());
    let name = Ident::new(name, place);
    quote_spanned!(place=> <<#layer as #rt::Layer<#scalar>>::Scratch as #rt::Scratch<#scalar>>::#name)
}
