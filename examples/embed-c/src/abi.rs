//! The functions of the library, and the only file with unsafe code.
//!
//! Every function checks what can be checked: null pointers, their alignment, lengths, and numbers.
//! That a pointer has as many elements as are stated beside it is the caller's word.
//! No reference is made of a pointer, so inputs and outputs may overlap.

use crate::text::{CLASSES, VERSION, WEIGHTS};
use core::ffi::{CStr, c_char};
use embed_iris::{Iris, Species};
use netwright::prelude::*;

/// The number of features of a sample: the length and width of the sepals, then of the petals, in
/// cm.
pub const IRIS_FEATURES: usize = 4;

/// The number of classes, which are numbered from 0.
pub const IRIS_CLASSES: usize = 3;

/// The bytes of the network's working memory, which lie on the stack during a call.
pub const IRIS_RAM_BYTES: usize = 76;

/// The bytes of the parameters, which lie in read-only memory.
pub const IRIS_FLASH_BYTES: usize = 524;

// The header has the numbers as they are written above.
const _: () = assert!(IRIS_FEATURES == <Iris>::INPUT.features() && IRIS_CLASSES == Species::NAMES.len());
const _: () = assert!(IRIS_RAM_BYTES == <Iris>::RAM_BYTES && IRIS_FLASH_BYTES == <Iris>::FLASH_BYTES);

/// The outcome of a call. Outputs are written only where it is `IRIS_STATUS_OK`; of a batch, those
/// before the sample that fails.
#[repr(i32)]
#[derive(Clone, Copy)]
pub enum IrisStatus {
    /// All is well.
    Ok = 0,
    /// A pointer that must not be null is null.
    NullPointer = 1,
    /// A pointer is not aligned as its type needs.
    Misaligned = 2,
    /// A length is not that of the network, or not that of the samples.
    WrongLength = 3,
    /// A feature is infinite or NaN, or all are so large that the network has no answer.
    NotFinite = 4,
}

/// Classifies one sample.
///
/// `features` has `length` elements, which must be `IRIS_FEATURES`. The number of the most probable
/// class is written to `class_index`, and its probability to `probability`, which may be null.
///
/// # Safety
///
/// `features` is null or has `length` elements; the other pointers are null or can be written to.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn iris_classify(
    features: *const f32,
    length: usize,
    class_index: *mut u32,
    probability: *mut f32,
) -> IrisStatus {
    // SAFETY: the caller promises `length` elements.
    let sample = unsafe { sample(features, length) };
    let answer = sample.and_then(classify).and_then(|answer| {
        output(class_index)?;
        if !probability.is_null() {
            output(probability)?;
        }
        Ok(answer)
    });
    let (class, certainty) = match answer {
        Ok(answer) => answer,
        Err(status) => return status,
    };
    // SAFETY: it is neither null nor misaligned, and the caller promises that it can be written to.
    unsafe { class_index.write(class) };
    if !probability.is_null() {
        // SAFETY: as above.
        unsafe { probability.write(certainty) };
    }
    IrisStatus::Ok
}

/// Computes the probability of each class for one sample.
///
/// `features` has `length` elements, which must be `IRIS_FEATURES`, and `probabilities` has
/// `classes` elements, which must be `IRIS_CLASSES`.
///
/// # Safety
///
/// `features` is null or has `length` elements; `probabilities` is null or has `classes` elements
/// that can be written to.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn iris_probabilities(
    features: *const f32,
    length: usize,
    probabilities: *mut f32,
    classes: usize,
) -> IrisStatus {
    // SAFETY: the caller promises `length` elements.
    let sample = unsafe { sample(features, length) };
    let answer = sample.and_then(|sample| {
        output(probabilities)?;
        if classes != IRIS_CLASSES {
            return Err(IrisStatus::WrongLength);
        }
        finite(Iris::EMBEDDED.predict_proba(&sample).into())
    });
    match answer {
        Ok(answer) => {
            // SAFETY: it is neither null nor misaligned, and the caller promises this many
            // elements, since `classes` is their number.
            unsafe { probabilities.cast::<[f32; IRIS_CLASSES]>().write(answer) };
            IrisStatus::Ok
        }
        Err(status) => status,
    }
}

