//! Classifiers declared with netwright as functions of Apache DataFusion.
//!
//! A [`Model`] is a network with the names of its functions. Registered with a session, it is used
//! from SQL and from data frames like any other function; the engine reads the files, divides the
//! rows among the processor's cores, groups and sorts.
//!
//! ```
//! use datafusion::prelude::SessionContext;
//! use embed_iris::Iris;
//! use netwright_datafusion::Model;
//!
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> datafusion::error::Result<()> {
//! let iris = Model::new("iris", Iris::EMBEDDED);
//! let session = SessionContext::new();
//! iris.register(&session)?;
//! let irises = "(VALUES (5.1, 3.5, 1.4, 0.2), (NULL, 3.0, 5.8, 2.2)) AS t(a, b, c, d)";
//! session.sql(&format!("SELECT iris_name(a, b, c, d) FROM {irises}")).await?.show().await?;
//! assert_eq!(iris.skipped().null, 1);
//! # Ok(())
//! # }
//! ```
//!
//! | function | gives |
//! | --- | --- |
//! | `iris_class(..)` | the number of the class, from 0: `UInt32` |
//! | `iris_name(..)` | its name: `Dictionary(Int32, Utf8)`; only if the network names its classes |
//! | `iris_probabilities(..)` | the probability of each class: `FixedSizeList(Float32, K)` |
//! | `iris(..)` | all of them: a struct with the fields `class`, `name` and `probabilities` |
//! | `iris_skipped()` | [`Model::skipped`] |
//!
//! The arguments are as many columns as the network has inputs, of any numeric types, or one column
//! of lists. They are converted to the network's own type, `f32` or `f64`. A row that has no answer
//! gives `NULL`, and is counted: see [`Skipped`].
//!
//! A row has the same answer, bit for bit, in any table, in any batch and at any place: samples go
//! through `predict_batch` in blocks of [`BLOCK`], of which the last is filled up with zeros. The
//! functions are immutable. (The sums of `predict`, for one sample, are rounded otherwise in some
//! networks: the last bits of probabilities may differ from it.)

mod answer;
mod block;
mod function;
mod input;
mod model;
mod number;
mod skipped;

pub use answer::Answer;
pub use block::BLOCK;
pub use model::Model;
pub use number::Number;
pub use skipped::Skipped;
