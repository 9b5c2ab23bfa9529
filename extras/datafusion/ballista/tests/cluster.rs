//! A cluster of processes gives the answers of one process, also when it loses an executor, and
//! none if an executor has another network.

#![allow(missing_docs)]

use datafusion::arrow::array::{Array, RecordBatch};
use datafusion::arrow::compute::concat_batches;
use datafusion::prelude::SessionContext;
use embed_iris::Iris;
use netwright_ballista::local::{LocalCluster, Settings};
use netwright_ballista::{client, iris};
use netwright_datafusion::Model;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

type Error = Box<dyn std::error::Error>;

const ROWS: u64 = 1_000_000;
const FILES: u64 = 16;

/// The numbers and bits of all classes: sums that do not depend on the order of rows.
const QUERY: &str = "
    SELECT name, count(*) AS n, sum(id) AS ids, min(p) AS least, max(p) AS most FROM (
        SELECT id, iris_name(a, b, c, d) AS name, iris_probabilities(a, b, c, d)[2] AS p FROM irises
    ) GROUP BY name ORDER BY name NULLS FIRST";

/// A query whose plan has the name with the checksum, although it does not mention it.
const SHORT: &str = "SELECT iris_class(a, b, c, d) AS class, count(*) AS n FROM irises GROUP BY 1 ORDER BY 1";

/// Writes irises into Parquet files. Every thousandth row has a NULL or a NaN.
async fn write_irises(folder: &Path) -> Result<(), Error> {
    let session = SessionContext::new();
    for file in 0..FILES {
        let (first, last) = (file * (ROWS / FILES), (file + 1) * (ROWS / FILES) - 1);
        let scaled = |name, least, prime, range| {
            format!("CAST({least} + (value * {prime} % {range}) / 100.0 AS REAL) AS {name}")
        };
        let flawed = "CASE value % 2000 WHEN 17 THEN NULL WHEN 1017 THEN 'NaN'::real
            ELSE CAST(4.3 + (value * 7919 % 361) / 100.0 AS REAL) END AS a";
        let sql = format!(
            "COPY (SELECT value AS id, {flawed}, {}, {}, {} FROM generate_series({first}, {last})) TO '{}'",
            scaled("b", 2.0, 6271, 241),
            scaled("c", 1.0, 4099, 591),
            scaled("d", 0.1, 2203, 241),
            folder.join(format!("irises-{file:02}.parquet")).display(),
        );
        session.sql(&sql).await?.collect().await?;
    }
    Ok(())
}

fn over(query: &str, folder: &Path) -> String {
    query.replace("FROM irises", &format!("FROM '{}/*.parquet'", folder.display()))
}

async fn answer(session: &SessionContext, sql: &str) -> Result<RecordBatch, Error> {
    let batches = session.sql(sql).await?.collect().await?;
    let schema = batches.first().ok_or("no rows")?.schema();
    Ok(concat_batches(&schema, &batches)?)
}

/// Returns the answer of one process.
async fn answer_alone(sql: &str) -> Result<RecordBatch, Error> {
    let session = SessionContext::new().enable_url_table();
    Model::new("iris", Iris::EMBEDDED).with_names_written_out().register(&session)?;
    answer(&session, sql).await
}

fn assert_equal(found: &RecordBatch, expected: &RecordBatch) {
    assert_eq!(found.num_rows(), expected.num_rows());
    assert_eq!(found.num_columns(), expected.num_columns());
    for (position, (found, expected)) in found.columns().iter().zip(expected.columns()).enumerate() {
        assert_eq!(found.to_data(), expected.to_data(), "column {position}");
    }
}

fn settings() -> Settings {
    Settings::new(PathBuf::from(env!("CARGO_BIN_EXE_cluster")))
}

fn has_files(folder: &Path) -> bool {
    let mut entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    entries.any(|entry| entry.path().is_file() || has_files(&entry.path()))
}

/// One test, because two clusters at once would wait for each other on a small machine.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn clusters_give_the_answers_of_one_process() -> Result<(), Error> {
    let folder = tempfile::tempdir()?;
    let start = Instant::now();
    let report = |phase| eprintln!("{phase}: {:.1} s", start.elapsed().as_secs_f64());
    write_irises(folder.path()).await?;
    report("files written");
    let sql = over(QUERY, folder.path());
    let expected = answer_alone(&sql).await?;
    assert_eq!(expected.num_rows(), 4, "three species, and rows without an answer");
    report("answered by one process");

    let mut cluster = LocalCluster::start(settings()).await?;
    cluster.start_executor().await?;
    cluster.start_executor().await?;
    report("cluster started");
    let session = Arc::new(client::session(&iris()?, &cluster.address().to_string(), 16).await?);
    assert_equal(&answer(&session, &sql).await?, &expected);
    report("answered by the cluster");
    let both_worked = cluster.executors().iter().all(|executor| has_files(&executor.folder().join("results")));
    assert!(both_worked, "each executor has results");

    lose_an_executor(&mut cluster, Arc::clone(&session), sql.clone(), &expected).await?;
    report("answered after the loss of an executor");
    // The one that remains answers too.
    assert_equal(&answer(&session, &sql).await?, &expected);
    cluster.stop().await?;

    report("answered by one executor");
    executors_with_other_weights_fail(folder.path()).await?;
    report("refused by an executor with other weights");
    Ok(())
}

/// Kills an executor when it has begun to write results of a query, of which the other one does the
/// rest.
async fn lose_an_executor(
    cluster: &mut LocalCluster,
    session: Arc<SessionContext>,
    sql: String,
    expected: &RecordBatch,
) -> Result<(), Error> {
    let executor = &mut cluster.executors()[1];
    let results = executor.folder().join("results");
    std::fs::remove_dir_all(&results)?;
    std::fs::create_dir_all(&results)?;
    let running = tokio::spawn(async move { answer(&session, &sql).await.map_err(|error| error.to_string()) });
    let start = Instant::now();
    while !has_files(&results) {
        assert!(!running.is_finished(), "the query has ended before the executor wrote anything");
        assert!(start.elapsed() < Duration::from_secs(60), "the executor has nothing to do");
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    executor.kill().await?;
    assert!(!running.is_finished(), "the executor was killed after the query");
    assert_equal(&running.await??, expected);
    Ok(())
}

async fn executors_with_other_weights_fail(folder: &Path) -> Result<(), Error> {
    let mut cluster = LocalCluster::start(settings()).await?;
    cluster.start_executor().await?;
    cluster.start_executor_of(Path::new(env!("CARGO_BIN_EXE_other-weights"))).await?;
    let session = client::session(&iris()?, &cluster.address().to_string(), 16).await?;
    // Both executors work as long as no network is needed.
    let plain = over("SELECT count(*) AS n FROM irises WHERE abs(b) > 3", folder);
    assert_equal(&answer(&session, &plain).await?, &answer_alone(&plain).await?);
    match answer(&session, &over(SHORT, folder)).await {
        Ok(_) => return Err("the answers of two networks were mixed".into()),
        Err(error) => assert!(error.to_string().contains("rejected by executor"), "{error}"),
    }
    // The query did not mention the name, but the plan has it.
    let log = std::fs::read_to_string(cluster.executors()[1].folder().join("log"))?;
    assert!(log.contains(&format!("iris_class_{}", &Iris::WEIGHTS_SHA256[..16])), "{log}");
    cluster.stop().await?;
    Ok(())
}
