//! Warnings and errors of the engine on standard error. Some are nowhere else: an executor that
//! does not know a function says so in its log alone, and the client is told that it refused.

use log::{LevelFilter, Log, Metadata, Record};

struct Warnings;

impl Log for Warnings {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        metadata.level() <= LevelFilter::Warn
    }

    fn log(&self, record: &Record<'_>) {
        if self.enabled(record.metadata()) {
            eprintln!("{} {}: {}", record.level(), record.target(), record.args());
        }
    }

    fn flush(&self) {}
}

/// Writes warnings and errors to standard error from now on, unless there is another log already.
pub fn warnings_to_stderr() {
    if log::set_logger(&Warnings).is_ok() {
        log::set_max_level(LevelFilter::Warn);
    }
}
