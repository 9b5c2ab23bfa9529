//! From samples to classes and probabilities, and to JSON.

use crate::model::Model;
use crate::problem::{Place, Problem};
use crate::samples::{Form, Samples};
use crate::served::Declaration;
use axum::http::{HeaderName, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::{Serialize, Serializer};
use std::sync::Arc;

/// The header of an answer that says which weights gave it.
pub(crate) const WEIGHTS: HeaderName = HeaderName::from_static("weights-sha256");

/// The answers of one network to the samples of a request.
pub(crate) struct Answers {
    model: Arc<Model>,
    form: Form,
    /// The position of the class of each sample.
    pub(crate) classes: Vec<usize>,
    /// The probabilities of each sample, one after the other.
    probabilities: Vec<f32>,
}

#[derive(Serialize)]
struct Answer<'a> {
    class: &'a str,
    index: usize,
    probabilities: &'a [f32],
}

impl Answers {
    /// Computes the answers in batches of `block` samples.
    ///
    /// # Errors
    ///
    /// If finite numbers are so large that the outputs for them are not finite.
    pub(crate) fn compute(model: &Arc<Model>, samples: &Samples, block: usize) -> Result<Self, Problem> {
        let scores = model.network.scores(&samples.values, block);
        Self::decide(model, samples.form, scores)
    }

    /// Makes answers of scores.
    pub(crate) fn decide(model: &Arc<Model>, form: Form, mut scores: Vec<f32>) -> Result<Self, Problem> {
        let outputs = model.outputs;
        let mut classes = Vec::with_capacity(scores.len() / outputs);
        for (sample, scores) in scores.chunks_exact_mut(outputs).enumerate() {
            let has_answer = scores.iter().all(|score| score.is_finite());
            classes.push(model.network.decide(scores));
            if !has_answer || !scores.iter().all(|probability| probability.is_finite()) {
                let detail =
                    "the network has no answer: its outputs for these numbers, with its weights, are not finite";
                return Err(Problem::new(StatusCode::UNPROCESSABLE_ENTITY, detail).at(Place::sample(form, sample)));
            }
        }
        Ok(Answers { model: Arc::clone(model), form, classes, probabilities: scores })
    }

    /// Writes the answers as JSON, in the form of the request: one, or a list.
    pub(crate) fn into_response(self, declaration: &Declaration) -> Response {
        let probabilities = self.probabilities.chunks_exact(self.model.outputs);
        let mut answers = self.classes.iter().zip(probabilities).map(|(&index, probabilities)| Answer {
            class: &declaration.classes[index],
            index,
            probabilities,
        });
        let mut json = Vec::with_capacity(self.classes.len() * 100);
        let mut serializer = serde_json::Serializer::new(&mut json);
        let written = match self.form {
            Form::One => answers.next().serialize(&mut serializer),
            Form::List => serializer.collect_seq(answers),
        };
        match written {
            Ok(()) => {
                let weights = self.model.header.clone();
                ([(header::CONTENT_TYPE, crate::pages::JSON), (WEIGHTS, weights)], json).into_response()
            }
            Err(error) => Problem::internal(error).into_response(),
        }
    }
}
