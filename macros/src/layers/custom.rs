//! A layer that is not built in: a network or a user's type, named by its path.
//!
//! Its shapes stand in its implementation, which only the compiler sees. So the macro emits
//! expressions with which the compiler looks them up: `<PATH as Layer<f32>>::Out`.

use crate::model::arithmetic::Incomputable;
use crate::model::assertion::{Claim, InputsClaim, at};
use crate::model::layer::{DeclaredLayer, Form, Formulas, Given, Outcome, Problem, TensorSpec, TypeContext};
use crate::model::meaning::{Kind, Rule};
use crate::model::quantity::Quantity;
use crate::model::shape::Shape;
use crate::model::size::{HIDDEN, KnownTo, Size};
use crate::model::text::source_text;
use crate::parse::size::SizeParser;
use proc_macro2::{Group, Ident, Span, TokenStream, TokenTree};
use quote::{ToTokens, quote, quote_spanned};
use syn::{Path, TypePath};

/// The type of such a layer, as it is written.
pub(super) struct Custom {
    name: String,
    /// The place of generated code about it.
    span: Span,
    written: TokenStream,
    /// The number of `_` in it.
    holes: usize,
    /// A const parameter of the network in it.
    parameter: Option<Ident>,
    krate: Path,
    /// The name of the constant that holds the shape of what the layer gives, and of its type.
    /// Without one the type of a layer would contain the types of all layers above it, several
    /// times over.
    constant: Ident,
}

impl Custom {
    pub(super) fn new(path: &TypePath, sizes: &SizeParser, krate: &Path, constant: Ident) -> Self {
        let (name, span) = path
            .path
            .segments
            .last()
            .map_or_else(|| (String::new(), Span::call_site()), |last| (last.ident.to_string(), last.ident.span()));
        let written = path.to_token_stream();
        Custom {
            name,
            span: Span::call_site().located_at(span),
            holes: holes(written.clone()),
            parameter: sizes.parameter_in(written.clone()),
            written,
            krate: krate.clone(),
            constant,
        }
    }

