//! Executors, which run the parts of plans with the functions that are in them.

use crate::{Functions, lifetime};
use ballista_core::error::{BallistaError, Result};
use ballista_executor::executor_process::{ExecutorProcessConfig, start_executor_process};
use std::future::pending;
use std::net::{IpAddr, SocketAddr, TcpListener};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;
use tokio::time::sleep;

/// The number of times that an executor looks if it has found its scheduler, and the time between
/// them: ten seconds, in which the process is not held.
const LOOKS: usize = 200;
const BETWEEN_LOOKS: Duration = Duration::from_millis(50);

/// The settings of an executor.
#[derive(Clone, Debug, clap::Args)]
pub struct Settings {
    /// Host of the scheduler
    #[arg(long, default_value = "127.0.0.1")]
    pub scheduler_host: String,

    /// Port of the scheduler
    #[arg(long, default_value_t = 50050)]
    pub scheduler_port: u16,

    /// Address of this machine, to which scheduler, clients and other executors connect, at free
    /// ports
    #[arg(long, default_value = "127.0.0.1")]
    pub listen: IpAddr,

    /// Number of parts of a plan that run at once; 0 stands for the number of cores
    #[arg(long, default_value_t = 0)]
    pub cores: usize,

    /// Folder for intermediate results; a temporary one if there is none
    #[arg(long)]
    pub folder: Option<PathBuf>,

    /// Seconds between signs of life
    #[arg(long, default_value_t = 5)]
    pub heartbeat: u64,

    /// End when standard input does: with the program that started this one, however that ends
    #[arg(long)]
    pub until_input_ends: bool,
}

/// Runs an executor until the scheduler stops it. It calls `ready` once, when the scheduler knows
/// it.
///
/// # Errors
/// If the scheduler is not there within ten seconds, or no port is free.
pub async fn run(functions: Functions, settings: &Settings, ready: impl FnOnce()) -> Result<()> {
    if settings.until_input_ends {
        lifetime::end_with_input();
    }
    let folder = settings.folder.as_ref().map(|folder| folder.display().to_string());
    let config = ExecutorProcessConfig {
        bind_host: settings.listen.to_string(),
        external_host: Some(settings.listen.to_string()),
        port: free_port(settings.listen)?,
        grpc_port: free_port(settings.listen)?,
        scheduler_host: settings.scheduler_host.clone(),
        scheduler_port: settings.scheduler_port,
        scheduler_connect_timeout_seconds: 10,
        vcores: settings.cores,
        work_dir: folder,
        executor_heartbeat_interval_seconds: settings.heartbeat,
        override_function_registry: Some(Arc::new(functions.registry())),
        ..ExecutorProcessConfig::default()
    };
    let health = config.health.clone();
    let unreachable = async {
        for _ in 0..LOOKS {
            if health.is_ready() {
                ready();
                return pending().await;
            }
            sleep(BETWEEN_LOOKS).await;
        }
    };
    // Ballista 55 tries again for ever, since it measures its own limit from now to now.
    tokio::select! {
        ended = start_executor_process(Arc::new(config)) => ended,
        () = unreachable => {
            let Settings { scheduler_host, scheduler_port, .. } = settings;
            Err(BallistaError::General(format!("there is no scheduler at {scheduler_host}:{scheduler_port}")))
        }
    }
}

/// Returns a port that is free now. Another program may take it before the executor does, which
/// then ends with an error.
fn free_port(address: IpAddr) -> Result<u16> {
    Ok(TcpListener::bind(SocketAddr::new(address, 0))?.local_addr()?.port())
}
