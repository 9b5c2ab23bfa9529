//! Assertions, at compile time, about sizes that the macro cannot see: the user's constants.
//!
//! The functions run at compile time; `cargo check` shows their messages.

mod budget;
mod classes;
mod clone;
mod layers;
mod ranks;
mod streams;
mod windows;

pub use budget::{Cost, assert_budget};
pub use classes::{assert_class_names, assert_classes};
pub use clone::{Clones, ClonesNot, assert_clone};
pub use layers::{Kind, LayerFor, Otherwise, Probe, assert_step};
pub use ranks::{Ranks, assert_rank};
pub use streams::{StreamProbe, StreamsNot, assert_frames, assert_no_wait, assert_streams};
pub use windows::{assert_divides, assert_pad, assert_padding, assert_spread, assert_window};

use crate::layer::{Layer, assert_sizes};
use crate::network::bounds::Counted;
use crate::shape::Shape;
use crate::text::{Text, fail};
use crate::value::{Features, Inputs};
use nalgebra::Const;
use typenum::Unsigned;

/// Fails to compile unless the last step gives the declared shape.
pub const fn assert_output(declared: Shape, giver: &str, gives: Shape) {
    if !declared.is(gives) {
        let text = Text::new().text("the network is declared to give ").shape(declared).text(", but its last step ");
        fail(&text.quoted(giver).text(" gives ").shape(gives));
    }
}

/// A number of outputs that is known as a type: that of the last step, where it depends on a const
/// parameter of the network.
#[diagnostic::on_unimplemented(
    message = "the network is declared to give {K} features, but its last step gives `{Self}`",
    label = "does not give {K} features for every value of the const parameters"
)]
pub trait IsDeclared<const K: usize> {}

impl<const K: usize> IsDeclared<K> for Const<K> {}

/// Compiles if the last step gives the declared number of features.
pub const fn assert_gives<D: IsDeclared<K>, const K: usize>() {}

/// Fails to compile unless a step takes the shape that it is given.
pub const fn assert_shapes(taker: &str, takes: Shape, giver: &str, gives: Shape) {
    if takes.is(gives) {
        return;
    }
    let flat = takes.rank() == 1 && gives.rank() == 1;
    if flat {
        fail_sizes(taker, takes.features(), giver, gives.features());
    }
    if takes.rank() == 1 {
        let text =
            Text::new().quoted(taker).text(" takes a flat vector, but ").quoted(giver).text(" gives ").shape(gives);
        let text = text.text(": put a step `flatten: Flatten` between them, which gives ");
        fail(&text.count(gives.features(), "feature"));
    }
    let text = Text::new().quoted(taker).text(" takes ").shape(takes).text(", but ").quoted(giver);
    fail(&text.text(" gives ").shape(gives));
}

/// Fails to compile unless a step that changes the shape alone gives as many features as it takes.
pub const fn assert_reshaped(step: &str, shape: Shape, giver: &str, features: usize) {
    if shape.features() != features {
        let text = Text::new().quoted(step).text(" gives ").shape(shape).text(", ");
        let text = text.count(shape.features(), "feature").text(", but ").quoted(giver).text(" gives ");
        fail(&text.number(features).text(": the number of features stays"));
    }
}

/// Fails to compile unless a custom layer takes as many values as it is given, each with as many
/// features, and gives as many features as the shape of its output has.
pub const fn assert_layer<L: Layer<f32>>(taker: &str, givers: &[&str], gives: &[usize]) {
    assert_sizes::<f32, L>(taker);
    let takes = L::In::SIZES;
    if takes.count() != gives.len() {
        let text = Text::new().quoted(taker).text(" takes ").count(takes.count(), "value").text(", but is given ");
        fail(&text.number(gives.len()));
    }
    let mut position = 0;
    while position < gives.len() {
        if takes.size(position) != gives[position] {
            fail_sizes(taker, takes.size(position), givers[position], gives[position]);
        }
        position += 1;
    }
    if L::OUTPUT.features() != L::Out::FEATURES {
        let text = Text::new().text("the layer of ").quoted(taker).text(" has the `OUTPUT` ").shape(L::OUTPUT);
        fail(&text.text(", but its `Out` has ").count(L::Out::FEATURES, "feature"));
    }
}

/// Fails to compile if a custom layer of one value is given one of another size, unless both are
/// vectors, about which [`assert_layer`] says all; and if it states the axes of its input, and is
/// given others. A flat vector has none.
pub const fn assert_axes<L: Layer<f32>>(taker: &str, giver: &str, gives: Shape) {
    let size = L::In::SIZES.size(0);
    let takes = match L::AXES {
        Some(axes) if axes.features() == size => axes,
        _ => Shape::new(&[size]),
    };
    if L::In::SIZES.count() == 1 && size != gives.features() && takes.rank() + gives.rank() > 2 {
        let text = features(Text::new().quoted(taker).text(" takes "), takes).text(", but ").quoted(giver);
        fail(&features(text.text(" gives "), gives));
    }
    if takes.rank() == 1 || gives.rank() == 1 || takes.is(gives) {
        return;
    }
    let text = Text::new().quoted(taker).text(" takes ").shape(takes).text(", but ").quoted(giver).text(" gives ");
    let text =
        text.shape(gives).text(": as many features in another order; if that is meant, put a step `shape: Reshape<");
    fail(&text.listed(takes).text(">` between them"));
}

