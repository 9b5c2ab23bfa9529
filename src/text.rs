//! Text in constants, which cannot format: the messages of failing assertions.

use crate::error::fit::next;
use crate::parameters::Path;
use crate::shape::Shape;

/// The filling of a blank in a sentence.
#[derive(Clone, Copy)]
pub(crate) enum Blank<'a> {
    /// The path of a tensor, in quotes.
    Path(&'a Path),
    /// A name, in quotes.
    Name(&'a str),
    Text(&'a str),
    /// `[1, 28, 28]`.
    Sizes(&'a [usize]),
}

/// Text in fixed memory, since constants cannot format.
pub(crate) struct Text {
    bytes: [u8; Self::CAPACITY],
    length: usize,
}

impl Text {
    const CAPACITY: usize = 4096;

    pub(crate) const fn new() -> Self {
        Text { bytes: [0; Self::CAPACITY], length: 0 }
    }

    /// Returns the text written so far.
    pub(crate) const fn as_str(&self) -> &str {
        match core::str::from_utf8(self.bytes.split_at(self.length).0) {
            Ok(text) => text,
            // Only a text that was cut off within a character.
            Err(_) => "something does not fit; the description is too long to show",
        }
    }

    /// Appends text, as far as there is room.
    pub(crate) const fn text(mut self, text: &str) -> Self {
        let bytes = text.as_bytes();
        let mut position = 0;
        while position < bytes.len() && self.length < Self::CAPACITY {
            self.bytes[self.length] = bytes[position];
            self.length += 1;
            position += 1;
        }
        self
    }

    pub(crate) const fn quoted(self, name: &str) -> Self {
        self.text("`").text(name).text("`")
    }

    /// Appends names in quotes, the first few of them.
    pub(crate) const fn names(mut self, names: &[&str]) -> Self {
        const SHOWN: usize = 20;
        let mut position = 0;
        while position < names.len() && position < SHOWN {
            self = self.text(if position == 0 { "" } else { ", " }).quoted(names[position]);
            position += 1;
        }
        if names.len() > SHOWN { self.text(" and ").number(names.len() - SHOWN).text(" more") } else { self }
    }

    /// Appends a number of things.
    pub(crate) const fn count(self, number: usize, thing: &str) -> Self {
        self.number(number).text(" ").text(thing).text(if number == 1 { "" } else { "s" })
    }

    /// Appends the sizes of a shape: `1, 28, 28`.
    pub(crate) const fn listed(mut self, shape: Shape) -> Self {
        let mut position = 0;
        while position < shape.rank() {
            self = self.text(if position == 0 { "" } else { ", " }).number(shape.size(position));
            position += 1;
        }
        self
    }

    /// `[1, 28, 28]`, or `[channels = 1, height = 28, width = 28]`.
    pub(crate) const fn shape(mut self, shape: Shape) -> Self {
        let mut position = 0;
        self = self.text("[");
        while position < shape.rank() {
            self = self.text(if position == 0 { "" } else { ", " });
            if let Some(name) = shape.name(position) {
                self = self.text(name).text(" = ");
            }
            self = self.number(shape.size(position));
            position += 1;
        }
        self.text("]")
    }

    /// `[1, 28, 28]`.
    pub(crate) const fn sizes(mut self, sizes: &[usize]) -> Self {
        let mut position = 0;
        self = self.text("[");
        while position < sizes.len() {
            self = self.text(if position == 0 { "" } else { ", " }).number(sizes[position]);
            position += 1;
        }
        self.text("]")
    }

    /// Appends the path of a tensor, `block.fc.weight`.
    pub(crate) const fn path(mut self, path: &Path) -> Self {
        let (mut names, mut point) = (path.names(), "");
        while let Some(name) = names.step() {
            self = self.text(point).text(name);
            point = ".";
        }
        self
    }

    /// Appends a sentence with its blanks filled in.
    pub(crate) const fn filled(self, sentence: &str, blanks: &[Blank<'_>]) -> Self {
        let (text, rest) = next(sentence);
        let text = self.text(text);
        match (rest, blanks) {
            (Some(rest), [first, others @ ..]) => text.blank(first).filled(rest, others),
            _ => text,
        }
    }

    const fn blank(self, blank: &Blank<'_>) -> Self {
        match blank {
            Blank::Path(path) => self.text("`").path(path).text("`"),
            Blank::Name(name) => self.quoted(name),
            Blank::Text(text) => self.text(text),
            Blank::Sizes(sizes) => self.sizes(sizes),
        }
    }

    pub(crate) const fn number(self, number: usize) -> Self {
        let more = if number >= 10 { self.number(number / 10) } else { self };
        more.text(DIGITS[number % 10])
    }
}

const DIGITS: [&str; 10] = ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"];

// The panic is the purpose: in a constant, it is a compile error.
pub(crate) const fn fail(text: &Text) {
    panic!("{}", text.as_str())
}

#[cfg(test)]
mod tests {
    use super::Text;
    use crate::layer::{Linear, Parameters};

    #[test]
    fn numbers_are_written_in_decimal() {
        let text = Text::new().number(0).text(" ").number(1_234_567_890);
        assert_eq!(text.as_str(), "0 1234567890");
    }

    #[test]
    fn paths_and_sizes_are_written_as_elsewhere() {
        #[derive(Parameters)]
        struct Block<T: crate::scalar::Real> {
            fc: Linear<T, 4, 8>,
        }
        let weight = Block::<f32>::tensors().next().expect("a tensor");
        let text = Text::new().path(weight.path()).text(" ").sizes(weight.shape()).sizes(&[]);
        assert_eq!(text.as_str(), "fc.weight [8, 4][]");
        let blanks = [super::Blank::Path(weight.path()), super::Blank::Sizes(weight.shape())];
        assert_eq!(Text::new().filled("{} {}; {}", &blanks).as_str(), "`fc.weight` [8, 4]; ");
    }
}
