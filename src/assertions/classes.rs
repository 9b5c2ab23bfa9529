//! The classes of a classifier against its output.

use super::text::{Text, fail};

/// Fails to compile unless there are as many classes as outputs.
pub const fn assert_classes(classes: &str, variants: usize, network: &str, outputs: usize) {
    if variants != outputs {
        let text = Text::new().quoted(classes).text(" has ").count(variants, "variant").text(", but ").quoted(network);
        fail(&text.text(" gives ").count(outputs, "output").text(": a classifier has one for each class"));
    }
}

#[cfg(test)]
mod tests {
    use super::assert_classes;

    #[test]
    fn equal_numbers_are_passed() {
        assert_classes("Species", 3, "Iris", 3);
    }

    #[test]
    #[should_panic = "`Species` has 3 variants, but `Iris` gives 4 outputs"]
    fn other_numbers_are_refused() {
        assert_classes("Species", 3, "Iris", 4);
    }
}