/// Classifies samples that lie one after the other.
///
/// `features` has `length` elements, which must be `count` times `IRIS_FEATURES`, and
/// `class_indices` has `count` elements. The call ends at the first sample without an answer;
/// its number is written to `failed`, which may be null, and the classes before it are written.
/// The other pointers must not be null even if `count` is 0.
///
/// # Safety
///
/// `features` is null or has `length` elements; `class_indices` is null or has `count` elements
/// that can be written to; `failed` is null or can be written to.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn iris_classify_batch(
    features: *const f32,
    length: usize,
    class_indices: *mut u32,
    count: usize,
    failed: *mut usize,
) -> IrisStatus {
    let checked = input(features).and_then(|()| output(class_indices)).and_then(|()| {
        if !failed.is_null() {
            output(failed)?;
        }
        if count.checked_mul(IRIS_FEATURES) == Some(length) { Ok(()) } else { Err(IrisStatus::WrongLength) }
    });
    if let Err(status) = checked {
        return status;
    }
    for number in 0..count {
        // SAFETY: the caller promises `count` samples of this many elements, since `length` is the
        // number of all; this is one of them.
        let features = unsafe { features.add(number * IRIS_FEATURES) };
        // SAFETY: as above.
        let sample = unsafe { sample(features, IRIS_FEATURES) };
        match sample.and_then(classify) {
            Ok((class, _)) => {
                // SAFETY: the caller promises `count` elements, and this is one of them.
                let place = unsafe { class_indices.add(number) };
                // SAFETY: as above, and it is aligned, as the first one is.
                unsafe { place.write(class) };
            }
            Err(status) => {
                if !failed.is_null() {
                    // SAFETY: it is aligned, and the caller promises that it can be written to.
                    unsafe { failed.write(number) };
                }
                return status;
            }
        }
    }
    IrisStatus::Ok
}

/// Returns the name of a class, or null if there is none with this number.
#[unsafe(no_mangle)]
pub extern "C" fn iris_class_name(class_index: u32) -> *const c_char {
    CLASSES.get(class_index as usize).map_or(core::ptr::null(), |name| name.as_ptr().cast())
}

/// Returns a sentence about a status, or null if there is none with this number.
#[unsafe(no_mangle)]
pub extern "C" fn iris_status_message(status: i32) -> *const c_char {
    const MESSAGES: [&CStr; 5] = [
        c"all is well",
        c"a pointer that must not be null is null",
        c"a pointer is not aligned as its type needs",
        c"a length is not that of the network, or not that of the samples",
        c"a feature is not finite, or the features are so large that the network has no answer",
    ];
    let message = usize::try_from(status).ok().and_then(|status| MESSAGES.get(status));
    message.map_or(core::ptr::null(), |message| message.as_ptr())
}

/// Returns the version of this library.
#[unsafe(no_mangle)]
pub extern "C" fn iris_version() -> *const c_char {
    VERSION.as_ptr().cast()
}

/// Returns the SHA-256 of the weights file, in 64 hexadecimal digits.
#[unsafe(no_mangle)]
pub extern "C" fn iris_weights_sha256() -> *const c_char {
    WEIGHTS.as_ptr().cast()
}

/// Reads a sample.
///
/// # Safety
///
/// `features` is null or has `length` elements.
unsafe fn sample(features: *const f32, length: usize) -> Result<[f32; IRIS_FEATURES], IrisStatus> {
    input(features)?;
    if length != IRIS_FEATURES {
        return Err(IrisStatus::WrongLength);
    }
    // SAFETY: it is neither null nor misaligned, and the caller promises this many elements; every
    // pattern of bits is a number.
    let sample = unsafe { features.cast::<[f32; IRIS_FEATURES]>().read() };
    finite(sample)
}

/// Returns the class of a sample, and its probability.
fn classify(sample: [f32; IRIS_FEATURES]) -> Result<(u32, f32), IrisStatus> {
    let (class, probability) = Iris::EMBEDDED.classify_with_probability(&sample);
    let [probability] = finite([probability])?;
    Ok((class.index() as u32, probability))
}

/// Returns numbers that are all finite.
fn finite<const N: usize>(numbers: [f32; N]) -> Result<[f32; N], IrisStatus> {
    if numbers.iter().all(|number| number.is_finite()) { Ok(numbers) } else { Err(IrisStatus::NotFinite) }
}

/// Checks a pointer that is read.
fn input<T>(pointer: *const T) -> Result<(), IrisStatus> {
    match pointer {
        _ if pointer.is_null() => Err(IrisStatus::NullPointer),
        _ if !pointer.is_aligned() => Err(IrisStatus::Misaligned),
        _ => Ok(()),
    }
}

/// Checks a pointer that is written to.
fn output<T>(pointer: *mut T) -> Result<(), IrisStatus> {
    input(pointer.cast_const())
}

#[cfg(feature = "deliberate")]
#[unsafe(no_mangle)]
extern "C" fn iris_deliberate(number: i32) {
    assert!(number != 7, "the number is known at run time alone");
}

// Functions that copy and fill memory; on systems without this library the compiler has its own.
#[cfg(unix)]
#[link(name = "c")]
unsafe extern "C" {}

unsafe extern "C" {
    /// Not defined anywhere.
    fn a_panic_is_possible() -> !;
}

#[panic_handler]
fn panic(_: &core::panic::PanicInfo<'_>) -> ! {
    // SAFETY: nothing links unless this is never called.
    unsafe { a_panic_is_possible() }
}
