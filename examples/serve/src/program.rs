//! The program, from its arguments to its exit code.

use crate::app::{App, Settings, Token};
use crate::arguments::{Arguments, TOKEN};
use crate::connections::{Connections, Limits};
use crate::log::Log;
use crate::model::Models;
use crate::served::Served;
use crate::signals::{Endings, reload_on_hangup};
use clap::{CommandFactory, Parser, error::ErrorKind};
use std::env;
use std::process::ExitCode;
use std::sync::Arc;
use std::thread::available_parallelism;
use tokio::net::TcpListener;

/// The largest batch: a larger one is no faster.
const MOST_BATCHED: usize = 1 << 12;

/// The exit code if requests were cut off.
const CUT_OFF: u8 = 3;

/// Serves a network, as the arguments of the program say, until a signal ends it.
#[must_use]
pub fn run(served: Served) -> ExitCode {
    let arguments = Arguments::parse();
    let token = token();
    let log = if arguments.quiet { Log::Errors } else { Log::All };
    start(served, arguments, token, log).unwrap_or_else(|problem| {
        log.error(problem);
        ExitCode::FAILURE
    })
}

/// Returns the token of the environment, if there is one; an empty one would let all in.
fn token() -> Option<Token> {
    let secret = env::var(TOKEN).ok()?;
    if secret.trim().is_empty() {
        Arguments::command().error(ErrorKind::InvalidValue, format_args!("{TOKEN} is empty")).exit();
    }
    Some(Token::new(secret.trim()))
}

fn start(served: Served, arguments: Arguments, token: Option<Token>, log: Log) -> Result<ExitCode, String> {
    let models = Models::new(served, arguments.weights.clone()).map_err(|unusable| unusable.to_string())?;
    let threads = arguments.threads.or_else(|| available_parallelism().ok()).map_or(1, usize::from);
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(threads).enable_all().build();
    let runtime = runtime.map_err(|error| format!("the threads cannot be started: {error}"))?;
    let code = runtime.block_on(serve(models, &arguments, threads, token, log));
    // A thread that computes an answer that nobody waits for does not delay the end.
    runtime.shutdown_background();
    code
}

/// Asks the system for the files that connections are, and returns the number of connections that
/// it allows.
fn possible(connections: usize, log: Log) -> usize {
    /// Files besides connections.
    const OTHERS: u64 = 64;
    let wanted = connections as u64;
    let allowed = rlimit::increase_nofile_limit(wanted.saturating_add(OTHERS)).unwrap_or(wanted + OTHERS);
    let possible = wanted.min(allowed.saturating_sub(OTHERS).max(1));
    if possible < wanted {
        log.error(format_args!("only {possible} connections at a time: the system allows {allowed} open files"));
    }
    possible as usize
}

async fn serve(
    models: Models,
    arguments: &Arguments,
    threads: usize,
    token: Option<Token>,
    log: Log,
) -> Result<ExitCode, String> {
    let unreachable = |error| format!("cannot listen on {}: {error}", arguments.listen);
    let listener = TcpListener::bind(&arguments.listen).await.map_err(unreachable)?;
    let address = listener.local_addr().map_err(unreachable)?;
    let settings = Settings {
        block: arguments.batch.get().min(MOST_BATCHED),
        threads,
        max_body: arguments.max_body,
        timeout: arguments.timeout,
        token,
        log,
    };
    let app = Arc::new(App::new(models, settings));
    let no_signals = |error| format!("signals cannot be received: {error}");
    let mut endings = Endings::new().map_err(no_signals)?;
    reload_on_hangup(&app).map_err(no_signals)?;

    let model = app.models.current();
    log.note(format_args!("listening on http://{address}"));
    log.note(format_args!("weights from {}, SHA-256 {}", model.source, model.sha256));
    let (connections, idle) = (possible(arguments.max_connections.get(), log), arguments.idle_timeout);
    let connections = Connections::new(&app, Limits { connections, idle, grace: arguments.grace });
    connections.accept(listener, endings.next()).await;

    log.note("closing: what is under way is answered");
    let left = tokio::select! {
        left = connections.end() => left,
        () = endings.next() => connections.open(),
    };
    if left == 0 {
        log.note("closed");
        return Ok(ExitCode::SUCCESS);
    }
    log.error(format_args!("closed; connections that were cut off: {left}"));
    Ok(ExitCode::from(CUT_OFF))
}
