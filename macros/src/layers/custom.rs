//! A layer that is not built in: a network or a user's type, named by its path.
//!
//! What it takes and gives stands in its implementation, which only the compiler sees. So the macro writes down where to find it, and the
//! compiler looks it up: `<PATH as Layer<f32>>::Out`.

use crate::model::assertion::at;
use crate::model::shape::Shape;
use crate::model::size::Size;
use crate::model::text::source_text;
use crate::parse::size::SizeParser;
use proc_macro2::{Group, Ident, Span, TokenStream, TokenTree};
use quote::{ToTokens, quote, quote_spanned};
use syn::{Path, TypePath};

/// The type of such a layer, as it is written, over `f32`.
#[derive(Clone)]
pub(crate) struct Foreign {
    pub(crate) name: String,
    pub(crate) span: Span,
    written: TokenStream,
    /// How often `_` stands in it.
    holes: usize,
    /// A const parameter of the network in it.
    parameter: Option<Ident>,
    krate: Path,
    /// The name of the constant that holds the shape of what the layer gives. Without one the type of a layer would contain the types of all layers
    /// above it, several times over.
    constant: Ident,
}

/// The span of code that belongs to a layer: its place, and the names of generated code.
fn located(span: Span) -> Span {
    Span::call_site().located_at(span)
}

impl Foreign {
    pub(crate) fn new(path: &TypePath, sizes: &SizeParser, krate: &Path, constant: Ident) -> Self {
        let (name, span) = path
            .path
            .segments
            .last()
            .map_or_else(|| (String::new(), Span::call_site()), |last| (last.ident.to_string(), last.ident.span()));
        let written = path.to_token_stream();
        Foreign {
            name,
            span,
            holes: holes(written.clone()),
            parameter: sizes.parameter_in(written.clone()),
            written,
            krate: krate.clone(),
            constant,
        }
    }

    /// The sizes of the inputs that `_` stands for, and whether the last `_` is for the size of the output; none if there are too many.
    ///
    /// A shape that the macro does not know is taken for a vector, or for channels, rows and columns where there are so many `_`.
    fn filling(&self, inputs: &[Shape]) -> Option<(Vec<Size>, bool)> {
        let mut sizes: Vec<Size> = match inputs {
            [shape] if shape.is_hidden() && self.holes >= Shape::MAX_RANK => self.sizes_of(&self.image(shape)),
            _ => inputs.iter().flat_map(|input| self.sizes_of(input)).collect(),
        };
        let for_output = self.holes == sizes.len() + 1;
        let fits = self.holes <= sizes.len() + 1;
        sizes.truncate(self.holes);
        fits.then_some((sizes, for_output))
    }

    /// The sizes of a value, and behind those of an image the number of its features.
    fn sizes_of(&self, input: &Shape) -> Vec<Size> {
        let features = input.try_features().ok().filter(|_| input.rank() > 1);
        input.sizes().iter().cloned().chain(features).collect()
    }

