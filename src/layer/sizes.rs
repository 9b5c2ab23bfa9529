//! Sizes must not be zero. The macro refuses numbers; these functions refuse constants and const
//! parameters.

use crate::layer::Layer;
use crate::scalar::Real;
use crate::text::{Text, fail};
use crate::value::{Features, Inputs};

/// Fails to compile if a size is zero.
pub const fn assert_positive(step: &str, size: usize) {
    if size == 0 {
        fail(&Text::new().text("a size cannot be zero, but that of ").quoted(step).text(" is"));
    }
}

/// Returns the largest of some sizes, at least 1.
#[must_use]
pub const fn largest(sizes: &[usize]) -> usize {
    let (mut largest, mut position) = (1, 0);
    while position < sizes.len() {
        if sizes[position] > largest {
            largest = sizes[position];
        }
        position += 1;
    }
    largest
}

/// Fails to compile if a layer takes or gives a value without features, or has a tensor without
/// elements.
///
/// `cargo check` evaluates it for a step of a network. A network with const parameters that is used
/// only within a function is evaluated when the program is built:
///
/// ```
/// use netwright::prelude::*;
///
/// #[network(input = 6)]
/// struct Bottleneck<const H: usize>(Linear<H>, Tanh, Linear<6>);
///
/// let _ = Bottleneck::<1>::zeros();
/// ```
///
/// ```compile_fail
/// # use netwright::prelude::*;
/// #
/// # #[network(input = 6)]
/// # struct Bottleneck<const H: usize>(Linear<H>, Tanh, Linear<6>);
/// #
/// let _ = Bottleneck::<0>::zeros();
/// ```
pub const fn assert_sizes<T: Real, L: Layer<T>>(name: &str) {
    let takes = L::In::SIZES;
    let mut position = 0;
    while position < takes.known() {
        if takes.size(position) == 0 {
            fail(&begin(name).text(" takes 0 features"));
        }
        position += 1;
    }
    if L::Out::FEATURES == 0 {
        fail(&begin(name).text(" gives 0 features"));
    }
    let mut tensors = L::SCHEMA.tensors();
    while let Some(tensor) = tensors.step() {
        if tensor.len() == 0 {
            let text = begin(name).text(" has a tensor `").path(tensor.path()).text("` of the shape ");
            fail(&text.sizes(tensor.shape()));
        }
    }
}

const fn begin(name: &str) -> Text {
    Text::new().text("sizes are at least 1, but ").quoted(name)
}

#[cfg(test)]
mod tests {
    use super::{assert_positive, assert_sizes, largest};
    use crate::prelude::*;

    #[network(input = 6)]
    struct Bottleneck<const H: usize>(Linear<H>, Tanh, Linear<6>);

    #[network(input = 6)]
    struct Outer<const H: usize>(Linear<6>, Bottleneck<H>);

    #[test]
    #[should_panic = "a size cannot be zero, but that of `hidden` is"]
    fn zero_is_refused() {
        assert_positive("hidden", 0);
    }

    #[test]
    fn the_largest_is_at_least_one() {
        assert_eq!([largest(&[]), largest(&[0]), largest(&[2, 7, 3])], [1, 1, 7]);
    }

    #[test]
    fn sizes_above_zero_are_fine() {
        assert_sizes::<f32, Outer<1>>("block");
        assert_sizes::<f64, Linear<f64, 1, 1>>("layer");
    }

    #[test]
    #[should_panic = "sizes are at least 1, but `block` has a tensor `0.weight` of the shape [0, 6]"]
    fn a_tensor_without_elements_is_named() {
        assert_sizes::<f32, Bottleneck<0>>("block");
    }

    #[test]
    #[should_panic = "sizes are at least 1, but `block` has a tensor `1.0.weight` of the shape [0, 6]"]
    fn a_tensor_within_is_named() {
        assert_sizes::<f64, Outer<0, f64>>("block");
    }

    #[test]
    #[should_panic = "sizes are at least 1, but `layer` takes 0 features"]
    fn an_input_without_features_is_refused() {
        assert_sizes::<f32, Linear<f32, 0, 3>>("layer");
    }

    #[test]
    #[should_panic = "sizes are at least 1, but `layer` gives 0 features"]
    fn an_output_without_features_is_refused() {
        assert_sizes::<f32, Linear<f32, 3, 0>>("layer");
    }
}
