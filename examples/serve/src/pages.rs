//! Pages about the server and its network, and answers to all other paths.

use crate::app::App;
use crate::body::discard;
use crate::model::Model;
use crate::problem::Problem;
use crate::served::Declaration;
use axum::extract::{Request, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use prometheus_client::encoding::prometheus_text;
use serde::Serialize;
use std::sync::Arc;

pub(crate) const JSON: HeaderValue = HeaderValue::from_static("application/json");

/// `GET /healthz`: 200, and 503 at the end, so that no more requests are sent here.
pub(crate) async fn health(State(app): State<Arc<App>>) -> (StatusCode, &'static str) {
    if app.is_closing() { (StatusCode::SERVICE_UNAVAILABLE, "closing\n") } else { (StatusCode::OK, "ok\n") }
}

/// `GET /metrics`.
pub(crate) async fn metrics(State(app): State<Arc<App>>) -> Response {
    match app.metrics.encode(app.models.declaration.name, &app.models.current()) {
        Ok(text) => ([(header::CONTENT_TYPE, prometheus_text::CONTENT_TYPE)], text).into_response(),
        Err(error) => Problem::internal(error).into_response(),
    }
}

/// `GET /model`.
pub(crate) async fn model(State(app): State<Arc<App>>) -> Response {
    describe(&app.models.declaration, &app.models.current())
}

/// The network, as JSON.
#[derive(Serialize)]
struct Description<'a> {
    name: &'a str,
    summary: &'a str,
    input: Side<'a>,
    output: Side<'a>,
    classes: &'a [String],
    tensors: Vec<Tensor<'a>>,
    parameters: usize,
    weights: Weights<'a>,
}

#[derive(Serialize)]
struct Side<'a> {
    shape: &'a [usize],
}

#[derive(Serialize)]
struct Tensor<'a> {
    name: &'a str,
    shape: &'a [usize],
}

#[derive(Serialize)]
struct Weights<'a> {
    sha256: &'a str,
    source: &'a str,
    loaded_unix_seconds: u64,
    replacements: u64,
}

/// Describes a network and its weights.
pub(crate) fn describe(declaration: &Declaration, model: &Model) -> Response {
    let description = Description {
        name: declaration.name,
        summary: &declaration.summary,
        input: Side { shape: &declaration.input },
        output: Side { shape: &declaration.output },
        classes: &declaration.classes,
        tensors: declaration.tensors.iter().map(|(name, shape)| Tensor { name, shape }).collect(),
        parameters: declaration.parameters,
        weights: Weights {
            sha256: &model.sha256,
            source: &model.source,
            loaded_unix_seconds: model.loaded,
            replacements: model.generation,
        },
    };
    match serde_json::to_vec(&description) {
        Ok(json) => ([(header::CONTENT_TYPE, JSON)], json).into_response(),
        Err(error) => Problem::internal(error).into_response(),
    }
}

/// Answers paths that are none.
pub(crate) async fn not_found(State(app): State<Arc<App>>, request: Request) -> Problem {
    let (head, body) = request.into_parts();
    discard(&head.headers, body, app.deadline()).await;
    let paths = "POST /classify, GET /healthz, GET /model, GET /metrics and PUT /weights";
    Problem::new(StatusCode::NOT_FOUND, format!("there is no `{}`; there are {paths}", head.uri.path()))
}

/// Answers other methods.
pub(crate) async fn not_allowed(State(app): State<Arc<App>>, request: Request) -> Problem {
    let (head, body) = request.into_parts();
    discard(&head.headers, body, app.deadline()).await;
    let detail = format!("`{}` does not take {}; the header `Allow` names what it takes", head.uri.path(), head.method);
    Problem::new(StatusCode::METHOD_NOT_ALLOWED, detail)
}
