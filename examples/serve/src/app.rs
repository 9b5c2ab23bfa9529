//! State that all requests share, and the routes.

use crate::batch::Batcher;
use crate::log::Log;
use crate::metrics::Metrics;
use crate::model::Models;
use crate::{classify, pages, weights};
use axum::Router;
use axum::extract::{Request, State};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::Response;
use axum::routing::{get, post, put};
use prometheus_client::metrics::gauge::Gauge;
use sha2::{Digest, Sha256};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;
use tokio::sync::Semaphore;
use tokio::time::Instant;

/// State that all requests share.
pub(crate) struct App {
    pub(crate) models: Arc<Models>,
    pub(crate) log: Log,
    pub(crate) metrics: Arc<Metrics>,
    pub(crate) batcher: Option<Batcher>,
    /// The samples that are computed at a time.
    pub(crate) block: usize,
    /// Permits for long requests, one for each thread.
    pub(crate) long: Arc<Semaphore>,
    pub(crate) token: Option<Token>,
    pub(crate) max_body: usize,
    pub(crate) timeout: Duration,
    closing: AtomicBool,
}

/// Settings of requests.
pub(crate) struct Settings {
    pub(crate) block: usize,
    pub(crate) threads: usize,
    pub(crate) max_body: usize,
    pub(crate) timeout: Duration,
    pub(crate) token: Option<Token>,
    pub(crate) log: Log,
}

/// A secret, of which only the hash is kept and compared: the time of a comparison says nothing
/// about it.
pub(crate) struct Token([u8; 32]);

impl Token {
    pub(crate) fn new(secret: &str) -> Self {
        Token(Sha256::digest(secret).into())
    }

    pub(crate) fn is(&self, secret: &[u8]) -> bool {
        self.0 == *Sha256::digest(secret)
    }
}

impl App {
    pub(crate) fn new(models: Models, settings: Settings) -> Self {
        let Settings { block, threads, max_body, timeout, token, log } = settings;
        let metrics = Arc::new(Metrics::new(&models.declaration.classes));
        let models = Arc::new(models);
        let batcher = (block > 1).then(|| Batcher::start(&models, &metrics, block, threads));
        let (long, closing) = (Arc::new(Semaphore::new(threads)), AtomicBool::new(false));
        App { models, log, metrics, batcher, block, long, token, max_body, timeout, closing }
    }

    /// Returns the time by which an answer to a request that begins now must begin.
    pub(crate) fn deadline(&self) -> Instant {
        Instant::now() + self.timeout
    }

    /// Marks the end: connections are closed after the next answer.
    pub(crate) fn close(&self) {
        self.closing.store(true, Ordering::Relaxed);
    }

    pub(crate) fn is_closing(&self) -> bool {
        self.closing.load(Ordering::Relaxed)
    }

    pub(crate) fn router(self: &Arc<Self>) -> Router {
        Router::new()
            .route("/classify", post(classify::classify))
            .route("/healthz", get(pages::health))
            .route("/model", get(pages::model))
            .route("/metrics", get(pages::metrics))
            .route("/weights", put(weights::replace))
            .fallback(pages::not_found)
            .method_not_allowed_fallback(pages::not_allowed)
            .layer(from_fn_with_state(Arc::clone(self), observe))
            .with_state(Arc::clone(self))
    }
}

/// Counts a request, and measures the time of its answer.
async fn observe(State(app): State<Arc<App>>, request: Request, next: Next) -> Response {
    let start = Instant::now();
    let (path, method) = (known(request.uri().path()), request.method().clone());
    let _under_way = Counted::new(&app.metrics.in_flight);
    let response = next.run(request).await;
    app.metrics.answered(path, &method, response.status(), start.elapsed());
    response
}

/// Returns the path if there is a route; clients can invent others, of which each would be a
/// series.
fn known(path: &str) -> &'static str {
    const PATHS: [&str; 5] = ["/classify", "/healthz", "/model", "/metrics", "/weights"];
    PATHS.into_iter().find(|known| *known == path).unwrap_or("other")
}

/// Something that is counted as long as it exists, however it ends.
pub(crate) struct Counted(Gauge);

impl Counted {
    pub(crate) fn new(gauge: &Gauge) -> Self {
        gauge.inc();
        Counted(gauge.clone())
    }
}

impl Drop for Counted {
    fn drop(&mut self) {
        self.0.dec();
    }
}
