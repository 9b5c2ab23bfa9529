//! Requests that are refused, as problem documents (RFC 9457).

use crate::samples::Form;
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use std::fmt::Display;

/// A reason why a request is refused, and the place in its body.
#[derive(Debug)]
pub(crate) struct Problem(Box<Document>);

#[derive(Debug, Serialize)]
struct Document {
    #[serde(serialize_with = "number")]
    status: StatusCode,
    title: &'static str,
    detail: String,
    #[serde(flatten, skip_serializing_if = "Option::is_none")]
    place: Option<Place>,
    #[serde(flatten, skip_serializing_if = "Option::is_none")]
    position: Option<Position>,
    /// All of several problems.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    problems: Vec<String>,
    #[serde(skip)]
    headers: HeaderMap,
}

/// A place in a JSON document.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub(crate) struct Place {
    /// The JSON pointer (RFC 6901): empty for the whole document.
    pub(crate) pointer: String,
    /// The index of the sample, from 0.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) sample: Option<usize>,
    /// The index of the number in the sample, from 0.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) number: Option<usize>,
}

/// A position in a text, from 1.
#[derive(Clone, Copy, Debug, Serialize)]
pub(crate) struct Position {
    pub(crate) line: usize,
    pub(crate) column: usize,
}

impl Place {
    /// The whole document.
    pub(crate) fn document() -> Self {
        Place { pointer: String::new(), sample: None, number: None }
    }

    pub(crate) fn sample(form: Form, sample: usize) -> Self {
        let pointer = if form == Form::List { format!("/{sample}") } else { String::new() };
        Place { pointer, sample: Some(sample), number: None }
    }

    pub(crate) fn number(self, number: usize) -> Self {
        Place { pointer: format!("{}/{number}", self.pointer), number: Some(number), ..self }
    }
}

impl Problem {
    pub(crate) fn new(status: StatusCode, detail: impl Into<String>) -> Self {
        Problem(Box::new(Document {
            status,
            title: status.canonical_reason().unwrap_or("Error"),
            detail: detail.into(),
            place: None,
            position: None,
            problems: Vec::new(),
            headers: HeaderMap::new(),
        }))
    }

    /// The answer was not ready in time.
    pub(crate) fn busy() -> Self {
        let detail = "the server is busy; the answer was not ready in time";
        Self::new(StatusCode::SERVICE_UNAVAILABLE, detail).with(header::RETRY_AFTER, HeaderValue::from_static("1"))
    }

    /// The server is at fault.
    pub(crate) fn internal(error: impl Display) -> Self {
        Self::new(StatusCode::INTERNAL_SERVER_ERROR, error.to_string())
    }

    pub(crate) fn at(mut self, place: Place) -> Self {
        self.0.place = Some(place);
        self
    }

    pub(crate) fn on(mut self, position: Position) -> Self {
        self.0.position = Some(position);
        self
    }

    pub(crate) fn listing(mut self, problems: Vec<String>) -> Self {
        self.0.problems = problems;
        self
    }

    pub(crate) fn with(mut self, name: HeaderName, value: HeaderValue) -> Self {
        self.0.headers.insert(name, value);
        self
    }
}

fn number<S: serde::Serializer>(status: &StatusCode, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_u16(status.as_u16())
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        // Texts and numbers alone: they can be written.
        let json = serde_json::to_vec(&self.0).unwrap_or_default();
        let kind = HeaderValue::from_static("application/problem+json");
        (self.0.status, self.0.headers, [(header::CONTENT_TYPE, kind)], json).into_response()
    }
}
