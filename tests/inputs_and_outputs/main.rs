//! Networks with several named inputs and outputs, through everything that networks do.

mod inputs;
mod outputs;
