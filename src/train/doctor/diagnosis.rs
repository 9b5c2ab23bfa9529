//! The report of a `Doctor`.

use super::findings::Finding;
use super::norm::norm;
use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

/// The report of a [`Doctor`](super::Doctor). It prints as a table with a row for each step, and
/// below it a verdict for the inputs, for every step and for the whole.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Diagnosis {
    /// The mean loss of the samples.
    pub loss: f64,
    /// The number of samples that were looked at.
    pub samples: usize,
    /// The features of the input, over the whole data set.
    pub features: Vec<FeatureHealth>,
    /// The steps in the order of declaration, those of nested networks in the place of these.
    pub steps: Vec<StepHealth>,
    /// Findings about the inputs.
    pub input_findings: Vec<Finding>,
    /// Findings about several steps together.
    pub findings: Vec<Finding>,
}

/// A feature of the input.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct FeatureHealth {
    /// The mean over all samples of the data set.
    pub mean: f64,
    /// The standard deviation; 0 for a feature that is constant.
    pub deviation: f64,
    /// True if its scale does not matter: it goes into a layer with statistics, or is an index.
    pub may_have_any_scale: bool,
}

/// A step of the network.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct StepHealth {
    /// The path of the step: `relu`, in a nested network `block.relu`.
    pub path: String,
    /// The layer.
    pub layer: &'static str,
    /// The outputs; none if they are not kept, because the next step is computed at once.
    pub activations: Option<Activations>,
    /// The units, if the layer is a function of one number.
    pub units: Option<Units>,
    /// The norm of the gradient of the loss with respect to the outputs for a whole batch; none if
    /// it is not computed apart from that of the step before.
    pub gradient: Option<f64>,
    /// The tensors that are trained.
    pub tensors: Vec<TensorHealth>,
    /// Findings about the step.
    pub findings: Vec<Finding>,
}

/// Statistics of outputs, over all units and samples.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub struct Activations {
    /// The mean.
    pub mean: f64,
    /// The standard deviation.
    pub deviation: f64,
    /// The least output.
    pub least: f64,
    /// The greatest output.
    pub greatest: f64,
}

/// Numbers of units, which are the features of a function of one number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Units {
    /// All units.
    pub all: usize,
    /// Units of a rectifier that give 0 and have the derivative 0 for every sample.
    pub dead: usize,
    /// Units that are not dead, and whose derivative is nearly 0 for nearly all samples.
    pub saturated: usize,
}

/// A tensor of parameters that are trained.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct TensorHealth {
    /// The path of the tensor: `hidden.weight`.
    pub path: String,
    /// The norm of the parameters.
    pub norm: f64,
    /// The norm of the gradient of the loss with respect to them.
    pub gradient: f64,
    /// The norm of the change by a step of the optimiser.
    pub update: f64,
}

impl TensorHealth {
    /// Returns the ratio of the update to the parameters, `‖Δw‖ / ‖w‖`; none if these are all 0.
    #[must_use]
    pub fn ratio(&self) -> Option<f64> {
        ratio(self.update, self.norm)
    }
}

fn ratio(update: f64, norm: f64) -> Option<f64> {
    (norm > 0.0).then(|| update / norm)
}

impl StepHealth {
    /// Returns the norm of the gradient with respect to all parameters; none without any.
    #[must_use]
    pub fn parameter_gradient(&self) -> Option<f64> {
        (!self.tensors.is_empty()).then(|| norm(self.tensors.iter().map(|tensor| tensor.gradient)))
    }

    /// Returns the ratio of the update to the parameters, `‖Δw‖ / ‖w‖`, over all tensors together;
    /// none without any, and if all are 0.
    #[must_use]
    pub fn update_ratio(&self) -> Option<f64> {
        let over = |of: fn(&TensorHealth) -> f64| norm(self.tensors.iter().map(of));
        ratio(over(|tensor| tensor.update), over(|tensor| tensor.norm))
    }

    /// Returns what is to be said about the step, in a line.
    #[must_use]
    pub fn verdict(&self) -> String {
        line(&format!("`{}`", self.path), &self.findings)
    }
}

impl Diagnosis {
    /// Returns the step with a path.
    #[must_use]
    pub fn step(&self, path: &str) -> Option<&StepHealth> {
        self.steps.iter().find(|step| step.path == path)
    }

    /// Returns true if nothing is wrong that should be mended; constant features are no illness.
    #[must_use]
    pub fn is_healthy(&self) -> bool {
        self.all_findings().all(|(_, finding)| !finding.is_illness())
    }

    /// Returns what is to be said about the whole, in a line: what to begin with.
    #[must_use]
    pub fn verdict(&self) -> String {
        let illnesses = self.all_findings().filter(|(_, finding)| finding.is_illness());
        // The first of the gravest.
        let gravest = illnesses.clone().min_by_key(|(_, finding)| finding.rank());
        match (illnesses.count(), gravest) {
            (1, Some((place, finding))) => format!("the network: one finding, {place}: {finding}"),
            (count, Some((place, finding))) => {
                format!("the network: {count} findings; begin with {place}: {finding}")
            }
            (_, None) => "the network: healthy".into(),
        }
    }

    /// Returns what is to be said about the inputs, in a line.
    #[must_use]
    pub fn input_verdict(&self) -> String {
        line("the input", &self.input_findings)
    }

    fn all_findings(&self) -> impl Iterator<Item = (String, &Finding)> + Clone {
        let inputs = self.input_findings.iter().map(|finding| ("the input".into(), finding));
        let step = |step: &'_ StepHealth| format!("`{}`", step.path);
        let steps = self
            .steps
            .iter()
            .flat_map(move |health| health.findings.iter().map(move |finding| (step(health), finding)));
        let whole = self.findings.iter().map(|finding| ("the layers".into(), finding));
        inputs.chain(whole).chain(steps)
    }
}

/// A line about a part of the network.
fn line(place: &str, findings: &[Finding]) -> String {
    if findings.is_empty() {
        return format!("{place}: healthy");
    }
    let findings: Vec<_> = findings.iter().map(|finding| format!("{finding}")).collect();
    format!("{place}: {}", findings.join("; "))
}
