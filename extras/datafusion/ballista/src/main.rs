//! A cluster that classifies irises: scheduler, executor and client in one program.

use ballista_core::error::{BallistaError, Result};
use clap::{Parser, Subcommand};
use netwright_ballista::local::{self, LocalCluster};
use netwright_ballista::{client, executor, iris, log, scheduler};
use std::io::{ErrorKind, Write as _, stdout};
use std::num::NonZeroUsize;
use std::process::ExitCode;
use tokio::signal::unix::{SignalKind, signal};

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
        #[arg(long, default_value = "16")]
        partitions: NonZeroUsize,

        /// Queries in SQL, with files as tables: FROM 'irises/*.parquet'
        #[arg(required = true)]
        queries: Vec<String>,
    },

    /// Starts a scheduler and executors on this machine, answers queries, and ends them
    Local {
        /// Number of executors
        #[arg(long, default_value = "2")]
        executors: NonZeroUsize,

        /// Number of parts of a query that an executor runs at once
        #[arg(long, default_value = "1")]
        cores: NonZeroUsize,

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
            scheduler::run(iris()?, &settings, |address| say(&format!("scheduler listens on {address}"))).await
        }
        Role::Executor(settings) => executor::run(iris()?, &settings, || say("executor is ready")).await,
        Role::Query { scheduler, partitions, queries } => answer(&scheduler, partitions.get(), &queries).await,
        Role::Local { executors, cores, queries } => {
            let (mut terminate, mut interrupt) = (signal(SignalKind::terminate())?, signal(SignalKind::interrupt())?);
            // The other processes end with the cluster, also while they are being started.
            tokio::select! {
                answered = answer_here(executors.get(), cores.get(), &queries) => answered,
                _ = terminate.recv() => Err(stopped("SIGTERM")),
                _ = interrupt.recv() => Err(stopped("SIGINT")),
            }
        }
    }
}

fn stopped(signal: &str) -> BallistaError {
    BallistaError::General(format!("stopped by {signal}"))
}

/// Answers queries on a cluster of this machine that exists as long.
async fn answer_here(executors: usize, cores: usize, queries: &[String]) -> Result<()> {
    let settings = local::Settings { cores, ..local::Settings::new(std::env::current_exe()?) };
    let mut cluster = LocalCluster::start(settings).await?;
    for _ in 0..executors {
        cluster.start_executor().await?;
    }
    let answered = answer(&cluster.address().to_string(), executors * cores * 2, queries).await;
    cluster.stop().await?;
    answered
}

/// Prints the results of queries as tables.
async fn answer(scheduler: &str, partitions: usize, queries: &[String]) -> Result<()> {
    let session = client::session(&iris()?, scheduler, partitions).await?;
    for query in queries {
        let table = session.sql(query).await.map_err(BallistaError::from)?;
        let text = table.to_string().await.map_err(BallistaError::from)?;
        match writeln!(stdout(), "{text}") {
            // Nobody wants the rest.
            Err(error) if error.kind() == ErrorKind::BrokenPipe => break,
            written => written?,
        }
    }
    Ok(())
}

/// Writes a line for whoever waits until this process is ready, if anybody does.
fn say(line: &str) {
    let _ = writeln!(stdout(), "{line}");
}
