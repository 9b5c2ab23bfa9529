//! Sessions whose queries run on a cluster.

use crate::Functions;
use ballista::prelude::{SessionConfigExt as _, SessionContextExt as _};
use datafusion::error::Result;
use datafusion::execution::session_state::SessionStateBuilder;
use datafusion::prelude::{SessionConfig, SessionContext};

/// Returns a session whose queries run on the cluster of a scheduler.
///
/// Files are tables by their names, `FROM 'irises/*.parquet'`: all executors, the scheduler and the
/// client must find them at the same place. `partitions` is the number of parts into which a plan
/// is divided, at least the number of cores of all executors.
///
/// # Errors
/// If the engine refuses the functions, or the address is none.
pub async fn session(functions: &Functions, scheduler: &str, partitions: usize) -> Result<SessionContext> {
    let config = SessionConfig::new_with_ballista().with_target_partitions(partitions).with_information_schema(true);
    let state = SessionStateBuilder::new().with_config(config).with_default_features().build();
    let session = SessionContext::remote_with_state(&format!("df://{scheduler}"), state).await?.enable_url_table();
    // Last, because each of the steps before makes a new state, and Ballista's has other functions.
    functions.register(&mut session.state_ref().write())?;
    Ok(session)
}
