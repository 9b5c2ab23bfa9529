//! Classifiers declared with netwright on a cluster of Apache Ballista.
//!
//! A cluster has a [`scheduler`], which plans queries, any number of [`executor`]s, which run the
//! parts of a plan, and [`client`]s. Functions do not travel with a plan, only their names do: all
//! three are given the same [`Functions`]. A static network is in the program itself, so nothing
//! but the program is copied onto the machines.
//!
//! The names in a plan end in the checksum of the weights
//! ([`Model::with_weights`](netwright_datafusion::Model::with_weights)): an executor with other
//! weights does not find the function, and the query fails instead of mixing the answers of two
//! networks.
//!
//! [`local`] starts a scheduler and executors on this machine, as processes.

pub mod client;
pub mod executor;
mod functions;
mod lifetime;
pub mod local;
pub mod log;
pub mod scheduler;

pub use functions::Functions;

use datafusion::error::Result;
use embed_iris::Iris;
use netwright_datafusion::Model;

/// Returns the classifier of irises as the functions of a cluster: with the checksum of its
/// weights, and names of classes that can be sent from machine to machine.
///
/// # Errors
/// If the checksum is none.
pub fn iris() -> Result<Functions> {
    let iris = Model::new("iris", Iris::EMBEDDED).with_weights(Iris::WEIGHTS_SHA256)?.with_names_written_out();
    Ok(Functions::new(iris.functions()))
}
