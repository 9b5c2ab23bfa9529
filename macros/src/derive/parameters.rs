//! `#[derive(Parameters)]`: the parameters of a layer are those of its fields.

use super::krate::krate;
use super::meaning::Meaning;
use super::role::FieldRole;
use crate::report::diagnostics::Diagnostics;
use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens, format_ident, quote, quote_spanned};
use syn::ext::IdentExt;
use syn::punctuated::Punctuated;
use syn::spanned::Spanned;
use syn::{
    Data, DataStruct, DeriveInput, Field, Fields, GenericParam, Generics, Member, Path, Token, Type, TypeParamBound,
    WherePredicate,
};

/// Expands `#[derive(Parameters)] item`.
pub(crate) fn parameters(item: TokenStream) -> TokenStream {
    let mut diagnostics = Diagnostics::default();
    let expansion = syn::parse2(item)
        .map_err(|error| diagnostics.parser(error))
        .ok()
        .and_then(|item: DeriveInput| DerivedLayer::read(item, &mut diagnostics))
        .filter(|_| diagnostics.is_empty())
        .map(|layer| layer.expand());
    let errors = diagnostics.take();
    quote!(#errors #expansion)
}

/// A struct that is derived for.
struct DerivedLayer {
    name: Ident,
    krate: Path,
    generics: Generics,
    /// The type parameter of the numbers; none for a layer without any.
    scalar: Option<Ident>,
    fields: Vec<DerivedField>,
    /// The meaning of the outputs.
    meaning: Meaning,
}

/// A field with parameters of its own.
struct DerivedField {
    member: Member,
    name: String,
    ty: Type,
    /// The role that its attributes give to its tensors.
    role: Option<FieldRole>,
}

impl DerivedLayer {
    fn read(item: DeriveInput, diagnostics: &mut Diagnostics) -> Option<Self> {
        let krate = krate(&item.attrs, diagnostics);
        let meaning = Meaning::read(&item.attrs, &item.generics, diagnostics);
        let DeriveInput { ident: name, mut generics, data, .. } = item;
        let fields = match data {
            Data::Struct(DataStruct { fields, .. }) => fields,
            Data::Enum(item) => return not_a_struct(item.enum_token.span, "an enum", diagnostics),
            Data::Union(item) => return not_a_struct(item.union_token.span, "a union", diagnostics),
        };
        move_bounds(&mut generics, diagnostics);
        let scalar = scalar(&generics, diagnostics);
        let fields = read_fields(fields, diagnostics);
        if let (None, Some(field)) = (&scalar, fields.iter().find(|field| !is_phantom(&field.ty))) {
            let message = format!(
                "`{name}` has parameters, but no type parameter for their numbers\n\
                 help: write `struct {name}<.., T: Real = f32>`, and `T` in the types of the fields"
            );
            diagnostics.error(field.ty.span(), message);
        }
        Some(DerivedLayer { name, krate, generics, scalar, fields, meaning })
    }

    fn expand(&self) -> TokenStream {
        let DerivedLayer { name, krate, generics, scalar, fields, meaning } = self;
        let rt = quote!(#krate::__private);
        let scalar = scalar.clone().unwrap_or_else(|| format_ident!("__T"));
        let own: Vec<_> = generics.params.iter().map(without_default).collect();
        let added = self.scalar.is_none().then(|| quote!(#scalar: #rt::Real,));
        let arguments: Vec<_> = generics.params.iter().map(|parameter| argument(parameter).to_token_stream()).collect();
        let over = generics.params.iter().map(|parameter| {
            let name = argument(parameter);
            if *name == scalar { quote!(__U) } else { name.to_token_stream() }
        });
        let prefix = self.scalar.as_ref().map(|scalar| quote!(#scalar in));
        let (members, types): (Vec<_>, Vec<_>) = fields.iter().map(|field| (&field.member, &field.ty)).unzip();
        let described = fields.iter().map(|field| field.described(&rt, &scalar));
        let (input, meaning) = (&meaning.input, meaning.tokens(krate));
        quote! {
            #krate::__plain_struct!(#prefix [#(#own),*] #name [#(#arguments),*] { #(#members: #types),* });

            #[automatically_derived]
            impl<#added #(#own),*> #rt::Parameters<#scalar> for #name<#(#arguments),*> {
                type Over<__U: #rt::Real> = #name<#(#over),*>;

                const SCHEMA: &'static #rt::Schema = &#rt::Schema::Fields { fields: &[#(#described),*] };
            }

            #[automatically_derived]
            impl<#(#own),*> #rt::OutputMeaning for #name<#(#arguments),*> {
                type Given<#input: #rt::Meaning> = #meaning;
            }
        }
    }
}

impl DerivedField {
    /// The field as the library describes it; one that has no parameters is an error at its type.
    fn described(&self, rt: &TokenStream, scalar: &Ident) -> TokenStream {
        let DerivedField { member, name, ty, role } = self;
        let schema = if is_matrix(ty) { quote!(AS_MATRIX) } else { quote!(SCHEMA) };
        let schema = quote_spanned!(ty.span()=> <#ty as #rt::Parameters<#scalar>>::#schema);
        quote!(#rt::Field::new(#name, ::core::mem::offset_of!(Self, #member), #schema) #role)
    }
}

fn not_a_struct(span: proc_macro2::Span, found: &str, diagnostics: &mut Diagnostics) -> Option<DerivedLayer> {
    let message =
        format!("a layer is a struct, but this is {found}\nhelp: write a struct with its parameters as fields");
    diagnostics.error(span, message);
    None
}

/// Bounds in a `where` clause, moved to the parameters that they are about.
fn move_bounds(generics: &mut Generics, diagnostics: &mut Diagnostics) {
    let Some(clause) = generics.where_clause.take() else { return };
    for predicate in clause.predicates {
        let bound = match &predicate {
            WherePredicate::Type(predicate) => Some((predicate.bounded_ty.clone(), predicate.bounds.clone())),
            _ => None,
        };
        let parameter = bound.and_then(|(ty, bounds)| {
            let parameter = generics.type_params_mut().find(|parameter| is_named(&ty, &parameter.ident))?;
            Some((parameter, bounds))
        });
        match parameter {
            Some((parameter, bounds)) => parameter.bounds.extend(bounds),
            None => diagnostics.error(
                predicate.span(),
                "only bounds on type parameters are understood here\nhelp: put this bound on the `impl` that needs it",
            ),
        }
    }
}

fn is_named(ty: &Type, name: &Ident) -> bool {
    matches!(ty, Type::Path(path) if path.path.is_ident(name))
}

/// The type parameter that is a `Real`.
fn scalar(generics: &Generics, diagnostics: &mut Diagnostics) -> Option<Ident> {
    let mut scalars = Vec::new();
    for parameter in &generics.params {
        match parameter {
            GenericParam::Type(parameter) if is_real(&parameter.bounds) => scalars.push(parameter.ident.clone()),
            GenericParam::Lifetime(parameter) => diagnostics.error(
                parameter.lifetime.span(),
                "a layer owns its parameters, so it cannot have lifetimes\nhelp: leave the lifetime out",
            ),
            GenericParam::Type(_) | GenericParam::Const(_) => {}
        }
    }
    if let [_, second, ..] = &scalars[..] {
        let message =
            "a layer computes with numbers of one type, but this is a second one\nhelp: use the first for both";
        diagnostics.error(second.span(), message);
    }
    scalars.into_iter().next()
}

fn is_real(bounds: &Punctuated<TypeParamBound, Token![+]>) -> bool {
    bounds.iter().any(|bound| match bound {
        TypeParamBound::Trait(bound) => bound.path.segments.last().is_some_and(|last| last.ident == "Real"),
        _ => false,
    })
}

fn read_fields(fields: Fields, diagnostics: &mut Diagnostics) -> Vec<DerivedField> {
    let members: Vec<Member> = fields.members().collect();
    let derived = |(member, field): (Member, Field)| {
        let name = match &member {
            Member::Named(name) => name.unraw().to_string(),
            Member::Unnamed(index) => index.index.to_string(),
        };
        let role = FieldRole::read(&field.attrs, diagnostics);
        DerivedField { member, name, ty: field.ty, role }
    };
    members.into_iter().zip(fields).map(derived).collect()
}

/// Returns `true` if a type is written as a matrix of nalgebra's, which it stays if a size is 1.
fn is_matrix(ty: &Type) -> bool {
    let Type::Path(path) = ty else { return false };
    let name = path.path.segments.last().map(|last| last.ident.to_string()).unwrap_or_default();
    let is_sized = |name: &str| name.chars().all(|letter| letter.is_ascii_digit() || letter == 'x');
    let sizes = name.strip_prefix("Matrix").or_else(|| name.strip_prefix("RowVector"));
    matches!(name.as_str(), "SMatrix" | "OMatrix" | "RowSVector" | "RowOVector") || sizes.is_some_and(is_sized)
}

fn is_phantom(ty: &Type) -> bool {
    matches!(ty, Type::Path(path) if path.path.segments.last().is_some_and(|last| last.ident == "PhantomData"))
}

/// A parameter as it stands in an `impl`.
fn without_default(parameter: &GenericParam) -> TokenStream {
    match parameter {
        GenericParam::Type(parameter) => {
            let (name, bounds) = (&parameter.ident, &parameter.bounds);
            quote!(#name: #bounds)
        }
        GenericParam::Const(parameter) => {
            let (name, ty) = (&parameter.ident, &parameter.ty);
            quote!(const #name: #ty)
        }
        GenericParam::Lifetime(parameter) => parameter.to_token_stream(),
    }
}

/// A parameter as an argument.
fn argument(parameter: &GenericParam) -> &Ident {
    match parameter {
        GenericParam::Type(parameter) => &parameter.ident,
        GenericParam::Const(parameter) => &parameter.ident,
        GenericParam::Lifetime(parameter) => &parameter.lifetime.ident,
    }
}
