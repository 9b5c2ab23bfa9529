//! Networks frame by frame: equal to the whole signal to the bit.

mod convolutions;
mod frames;
mod layers;
mod memory;
mod networks;
mod pools;
mod random;
mod recurrent;
mod shared;
