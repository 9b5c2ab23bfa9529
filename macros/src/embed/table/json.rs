//! The JSON that tables of tensors are written in: objects of texts and of whole numbers.

use std::collections::BTreeSet;
use std::prelude::rust_2024::*;
use std::{format, vec};

/// A text in JSON that is read from front to back. It is read without recursion: whoever calls says
/// what comes next.
pub(super) struct Json<'t> {
    text: &'t str,
    /// The byte that is read next.
    at: usize,
}

impl<'t> Json<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        Json { text, at: 0 }
    }

    /// Reads `{"name": value, ..}`, where no name stands twice; `value` reads each value.
    pub(super) fn object(
        &mut self,
        mut value: impl FnMut(&mut Self, String) -> Result<(), String>,
    ) -> Result<(), String> {
        let mut names = BTreeSet::new();
        self.list('{', '}', |json| {
            let name = json.string()?;
            if !names.insert(name.clone()) {
                return Err(format!("`{name}` is in it twice"));
            }
            json.expect(':', "`:`")?;
            value(json, name)
        })
    }

    /// Reads `[item, ..]` of at most `most` items.
    pub(super) fn array<T>(
        &mut self,
        most: usize,
        mut item: impl FnMut(&mut Self) -> Result<T, String>,
    ) -> Result<Vec<T>, String> {
        let mut items = Vec::new();
        self.list('[', ']', |json| {
            if items.len() == most {
                return Err(json.expected(&format!("the end of an array of {most}")));
            }
            item(json).map(|item| items.push(item))
        })?;
        Ok(items)
    }

    /// Reads a text in quotes.
    pub(super) fn string(&mut self) -> Result<String, String> {
        self.expect('"', "a text in quotes")?;
        let mut string = String::new();
        loop {
            let rest = &self.text[self.at..];
            let plain = rest.find(|letter| matches!(letter, '"' | '\\' | '\0'..'\x20'));
            let plain = plain.ok_or_else(|| self.expected("the end of a text"))?;
            string.push_str(&rest[..plain]);
            self.at += plain;
            match rest.as_bytes()[plain] {
                b'"' => {
                    self.at += 1;
                    return Ok(string);
                }
                b'\\' => string.push(self.escaped()?),
                _ => return Err(self.expected("an escape for a control character")),
            }
        }
    }

    /// Reads a whole number without a sign, point or exponent.
    pub(super) fn whole(&mut self) -> Result<usize, String> {
        self.skip_space();
        let rest = &self.text[self.at..];
        let end = rest.find(|letter: char| !letter.is_ascii_digit()).unwrap_or(rest.len());
        let (digits, next) = (&rest[..end], rest[end..].chars().next());
        let is_whole = !matches!(next, Some('.' | 'e' | 'E')) && (digits == "0" || !digits.starts_with('0'));
        let number = digits.parse().ok().filter(|_| is_whole).ok_or_else(|| self.expected("a whole number"))?;
        self.at += end;
        Ok(number)
    }

    /// Expects that nothing but white space is left.
    pub(super) fn end(mut self) -> Result<(), String> {
        self.skip_space();
        if self.at == self.text.len() { Ok(()) } else { Err(self.expected("the end of it")) }
    }

    fn list(
        &mut self,
        open: char,
        close: char,
        mut item: impl FnMut(&mut Self) -> Result<(), String>,
    ) -> Result<(), String> {
        self.expect(open, &format!("`{open}`"))?;
        if self.takes(close) {
            return Ok(());
        }
        loop {
            item(self)?;
            if self.takes(close) {
                return Ok(());
            }
            self.expect(',', &format!("`,` or `{close}`"))?;
        }
    }

    /// Reads an escape, which begins with a backslash.
    fn escaped(&mut self) -> Result<char, String> {
        let letter = self.text[self.at + 1..].chars().next();
        let letter = match letter {
            Some('u') => return self.unicode(),
            Some(letter @ ('"' | '\\' | '/')) => letter,
            Some('b') => '\u{8}',
            Some('f') => '\u{c}',
            Some('n') => '\n',
            Some('r') => '\r',
            Some('t') => '\t',
            _ => return Err(self.expected("an escape")),
        };
        self.at += 2;
        Ok(letter)
    }

    /// Reads `\u00e9`, or a pair of surrogates.
    fn unicode(&mut self) -> Result<char, String> {
        let one = self.unit()?;
        let units = if (0xd800..0xdc00).contains(&one) { vec![one, self.unit()?] } else { vec![one] };
        let letter = char::decode_utf16(units).next().and_then(Result::ok);
        letter.ok_or_else(|| self.expected("a pair of surrogates"))
    }

    fn unit(&mut self) -> Result<u16, String> {
        let digits = self.text[self.at..].strip_prefix("\\u").and_then(|rest| rest.get(..4));
        let digits = digits.filter(|digits| digits.bytes().all(|digit| digit.is_ascii_hexdigit()));
        let unit = digits.and_then(|digits| u16::from_str_radix(digits, 16).ok());
        let unit = unit.ok_or_else(|| self.expected("an escape of four digits"))?;
        self.at += "\\u0000".len();
        Ok(unit)
    }

    /// Passes over `mark` if it comes next.
    fn takes(&mut self, mark: char) -> bool {
        self.skip_space();
        let is_next = self.text[self.at..].starts_with(mark);
        self.at += if is_next { mark.len_utf8() } else { 0 };
        is_next
    }

    fn expect(&mut self, mark: char, what: &str) -> Result<(), String> {
        if self.takes(mark) { Ok(()) } else { Err(self.expected(what)) }
    }

    fn skip_space(&mut self) {
        let rest = &self.text[self.at..];
        self.at += rest.len() - rest.trim_start_matches([' ', '\t', '\n', '\r']).len();
    }

    fn expected(&self, what: &str) -> String {
        format!("{what} is expected at byte {}", self.at)
    }
}
