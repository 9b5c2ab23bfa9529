//! Pushes blocks of frames through a network, as an audio callback would: `stream COUNT [FLAW]`.
//! tools/check/real_time.py looks at what the last of them executes.
//!
//! A flaw is what must not happen where a signal is sampled: `allocation`, `lock`, `system-call`
//! or `growth`. The check must see it, else it would see nothing.

#[path = "../activity.rs"]
mod activity;

use activity::{Activity, CHANNELS};
use netwright::network::stream::{FrameOutput, Stream};
use netwright::prelude::*;
use rand::rngs::SmallRng;
use rand::{RngExt, SeedableRng};
use std::hint::black_box;
use std::sync::Mutex;

/// The frames of a block, few, so that many blocks can be counted.
const BLOCK: usize = 8;

/// A stream, and memory for its outputs.
struct Live<'n> {
    stream: Stream<'n, Activity>,
    outputs: [FrameOutput<Activity>; BLOCK / 2],
    flaw: Flaw,
}

/// A flaw: it runs beside a block, with the number of blocks so far.
type Flaw = fn(usize);

const FLAWS: [(&str, Flaw); 4] = [
    ("allocation", |_| drop(black_box(vec![0_u8; 100]))),
    ("lock", |blocks| *TAKEN.lock().expect("no other thread is there") += blocks),
    ("system-call", |_| println!("a block")),
    ("growth", |blocks| (0..blocks).for_each(|block| _ = black_box(block))),
];

static TAKEN: Mutex<usize> = Mutex::new(0);

impl Live<'_> {
    #[inline(never)]
    fn push(&mut self, blocks: usize, frames: &[[f32; CHANNELS]; BLOCK]) {
        let outputs = self.stream.push_block(frames, &mut self.outputs).expect("as many places as outputs");
        black_box(outputs);
        (self.flaw)(blocks);
    }
}

/// The last block: what runs from here to the return is looked at.
#[inline(never)]
fn last_block(live: &mut Live<'_>, blocks: usize, frames: &[[f32; CHANNELS]; BLOCK]) {
    live.push(blocks, frames);
    black_box(());
}

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [count, flaw @ ..] = &arguments[..] else { panic!("usage: stream COUNT [FLAW]") };
    let count: usize = count.parse().expect("the count is a number");
    let flaw = flaw.first().map(|name| FLAWS.iter().find(|(flaw, _)| flaw == name).expect("one of the flaws").1);

    let mut rng = SmallRng::seed_from_u64(1);
    let net = Activity::init(&mut rng);
    let mut frames = [[0.0; CHANNELS]; BLOCK];
    frames.as_flattened_mut().fill_with(|| rng.random_range(-1.0..1.0));
    let outputs = [Default::default(); BLOCK / 2];
    let mut live = Live { stream: net.stream(), outputs, flaw: flaw.unwrap_or(|_| ()) };
    for blocks in 1..count {
        live.push(blocks, black_box(&frames));
    }
    last_block(&mut live, count, black_box(&frames));
}
