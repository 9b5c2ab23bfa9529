//! A convolution, sketched: it uses every seam that a layer has, and needs nothing outside this
//! file but its line in a list.

use super::{accepted, expansion, has_steps, reports};
use crate::layers::arguments::{Reader, SizeName};
use crate::layers::{Entry, InputCount, entry};
use crate::model::arithmetic::Incomputable;
use crate::model::layer::{DeclaredLayer, Formulas, Fuses, Given, Outcome, Problem, TensorSpec, TypeContext};
use crate::model::meaning::{Kind, Rule};
use crate::model::shape::Shape;
use crate::model::size::Size;
use proc_macro2::{Span, TokenStream};
use quote::quote;

/// The list.
pub(crate) static ENTRIES: &[Entry] = &[entry("Convolve", &[], InputCount::One, read)];

const CHANNELS: SizeName =
    SizeName { what: "the number of its channels", short: "OUT", example: "6", means: "6 channels" };
const KERNEL: SizeName =
    SizeName { what: "the size of its kernel", short: "K", example: "5", means: "a kernel of 5 by 5" };

/// `Convolve<6, 5, Stride<2>, Padding<1>, NoBias>` over `[channels, height, width]`.
struct Convolve {
    name: &'static str,
    channels: Size,
    kernel: Size,
    stride: [Size; 2],
    padding: Option<[Size; 2]>,
    has_bias: bool,
}

fn read(reader: &mut Reader<'_>) -> syn::Result<Box<dyn DeclaredLayer>> {
    let has_bias = !reader.flag("NoBias", "WithBias")?;
    let stride = reader.option("Stride", 1..=2)?.and_then(pair).unwrap_or_else(|| [one(), one()]);
    let padding = reader.option("Padding", 1..=2)?.and_then(pair);
    let (channels, kernel) = (reader.size(&CHANNELS)?, reader.size(&KERNEL)?);
    Ok(Box::new(Convolve { name: reader.name(), channels, kernel, stride, padding, has_bias }))
}

fn one() -> Size {
    Size::new(1, Span::call_site())
}

/// The sizes for height and width: one size is that of both.
fn pair(sizes: Vec<Size>) -> Option<[Size; 2]> {
    Some([sizes.first()?.clone(), sizes.last()?.clone()])
}

impl Convolve {
    /// `(H + 2P - K)/S + 1`.
    fn along(&self, axis: usize, size: &Size) -> Result<Size, Incomputable> {
        let padding = self.padding.iter().flat_map(|padding| [padding[axis].clone(), padding[axis].clone()]);
        let padded = Size::sum(&[size.clone()].into_iter().chain(padding).collect::<Vec<_>>())?;
        Size::sum(&[padded.minus(&self.kernel)?.over(&self.stride[axis])?, one()])
    }

    fn shape(&self, height: &Size, width: &Size) -> Result<Shape, Incomputable> {
        let shape = Shape::new(vec![self.channels.clone(), self.along(0, height)?, self.along(1, width)?]);
        shape.try_features().map(|_| shape)
    }

    /// The problem that the kernel is larger than the padded input, with the arithmetic.
    fn too_large(&self, given: &Given<'_>, height: &Size, width: &Size) -> Problem {
        let padding =
            |axis: usize| self.padding.as_ref().map_or_else(String::new, |padding| format!(" + 2·{}", padding[axis]));
        let (kernel, step) = (&self.kernel, given.step);
        Problem::new(
            format!(
                "`{step}` has a kernel of {kernel} by {kernel}, which is larger than its padded input: {height}{} by {width}{}",
                padding(0),
                padding(1)
            ),
            "use a smaller kernel or more `Padding`",
            &[0],
        )
    }
}

impl DeclaredLayer for Convolve {
    fn name(&self) -> &str {
        self.name
    }

