//! The values of a pass, whose memory is planned: all frames of a signal at once, or one of them.

use crate::model::Network;
use crate::model::size::Size;

/// The values that the steps of a network compute in a pass.
pub(crate) struct Values {
    /// The number of features of the value of each step.
    pub(crate) features: Vec<Size>,
    /// True for each step that needs working memory for itself.
    pub(crate) has_scratch: Vec<bool>,
}

impl Values {
    /// The values of a sample.
    pub(crate) fn of_sample(network: &Network) -> Self {
        Values {
            features: network.steps.iter().map(|step| step.output.features()).collect(),
            has_scratch: network.steps.iter().map(|step| step.layer.has_scratch()).collect(),
        }
    }

    /// The number of features of the output.
    pub(crate) fn output(&self) -> &Size {
        self.features.last().expect("a network has a step")
    }
}
