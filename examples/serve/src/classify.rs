//! `POST /classify`.

use crate::answers::Answers;
use crate::app::App;
use crate::body;
use crate::problem::Problem;
use crate::samples::Samples;
use axum::body::Bytes;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use std::sync::Arc;
use tokio::time::{Instant, timeout_at};

/// The longest body that is read and answered between two waits of the runtime, about 0.1 ms.
/// Longer ones, and networks of more than [`SHORT_MACS`], would delay other requests.
const SHORT_BYTES: usize = 16 << 10;
const SHORT_MACS: usize = 2_000_000;

pub(crate) async fn classify(State(app): State<Arc<App>>, request: Request) -> Result<Response, Problem> {
    let deadline = app.deadline();
    let (head, body) = request.into_parts();
    let json = body::read(&head.headers, body, app.max_body, deadline).await?;
    check_type(&head.headers)?;
    let is_long = json.len() > SHORT_BYTES || app.models.declaration.macs > SHORT_MACS;
    match &app.batcher {
        Some(batcher) if json.len() <= SHORT_BYTES => {
            let samples = Samples::parse(&json, app.models.declaration.features)?;
            let answers = batcher.classify(samples, deadline).await?;
            Ok(answered(&app, answers))
        }
        _ if is_long => on_another_thread(app, json, deadline).await,
        _ => answer(&app, &json),
    }
}

/// Refuses bodies that are said to be something else than JSON, or to be compressed.
fn check_type(headers: &HeaderMap) -> Result<(), Problem> {
    if let Some(coding) = headers.get(header::CONTENT_ENCODING).filter(|coding| *coding != "identity") {
        let detail = format!("the body must not be compressed, but its coding is {coding:?}");
        let none = HeaderValue::from_static("identity");
        return Err(Problem::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, detail).with(header::ACCEPT_ENCODING, none));
    }
    let Some(kind) = headers.get(header::CONTENT_TYPE) else { return Ok(()) };
    let kind = kind.to_str().unwrap_or_default();
    let essence = kind.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    if essence == "application/json" || essence.ends_with("+json") {
        return Ok(());
    }
    let detail = format!("the body must be JSON, with `Content-Type: application/json`; this is `{kind}`");
    Err(Problem::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, detail))
}

/// Answers a long request outside of the threads that serve connections, as many at a time as there
/// are threads.
async fn on_another_thread(app: Arc<App>, json: Bytes, deadline: Instant) -> Result<Response, Problem> {
    let Ok(Ok(permit)) = timeout_at(deadline, Arc::clone(&app.long).acquire_owned()).await else {
        return Err(Problem::busy());
    };
    let work = tokio::task::spawn_blocking(move || {
        let _permit = permit;
        answer(&app, &json)
    });
    match timeout_at(deadline, work).await {
        Ok(Ok(answer)) => answer,
        Ok(Err(error)) => Err(Problem::internal(error)),
        Err(_) => Err(Problem::busy()),
    }
}

fn answer(app: &App, json: &[u8]) -> Result<Response, Problem> {
    let samples = Samples::parse(json, app.models.declaration.features)?;
    let answers = Answers::compute(&app.models.current(), &samples, app.block)?;
    Ok(answered(app, answers))
}

fn answered(app: &App, answers: Answers) -> Response {
    app.metrics.classified(&answers.classes);
    answers.into_response(&app.models.declaration).into_response()
}
