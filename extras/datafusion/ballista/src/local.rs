//! A cluster of processes on this machine.

use std::io::{Error, ErrorKind, Result};
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::Duration;
use tempfile::TempDir;
use tokio::io::{AsyncBufReadExt as _, BufReader};
use tokio::process::{Child, Command};

/// The time within which a process must be ready.
const PATIENCE: Duration = Duration::from_secs(60);

/// A scheduler and executors, each a process of its own, at free ports of the loopback device. They
/// end with this value, and with this process, even if it is killed.
#[derive(Debug)]
pub struct LocalCluster {
    scheduler: Child,
    executors: Vec<Executor>,
    address: SocketAddr,
    folder: TempDir,
    settings: Settings,
}

/// The settings of a cluster on this machine.
#[derive(Clone, Debug)]
pub struct Settings {
    /// The program `cluster`, whose subcommands are scheduler and executor.
    pub program: PathBuf,
    /// Number of parts of a plan that an executor runs at once.
    pub cores: usize,
    /// Seconds between an executor's signs of life.
    pub heartbeat: u64,
    /// Seconds without one after which an executor is given up.
    pub executor_timeout: u64,
}

impl Settings {
    /// Returns settings with which the loss of an executor is noticed within seconds.
    #[must_use]
    pub fn new(program: PathBuf) -> Self {
        Settings { program, cores: 1, heartbeat: 1, executor_timeout: 5 }
    }
}

/// An executor, as a process.
#[derive(Debug)]
pub struct Executor {
    process: Child,
    folder: PathBuf,
}

impl Executor {
    /// Returns the folder of its intermediate results, and that of its log.
    #[must_use]
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Kills the process, which has no chance to say so: SIGKILL.
    ///
    /// # Errors
    /// If the process cannot be killed.
    pub async fn kill(&mut self) -> Result<()> {
        self.process.kill().await
    }
}

impl LocalCluster {
    /// Starts a scheduler.
    ///
    /// # Errors
    /// If the program cannot be run, or is not ready within a minute.
    pub async fn start(settings: Settings) -> Result<Self> {
        let folder = tempfile::tempdir()?;
        let timeout = settings.executor_timeout.to_string();
        let mut command = Command::new(&settings.program);
        command.args(["scheduler", "--listen", "127.0.0.1:0", "--executor-timeout", &timeout]);
        let (scheduler, line) = spawn(command, &folder.path().join("scheduler.log")).await?;
        let address = line.rsplit(' ').next().and_then(|word| word.parse().ok());
        let address = address.ok_or_else(|| Error::new(ErrorKind::InvalidData, format!("no address: {line}")))?;
        Ok(LocalCluster { scheduler, executors: Vec::new(), address, folder, settings })
    }

    /// Starts an executor, and returns when the scheduler knows it.
    ///
    /// # Errors
    /// If it is not ready within a minute.
    pub async fn start_executor(&mut self) -> Result<()> {
        self.start_executor_of(&self.settings.program.clone()).await
    }

    /// Starts an executor of another program, which has the same arguments.
    ///
    /// # Errors
    /// If it is not ready within a minute.
    pub async fn start_executor_of(&mut self, program: &Path) -> Result<()> {
        let folder = self.folder.path().join(format!("executor-{}", self.executors.len()));
        let results = folder.join("results");
        std::fs::create_dir_all(&results)?;
        let mut command = Command::new(program);
        command.args(["executor", "--scheduler-port", &self.address.port().to_string()]);
        command.args([
            "--cores",
            &self.settings.cores.to_string(),
            "--heartbeat",
            &self.settings.heartbeat.to_string(),
        ]);
        command.arg("--folder").arg(&results);
        let (process, _) = spawn(command, &folder.join("log")).await?;
        self.executors.push(Executor { process, folder });
        Ok(())
    }

    /// Returns the address of the scheduler.
    #[must_use]
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Returns the executors, in the order in which they were started.
    pub fn executors(&mut self) -> &mut [Executor] {
        &mut self.executors
    }

    /// Ends all processes, and waits for their end.
    ///
    /// # Errors
    /// If a process cannot be ended.
    pub async fn stop(mut self) -> Result<()> {
        for executor in &mut self.executors {
            executor.process.kill().await?;
        }
        self.scheduler.kill().await
    }
}

/// Starts a process that ends with its handle, and returns its first line of output, which it
/// writes when it is ready. Its log goes into a file; its input is a pipe that ends with this
/// process.
async fn spawn(mut command: Command, log: &Path) -> Result<(Child, String)> {
    command
        .arg("--until-input-ends")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(std::fs::File::create(log)?)
        .kill_on_drop(true);
    let mut process = command.spawn()?;
    let output = process.stdout.take().ok_or_else(|| Error::other("no standard output"))?;
    let mut lines = BufReader::new(output).lines();
    let line = tokio::time::timeout(PATIENCE, lines.next_line()).await.map_err(|_| ErrorKind::TimedOut)??;
    let failed = || {
        let log = std::fs::read_to_string(log).unwrap_or_default();
        Error::other(format!("{:?} ended: {log}", command.as_std().get_program()))
    };
    Ok((process, line.ok_or_else(failed)?))
}
