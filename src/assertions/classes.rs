//! Compares the classes of a classifier with its output.

use crate::text::{Text, fail};

/// Fails to compile unless there are as many classes as outputs.
pub const fn assert_classes(classes: &str, variants: usize, network: &str, outputs: usize) {
    if variants != outputs {
        let text = Text::new().quoted(classes).text(" has ").count(variants, "variant").text(", but ").quoted(network);
        fail(&text.text(" gives ").count(outputs, "output").text(": a classifier has one for each class"));
    }
}

/// Fails to compile unless a weights file names the classes that the enum has, in the same order.
pub const fn assert_class_names(file: &str, in_file: &[&str], classes: &str, names: &[&str]) {
    if !are_same(in_file, names) {
        let text = Text::new().text("the classes of \"").text(file).text("\" are ");
        let text = counted(text, in_file, names).text(", but those of ").quoted(classes).text(" are ");
        fail(&counted(text, names, in_file));
    }
}

/// Appends names, with their number if there are not as many of the others.
const fn counted(text: Text, names: &[&str], others: &[&str]) -> Text {
    let text = if names.len() == others.len() { text } else { text.number(names.len()).text(", ") };
    text.names(names)
}

const fn are_same(these: &[&str], those: &[&str]) -> bool {
    let mut same = these.len() == those.len();
    let mut position = 0;
    while same && position < these.len() {
        same = is_same(these[position].as_bytes(), those[position].as_bytes());
        position += 1;
    }
    same
}

const fn is_same(this: &[u8], that: &[u8]) -> bool {
    let mut same = this.len() == that.len();
    let mut position = 0;
    while same && position < this.len() {
        same = this[position] == that[position];
        position += 1;
    }
    same
}

#[cfg(test)]
mod tests {
    use super::{assert_class_names, assert_classes};

    #[test]
    fn equal_numbers_are_passed() {
        assert_classes("Species", 3, "Iris", 3);
    }

    #[test]
    #[should_panic = "`Species` has 3 variants, but `Iris` gives 4 outputs"]
    fn other_numbers_are_refused() {
        assert_classes("Species", 3, "Iris", 4);
    }

    #[test]
    fn the_same_names_are_passed() {
        assert_class_names("iris.safetensors", &["Setosa", "Virginica"], "Species", &["Setosa", "Virginica"]);
    }

    #[test]
    #[should_panic = "the classes of \"iris.safetensors\" are `Virginica`, `Setosa`, but those of `Species` are `Setosa`, `Virginica`"]
    fn another_order_is_refused() {
        assert_class_names("iris.safetensors", &["Virginica", "Setosa"], "Species", &["Setosa", "Virginica"]);
    }

    #[test]
    #[should_panic = "are 1, `Setosa`, but those of `Species` are 2, `Setosa`, `Virginica`"]
    fn fewer_names_are_refused() {
        assert_class_names("iris.safetensors", &["Setosa"], "Species", &["Setosa", "Virginica"]);
    }

    #[test]
    #[should_panic = "are `Setosa`, but those of `Species` are `setosa`"]
    fn letters_are_compared() {
        assert_class_names("iris.safetensors", &["Setosa"], "Species", &["setosa"]);
    }
}
