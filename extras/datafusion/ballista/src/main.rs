//! A cluster that classifies irises: scheduler, executor and client in one program.

use ballista_core::error::{BallistaError, Result};
use clap::{Parser, Subcommand};
use netwright_ballista::local::{self, LocalCluster};
use netwright_ballista::{client, executor, iris, log, scheduler};
use std::process::ExitCode;
use tokio::signal::ctrl_c;
use tokio::signal::unix::{self, SignalKind};

/// Answers SQL queries on several machines, with a classifier of irises among the functions:
/// iris_name(a, b, c, d), iris_class(..), iris_probabilities(..), iris(..).
#[derive(Parser)]
#[command(name = "cluster")]
struct Arguments {
    #[command(subcommand)]
    role: Role,
}

#[derive(Subcommand)]
enum Role {
    /// Plans queries, and gives their parts to executors
    Scheduler(scheduler::Settings),

    /// Runs parts of queries
    Executor(executor::Settings),

    /// Answers queries on a cluster that runs
    Query {
        /// Host and port of the scheduler
        #[arg(long, default_value = "127.0.0.1:50050")]
        scheduler: String,

        /// Number of parts into which queries are divided
        #[arg(long, default_value_t = 16)]
        partitions: usize,

        /// Queries in SQL, with files as tables: FROM 'irises/*.parquet'
        #[arg(required = true)]
        queries: Vec<String>,
    },

    /// Starts a scheduler and executors on this machine, answers queries, and ends them
    Local {
        /// Number of executors
        #[arg(long, default_value_t = 2)]
        executors: usize,

        /// Number of parts of a query that an executor runs at once
        #[arg(long, default_value_t = 1)]
        cores: usize,

        /// Queries in SQL, with files as tables: FROM 'irises/*.parquet'
        #[arg(required = true)]
        queries: Vec<String>,
    },
}

#[tokio::main]
async fn main() -> ExitCode {
    log::warnings_to_stderr();
    match run(Arguments::parse().role).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("cluster: {error}");
            ExitCode::FAILURE
        }
    }
}

async fn run(role: Role) -> Result<()> {
    match role {
        Role::Scheduler(settings) => {
            scheduler::run(iris()?, &settings, |address| println!("scheduler listens on {address}")).await
        }
        Role::Executor(settings) => executor::run(iris()?, &settings, || println!("executor is ready")).await,
        Role::Query { scheduler, partitions, queries } => answer(&scheduler, partitions, &queries).await,
        Role::Local { executors, cores, queries } => {
            let settings = local::Settings { cores, ..local::Settings::new(std::env::current_exe()?) };
            let mut cluster = LocalCluster::start(settings).await?;
            for _ in 0..executors {
                cluster.start_executor().await?;
            }
            let scheduler = cluster.address().to_string();
            // A signal ends the other processes too.
            let answered = tokio::select! {
                answered = answer(&scheduler, executors * cores * 2, &queries) => answered,
                stopped = signal() => stopped.and_then(|()| Err(BallistaError::General("stopped".to_owned()))),
            };
            cluster.stop().await?;
            answered
        }
    }
}

/// Waits for SIGINT or SIGTERM.
async fn signal() -> Result<()> {
    let mut terminated = unix::signal(SignalKind::terminate())?;
    tokio::select! {
        interrupted = ctrl_c() => interrupted?,
        _ = terminated.recv() => {}
    }
    Ok(())
}

/// Prints the results of queries as tables.
async fn answer(scheduler: &str, partitions: usize, queries: &[String]) -> Result<()> {
    let session = client::session(&iris()?, scheduler, partitions).await?;
    for query in queries {
        let table = session.sql(query).await.map_err(BallistaError::from)?;
        println!("{}", table.to_string().await.map_err(BallistaError::from)?);
    }
    Ok(())
}
