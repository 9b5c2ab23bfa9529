//! `predict` takes `RAM_BYTES` of stack and little more, or little more than nothing where its
//! memory is on the heap.
//!
//! The stack of a call is the smallest one with which a thread of a child process survives it.

use bytemuck::zeroed_box;
use netwright::network::{Activations, STACK_LIMIT};
use netwright::prelude::*;
use std::hint::black_box;
use std::process::{Command, Stdio};

/// The stack that is taken besides `RAM_BYTES`: the output once more, and frames of functions,
/// which without optimisation are many.
const OVERHEAD: usize = if cfg!(debug_assertions) { 128 * 1024 } else { 8 * 1024 };

/// The unit of a thread's stack, in bytes.
const PAGE: usize = 4096;

/// The most memory that is on the stack where there is a heap.
#[network(input = 2)]
struct Medium(Linear<4000>, Relu, Linear<3>);

/// 3 MB of activations.
#[network(input = 2)]
struct Large(Linear<750_000>, Relu, Linear<3>);

/// A network of that size with a const parameter, whose memory the compiler lays out.
#[network(input = 2)]
struct Sized<const H: usize = 750_000>(Linear<H>, Relu, Linear<3>);

/// Activations that are not fused, and are there at the same time.
#[network(input = [1, 40_000])]
struct Graph {
    flat: Flatten,
    softmax: Softmax,
    #[from(softmax, flat)]
    sum: Add,
    #[from(sum, flat)]
    both: Concat,
    logits: Linear<3, NoBias>,
}

/// A network within another one.
#[network(input = 2)]
struct Nested(Large, Tanh, Linear<2>);

/// Calls by name, each with the bytes of its memory.
const CALLS: &[(&str, usize, fn())] = &[
    ("medium", Medium::<f32>::RAM_BYTES, || finite(zeroed_box::<Medium>().predict(&[1.0; 2]).as_slice())),
    ("large", Large::<f32>::RAM_BYTES, || finite(zeroed_box::<Large>().predict(&[1.0; 2]).as_slice())),
    ("double", Large::<f64>::RAM_BYTES, || assert!(zeroed_box::<Large<f64>>().predict(&[1.0; 2])[0] == 0.0)),
    ("sized", Sized::<750_000>::RAM_BYTES, || finite(zeroed_box::<Sized>().predict(&[1.0; 2]).as_slice())),
    ("graph", Graph::<f32>::RAM_BYTES, || {
        finite(zeroed_box::<Graph>().predict(&*zeroed_box::<[f32; 40_000]>()).as_slice());
    }),
    ("nested", Nested::<f32>::RAM_BYTES, || finite(zeroed_box::<Nested>().predict(&[1.0; 2]).as_slice())),
    ("class", Large::<f32>::RAM_BYTES, || assert_eq!(zeroed_box::<Large>().classify(&[1.0; 2]), 0)),
    ("proba", Large::<f32>::RAM_BYTES, || finite(zeroed_box::<Large>().predict_proba(&[1.0; 2]).as_slice())),
    ("both", Large::<f32>::RAM_BYTES, || {
        assert_eq!(zeroed_box::<Large>().classify_with_probability(&[1.0; 2]).0, 0);
    }),
    ("into", 0, || {
        let mut memory = zeroed_box::<Activations<Large>>();
        finite(zeroed_box::<Large>().predict_into(&[1.0; 2], &mut memory).as_slice());
    }),
];

fn finite(output: &[f32]) {
    assert!(output.iter().all(|y| y.is_finite()));
}

/// Does the work of the child process, which is this test with a call and a size in the
/// environment.
#[test]
fn child() {
    let (Ok(call), Ok(bytes)) = (std::env::var("STACK_CALL"), std::env::var("STACK_BYTES")) else { return };
    let work = CALLS.iter().find(|(name, ..)| *name == call).map_or((|| ()) as fn(), |(.., work)| *work);
    let thread = std::thread::Builder::new().stack_size(bytes.parse().unwrap()).spawn(move || on_top_of_some(work));
    thread.unwrap().join().unwrap();
}

/// Calls `work` where some of the stack is in use, since there are no threads with less than a few
/// pages.
#[inline(never)]
fn on_top_of_some(work: fn()) {
    let used = black_box([1_u8; 16 * PAGE]);
    work();
    black_box(&used);
}

fn survives(call: &str, bytes: usize) -> bool {
    let mut child = Command::new(std::env::current_exe().unwrap());
    child.args(["--exact", "child"]).env("STACK_CALL", call).env("STACK_BYTES", bytes.to_string());
    child.stdout(Stdio::null()).stderr(Stdio::null()).status().unwrap().success()
}

/// Returns the smallest stack with which a call survives.
fn smallest(call: &str) -> usize {
    let (mut too_small, mut enough) = (0, 1 << 12);
    assert!(survives(call, enough * PAGE), "{call} fails on a stack of {} bytes", enough * PAGE);
    while enough - too_small > 1 {
        let middle = (too_small + enough) / 2;
        if survives(call, middle * PAGE) { enough = middle } else { too_small = middle }
    }
    enough * PAGE
}

#[test]
fn a_call_takes_as_much_stack_as_is_said() {
    let nothing = smallest("nothing");
    for &(call, ram_bytes, _) in CALLS {
        let found = smallest(call) - nothing;
        let on_stack = if cfg!(feature = "alloc") && ram_bytes > STACK_LIMIT { 0 } else { ram_bytes };
        println!("{call}: {found} bytes of stack, {on_stack} of them memory");
        assert!(found <= on_stack + OVERHEAD, "{call} takes {found} bytes of stack, its memory {on_stack}");
        // The measurement includes the stack of the call, but also that of an idle thread.
        assert!(found + 2 * PAGE >= on_stack, "{call} takes {found} bytes of stack, less than its memory, {on_stack}");
    }
}
