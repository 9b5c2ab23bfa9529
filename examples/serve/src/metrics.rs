//! Numbers for Prometheus.

use crate::model::Model;
use axum::http::{Method, StatusCode};
use prometheus_client::encoding::{EncodeLabelSet, prometheus_text};
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::metrics::histogram::Histogram;
use prometheus_client::registry::{Registry, Unit};
use std::fmt;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

/// Upper bounds of times, in seconds: most requests take tens of microseconds.
const TIMES: [f64; 15] =
    [2.5e-5, 5e-5, 1e-4, 2.5e-4, 5e-4, 1e-3, 2.5e-3, 5e-3, 1e-2, 2.5e-2, 5e-2, 0.1, 0.5, 1.0, 10.0];

/// All that is counted.
pub(crate) struct Metrics {
    registry: Registry,
    requests: Family<RequestLabels, Counter>,
    errors: Family<ErrorLabels, Counter>,
    durations: Family<PathLabel, Histogram>,
    pub(crate) in_flight: Gauge,
    pub(crate) connections: Gauge,
    pub(crate) samples: Counter,
    pub(crate) batches: Counter,
    classes: Vec<Counter>,
    replacements: Family<OutcomeLabel, Counter>,
    model: Family<ModelLabels, Gauge>,
    encoding: Mutex<()>,
}

#[derive(Clone, Debug, Hash, PartialEq, Eq, EncodeLabelSet)]
struct RequestLabels {
    path: &'static str,
    method: &'static str,
    status: u16,
}

#[derive(Clone, Debug, Hash, PartialEq, Eq, EncodeLabelSet)]
struct ErrorLabels {
    path: &'static str,
    status: u16,
}

#[derive(Clone, Debug, Hash, PartialEq, Eq, EncodeLabelSet)]
struct PathLabel {
    path: &'static str,
}

#[derive(Clone, Debug, Hash, PartialEq, Eq, EncodeLabelSet)]
struct ClassLabel {
    class: String,
}

#[derive(Clone, Debug, Hash, PartialEq, Eq, EncodeLabelSet)]
struct OutcomeLabel {
    outcome: &'static str,
}

#[derive(Clone, Debug, Hash, PartialEq, Eq, EncodeLabelSet)]
struct ModelLabels {
    name: &'static str,
    sha256: String,
}

impl Metrics {
    pub(crate) fn new(classes: &[String]) -> Self {
        let families: Family<ClassLabel, Counter> = Family::default();
        let label = |class: &String| ClassLabel { class: class.clone() };
        let mut metrics = Metrics {
            registry: Registry::default(),
            requests: Family::default(),
            errors: Family::default(),
            durations: Family::new_with_constructor(|| Histogram::new(TIMES)),
            in_flight: Gauge::default(),
            connections: Gauge::default(),
            samples: Counter::default(),
            batches: Counter::default(),
            classes: classes.iter().map(|class| families.get_or_create(&label(class)).clone()).collect(),
            replacements: Family::default(),
            model: Family::default(),
            encoding: Mutex::new(()),
        };
        metrics.register(families);
        // A rate needs the zero before the first one.
        for outcome in ["replaced", "refused"] {
            let _ = metrics.replacements.get_or_create(&OutcomeLabel { outcome });
        }
        metrics
    }

    fn register(&mut self, classes: Family<ClassLabel, Counter>) {
        let registry = &mut self.registry;
        registry.register("http_requests", "Requests that were answered", self.requests.clone());
        registry.register("http_errors", "Requests that were answered by an error", self.errors.clone());
        let help = "Time from the head of a request to the beginning of its answer";
        registry.register_with_unit("http_request_duration", help, Unit::Seconds, self.durations.clone());
        registry.register("http_requests_in_flight", "Requests under way", self.in_flight.clone());
        registry.register("http_connections", "Open connections", self.connections.clone());
        let registry = registry.sub_registry_with_prefix("classifier");
        registry.register("samples", "Samples that were classified", self.samples.clone());
        registry.register("batches", "Batches that samples of requests were computed in", self.batches.clone());
        registry.register("classes", "Samples by the class that was answered", classes);
        registry.register("weights_replacements", "Attempts to replace the weights", self.replacements.clone());
        registry.register("model_info", "The network that answers", self.model.clone());
    }

    /// Counts an answered request.
    pub(crate) fn answered(&self, path: &'static str, method: &Method, status: StatusCode, time: Duration) {
        let status = status.as_u16();
        self.requests.get_or_create(&RequestLabels { path, method: known(method), status }).inc();
        if status >= 400 {
            self.errors.get_or_create(&ErrorLabels { path, status }).inc();
        }
        self.durations.get_or_create(&PathLabel { path }).observe(time.as_secs_f64());
    }

    /// Counts classified samples.
    pub(crate) fn classified(&self, classes: &[usize]) {
        self.samples.inc_by(classes.len() as u64);
        for &class in classes {
            self.classes[class].inc();
        }
    }

    /// Counts an attempt to replace the network.
    pub(crate) fn replaced(&self, succeeded: bool) {
        let outcome = if succeeded { "replaced" } else { "refused" };
        self.replacements.get_or_create(&OutcomeLabel { outcome }).inc();
    }

    /// Writes all of them in Prometheus's text format.
    pub(crate) fn encode(&self, name: &'static str, model: &Model) -> Result<String, fmt::Error> {
        let labels = ModelLabels { name, sha256: model.sha256.clone() };
        let mut text = String::new();
        // One page after the other: weights that have been replaced are no longer there.
        let _one_at_a_time = self.encoding.lock().unwrap_or_else(PoisonError::into_inner);
        self.model.clear();
        self.model.get_or_create(&labels).set(1);
        prometheus_text::encode(&mut text, &self.registry)?;
        Ok(text)
    }
}

/// Returns the name of a method; clients can invent others, of which each would be a series.
fn known(method: &Method) -> &'static str {
    match *method {
        Method::GET => "GET",
        Method::HEAD => "HEAD",
        Method::POST => "POST",
        Method::PUT => "PUT",
        Method::DELETE => "DELETE",
        Method::OPTIONS => "OPTIONS",
        Method::PATCH => "PATCH",
        _ => "other",
    }
}
