//! `PUT /weights`: other weights while the server runs.

use crate::app::App;
use crate::body;
use crate::model::{Model, Unusable};
use crate::pages;
use crate::problem::Problem;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::Response;
use std::sync::Arc;
use tokio::task::JoinError;

pub(crate) async fn replace(State(app): State<Arc<App>>, request: Request) -> Result<Response, Problem> {
    let deadline = app.deadline();
    let (head, body) = request.into_parts();
    if let Err(problem) = authorize(&app, &head.headers) {
        body::discard(&head.headers, body, deadline).await;
        return Err(problem);
    }
    let file = body::read(&head.headers, body, app.models.declaration.most_bytes(), deadline).await?;
    let models = Arc::clone(&app.models);
    let replaced = tokio::task::spawn_blocking(move || models.replace(&file, "PUT /weights")).await;
    match report(&app, replaced) {
        Ok(model) => Ok(pages::describe(&app.models.declaration, &model)),
        Err(Some(Unusable { problems, .. })) => {
            let detail = "the weights do not fit the network, which stays as it is";
            Err(Problem::new(StatusCode::UNPROCESSABLE_ENTITY, detail).listing(problems))
        }
        Err(None) => Err(Problem::new(StatusCode::INTERNAL_SERVER_ERROR, "the weights could not be read")),
    }
}

/// Reads the weights file again, after SIGHUP.
pub(crate) async fn reload(app: &App) {
    let models = Arc::clone(&app.models);
    let _ = report(app, tokio::task::spawn_blocking(move || models.reload()).await);
}

/// Counts an attempt to replace the weights, and writes a line about it.
fn report(app: &App, outcome: Result<Result<Arc<Model>, Unusable>, JoinError>) -> Result<Arc<Model>, Option<Unusable>> {
    app.metrics.replaced(matches!(outcome, Ok(Ok(_))));
    match outcome {
        Ok(Ok(model)) => {
            app.log.note(format_args!("weights from {}, SHA-256 {}", model.source, model.sha256));
            Ok(model)
        }
        Ok(Err(unusable)) => {
            app.log.error(format_args!("{unusable}; the network stays as it is"));
            Err(Some(unusable))
        }
        Err(error) => {
            app.log.error(format_args!("weights could not be read: {error}"));
            Err(None)
        }
    }
}

/// Requires the token.
fn authorize(app: &App, headers: &HeaderMap) -> Result<(), Problem> {
    let Some(token) = &app.token else {
        let detail = "weights cannot be replaced: the server was started without SERVE_TOKEN";
        return Err(Problem::new(StatusCode::FORBIDDEN, detail));
    };
    let given = headers.get(header::AUTHORIZATION).map(HeaderValue::as_bytes);
    let given =
        given.and_then(|value| value.split_at_checked(7)).filter(|(scheme, _)| scheme.eq_ignore_ascii_case(b"bearer "));
    if given.is_some_and(|(_, secret)| token.is(secret.trim_ascii())) {
        return Ok(());
    }
    let detail = "`Authorization: Bearer TOKEN` is missing, or the token is wrong";
    let scheme = HeaderValue::from_static("Bearer");
    Err(Problem::new(StatusCode::UNAUTHORIZED, detail).with(header::WWW_AUTHENTICATE, scheme))
}
