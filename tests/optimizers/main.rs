//! Optimisers: their settings, their state, and what they do beyond PyTorch's fixtures, which are
//! in tests/reference/.

mod averages;
mod groups;
mod lbfgs;
mod micro_batches;
mod penalties;
mod range;
mod settings;
mod state;
