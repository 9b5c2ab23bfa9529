//! Lines of an input that may be a pipe with somebody at its other end, who waits for answers.

use crate::fault::Failure;
use memchr::memchr;
use std::io::{ErrorKind, Read};

/// The most bytes of a row, so that memory is bounded whatever the input is.
pub(crate) const LIMIT: usize = 1 << 20;

/// The bytes that are read at a time, at first.
const BLOCK: usize = 1 << 16;

/// Reads lines, in memory that does not depend on their number.
pub(crate) struct Lines<R> {
    source: R,
    buffer: Vec<u8>,
    /// The bytes that were read and not yet returned.
    start: usize,
    end: usize,
    number: u64,
}

/// A line with its end, and its number from 1.
pub(crate) struct Line<'a> {
    pub(crate) number: u64,
    pub(crate) text: &'a [u8],
}

impl<R: Read> Lines<R> {
    pub(crate) fn new(source: R) -> Self {
        Lines { source, buffer: vec![0; BLOCK], start: 0, end: 0, number: 0 }
    }

    /// Returns the next line; none at the end of the input. Calls `idle` before every read, which
    /// may have to wait.
    pub(crate) fn next(&mut self, mut idle: impl FnMut() -> Result<(), Failure>) -> Result<Option<Line<'_>>, Failure> {
        let mut searched = self.start;
        loop {
            if let Some(length) = memchr(b'\n', &self.buffer[searched..self.end]) {
                return self.take(searched + length + 1).map(Some);
            }
            searched -= self.start;
            self.make_room()?;
            searched = searched.max(self.end - self.start);
            idle()?;
            if self.read()? == 0 {
                return if self.start < self.end { self.take(self.end).map(Some) } else { Ok(None) };
            }
        }
    }

    /// Returns the line that ends before a place in the buffer. One that is too long is refused,
    /// even if it is there as a whole, so that nothing depends on the parts that it came in.
    fn take(&mut self, end: usize) -> Result<Line<'_>, Failure> {
        let start = std::mem::replace(&mut self.start, end);
        self.number += 1;
        let text = &self.buffer[start..end];
        if text.len() > LIMIT {
            Err(Failure::TooLong { line: self.number })
        } else {
            Ok(Line { number: self.number, text })
        }
    }

    /// Moves the beginning of a line to the beginning of the buffer, and enlarges the buffer if the
    /// line fills it.
    fn make_room(&mut self) -> Result<(), Failure> {
        self.buffer.copy_within(self.start..self.end, 0);
        self.end -= self.start;
        self.start = 0;
        if self.end > LIMIT {
            return Err(Failure::TooLong { line: self.number + 1 });
        }
        if self.end == self.buffer.len() {
            self.buffer.resize(2 * self.end, 0);
        }
        Ok(())
    }

    fn read(&mut self) -> Result<usize, Failure> {
        loop {
            match self.source.read(&mut self.buffer[self.end..]) {
                Ok(bytes) => {
                    self.end += bytes;
                    return Ok(bytes);
                }
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                Err(error) => return Err(Failure::Read(error)),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{BLOCK, LIMIT, Lines};
    use crate::fault::Failure;
    use std::io::{self, Read};

    /// A source that gives at most a few bytes at a time.
    struct Trickle<'a>(&'a [u8], usize);

    impl Read for Trickle<'_> {
        fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
            let bytes = self.1.min(buffer.len());
            self.0.read(&mut buffer[..bytes])
        }
    }

    fn all(text: &[u8], step: usize) -> Vec<(u64, Vec<u8>)> {
        let mut lines = Lines::new(Trickle(text, step));
        let mut found = Vec::new();
        while let Some(line) = lines.next(|| Ok(())).unwrap() {
            found.push((line.number, line.text.to_vec()));
        }
        found
    }

    #[test]
    fn lines_do_not_depend_on_the_blocks_they_come_in() {
        let long = [vec![b'x'; 3 * BLOCK], vec![b'\n']].concat();
        let text = [&b"a\n\nbc\r\n"[..], &long, b"end"].concat();
        let lines = [&b"a\n"[..], b"\n", b"bc\r\n", &long, b"end"];
        let numbered: Vec<_> = (1..).zip(lines.map(<[u8]>::to_vec)).collect();
        for step in [1, 2, 7, BLOCK - 1, BLOCK, usize::MAX] {
            assert_eq!(all(&text, step), numbered, "{step} bytes at a time");
        }
        assert_eq!(all(b"", 1), []);
    }

    #[test]
    fn nothing_is_read_before_the_idle_call() {
        let mut lines = Lines::new(Trickle(b"a\nb\n", 4));
        let mut calls = 0;
        for expected in [1, 1, 2] {
            let idle = || {
                calls += 1;
                Ok(())
            };
            lines.next(idle).unwrap();
            assert_eq!(calls, expected);
        }
    }

    #[test]
    fn the_limit_does_not_depend_on_the_blocks_either() {
        for (length, is_refused) in [(LIMIT, false), (LIMIT + 1, true), (3 * LIMIT / 2, true)] {
            let text = [vec![b'x'; length - 1], vec![b'\n']].concat();
            for step in [BLOCK, 100_003, usize::MAX] {
                let mut lines = Lines::new(Trickle(&text, step));
                let found = lines.next(|| Ok(()));
                assert_eq!(matches!(found, Err(Failure::TooLong { line: 1 })), is_refused, "{length} bytes by {step}");
            }
        }
    }

    #[test]
    fn a_line_without_end_is_an_error_in_bounded_memory() {
        let mut lines = Lines::new(io::repeat(b'x'));
        assert!(matches!(lines.next(|| Ok(())), Err(Failure::TooLong { line: 1 })));
        assert!(lines.buffer.len() <= 4 * LIMIT);
    }
}
