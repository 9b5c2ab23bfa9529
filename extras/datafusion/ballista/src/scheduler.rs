//! The scheduler, which plans queries and gives the parts of a plan to executors.

use crate::{Functions, lifetime};
use ballista_core::error::Result;
use ballista_scheduler::cluster::BallistaCluster;
use ballista_scheduler::config::SchedulerConfig;
use ballista_scheduler::scheduler_process::{create_scheduler, start_grpc_service_with_listener};
use datafusion_proto::protobuf::{LogicalPlanNode, PhysicalPlanNode};
use std::net::SocketAddr;
use std::sync::Arc;
use tokio::net::TcpListener;

/// The settings of a scheduler.
#[derive(Clone, Debug, clap::Args)]
pub struct Settings {
    /// Address and port that executors and clients connect to; port 0 stands for a free one
    #[arg(long, default_value = "127.0.0.1:50050")]
    pub listen: SocketAddr,

    /// Seconds without a sign of life after which an executor is given up, and its work done again
    #[arg(long, default_value_t = 20)]
    pub executor_timeout: u64,

    /// End when standard input does: with the program that started this one, however that ends
    #[arg(long)]
    pub until_input_ends: bool,
}

/// Runs a scheduler until it fails. It calls `listening` with its address as soon as it has one.
///
/// # Errors
/// If the address is in use, or not one of this machine.
pub async fn run(functions: Functions, settings: &Settings, listening: impl FnOnce(SocketAddr)) -> Result<()> {
    if settings.until_input_ends {
        lifetime::end_with_input();
    }
    let listener = TcpListener::bind(settings.listen).await?;
    let address = listener.local_addr()?;
    let config = SchedulerConfig {
        bind_host: address.ip().to_string(),
        external_host: address.ip().to_string(),
        bind_port: address.port(),
        executor_timeout_seconds: settings.executor_timeout,
        expire_dead_executor_interval_seconds: 1,
        no_executors_grace_period_seconds: settings.executor_timeout,
        override_session_builder: Some(Arc::new(move |config| functions.state(config))),
        ..SchedulerConfig::default()
    };
    config.validate()?;
    let cluster = BallistaCluster::new_from_config(&config).await?;
    let scheduler = create_scheduler::<LogicalPlanNode, PhysicalPlanNode>(cluster, Arc::new(config)).await?;
    listening(address);
    start_grpc_service_with_listener(listener, scheduler).await
}
