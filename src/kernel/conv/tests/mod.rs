//! Every pass of convolutions of random sizes against its definition in double precision, with
//! every instruction set that the machine has.
//!
//! The buffers are exactly as large as needed, so that an address sanitizer finds whatever reads or
//! writes beyond them.

mod choice;
mod definition;
mod frames;
mod passes;
mod pooled;
#[cfg(feature = "rayon")]
mod threads;

use super::Convolution;
use crate::kernel::window::Slide;
use rand::rngs::SmallRng;
use rand::{RngExt, SeedableRng};

/// Returns a random convolution of small sizes, with padding, strides and groups or without.
fn random(rng: &mut SmallRng) -> Convolution {
    let groups = if rng.random_bool(0.3) { rng.random_range(1..=4) } else { 1 };
    let mut few = || if rng.random_bool(0.2) { rng.random_range(1..=20) } else { rng.random_range(1..=5) };
    let (channels, filters) = (groups * few(), groups * few());
    let columns = slide(rng, 24);
    let rows = if rng.random_bool(0.2) { Slide::NONE } else { slide(rng, 12) };
    Convolution { channels, filters, groups, rows, columns }
}

fn slide(rng: &mut SmallRng, most: usize) -> Slide {
    loop {
        let often = |rng: &mut SmallRng, most: usize| if rng.random_bool(0.6) { 1 } else { rng.random_range(1..=most) };
        let (stride, dilation) = (often(rng, 4), often(rng, 3));
        let (size, kernel) = (rng.random_range(1..=most), rng.random_range(1..=6));
        let before = if rng.random_bool(0.5) { 0 } else { rng.random_range(0..=4) };
        let after = if rng.random_bool(0.5) { before } else { 0 };
        if let Some(last) = (size + before + after).checked_sub((kernel - 1) * dilation + 1) {
            return Slide { size, out: last / stride + 1, kernel, stride, dilation, before };
        }
    }
}

fn rng(seed: u64) -> SmallRng {
    SmallRng::seed_from_u64(seed)
}
