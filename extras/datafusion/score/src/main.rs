//! Answers SQL queries over files, with the classifier of irises among the functions.

use datafusion::error::Result;
use datafusion::prelude::SessionContext;
use datafusion::sql::parser::{DFParser, Statement};
use netwright_score::{iris, session};
use std::io::{ErrorKind, Read, Write, stdin, stdout};
use std::process::ExitCode;

const HELP: &str = "\
Answers SQL queries over Parquet, CSV and NDJSON files, with a classifier of irises.

    score QUERY..        answers one or more queries, in their order
    score -              reads them from standard input, with a semicolon after each

Files are tables by their names, in single quotes; an asterisk stands for any text.
COPY (SELECT ..) TO 'file.parquet' writes a file.

    iris_name(a, b, c, d)           the species
    iris_class(a, b, c, d)          its number, from 0
    iris_probabilities(a, b, c, d)  the probability of each species
    iris(a, b, c, d)                a struct of all of them: iris(..)['name']
    iris_skipped()                  the rows that had no answer until now, by reason

a, b, c and d are the length and width of sepals and of petals, in cm, or one list of them.
NULL, NaN and infinite numbers give NULL. They are counted, and reported at the end on
standard error. SHOW FUNCTIONS lists the engine's own functions.

    score \"SELECT iris_name(a, b, c, d) AS species, count(*) FROM 'irises/*.parquet' GROUP BY species\"
";

#[tokio::main]
async fn main() -> ExitCode {
    let arguments = std::env::args().skip(1).collect::<Vec<_>>();
    let queries = match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["-h" | "--help"] => return print(HELP),
        [] => {
            eprint!("{HELP}");
            return ExitCode::from(2);
        }
        ["-"] => match read_queries() {
            Ok(queries) => queries,
            Err(error) => return failure(&format!("standard input: {error}")),
        },
        _ => arguments,
    };
    answer(&queries).await.unwrap_or_else(|error| failure(&error.strip_backtrace()))
}

/// Answers queries, and reports the rows without an answer.
async fn answer(queries: &[String]) -> Result<ExitCode> {
    let iris = iris()?;
    let session = session(&iris)?;
    for query in queries {
        for statement in DFParser::parse_sql(query)? {
            let code = print(&run(&session, statement).await?);
            if code != ExitCode::SUCCESS {
                return Ok(code);
            }
        }
    }
    if iris.skipped().total() > 0 {
        eprintln!("score: {}", iris.skipped());
    }
    Ok(ExitCode::SUCCESS)
}

/// Returns the result of one statement as a table. Statements such as CREATE VIEW have none.
async fn run(session: &SessionContext, statement: Statement) -> Result<String> {
    let plan = session.state().statement_to_plan(statement).await?;
    let table = session.execute_logical_plan(plan).await?;
    if table.schema().fields().is_empty() {
        table.collect().await?;
        return Ok(String::new());
    }
    Ok(format!("{}\n", table.to_string().await?))
}

fn read_queries() -> std::io::Result<Vec<String>> {
    let mut text = String::new();
    stdin().read_to_string(&mut text)?;
    Ok(vec![text])
}

/// Prints text. A reader that has gone away ends the program quietly.
fn print(text: &str) -> ExitCode {
    match stdout().write_all(text.as_bytes()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) if error.kind() == ErrorKind::BrokenPipe => ExitCode::FAILURE,
        Err(error) => failure(&format!("standard output: {error}")),
    }
}

fn failure(message: &str) -> ExitCode {
    eprintln!("score: {message}");
    ExitCode::FAILURE
}
