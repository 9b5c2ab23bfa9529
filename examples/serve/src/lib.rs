//! Serves a classifier over HTTP: `POST /classify`, `GET /healthz`, `/model` and `/metrics`, and
//! `PUT /weights`.
//!
//! [`run`] is a whole program. The network is an argument, so that another one is a `main` of a few
//! lines: `examples/wide.rs` is one.

mod answers;
mod app;
mod arguments;
mod batch;
mod body;
mod classify;
mod connections;
mod log;
mod metrics;
mod model;
mod pages;
mod problem;
mod program;
mod samples;
mod served;
mod signals;
mod weights;

pub use program::run;
pub use served::Served;