/// Fails to compile unless the number of parameters of a network is equal as a type and as a value.
pub const fn assert_counted<N: Counted>() {
    assert!(<N::Parameters as Unsigned>::USIZE == N::PARAMS, "the macro counts the parameters that there are");
}

/// Adds the number of features of a value, and its axes if it has more than one.
const fn features(text: Text, shape: Shape) -> Text {
    let text = if shape.rank() > 1 { text.shape(shape).text(", ") } else { text };
    text.count(shape.features(), "feature")
}

const fn fail_sizes(taker: &str, takes: usize, giver: &str, gives: usize) {
    let text = Text::new().quoted(taker).text(" takes ").count(takes, "feature").text(", but ").quoted(giver);
    fail(&text.text(" gives ").number(gives));
}

/// Fails to compile unless a range that a step takes lies within the `size` that it is given, and
/// is not empty.
pub const fn assert_range(taker: &str, start: usize, end: usize, giver: &str, size: usize) {
    if start >= end {
        let text = Text::new().quoted(taker).text(" takes nothing: its range starts at ").number(start);
        fail(&text.text(" and ends before ").number(end));
    }
    if end > size {
        let text = Text::new().quoted(taker).text(" ends at feature ").number(end).text(", but ").quoted(giver);
        fail(&text.text(" gives ").number(size));
    }
}

/// Fails to compile unless a number of a step, such as its rate, is at least `least` and less than
/// `bound`; `is` says so in words.
pub const fn assert_number((step, noun): (&str, &str), number: f64, least: f64, bound: f64, is: &str) {
    if !(number >= least && number < bound) {
        fail(&Text::new().text("the ").text(noun).text(" of ").quoted(step).text(" must be ").text(is));
    }
}

/// Fails to compile unless the first of the bounds of a step is less than the second.
pub const fn assert_bounds(step: &str, low: f64, high: f64) {
    let in_order = low < high;
    if !in_order {
        fail(&Text::new().text("the first bound of ").quoted(step).text(" must be less than the second"));
    }
}

#[cfg(test)]
mod tests {
    use super::{
        assert_bounds, assert_layer, assert_number, assert_output, assert_range, assert_reshaped, assert_shapes,
    };
    use crate::layer::{Add, Concat};
    use crate::shape::Shape;
    use nalgebra::Const;

    #[test]
    #[should_panic = "`logits` takes 64 features, but `relu` gives 100"]
    fn a_mismatch_names_both_steps_and_sizes() {
        assert_shapes("logits", Shape::new(&[64]), "relu", Shape::new(&[100]));
    }

    #[test]
    #[should_panic = "`fc` takes a flat vector, but `pool` gives [3, 2]: put a step `flatten: Flatten` between them, which gives 6 features"]
    fn a_vector_is_no_image() {
        assert_shapes("fc", Shape::new(&[6]), "pool", Shape::new(&[3, 2]));
    }

    #[test]
    #[should_panic = "`image` gives [3, 4, 4], 48 features, but `fc` gives 49: the number of features stays"]
    fn a_shape_has_the_features_that_are_given() {
        assert_reshaped("image", Shape::new(&[3, 4, 4]), "fc", 48);
        assert_reshaped("image", Shape::new(&[3, 4, 4]), "fc", 49);
    }

    #[test]
    #[should_panic = "`tail` ends at feature 12, but `x` gives 10"]
    fn a_range_ends_within_its_input() {
        assert_range("tail", 0, 10, "x", 10);
        assert_range("tail", 4, 12, "x", 10);
    }

    #[test]
    #[should_panic = "`tail` takes nothing: its range starts at 4 and ends before 4"]
    fn a_range_is_not_empty() {
        assert_range("tail", 4, 4, "x", 10);
    }

    #[test]
    #[should_panic = "the network is declared to give [5], but its last step `block` gives [2]"]
    fn the_output_is_what_is_declared() {
        assert_output(Shape::new(&[5]), "block", Shape::new(&[2]));
    }

    #[test]
    #[should_panic = "`sum` takes [2, 3], but `pool` gives [3, 2]"]
    fn shapes_are_compared_size_by_size() {
        assert_shapes("sum", Shape::new(&[2, 3]), "pool", Shape::new(&[3, 2]));
    }

    #[test]
    #[should_panic = "`pair` takes 1 feature, but `b` gives 4"]
    fn inputs_are_compared_one_by_one() {
        assert_layer::<Concat<(Const<3>, Const<1>), 4>>("pair", &["a", "b"], &[3, 4]);
    }

    #[test]
    #[should_panic = "`pair` takes 2 values, but is given 1"]
    fn inputs_are_counted() {
        assert_layer::<Add<3, 2>>("pair", &["a"], &[3]);
    }

    #[test]
    #[should_panic = "the first bound of `clip` must be less than the second"]
    fn equal_bounds_are_refused() {
        assert_bounds("clip", -1.0, 1.0);
        assert_bounds("clip", 1.0, 1.0);
    }

    #[test]
    #[should_panic = "the rate of `dropout` must be a number from 0 up to, but not including, 1"]
    fn a_rate_of_nan_is_refused() {
        let is = "a number from 0 up to, but not including, 1";
        assert_number(("dropout", "rate"), 0.0, 0.0, 1.0, is);
        assert_number(("dropout", "rate"), f64::NAN, 0.0, 1.0, is);
    }
}
