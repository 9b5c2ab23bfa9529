//! The functions that a web page calls, and the memory that it shares with them.
//!
//! The page writes points to [`points`], calls [`classify`], and reads [`image`] and
//! [`probabilities`]. All `unsafe` of this package is here.

#![allow(unsafe_code)]

use crate::{CLASSES, Drawing, Image, Point, answer, image as image_of};
use core::cell::UnsafeCell;

/// The number of points that a drawing may have, those that end strokes included.
const POINTS: usize = 8192;

struct Memory {
    points: [Point; POINTS],
    image: Image,
    probabilities: [f32; CLASSES],
}

/// A static that a page writes to and reads.
#[repr(transparent)]
struct Shared(UnsafeCell<Memory>);

// SAFETY: the module has one thread: it is built without the feature `atomics`, so that its memory
// cannot be shared with another one.
unsafe impl Sync for Shared {}

static MEMORY: Shared =
    Shared(UnsafeCell::new(Memory { points: [[0.0; 2]; POINTS], image: [0.0; 784], probabilities: [0.0; CLASSES] }));

/// Returns the number of points that there is room for.
#[unsafe(no_mangle)]
extern "C" fn capacity() -> usize {
    POINTS
}

/// Returns the address of the points, two numbers of 32 bits each.
#[unsafe(no_mangle)]
extern "C" fn points() -> *mut Point {
    // SAFETY: the pointer is to a static; no reference is made.
    unsafe { &raw mut (*MEMORY.0.get()).points }.cast()
}

/// Returns the address of the image, 28 rows of 28 numbers of 32 bits.
#[unsafe(no_mangle)]
extern "C" fn image() -> *const Image {
    // SAFETY: the pointer is to a static; no reference is made.
    unsafe { &raw mut (*MEMORY.0.get()).image }
}

/// Returns the address of the probabilities, ten numbers of 32 bits.
#[unsafe(no_mangle)]
extern "C" fn probabilities() -> *const [f32; CLASSES] {
    // SAFETY: the pointer is to a static; no reference is made.
    unsafe { &raw mut (*MEMORY.0.get()).probabilities }
}

/// Classifies the drawing of the first `count` points, and returns the digit; -1 if nothing is
/// drawn.
#[unsafe(no_mangle)]
extern "C" fn classify(count: usize) -> i32 {
    // SAFETY: this is the only reference to the memory: there is one thread, the page runs only
    // before and after this function, which calls nothing of the page, and the other functions
    // here make pointers alone. Every pattern of bits that the page may have written is a number.
    let memory = unsafe { &mut *MEMORY.0.get() };
    let drawing = Drawing(memory.points.get(..count).unwrap_or(&memory.points));
    let Some(seen) = image_of(drawing) else {
        (memory.image, memory.probabilities) = ([0.0; 784], [0.0; CLASSES]);
        return -1;
    };
    let answer = answer(&seen);
    (memory.image, memory.probabilities) = (seen, answer.probabilities);
    answer.digit as i32
}

#[panic_handler]
fn panic(_: &core::panic::PanicInfo<'_>) -> ! {
    core::arch::wasm32::unreachable()
}
