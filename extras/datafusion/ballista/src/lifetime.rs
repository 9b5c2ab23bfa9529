//! The end of a process together with the one that started it.

use std::io::{copy, sink, stdin};

/// Ends this process when standard input does: when the process at its other end has ended, even if
/// that was killed and could tell nobody.
pub(crate) fn end_with_input() {
    // A thread, because a task that reads would keep the runtime from ending.
    std::thread::spawn(|| {
        // An error of reading is an end too.
        let _ = copy(&mut stdin().lock(), &mut sink());
        std::process::exit(0)
    });
}
