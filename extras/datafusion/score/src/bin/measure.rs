//! Measures rows a second: a classifier in a query, the same query with a sum in its place, and
//! reading alone.
//!
//! ```text
//! cargo run --release -p netwright-score --bin measure [ROWS]
//! ```

use datafusion::error::{DataFusionError, Result};
use datafusion::prelude::{CsvReadOptions, ParquetReadOptions, SessionContext};
use futures::StreamExt as _;
use netwright_score::{iris, session};
use std::path::Path;
use std::time::Instant;

const ROWS: u64 = 10_000_000;

/// Each query is run so many times, and the fastest counts.
const REPETITIONS: usize = 3;

/// Names of measurements, and queries.
const QUERIES: [(&str, &str); 6] = [
    ("the columns are read, and nothing else", "SELECT a, b, c, d FROM irises"),
    ("sum(a + b + c + d)", "SELECT sum(a + b + c + d) FROM irises"),
    ("sum(iris_class(..))", "SELECT sum(iris_class(a, b, c, d)) FROM irises"),
    ("count(*) by the whole part of a + b", "SELECT CAST(a + b AS INT), count(*) FROM irises GROUP BY 1"),
    ("count(*) by iris_name(..)", "SELECT iris_name(a, b, c, d), count(*) FROM irises GROUP BY 1"),
    ("count(iris(..)), the struct of all", "SELECT count(iris(a, b, c, d)) FROM irises"),
];

#[tokio::main]
async fn main() -> Result<()> {
    let rows = std::env::args().nth(1).and_then(|rows| rows.parse().ok()).unwrap_or(ROWS);
    let folder = tempfile::tempdir()?;
    write(folder.path(), rows).await?;
    for format in ["parquet", "csv"] {
        println!("{rows} rows of {format}");
        for (name, query) in QUERIES {
            let session = open(folder.path(), format).await?;
            let mut fastest = f64::INFINITY;
            for _ in 0..REPETITIONS {
                let start = Instant::now();
                drain(&session, query).await?;
                fastest = fastest.min(start.elapsed().as_secs_f64());
            }
            println!("{name:40} {fastest:7.3} s {:7.1} million rows a second", rows as f64 / fastest / 1e6);
        }
    }
    Ok(())
}

/// Writes rows that are made of their numbers, as 32-bit numbers, into a file of each format.
async fn write(folder: &Path, rows: u64) -> Result<()> {
    let session = SessionContext::new();
    let column =
        |name, least, primes, range| format!("CAST({least} + (value * {primes} % {range}) / 100.0 AS REAL) AS {name}");
    let columns = [
        column("a", 4.3, 7919, 360),
        column("b", 2.0, 6271, 240),
        column("c", 1.0, 4099, 590),
        column("d", 0.1, 2203, 240),
    ];
    let rows = format!("SELECT {} FROM generate_series(1, {rows})", columns.join(", "));
    for format in ["parquet", "csv"] {
        let file = folder.join(format!("irises.{format}"));
        session.sql(&format!("COPY ({rows}) TO '{}'", file.display())).await?.collect().await?;
    }
    Ok(())
}

async fn open(folder: &Path, format: &str) -> Result<SessionContext> {
    let session = session(&iris()?)?;
    let file = folder.join(format!("irises.{format}"));
    let file = file.display().to_string();
    match format {
        "csv" => session.register_csv("irises", &file, CsvReadOptions::new()).await?,
        _ => session.register_parquet("irises", &file, ParquetReadOptions::new()).await?,
    }
    Ok(session)
}

/// Runs a query, and forgets its result as it comes: in all partitions at once.
async fn drain(session: &SessionContext, query: &str) -> Result<()> {
    let streams = session.sql(query).await?.execute_stream_partitioned().await?;
    let partitions = streams.into_iter().map(|mut stream| {
        tokio::spawn(async move {
            while let Some(batch) = stream.next().await {
                batch?;
            }
            Ok::<_, DataFusionError>(())
        })
    });
    for partition in partitions.collect::<Vec<_>>() {
        partition.await.map_err(|error| DataFusionError::External(error.into()))??;
    }
    Ok(())
}
