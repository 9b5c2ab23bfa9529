//! Jobs as a user starts them: the bits do not depend on the number of ranks, a job ends with any
//! of its ranks, and goes on from its checkpoints.
//!
//! `MPIEXEC` is the command that starts a job, `mpiexec` by default. Run the tests one by one,
//! `-- --test-threads=1`: each has more ranks than the machine may have cores.

mod job;

use job::{Job, digits, sha256s};
use std::path::Path;
use std::time::Duration;

#[test]
fn the_weights_have_the_same_bits_for_any_number_of_ranks() {
    // 1437 digits by 64 leave 29; by 100 they leave 37.
    for settings in [&["--epochs", "3"][..], &["--epochs", "1", "--batch", "100", "--shards", "6"]] {
        let threads =
            |count: &str| sha256s(&digits(settings).args(["--threads", count, "--every-rank"]).output().unwrap());
        let alone = threads("1");
        assert_eq!(threads("3"), vec![alone[0].clone(); 3]);
        for ranks in 1..=4 {
            let output = Job::new(ranks).digits(settings).arg("--every-rank").output().unwrap();
            assert_eq!(sha256s(&output), vec![alone[0].clone(); ranks], "{ranks} ranks, {settings:?}");
        }
    }
}

#[test]
fn the_first_rank_alone_reports() {
    let output = Job::new(3).digits(&["--epochs", "1"]).output().unwrap();
    assert_eq!(sha256s(&output).len(), 1);
    let text = String::from_utf8(output.stdout).unwrap();
    assert_eq!(text.matches("accuracy on 359 digits: 0.").count(), 1, "{text}");
}

#[test]
fn a_killed_rank_ends_the_job_which_goes_on_to_the_same_bits() {
    let settings = ["--epochs", "4"];
    let expected = sha256s(&digits(&settings).args(["--threads", "1"]).output().unwrap());
    // The rank that writes checkpoints, and another one.
    for (killed, ranks, then) in [(0, 2, 4), (1, 2, 3), (2, 4, 1)] {
        let folder = tempfile::tempdir().unwrap();
        let checkpoints = ["--checkpoints", folder.path().to_str().unwrap()];
        let mut job = Job::new(ranks).digits(&settings).args(checkpoints).spawn();
        let is_in_the_second_epoch = || has_checkpoint_after(folder.path(), 1);
        job.wait_until(is_in_the_second_epoch);
        job.kill_rank(killed, folder.path());
        let status = job.wait_at_most(Duration::from_secs(60));
        assert!(!status.success(), "rank {killed} of {ranks} was killed, but the job ends with {status}");
        assert!(!has_checkpoint_after(folder.path(), 4), "the job was over before");
        let output = Job::new(then).digits(&settings).args(checkpoints).output().unwrap();
        assert_eq!(sha256s(&output), expected, "rank {killed} of {ranks}, then {then}");
        let text = String::from_utf8_lossy(&output.stdout);
        assert!(text.contains("resumed from"), "{text}");
    }
}

#[test]
fn an_error_on_one_rank_ends_the_job() {
    // Rank 0 alone writes checkpoints, and cannot.
    let mut job = Job::new(2).digits(&["--checkpoints", "/dev/null/folder"]).spawn();
    assert!(!job.wait_at_most(Duration::from_secs(60)).success());
    let mut job = Job::new(2).this_test("a_panic").spawn();
    assert!(!job.wait_at_most(Duration::from_secs(60)).success());
}

#[test]
#[ignore = "a rank of the test above"]
fn a_panic() {
    let _ = netwright_mpi::run::<f32, String>(|ranks| {
        assert!(ranks.rank().is_first(), "rank 1 panics on purpose");
        ranks.wait_for_all();
        Ok(())
    });
}

#[test]
fn sums_are_those_of_one_rank() {
    for ranks in [2, 3, 4, 5] {
        let output = Job::new(ranks).this_test("sums").output().unwrap();
        assert!(output.status.success(), "{ranks} ranks: {}", String::from_utf8_lossy(&output.stderr));
    }
}

#[test]
#[ignore = "a rank of the test above"]
fn sums() {
    use netwright::train::exchange::{Alone, Exchange, ShardSums, Shards};

    fn sum(exchange: &mut impl Exchange<f64>, count: usize, width: usize) -> Vec<u64> {
        let (shards, mut sums) = (Shards::new(count), ShardSums::new());
        sums.begin(shards, exchange.rank(), width);
        for shard in shards.of_rank(exchange.rank()) {
            let row: Vec<f64> = (0..width).map(|column| 1.0 / (3 + 7 * shard + column) as f64).collect();
            sums.add(&row, &[]);
        }
        sums.exchange(exchange).unwrap().iter().map(|number| number.to_bits()).collect()
    }

    let _ = netwright_mpi::run(|ranks| {
        // Short rows and long ones, rows of fewer columns than ranks, and ranks without shards.
        for width in [1, 3, 100, 5000, 100_003] {
            for count in [1, 2, 3, 8, 13] {
                if sum(&mut *ranks, count, width) != sum(&mut Alone, count, width) {
                    return Err(format!("{count} shards of {width} numbers have another sum"));
                }
            }
        }
        Ok(())
    });
}

#[test]
fn wrong_arguments_are_refused() {
    for arguments in [&["--epochs", "none"][..], &["--shards", "0"], &["--ranks", "3"], &["--epochs"]] {
        let output = digits(arguments).output().unwrap();
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert!(String::from_utf8_lossy(&output.stderr).contains("usage: digits"));
    }
}

/// Returns true if there is a checkpoint after so many whole epochs.
fn has_checkpoint_after(folder: &Path, epochs: usize) -> bool {
    let prefix = format!("checkpoint-{epochs:06}");
    let files = std::fs::read_dir(folder).into_iter().flatten().flatten();
    files.into_iter().any(|file| file.file_name().to_string_lossy().starts_with(&prefix))
}
