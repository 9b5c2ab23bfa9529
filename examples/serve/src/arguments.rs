//! The command line.

use clap::Parser;
use std::num::NonZeroUsize;
use std::path::PathBuf;
use std::time::Duration;

/// The variable of the environment with the token of `PUT /weights`: arguments are visible to all
/// users of a machine.
pub(crate) const TOKEN: &str = "SERVE_TOKEN";

const AFTER_HELP: &str = "\
Environment:
  SERVE_TOKEN  allows PUT /weights, with the header `Authorization: Bearer` and this token

Signals:
  SIGHUP           reads the file of --weights again
  SIGTERM, SIGINT  answer what is under way, and end; a second one ends at once

Exit codes:
  0  ended by a signal, and all requests were answered
  1  it could not start: the weights or the address cannot be used
  2  wrong arguments
  3  ended by a signal, and requests were cut off";

/// Serves a classifier over HTTP: POST /classify, GET /healthz, /model and /metrics, PUT /weights.
#[derive(Debug, Parser)]
#[command(name = "serve", version, after_help = AFTER_HELP, max_term_width = 100)]
pub(crate) struct Arguments {
    /// The address and the port; port 0 takes a free one, and the first line says which
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1:3000")]
    pub(crate) listen: String,

    /// A safetensors file instead of the embedded weights
    #[arg(long, value_name = "FILE")]
    pub(crate) weights: Option<PathBuf>,

    /// The largest body of POST /classify
    #[arg(long, value_name = "BYTES", default_value_t = 1 << 20)]
    pub(crate) max_body: usize,

    /// The most connections at a time; others wait to be accepted
    #[arg(long, value_name = "NUMBER", default_value = "1024")]
    pub(crate) max_connections: NonZeroUsize,

    /// The time for a request, until its answer begins, and for each part of an answer to be taken
    #[arg(long, value_name = "SECONDS", default_value = "10", value_parser = seconds)]
    pub(crate) timeout: Duration,

    /// The time that a connection may be without a complete request head
    #[arg(long, value_name = "SECONDS", default_value = "60", value_parser = seconds)]
    pub(crate) idle_timeout: Duration,

    /// The time in which the requests under way are answered at the end
    #[arg(long, value_name = "SECONDS", default_value = "30", value_parser = seconds)]
    pub(crate) grace: Duration,

    /// Computes samples of concurrent requests together, in batches of at most this size; 1 for
    /// none, which is faster unless the network takes tens of microseconds for a sample
    #[arg(long, value_name = "SAMPLES", default_value = "1")]
    pub(crate) batch: NonZeroUsize,

    /// The number of threads [default: one for each core]
    #[arg(long, value_name = "NUMBER")]
    pub(crate) threads: Option<NonZeroUsize>,

    /// Writes nothing but errors to standard error
    #[arg(long)]
    pub(crate) quiet: bool,
}

fn seconds(text: &str) -> Result<Duration, String> {
    let wrong = || format!("`{text}` is not a number of seconds above 0");
    let number: f64 = text.parse().map_err(|_| wrong())?;
    // `min` would make a year of NaN.
    if number.is_nan() {
        return Err(wrong());
    }
    // A year is as good as any larger number, of which no point of time can be computed.
    let time = Duration::try_from_secs_f64(number.min(31_536_000.0)).map_err(|_| wrong())?;
    if time.is_zero() { Err(wrong()) } else { Ok(time) }
}
