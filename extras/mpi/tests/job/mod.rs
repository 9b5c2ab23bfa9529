//! Jobs of several ranks, and what they print.

use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Output};
use std::thread::sleep;
use std::time::{Duration, Instant};

/// The command of a job.
pub(crate) struct Job(Command);

impl Job {
    /// A job of so many ranks, of which there may be more than cores.
    pub(crate) fn new(ranks: usize) -> Self {
        let mut command = Command::new(std::env::var("MPIEXEC").unwrap_or("mpiexec".into()));
        command.args(["-n", &ranks.to_string()]);
        // Open MPI's settings for small machines; MPICH needs none.
        for setting in [
            "OMPI_ALLOW_RUN_AS_ROOT",
            "OMPI_ALLOW_RUN_AS_ROOT_CONFIRM",
            "OMPI_MCA_rmaps_base_oversubscribe",
            "OMPI_MCA_mpi_yield_when_idle",
        ] {
            command.env(setting, "1");
        }
        Job(command)
    }

    /// Has the ranks run the example.
    pub(crate) fn digits(mut self, arguments: &[&str]) -> Self {
        self.0.arg(example()).args(arguments);
        self
    }

    /// Has the ranks run a test of this program.
    pub(crate) fn this_test(mut self, name: &str) -> Self {
        self.0.arg(std::env::current_exe().unwrap()).args(["--exact", name, "--ignored", "--nocapture"]);
        self
    }

    pub(crate) fn arg(self, argument: &str) -> Self {
        self.args([argument])
    }

    pub(crate) fn args<const N: usize>(mut self, arguments: [&str; N]) -> Self {
        self.0.args(arguments);
        self
    }

    pub(crate) fn output(mut self) -> std::io::Result<Output> {
        self.0.output()
    }

    pub(crate) fn spawn(mut self) -> Running {
        Running(self.0.spawn().unwrap())
    }
}

/// A job that is running.
pub(crate) struct Running(Child);

impl Running {
    pub(crate) fn wait_until(&mut self, happened: impl Fn() -> bool) {
        let begun = Instant::now();
        while !happened() {
            assert!(self.0.try_wait().unwrap().is_none(), "the job has ended by itself");
            assert!(begun.elapsed() < Duration::from_secs(300), "it does not happen");
            sleep(Duration::from_millis(1));
        }
    }

    pub(crate) fn wait_at_most(&mut self, limit: Duration) -> ExitStatus {
        let begun = Instant::now();
        loop {
            if let Some(status) = self.0.try_wait().unwrap() {
                return status;
            }
            assert!(begun.elapsed() < limit, "the job goes on");
            sleep(Duration::from_millis(10));
        }
    }

    /// Kills a rank of the job whose command line has a path in it.
    pub(crate) fn kill_rank(&self, rank: usize, path: &Path) {
        let process = find_rank(rank, path.to_str().unwrap()).expect("the rank is running");
        assert!(Command::new("kill").args(["-KILL", &process]).status().unwrap().success());
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // After a failed assertion; `mpiexec` ends its ranks when it is asked to end.
        if self.0.try_wait().is_ok_and(|status| status.is_none()) {
            let _ = Command::new("kill").arg(self.0.id().to_string()).status();
            let _ = self.0.wait();
        }
    }
}

/// Returns the number of the process that is a rank, by what Open MPI or MPICH have told it.
fn find_rank(rank: usize, argument: &str) -> Option<String> {
    let has = |text: &[u8], part: &str| text.split(|byte| *byte == 0).any(|entry| entry == part.as_bytes());
    let names = [format!("OMPI_COMM_WORLD_RANK={rank}"), format!("PMI_RANK={rank}")];
    let processes = std::fs::read_dir("/proc").unwrap().flatten();
    processes.map(|entry| entry.path()).find_map(|process| {
        let read = |file: &str| std::fs::read(process.join(file)).unwrap_or_default();
        let is_rank = has(&read("cmdline"), argument) && names.iter().any(|name| has(&read("environ"), name));
        is_rank.then(|| process.file_name().unwrap().to_string_lossy().into_owned())
    })
}

/// The example without a job.
pub(crate) fn digits(arguments: &[&str]) -> Command {
    let mut command = Command::new(example());
    command.args(arguments);
    command
}

/// The path of the example, which cargo builds before the tests.
fn example() -> PathBuf {
    let tests = std::env::current_exe().unwrap();
    tests.parent().and_then(Path::parent).unwrap().join("examples/digits")
}

/// Returns the digests that ranks have printed.
pub(crate) fn sha256s(output: &Output) -> Vec<String> {
    let text = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success(), "{}\n{text}\n{}", output.status, String::from_utf8_lossy(&output.stderr));
    text.lines().filter_map(|line| Some(line.split_once("sha256 ")?.1.to_owned())).collect()
}
