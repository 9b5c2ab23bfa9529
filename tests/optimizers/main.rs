//! Optimisers: their settings, their state, and what they do beyond PyTorch's fixtures, which are
//! in tests/reference/.

mod groups;
mod penalties;
mod range;
mod settings;
mod state;