    fn output(&self, given: &Given<'_>) -> Outcome {
        let [_, height, width] = given.inputs[0].sizes() else {
            let (step, giver, shape) = (given.step, &given.givers[0], &given.inputs[0]);
            let what = format!("`{step}` takes `[channels, height, width]`, but `{giver}` gives {shape}");
            return Outcome::bad(None, Problem::new(what, "give it an image", &[0]));
        };
        match self.shape(height, width) {
            Ok(shape) => Outcome::good(shape),
            Err(Incomputable::NoSize(_)) => Outcome::bad(None, self.too_large(given, height, width)),
            Err(reason) => Outcome::bad(None, Problem::incomputable(given, "features", &reason)),
        }
    }

    fn field_type(&self, context: &TypeContext<'_>) -> TokenStream {
        let (path, scalar) = (context.path(self.name), context.scalar);
        let input = [0, 1, 2].map(|position| context.size(0, position).argument());
        let output = [0, 1, 2].map(|position| context.output_size(position).argument());
        let kernel = self.kernel.argument();
        quote!(#path<#scalar, #(#input,)* #(#output,)* #kernel>)
    }

    fn formulas(&self) -> Formulas {
        Formulas { forward: "y = W * x + b", backward: "dx = W * dy" }
    }

    fn meaning(&self, _: &TypeContext<'_>) -> Rule {
        Rule::Is(Kind::Logits)
    }

    fn has_parameters(&self) -> bool {
        true
    }

    fn tensors(&self, context: &TypeContext<'_>) -> Option<Vec<TensorSpec>> {
        let channels = context.size(0, 0);
        let weight = vec![self.channels.clone(), channels, self.kernel.clone(), self.kernel.clone()];
        let mut tensors = vec![TensorSpec::trained("weight", weight)];
        if self.has_bias {
            tensors.push(TensorSpec::trained("bias", vec![self.channels.clone()]));
        }
        tensors.push(TensorSpec::statistic("seen", vec![self.channels.clone()]));
        Some(tensors)
    }

    fn has_scratch(&self) -> bool {
        true
    }

    fn fuses(&self) -> Fuses {
        Fuses::Epilogue { in_pairs: false }
    }
}

#[test]
fn its_shapes_follow_from_arithmetic() {
    has_steps(
        "input = [1, 28, 28]",
        "struct Net { a: Convolve<6, 5, Stride<2>, Padding<1>>, b: Relu, c: Convolve<8, 3, Stride<1, 2>, NoBias>, d: Convolve<H, 3>, e: Flatten, f: Linear<10> }",
        "
        a: [1, 28, 28] -> [6, 13, 13], 156 parameters
        b: [6, 13, 13] -> [6, 13, 13], 0 parameters
        c: [6, 13, 13] -> [8, 11, 6], 432 parameters
        d: [8, 11, 6] -> [H, 9, 4], 72·H + H parameters
        e: [H, 9, 4] -> [H * 9 * 4], 0 parameters
        f: [H * 9 * 4] -> [10], (H * 9 * 4)·10 + 10 parameters
        ",
    );
    has_steps(
        "input = [1, SIDE, 28]",
        "struct Net { a: Convolve<6, 5, Stride<2>> }",
        "a: [1, SIDE, 28] -> [6, ((SIDE - 5) / 2) + 1, 12], 156 parameters",
    );
}

#[test]
fn its_mistakes_are_worded_beside_their_rule() {
    reports(
        "input = [1, 2, 28]",
        "struct Net { a: Convolve<6, 5, Padding<1>>, b: Flatten, c: Linear<10> }",
        "
        `a` has a kernel of 5 by 5, which is larger than its padded input: 2 + 2·1 by 28 + 2·1
          step  layer     in          out   params
        > a     Convolve  [1, 2, 28]  ?          ?
          b     Flatten   ?           ?          0
          c     Linear    ?           [10]       ?
        help: use a smaller kernel or more `Padding`
        ---
        `input` gives [1, 2, 28] here
        ",
    );
    reports(
        "input = 7",
        "struct Net { a: Convolve<6, 5>, b: Relu }",
        "
        `a` takes `[channels, height, width]`, but `input` gives [7]
          step  layer     in   out  params
        > a     Convolve  [7]  ?         ?
          b     Relu      ?    ?         0
        help: give it an image
        ---
        `input` gives 7 features here
        ",
    );
    reports(
        "input = [1, 28, 28]",
        "struct Net<const K: usize> { a: Convolve<6, K> }",
        "
        the number of features of `a` would have to be computed from the const parameter `K`, which Rust cannot do here
          step  layer     in           out  params
        > a     Convolve  [1, 28, 28]  ?         ?
        help: use a number or a constant instead of `K`
        ",
    );
}

#[test]
fn its_arguments_are_read_and_explained() {
    for (layer, message) in [
        ("Convolve<6>", "`a` needs the size of its kernel\nhelp: write `Convolve<6, 5>` for a kernel of 5 by 5"),
        (
            "Convolve<6, 5, 4>",
            "`Convolve` takes two sizes, the number of its channels and the size of its kernel\n\
             help: write `Convolve<OUT, K>`\n\
             help: for a custom layer with this name, write its path, `self::Convolve`",
        ),
        ("Convolve<6, 5, Strid<2>>", "there is no option `Strid`\nhelp: did you mean `Stride`?"),
        ("Convolve<6, 5, Stride>", "`Stride` takes one or two sizes\nhelp: write `Stride<2>`"),
        ("Convolve<6, 5, Stride<1, 2, 3>>", "`Stride` takes one or two sizes\nhelp: write `Stride<2>`"),
        ("Convolve<6, 5, Stride<2>, Stride<3>>", "`Stride` is given twice\nhelp: remove one of the two"),
        ("Convolve<6, Stride<2>, 5>", "options come after the sizes\nhelp: write `Convolve<6, 5, Stride<2>>`"),
        ("Convolve<6, 5, Stride<0>>", "a size cannot be zero\nhelp: every value has at least one feature"),
    ] {
        reports("input = [1, 28, 28]", &format!("struct Net {{ a: {layer} }}"), message);
    }
}

/// The generated code, without spaces.
fn code(arguments: &str, item: &str) -> String {
    expansion(arguments, item).replace(' ', "")
}

#[test]
fn its_code_is_that_of_any_layer() {
    let item = "struct Net { a: Convolve<6, 5>, b: Relu, c: Convolve<2, 24>, d: Flatten }";
    let code = code("input = [1, 28, 28]", item);
    let ty = |sizes: &str| format!("::netwright::layer::Convolve<T,{sizes}>");
    for sizes in ["1,28,28,6,24,24,5", "6,24,24,2,1,1,24"] {
        assert!(code.contains(&ty(sizes)), "the type of the field");
    }
    let scratch = "<__a<::core::primitive::f32>as__nw::Layer<::core::primitive::f32>>::Scratch";
    assert!(code.contains(scratch), "memory of its own, in the plan");
    assert!(code.contains("infer_with_epilogue"), "an activation is its epilogue");
    assert!(!code.contains("infer_pair"), "which only fully connected layers have");
}

#[test]
fn a_size_that_the_compiler_knows_must_not_be_zero() {
    let network = accepted("input = [1, 28, 28]", "struct Net { a: Convolve<A, 5, Stride<{ B }>, Padding<C>> }");
    assert_eq!(network.assertions.len(), 3);
}

#[test]
fn a_mistake_above_hides_its_input() {
    // The field has a type all the same, and nothing is out of bounds.
    let item = "struct Net { a: Linear<3>, b: Convolve<6, 5>, c: Relu }";
    assert!(code("input = [1, 2, 2]", item).contains("Convolve<T,3,1,1,1,1,1,5>"));
    let item = "struct Net { a: Nothing<0>, b: Liner<2>, c: Convolve<6, 5>, #[from(a, c)] d: Convolve<6, 5>, e: Add }";
    assert!(code("input = [1, 2, 2]", item).contains("Convolve<T,1,1,1,1,1,1,5>"));
}
