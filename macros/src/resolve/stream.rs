//! Rules of networks that run frame by frame.

use super::lower::Lowered;
use crate::model::layer::Streams;
use crate::model::shape::Shape;
use crate::model::{Network, Step};
use crate::plan::stream::{frame_size, takes_frames};
use crate::report::diagnostics::Diagnostics;
use crate::report::findings::Finding;
use quote::quote;

/// Adds what keeps the network from running frame by frame, if it is declared to.
pub(super) fn check(lowered: &Lowered, findings: &mut Vec<Finding>, diagnostics: &mut Diagnostics) {
    let network = &lowered.network;
    if network.streams && ends(network, diagnostics) && lowered.all_connected {
        let has_problem = |step: usize| lowered.problems.iter().any(|(position, _)| *position == step);
        let steps = network.steps.iter().enumerate().filter(|(position, _)| !has_problem(*position));
        findings.extend(steps.filter_map(|(position, step)| finding(position, step)));
    }
}

/// Checks input and outputs; returns true if the steps can be checked as well.
fn ends(network: &Network, diagnostics: &mut Diagnostics) -> bool {
    const HELP: &str = "help: write the channels and the frames, as in `input = [6, 100]`: training and `predict` take \
                        so many frames at once, and a stream goes on";
    if let [_, second, ..] = &network.inputs[..] {
        let message = "a stream has one input, but the network has several\nhelp: make them channels of one";
        diagnostics.error(second.span, message);
        return false;
    }
    if let Some(output) = network.outputs.first() {
        let message = "a stream has one output, but those of the network have names\n\
                       help: join them with `Concat`, and leave `output` out";
        diagnostics.error(output.name.span(), message);
        return false;
    }
    let input = &network.inputs[0];
    if input.shape.is_known() && input.shape.rank() != 2 {
        let message = format!("a stream takes frames, but the input is {}\n{HELP}", input.shape);
        diagnostics.error(input.span, message);
        return false;
    }
    input.shape.is_known()
}

fn finding(position: usize, step: &Step) -> Option<Finding> {
    if !takes_frames(step) || !step.inputs.iter().all(Shape::is_known) {
        return None;
    }
    let (what, help) = problem(step)?;
    Some(Finding { step: position, span: step.span, what, help, table: true, places: Vec::new() })
}

fn problem(step: &Step) -> Option<(String, String)> {
    let (name, layer) = (&step.name, step.layer.name());
    if let Streams::Not { does, help } = &step.streams {
        let steps = "a stream has functions of one number, joins, causal convolutions, pools and recurrent steps; \
                     behind a recurrent step with `Last`, as in `Gru<16, Last>`, any step can follow";
        let help = help.clone().unwrap_or_else(|| steps.into());
        return Some((format!("`{name}` cannot run frame by frame: `{layer}` {does}"), help));
    }
    let size = frame_size(&step.output, &quote!());
    let obstacle = size.known_to().obstacle().cloned()?;
    Some((
        format!(
            "the size of the frames of `{name}` follows from the const parameter `{obstacle}`, which the compiler does not compute"
        ),
        format!("write a number for `{obstacle}` in the type of `{layer}`"),
    ))
}