    /// A shape that only the compiler knows, as an image.
    fn image(&self, shape: &Shape) -> Shape {
        let krate = &self.krate;
        let shape = shape.value(&quote!(#krate::shape));
        let size = |position: usize| Size::output(quote!(#shape.size(#position)), None, None, self.span);
        Shape::new((0..Shape::MAX_RANK).map(size).collect())
    }

    /// How many `_` there are, if they are too many.
    pub(crate) fn excess(&self, inputs: &[Shape]) -> Option<usize> {
        self.filling(inputs).is_none().then_some(self.holes)
    }

    /// The type over `f32`: by its alias, where there is one.
    pub(crate) fn ty(&self, inputs: &[Shape]) -> TokenStream {
        self.alias(inputs).map_or_else(|| self.written(inputs), |alias| quote!(#alias<::core::primitive::f32>))
    }

    /// The type over `f32` as it is written, with every `_` filled in.
    pub(crate) fn written(&self, inputs: &[Shape]) -> TokenStream {
        let (sizes, for_output) = self.filling(inputs).unwrap_or_default();
        let mut arguments: Vec<_> = sizes.iter().map(Size::argument).collect();
        if for_output {
            // The size of the output may depend on those of the inputs, but not on itself.
            let probe = fill(self.written.clone(), &mut arguments.clone().into_iter().chain([quote!(0)]));
            let shape = self.of_layer(&probe, &quote!(OUTPUT));
            arguments.push(quote!({ #shape.features() }));
        }
        fill(self.written.clone(), &mut arguments.into_iter())
    }

    /// The type of the field, over `scalar`.
    pub(crate) fn field(&self, inputs: &[Shape], scalar: &Ident) -> TokenStream {
        match self.alias(inputs) {
            Some(alias) => quote!(#alias<#scalar>),
            None => self.field_as_written(inputs, scalar),
        }
    }

    /// The type of the field without the alias, which is not there for the inputs of a step below a
    /// mistake.
    pub(crate) fn field_as_written(&self, inputs: &[Shape], scalar: &Ident) -> TokenStream {
        self.over(&self.written(inputs), scalar)
    }

    /// Returns `true` if the type of the field has an alias.
    pub(crate) fn has_alias(&self, inputs: &[Shape]) -> bool {
        self.alias(inputs).is_some()
    }

    /// The path of the type, with every `_` filled in.
    pub(crate) fn path(&self, inputs: &[Shape]) -> Option<TypePath> {
        syn::parse2(self.written(inputs)).ok()
    }

    /// The type that is `ty` over `f32`, over `scalar`.
    fn over(&self, ty: &TokenStream, scalar: &Ident) -> TokenStream {
        let krate = &self.krate;
        quote_spanned!(located(self.span)=> <#ty as #krate::layer::Named>::Over<#scalar>)
    }

    /// Something that the layer says about itself.
    fn of_layer(&self, ty: &TokenStream, item: &TokenStream) -> TokenStream {
        let krate = &self.krate;
        quote_spanned!(located(self.span)=> <#ty as #krate::layer::Layer<::core::primitive::f32>>::#item)
    }

    /// A constant of the layer, for example `MACS`.
    pub(crate) fn constant(&self, inputs: &[Shape], name: &TokenStream) -> TokenStream {
        self.of_layer(&self.ty(inputs), name)
    }

    /// Returns the meaning of its outputs, if its inputs mean `input`.
    pub(crate) fn meaning(&self, inputs: &[Shape], input: &TokenStream) -> TokenStream {
        let (ty, krate) = (self.ty(inputs), &self.krate);
        quote_spanned!(located(self.span)=> <#ty as #krate::layer::Named>::Given<#input>)
    }

    /// The number of parameters.
    pub(crate) fn count(&self, inputs: &[Shape]) -> TokenStream {
        let (ty, krate) = (self.ty(inputs), &self.krate);
        quote_spanned!(located(self.span)=> <#ty as #krate::layer::Parameters<::core::primitive::f32>>::COUNT)
    }

    /// The shape of what the layer gives: by the constant that holds it, or, where a const parameter keeps it from being one, as what the layer says.
    pub(crate) fn output(&self, inputs: &[Shape]) -> Shape {
        let parameter = self.parameter_with(inputs);
        if parameter.is_none() {
            let [shape, features] = self.constants().map(ToTokens::into_token_stream);
            return Shape::hidden(shape, Size::output(features, None, None, self.span));
        }
        let krate = &self.krate;
        let dimension = self.constant(inputs, &quote!(Out));
        let value = quote_spanned!(located(self.span)=> <#dimension as #krate::nalgebra::DimName>::DIM);
        let features = Size::output(value, Some(dimension), parameter, self.span);
        Shape::hidden(self.constant(inputs, &quote!(OUTPUT)), features)
    }

    /// The names of the constants that hold the shape of what the layer gives, and the number of its features.
    fn constants(&self) -> [Ident; 2] {
        ["", "_features"].map(|suffix| Ident::new(&format!("{}{suffix}", self.constant), located(self.span)))
    }

    /// The name of the type that the layer has over any numbers; none where a const parameter, or a
    /// mistake, keeps it from being an item by itself.
    fn alias(&self, inputs: &[Shape]) -> Option<Ident> {
        let is_known = !inputs.is_empty() && inputs.iter().all(Shape::is_known) && self.excess(inputs).is_none();
        (is_known && self.depends_on(inputs).is_none()).then(|| self.constants()[0].clone())
    }

    /// The alias, beside which it is asserted that there is a layer. What is none is replaced by
    /// one that stands in for it, so that it is reported once.
    pub(crate) fn layer(&self, step: &str, inputs: &[Shape], scalar: &Ident) -> Option<[TokenStream; 4]> {
        let (alias, krate, written) = (self.alias(inputs)?, &self.krate, self.written(inputs));
        let named = Ident::new(&format!("{alias}_written"), alias.span());
        let kind = Ident::new(&format!("{alias}_kind"), alias.span());
        let krate = at(alias.span(), krate.to_token_stream());
        let rt = quote_spanned!(alias.span()=> #krate::__private);
        let shown = source_text(&self.written);
        let sizes: Vec<_> = inputs.iter().map(|input| input.features().value()).collect();
        let [.., last] = &sizes[..] else { return None };
        let takes = sizes[..sizes.len() - 1]
            .iter()
            .rfold(quote!(#rt::Const<{ #last }>), |rest, size| quote!((#rt::Const<{ #size }>, #rest)));
        let layer =
            quote_spanned!(alias.span()=> <#named as #rt::LayerFor<{ #kind.is_layer() }, #takes, { #last }>>::Layer);
        let over = self.over(&layer, scalar);
        Some([
            quote_spanned!(alias.span()=> type #named = #written;),
            quote_spanned!(alias.span()=> const #kind: #rt::Kind = #krate::__kind!(#named);),
            quote_spanned!(alias.span()=> const _: () = #rt::assert_step(#kind, #step, #shown);),
            quote_spanned!(alias.span()=> type #alias<#scalar> = #over;),
        ])
    }

    /// These constants; none where a const parameter, or a mistake, keeps them from being any.
    pub(crate) fn definitions(&self, inputs: &[Shape]) -> Option<[TokenStream; 2]> {
        let is_known = !inputs.is_empty() && inputs.iter().all(Shape::is_known) && self.excess(inputs).is_none();
        if !is_known || self.parameter_with(inputs).is_some() {
            return None;
        }
        let ([shape, features], krate) = (self.constants(), &self.krate);
        let [output, dimension] = [quote!(OUTPUT), quote!(Out)].map(|item| self.constant(inputs, &item));
        let shape = quote_spanned!(located(self.span)=> const #shape: #krate::shape::Shape = #output;);
        let features = quote_spanned! {located(self.span)=>
            const #features: usize = <#dimension as #krate::nalgebra::DimName>::DIM;
        };
        Some([shape, features])
    }

    /// The const parameter from which a size would have to be computed that stands in the type.
    pub(crate) fn obstacle(&self, inputs: &[Shape]) -> Option<Ident> {
        let (sizes, for_output) = self.filling(inputs).unwrap_or_default();
        let computed = self.parameter_with(inputs).filter(|_| for_output);
        sizes.iter().find_map(Size::needed_parameter).cloned().or(computed)
    }

    /// The const parameter that the type depends on, by what is written or by what it is given.
    pub(crate) fn parameter_with(&self, inputs: &[Shape]) -> Option<Ident> {
        let (sizes, _) = self.filling(inputs).unwrap_or_default();
        self.parameter.clone().or_else(|| sizes.iter().find_map(Size::any_parameter).cloned())
    }

    /// The const parameter that the type depends on, or one of its inputs.
    pub(crate) fn depends_on(&self, inputs: &[Shape]) -> Option<Ident> {
        let given = inputs.iter().flat_map(Shape::sizes).find_map(Size::any_parameter);
        self.parameter_with(inputs).or_else(|| given.cloned())
    }

    /// What can stand in the place of `_` with these inputs, in words.
    pub(crate) fn help(&self, inputs: &[Shape]) -> String {
        let sizes: Vec<_> = inputs.iter().flat_map(|input| self.sizes_of(input)).collect();
        let what = match (inputs, &sizes[..]) {
            ([_], [_]) => "one for the size of its input".into(),
            ([_], _) => "one for each size of its input, one for their product".into(),
            _ => format!("{} for the sizes of its inputs", sizes.len()),
        };
        format!("there can be {what}, and one for the size that `{}` gives", self.name)
    }
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
