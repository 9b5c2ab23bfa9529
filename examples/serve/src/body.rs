//! Bodies of requests, within limits of size and time.

use crate::problem::Problem;
use axum::body::{Body, Bytes};
use axum::http::{HeaderMap, StatusCode, header};
use http_body_util::BodyExt;
use tokio::time::{Instant, timeout_at};

/// Reads a body of at most `most` bytes until a deadline.
pub(crate) async fn read(
    headers: &HeaderMap,
    mut body: Body,
    most: usize,
    deadline: Instant,
) -> Result<Bytes, Problem> {
    if length(headers).is_some_and(|length| length > most as u64) {
        discard(headers, body, deadline).await;
        return Err(too_large(most));
    }
    let late = |_| Problem::new(StatusCode::REQUEST_TIMEOUT, "the body has not arrived in time");
    // Most bodies come in one piece, which is not copied.
    let (mut first, mut all) = (Bytes::new(), Vec::new());
    while let Some(frame) = timeout_at(deadline, body.frame()).await.map_err(late)? {
        let frame =
            frame.map_err(|error| Problem::new(StatusCode::BAD_REQUEST, format!("the body broke off: {error}")))?;
        let Ok(data) = frame.into_data() else { continue };
        if first.len().max(all.len()) + data.len() > most {
            discard(headers, body, deadline).await;
            return Err(too_large(most));
        }
        if first.is_empty() {
            first = data;
        } else {
            if all.is_empty() {
                all.extend_from_slice(&first);
            }
            all.extend_from_slice(&data);
        }
    }
    Ok(if all.is_empty() { first } else { all.into() })
}

/// Reads the rest of a body that is not used, until a deadline: a client that is still sending
/// would find the connection broken, and not read the answer. One that waits to be told to send is
/// not told.
pub(crate) async fn discard(headers: &HeaderMap, mut body: Body, deadline: Instant) {
    if headers.contains_key(header::EXPECT) {
        return;
    }
    while let Ok(Some(Ok(_))) = timeout_at(deadline, body.frame()).await {}
}

fn length(headers: &HeaderMap) -> Option<u64> {
    headers.get(header::CONTENT_LENGTH)?.to_str().ok()?.parse().ok()
}

fn too_large(most: usize) -> Problem {
    Problem::new(StatusCode::PAYLOAD_TOO_LARGE, format!("the body is larger than {most} bytes"))
}