    /// The layer with what it is given; none if that is not known, or there are too many `_`.
    fn resolve(&self, inputs: &[Shape]) -> Option<Resolved<'_>> {
        if inputs.is_empty() || !inputs.iter().all(Shape::is_known) {
            return None;
        }
        let (filling, for_output) = self.filling(inputs)?;
        let written = self.parameter.clone().map_or(KnownTo::Macro, KnownTo::Parameter);
        let known_to = written.and(KnownTo::all(filling.iter().map(Size::known_to)));
        let with_inputs = known_to.clone().and(KnownTo::all(inputs.iter().map(Shape::known_to)));
        let sizes_are_written = KnownTo::all(filling.iter().map(Size::known_to)).obstacle().cloned();
        let obstacle = sizes_are_written.or_else(|| known_to.parameter().filter(|_| for_output).cloned());
        let ty = self.fill(&filling, for_output);
        Some(Resolved { custom: self, ty, known_to, with_inputs, obstacle, likely_rank: inputs[0].likely_rank() })
    }

    /// The type as it is written, with sizes in the place of each `_`.
    fn fill(&self, sizes: &[Size], for_output: bool) -> TokenStream {
        let mut arguments: Vec<_> = sizes.iter().map(Size::argument).collect();
        if for_output {
            // The size of the output may depend on those of the inputs, but not on itself.
            let probe = fill(self.written.clone(), &mut arguments.clone().into_iter().chain([quote!(0)]));
            let shape = self.of_layer(&probe, &quote!(OUTPUT));
            arguments.push(quote!({ #shape.features() }));
        }
        fill(self.written.clone(), &mut arguments.into_iter())
    }

    /// The sizes of the inputs that `_` stands for, and whether the last `_` is for the size of the
    /// output; none if there are too many.
    ///
    /// A shape that the macro does not know is taken for a vector, or for channels, rows and
    /// columns where there are so many `_`.
    fn filling(&self, inputs: &[Shape]) -> Option<(Vec<Size>, bool)> {
        let mut sizes: Vec<Size> = match inputs {
            [shape] if shape.is_hidden() && self.holes >= Shape::MAX_RANK => sizes_of(&self.image(shape)),
            _ => inputs.iter().flat_map(sizes_of).collect(),
        };
        let for_output = self.holes == sizes.len() + 1;
        let fits = self.holes <= sizes.len() + 1;
        sizes.truncate(self.holes);
        fits.then_some((sizes, for_output))
    }

    /// A shape that only the compiler knows, as an image.
    fn image(&self, shape: &Shape) -> Shape {
        let krate = &self.krate;
        let shape = shape.value(&quote!(#krate::shape));
        let size = |position: usize| Size::output(quote!(#shape.size(#position)), None, None, self.span);
        Shape::new((0..Shape::MAX_RANK).map(size).collect())
    }

    /// The type that is `ty` over `f32`, over `scalar`.
    fn over(&self, ty: &TokenStream, scalar: &Ident) -> TokenStream {
        let krate = &self.krate;
        quote_spanned!(self.span=> <#ty as #krate::layer::Named>::Over<#scalar>)
    }

    /// Something that the layer `ty` says about itself.
    fn of_layer(&self, ty: &TokenStream, item: &TokenStream) -> TokenStream {
        let krate = &self.krate;
        quote_spanned!(self.span=> <#ty as #krate::layer::Layer<::core::primitive::f32>>::#item)
    }

    /// The names of the constants that hold the shape of what the layer gives, and the number of
    /// its features.
    fn constants(&self) -> [Ident; 2] {
        ["", "_features"].map(|suffix| Ident::new(&format!("{}{suffix}", self.constant), self.span))
    }

    /// The sizes that can stand in the place of `_` with these inputs, in words.
    fn help(&self, inputs: &[Shape]) -> String {
        let sizes: Vec<_> = inputs.iter().flat_map(sizes_of).collect();
        let what = match (inputs, &sizes[..]) {
            ([_], [_]) => "one for the size of its input".into(),
            ([_], _) => "one for each size of its input, one for their product".into(),
            _ => format!("{} for the sizes of its inputs", sizes.len()),
        };
        format!("there can be {what}, and one for the size that `{}` gives", self.name)
    }
}

/// The layer with the sizes that it is given.
struct Resolved<'a> {
    custom: &'a Custom,
    /// The type over `f32` as it is written, with every `_` filled in.
    ty: TokenStream,
    /// Who can know the type.
    known_to: KnownTo,
    /// Who can know the type and the sizes of all inputs.
    with_inputs: KnownTo,
    /// The const parameter from which a size would have to be computed that stands in the type.
    obstacle: Option<Ident>,
    /// The rank of what it gives, probably: that of what it takes.
    likely_rank: usize,
}

impl Resolved<'_> {
    /// The name of the type over any numbers; none where a const parameter keeps it from being an
    /// item by itself.
    fn alias(&self) -> Option<Ident> {
        let [alias, _] = self.custom.constants();
        self.with_inputs.parameter().is_none().then_some(alias)
    }

    /// The type over `f32`: by its alias, where there is one.
    fn single(&self) -> TokenStream {
        self.alias().map_or_else(|| self.ty.clone(), |alias| quote!(#alias<::core::primitive::f32>))
    }

    /// The shape of what the layer gives: by the constant that holds it, or, where a const
    /// parameter keeps it from being one, as what the layer says.
    fn output(&self) -> Shape {
        let (custom, krate) = (self.custom, &self.custom.krate);
        let Some(parameter) = self.known_to.parameter() else {
            let [shape, features] = custom.constants().map(ToTokens::into_token_stream);
            return Shape::hidden(shape, Size::output(features, None, None, custom.span), self.likely_rank);
        };
        let [shape, dimension] = [quote!(OUTPUT), quote!(Out)].map(|item| custom.of_layer(&self.single(), &item));
        let value = quote_spanned!(custom.span=> <#dimension as #krate::nalgebra::DimName>::DIM);
        Shape::hidden(
            shape,
            Size::output(value, Some(dimension), Some(parameter.clone()), custom.span),
            self.likely_rank,
        )
    }

    /// Claims about what the layer takes, for the compiler to check: now, or once the const
    /// parameters of the network have values.
    fn claims(&self, given: &Given<'_>) -> (Vec<Claim>, Option<InputsClaim>) {
        let (step, layer, span) = (given.step.to_owned(), self.single(), self.custom.span);
        let givers = given.givers.iter().cloned().zip(given.inputs.iter().map(Shape::features)).collect();
        let shape = if let [shape] = given.inputs { Some(shape.clone()) } else { None };
        let inputs = InputsClaim { taker: step.clone(), layer: layer.clone(), span, givers, shape };
        if self.with_inputs.parameter().is_none() {
            return (vec![Claim::Inputs(inputs)], None);
        }
        // Nothing can be asserted about const parameters: the types of the generated code say it.
        let sizes = self.known_to.parameter().is_none().then_some(Claim::Sizes { step, layer });
        // The type of a vector says all of it: its number of features.
        let needs_late_claim = given.inputs.len() > 1 || given.inputs[0].likely_rank() > 1;
        (sizes.into_iter().collect(), Some(inputs).filter(|_| needs_late_claim))
    }

    /// The alias, beside which it is asserted that there is a layer. What is none is replaced by
    /// one that stands in for it, so that it is reported once.
    fn alias_items(&self, context: &TypeContext<'_>) -> Option<[TokenStream; 4]> {
        let (alias, written, scalar) = (self.alias()?, &self.ty, context.scalar);
        let named = Ident::new(&format!("{alias}_written"), alias.span());
        let kind = Ident::new(&format!("{alias}_kind"), alias.span());
        let krate = at(alias.span(), self.custom.krate.to_token_stream());
        let rt = quote_spanned!(alias.span()=> #krate::__private);
        let (step, shown) = (context.step, source_text(&self.custom.written));
        let sizes: Vec<_> = context.inputs().iter().map(|input| input.features().value()).collect();
        let [rest @ .., last] = &sizes[..] else { return None };
        let takes =
            rest.iter().rfold(quote!(#rt::Const<{ #last }>), |rest, size| quote!((#rt::Const<{ #size }>, #rest)));
        let layer =
            quote_spanned!(alias.span()=> <#named as #rt::LayerFor<{ #kind.is_layer() }, #takes, { #last }>>::Layer);
        let over = self.custom.over(&layer, scalar);
        Some([
            quote_spanned!(alias.span()=> type #named = #written;),
            quote_spanned!(alias.span()=> const #kind: #rt::Kind = #krate::__kind!(#named);),
            quote_spanned!(alias.span()=> const _: () = #rt::assert_step(#kind, #step, #shown);),
            quote_spanned!(alias.span()=> type #alias<#scalar> = #over;),
        ])
    }

    /// The constants of the shape of the output; none where a const parameter keeps them from being
    /// any.
    fn constant_items(&self) -> Option<[TokenStream; 2]> {
        if self.known_to.parameter().is_some() {
            return None;
        }
        let (custom, krate) = (self.custom, &self.custom.krate);
        let [shape, features] = custom.constants();
        let [output, dimension] = [quote!(OUTPUT), quote!(Out)].map(|item| custom.of_layer(&self.single(), &item));
        Some([
            quote_spanned!(custom.span=> const #shape: #krate::shape::Shape = #output;),
            quote_spanned! {custom.span=>
                const #features: usize = <#dimension as #krate::nalgebra::DimName>::DIM;
            },
        ])
    }
}

impl DeclaredLayer for Custom {
    fn name(&self) -> &str {
        &self.name
    }

    fn output(&self, given: &Given<'_>) -> Outcome {
        let Some(resolved) = self.resolve(given.inputs) else {
            let what = format!("the type of `{}` has {} `_`, more than can be filled in", given.step, self.holes);
            return Outcome::bad(None, Problem::new(what, self.help(given.inputs), &[]));
        };
        if let Some(parameter) = &resolved.obstacle {
            let reason = Incomputable::Parameter(parameter.to_string());
            return Outcome::bad(None, Problem::incomputable(given, "inputs", &reason));
        }
        let (claims, late) = resolved.claims(given);
        Outcome { claims, late, ..Outcome::good(resolved.output()) }
    }

    fn field_type(&self, context: &TypeContext<'_>) -> TokenStream {
        match self.resolve(context.inputs()) {
            Some(resolved) if resolved.obstacle.is_none() => match resolved.alias() {
                Some(alias) => {
                    let scalar = context.scalar;
                    quote!(#alias<#scalar>)
                }
                None => self.over(&resolved.ty, context.scalar),
            },
            _ => {
                let inputs: Vec<_> = (0..context.count().max(1)).map(|input| context.stand_in(input)).collect();
                let (sizes, for_output) = self.filling(&inputs).unwrap_or_default();
                self.over(&self.fill(&sizes, for_output), context.scalar)
            }
        }
    }

    fn formulas(&self) -> Formulas {
        Formulas { forward: "see the layer", backward: "see the layer" }
    }

    fn meaning(&self, context: &TypeContext<'_>) -> Rule {
        let Some(resolved) = self.resolve(context.inputs()) else { return Rule::Is(Kind::Logits) };
        let (ty, krate) = (resolved.single(), &self.krate);
        Rule::Over(quote_spanned!(self.span=> <#ty as #krate::layer::Named>::Given))
    }

    fn has_indices(&self) -> bool {
        true
    }

    fn has_parameters(&self) -> bool {
        true
    }

    fn tensors(&self, _: &TypeContext<'_>) -> Option<Vec<TensorSpec>> {
        None
    }

    fn params(&self, context: &TypeContext<'_>) -> Quantity {
        let count = self.resolve(context.inputs()).map(|resolved| {
            let (ty, krate) = (resolved.single(), &self.krate);
            quote_spanned!(self.span=> <#ty as #krate::layer::Parameters<::core::primitive::f32>>::COUNT)
        });
        Quantity::Expression(count.unwrap_or_else(|| quote!(0)), HIDDEN.into())
    }

    fn has_scratch(&self) -> bool {
        true
    }

    fn has_statistics(&self) -> bool {
        true
    }

    fn form(&self, context: &TypeContext<'_>) -> Form {
        // A single value of a size that depends on const parameters cannot be asserted, and is left
        // as it is, for the compiler to compare.
        let is_asserted =
            self.resolve(context.inputs()).is_some_and(|resolved| resolved.with_inputs.parameter().is_none());
        if is_asserted || context.count() > 1 { Form::Declared } else { Form::Pairs }
    }

    fn keeps_axes(&self) -> bool {
        false
    }

    fn is_opaque(&self) -> bool {
        true
    }

    fn written(&self, context: &TypeContext<'_>) -> Option<TypePath> {
        syn::parse2(self.resolve(context.inputs())?.ty).ok()
    }

    fn items(&self, context: &TypeContext<'_>) -> Vec<TokenStream> {
        let Some(resolved) = self.resolve(context.inputs()) else { return Vec::new() };
        let aliases = resolved.alias_items(context).into_iter().flatten();
        aliases.chain(resolved.constant_items().into_iter().flatten()).collect()
    }
}

/// The sizes of a value, and behind those of an image the number of its features.
fn sizes_of(input: &Shape) -> Vec<Size> {
    let features = input.try_features().ok().filter(|_| input.rank() > 1);
    input.sizes().iter().cloned().chain(features).collect()
}

/// The number of `_` in a type.
fn holes(tokens: TokenStream) -> usize {
    let count = |token| match token {
        TokenTree::Ident(name) => usize::from(name == "_"),
        TokenTree::Group(group) => holes(group.stream()),
        _ => 0,
    };
    tokens.into_iter().map(count).sum()
}

/// The type with the next of `arguments` in the place of each `_`.
fn fill(tokens: TokenStream, arguments: &mut dyn Iterator<Item = TokenStream>) -> TokenStream {
    let mut filled = TokenStream::new();
    for token in tokens {
        match token {
            TokenTree::Ident(name) if name == "_" => filled.extend(arguments.next().unwrap_or_else(|| quote!(1))),
            TokenTree::Group(group) => {
                let mut inner = Group::new(group.delimiter(), fill(group.stream(), arguments));
                inner.set_span(group.span());
                filled.extend([TokenTree::Group(inner)]);
            }
            other => filled.extend([other]),
        }
    }
    filled
}
