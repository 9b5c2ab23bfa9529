//! The program as its users run it: what it reads, what it writes, and how it ends.

mod bad_rows;
mod formats;
mod pipes;
mod shell;
