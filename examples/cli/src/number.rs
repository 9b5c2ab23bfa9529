//! Fields that are numbers.

use crate::fault::Fault;

/// Returns the number that a field has, with spaces around it or not.
pub(crate) fn parse(text: &[u8], column: impl FnOnce() -> String) -> Result<f32, Fault> {
    let number = str::from_utf8(text.trim_ascii()).ok().and_then(|text| text.parse::<f32>().ok());
    match number {
        Some(number) if number.is_finite() => Ok(number),
        Some(_) => Err(Fault::not_finite(column(), text)),
        None => Err(Fault::not_a_number(column(), text)),
    }
}

#[cfg(test)]
mod tests {
    use super::parse;

    fn message(text: &[u8]) -> String {
        parse(text, || "column 3".to_owned()).unwrap_err().to_string()
    }

    #[test]
    fn numbers_may_have_spaces_and_exponents() {
        for (text, number) in [("5.1", 5.1), (" -3 ", -3.0), ("\t+.5e1", 5.0), ("1.", 1.0), ("1e-50", 0.0)] {
            assert_eq!(parse(text.as_bytes(), String::new).unwrap(), number, "{text}");
        }
    }

    #[test]
    fn other_fields_are_named_in_the_message() {
        assert_eq!(message(b"5,1"), "column 3: \"5,1\" is not a number");
        assert_eq!(message(b""), "column 3: \"\" is not a number");
        assert_eq!(message(b"\xff\x1b[2J"), "column 3: \"\u{fffd}\\u{1b}[2J\" is not a number");
        assert_eq!(message(b"nan"), "column 3: \"nan\" is not a finite number");
        assert_eq!(message(b"1e39"), "column 3: \"1e39\" is not a finite number");
        assert_eq!(message(&[b'x'; 50]), format!("column 3: \"{}\".. is not a number", "x".repeat(40)));
    }
}
