//! Sessions that have the functions of the classifier of irises, and read files by their names.

use datafusion::error::Result;
use datafusion::prelude::{SessionConfig, SessionContext};
use embed_iris::Iris;
use netwright_datafusion::Model;

/// Returns the classifier of irises, with the checksum of its weights in plans.
///
/// # Errors
/// If the checksum is none.
pub fn iris() -> Result<Model<f32>> {
    Model::new("iris", Iris::EMBEDDED).with_weights(Iris::WEIGHTS_SHA256)
}

/// Returns a session with the functions of a model, in which `FROM 'irises/*.parquet'` reads files.
///
/// # Errors
/// If the engine refuses the functions.
pub fn session(model: &Model<f32>) -> Result<SessionContext> {
    let config = SessionConfig::new().with_information_schema(true);
    let session = SessionContext::new_with_config(config).enable_url_table();
    model.register(&session)?;
    Ok(session)
}
