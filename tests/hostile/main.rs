//! Hostile files: each gets one answer, at once, and in no more memory than its size justifies.
#![cfg(feature = "weights")]

#[cfg(feature = "csv")]
mod data;
#[cfg(feature = "npz")]
mod npz;
mod safetensors;

use netwright::Error;
use netwright::prelude::*;
use netwright::weights::Load;
use safetensors::Answer;
use std::alloc::{GlobalAlloc, Layout, System};
use std::cell::Cell;
use std::time::{Duration, Instant};

#[network(input = 2)]
struct Net(Linear<1>);

/// The system's allocator, which records the largest allocation of a thread.
struct Noting;

thread_local! {
    static LARGEST: Cell<usize> = const { Cell::new(0) };
}

// SAFETY: the system's allocator does everything.
unsafe impl GlobalAlloc for Noting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        LARGEST.set(LARGEST.get().max(layout.size()));
        // SAFETY: the caller keeps the contract, which is the system's.
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, memory: *mut u8, layout: Layout) {
        // SAFETY: the caller keeps the contract, which is the system's.
        unsafe { System.dealloc(memory, layout) }
    }
}

#[global_allocator]
static ALLOCATOR: Noting = Noting;

/// Reads a file, and bounds the time that it takes, and the memory by `times` the size of the file.
#[track_caller]
fn bounded<O>(about: &str, file: &[u8], times: usize, read: impl FnOnce() -> O) -> O {
    LARGEST.set(0);
    let start = Instant::now();
    let read = read();
    let (time, largest) = (start.elapsed(), LARGEST.get());
    assert!(time < Duration::from_secs(2), "{about} takes {time:?}");
    // Buffers of the reader are some tens of kilobytes.
    assert!(largest <= times * file.len() + 100_000, "{about}: {largest} bytes at once for a file of {}", file.len());
    read
}

/// Loads a file, and bounds the time and the memory that it takes.
#[track_caller]
fn load(about: &str, file: &[u8]) -> Result<Box<Net>, Error> {
    bounded(about, file, 4, || Load::new().bytes::<Net>(file))
}

#[test]
fn each_safetensors_file_has_its_answer() {
    for (about, file, answer) in safetensors::files() {
        let loaded = load(&about, &file);
        match answer {
            Answer::Fits => assert!(loaded.is_ok(), "{about}: {:?}", loaded.err()),
            Answer::OtherNetwork => assert!(matches!(loaded, Err(Error::Weights { .. })), "{about}"),
            Answer::Damaged(words) => match loaded.err() {
                Some(Error::File { problem, .. }) => assert!(problem.contains(words), "{about}: {problem}"),
                other => panic!("{about}: {other:?}"),
            },
        }
    }
}

/// The crate of the format's authors reads each file that is accepted here.
#[test]
fn nothing_is_taken_that_the_format_forbids() {
    for (about, file, answer) in safetensors::files() {
        if !matches!(answer, Answer::Damaged(_)) {
            assert!(::safetensors::SafeTensors::deserialize(&file).is_ok(), "{about}");
        }
    }
}

/// Paths that are not files: devices and folders.
#[cfg(unix)]
#[test]
fn what_is_no_file_is_an_error_with_its_name() {
    for path in ["/dev/zero", "/dev/null", "/", "/proc/self/mem"] {
        match Net::load(path).err() {
            Some(Error::File { file, .. }) => assert_eq!(file, path),
            other => panic!("{path}: {other:?}"),
        }
    }
}
