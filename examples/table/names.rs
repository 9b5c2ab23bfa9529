//! Names of columns and files as names in Rust.

use std::collections::HashSet;
use std::path::Path;

/// The names in the crate that is written.
pub(crate) struct Names {
    pub(crate) package: String,
    pub(crate) library: String,
    pub(crate) network: String,
    pub(crate) classes: String,
    /// The variants of the enum of classes.
    pub(crate) variants: Vec<String>,
}

impl Names {
    /// Names everything after the file and the classes.
    pub(crate) fn new(file: &Path, classes: &[String]) -> Self {
        let stem = stem(file);
        let words: String =
            stem.chars().map(|c| if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { '-' }).collect();
        let words: Vec<&str> = words.split('-').filter(|word| !word.is_empty()).collect();
        let package = ["classify"].into_iter().chain(words).collect::<Vec<_>>().join("-");
        let type_name = identifier(&stem, "Table").unwrap_or_else(|| "Table".into());
        Names {
            library: package.replace('-', "_"),
            package,
            network: format!("{type_name}Net"),
            classes: format!("{type_name}Class"),
            variants: variants(classes),
        }
    }
}

/// The name of a file without its folder and the endings of tables.
pub(crate) fn stem(file: &Path) -> String {
    let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let name = name.strip_suffix(".gz").unwrap_or(&name);
    [".csv", ".tsv", ".txt"].iter().find_map(|ending| name.strip_suffix(ending)).unwrap_or(name).to_owned()
}

/// A text that stands in a comment.
pub(crate) fn one_line(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}

/// A variant for each class; a number tells those apart that would have equal names.
fn variants(classes: &[String]) -> Vec<String> {
    let mut taken = HashSet::new();
    let mut variant = |(number, class): (usize, &String)| {
        let name = identifier(class, "Class").unwrap_or_else(|| format!("Class{number}"));
        let separator = if name.ends_with(|c: char| c.is_ascii_digit()) { "_" } else { "" };
        let others = (2..).map(|number| format!("{name}{separator}{number}"));
        let free =
            std::iter::once(name.clone()).chain(others).find(|name| !taken.contains(name)).unwrap_or(name.clone());
        taken.insert(free.clone());
        free
    };
    classes.iter().enumerate().map(&mut variant).collect()
}

/// The words of a text as the name of a type or variant, `red wine` as `RedWine`; behind `prefix`
/// if it does not begin with a letter. `None` if it has no words, or is no name in Rust.
fn identifier(text: &str, prefix: &str) -> Option<String> {
    let mut name = String::new();
    for word in words(text) {
        // Two numbers would run together.
        if name.ends_with(|c: char| c.is_ascii_digit()) && word.starts_with(|c: char| c.is_ascii_digit()) {
            name.push('_');
        }
        name += &capitalized(&word);
    }
    if !name.starts_with(char::is_alphabetic) {
        name.insert_str(0, prefix);
    }
    (name != prefix && syn::parse_str::<syn::Ident>(&name).is_ok()).then_some(name)
}

/// The words of a text; signs that tell classes apart are words.
fn words(text: &str) -> Vec<String> {
    let mut spelled = String::new();
    for (place, c) in text.char_indices() {
        match c {
            '+' => spelled += " plus ",
            '-' if place == 0 => spelled += " minus ",
            '<' => spelled += " less ",
            '>' => spelled += " more ",
            c if c.is_alphanumeric() => spelled.push(c),
            _ => spelled.push(' '),
        }
    }
    spelled.split_whitespace().map(str::to_owned).collect()
}

/// A word with a capital letter in front, and no others if it has only such.
fn capitalized(word: &str) -> String {
    let is_loud = !word.chars().any(char::is_lowercase);
    let mut letters = word.chars();
    let first = letters.next().map(|first| first.to_uppercase().to_string()).unwrap_or_default();
    first + &if is_loud { letters.as_str().to_lowercase() } else { letters.as_str().to_owned() }
}
