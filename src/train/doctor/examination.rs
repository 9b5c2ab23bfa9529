//! The examination of a network after each of several passes.

use super::activity::Activity;
use super::diagnosis::{Diagnosis, FeatureHealth, StepHealth, TensorHealth};
use super::findings::Finding;
use super::inputs::{features_of, inputs};
use super::judge::judge;
use super::norm::{MeanSquare, norm};
use super::units::UnitCounts;
use crate::layer::{Differentiable, Inspected, Inspector, Kept};
use crate::parameters::TensorSpec;
use crate::scalar::Real;
use crate::shape::Step;
use crate::train::Trainable;
use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;
use core::ops::Range;
use nalgebra::{Dim, DimName};

/// Sums over the batches.
pub(super) struct Examination {
    features: Vec<FeatureHealth>,
    /// The inputs of the network, by name.
    inputs: Vec<(&'static str, Range<usize>)>,
    width: usize,
    /// The declaration of the network.
    declared: &'static [Step],
    steps: Vec<StepSums>,
    tensors: Vec<TensorSums>,
    samples: usize,
    /// The sum of the losses of the samples, and that of their weights.
    loss: f64,
    weight: f64,
    /// Numbers that are not finite, after which nothing more was measured.
    failure: Option<(f64, String)>,
}

/// Sums about a step.
struct StepSums {
    path: String,
    layer: &'static str,
    activity: Activity,
    units: Option<UnitCounts>,
    gradient: MeanSquare,
    /// The places of its parameters among those of the network.
    parameters: Range<usize>,
}

/// Sums about a tensor that is trained.
struct TensorSums {
    path: String,
    range: Range<usize>,
    norm: f64,
    gradient: MeanSquare,
    update: MeanSquare,
}

/// The numbers of a network, of its gradients, and of the network after a step of the optimiser.
#[derive(Clone, Copy)]
pub(super) struct Numbers<'n, T> {
    pub(super) network: &'n [T],
    pub(super) gradients: &'n [T],
    pub(super) moved: &'n [T],
}

impl Examination {
    /// An examination of the network `N` on these samples.
    pub(super) fn new<N: Trainable>(samples: &[N::Scalar]) -> Self {
        let tensor = |tensor: TensorSpec| TensorSums {
            path: tensor.path().to_string(),
            range: tensor.range(),
            norm: 0.0,
            gradient: MeanSquare::default(),
            update: MeanSquare::default(),
        };
        Examination {
            features: features_of::<N>(samples),
            inputs: inputs::<N>(),
            width: N::InDim::DIM,
            declared: N::STEPS,
            steps: Vec::new(),
            tensors: N::tensors().filter(TensorSpec::is_trainable).map(tensor).collect(),
            samples: 0,
            loss: 0.0,
            weight: 0.0,
            failure: None,
        }
    }

    /// Returns what looks at the steps after a pass of samples `input`, which gave `output`.
    pub(super) fn examiner<'e, 's, T: Real>(
        &'e mut self,
        network: &'e [T],
        input: &'s [T],
        output: Kept<'s, T>,
        has_gradients: bool,
    ) -> Examiner<'e, 's, T> {
        self.samples += input.len() / self.width.max(1);
        let width = self.width;
        let values = self.inputs.iter().map(|(name, range)| {
            let source = Source { elements: input, width, range: range.clone() };
            (*name, Some(source))
        });
        let scope = Scope { path: String::new(), steps: self.declared, values: values.collect(), output };
        Examiner { sums: &mut self.steps, network, has_gradients, scope, next: 0, before: None }
    }

    /// Adds a batch that has passed through the network, there and back.
    pub(super) fn add<T: Real>(&mut self, (loss, weight): (f64, f64), numbers: Numbers<'_, T>) {
        self.loss += loss * weight;
        self.weight += weight;
        let norm_of = |values: &[T]| norm(values.iter().map(|value| value.to_double()));
        for TensorSums { range, norm: parameters, gradient, update, .. } in &mut self.tensors {
            let Numbers { network, gradients, moved } = numbers;
            let [before, after] = [network, moved].map(|values| &values[range.clone()]);
            *parameters = norm_of(before);
            gradient.add(norm_of(&gradients[range.clone()]));
            update.add(norm(after.iter().zip(before).map(|(after, before)| after.to_double() - before.to_double())));
        }
    }

    /// Ends the examination, because numbers are not finite.
    pub(super) fn fail(&mut self, loss: f64, first: Option<String>) {
        self.failure = Some((loss, first.unwrap_or_else(|| "the loss".into())));
    }

    pub(super) fn finish(self) -> Diagnosis {
        let Examination { features, steps, tensors, samples, loss, weight, failure, .. } = self;
        let health = |sums: StepSums| StepHealth {
            path: sums.path,
            layer: sums.layer,
            activations: sums.activity.finish(),
            units: sums.units.map(|units| units.finish()),
            gradient: sums.gradient.root(),
            tensors: tensors_within(&tensors, &sums.parameters),
            findings: Vec::new(),
        };
        let (loss, first) = match failure {
            Some((loss, first)) => (loss, Some(Finding::NotFinite { first })),
            None => (loss / weight, None),
        };
        let mut diagnosis = Diagnosis {
            loss,
            samples,
            features,
            steps: steps.into_iter().map(health).collect(),
            input_findings: Vec::new(),
            findings: first.into_iter().collect(),
        };
        judge(&mut diagnosis);
        diagnosis
    }
}

/// The tensors among some parameters, if their gradients were computed.
fn tensors_within(tensors: &[TensorSums], parameters: &Range<usize>) -> Vec<TensorHealth> {
    let within = tensors.iter().filter(|tensor| parameters.contains(&tensor.range.start));
    within
        .filter_map(|tensor| {
            let TensorSums { path, norm, gradient, update, .. } = tensor;
            Some(TensorHealth { path: path.clone(), norm: *norm, gradient: gradient.root()?, update: update.root()? })
        })
        .collect()
}

/// Looks at the steps of a network after one pass.
pub(super) struct Examiner<'e, 's, T> {
    sums: &'e mut Vec<StepSums>,
    network: &'e [T],
    /// False if only the forward pass was run.
    has_gradients: bool,
    scope: Scope<'s, T>,
    /// The place of the next step.
    next: usize,
    /// The place of a step whose output is kept with that of the next.
    before: Option<usize>,
}

/// The network whose steps are looked at: the outermost one, or one that is a step.
struct Scope<'s, T> {
    /// Its path, with a dot behind it; empty for the outermost one.
    path: String,
    steps: &'static [Step],
    /// Its inputs and the values of its steps, by name; none if a value is not kept.
    values: Vec<(&'static str, Option<Source<'s, T>>)>,
    output: Kept<'s, T>,
}

/// A value: some features of each sample.
#[derive(Clone)]
struct Source<'s, T> {
    elements: &'s [T],
    width: usize,
    range: Range<usize>,
}

impl<'s, T> Source<'s, T> {
    fn of(elements: &'s [T], width: usize) -> Self {
        Source { elements, width, range: 0..width }
    }

    fn samples(&self) -> impl Iterator<Item = &'s [T]> {
        let range = self.range.clone();
        self.elements.chunks_exact(self.width.max(1)).map(move |sample| &sample[range.clone()])
    }
}

impl<'s, T> Scope<'s, T> {
    /// Returns the value that a step takes from the source of this number.
    fn source(&self, step: &Step, number: usize) -> Option<&Source<'s, T>> {
        let name = step.from.get(number)?;
        let (_, source) = self.values.iter().find(|(value, _)| value == name)?;
        source.as_ref()
    }
}

impl<'s, T: Real> Examiner<'_, 's, T> {
    /// Returns the place of the sums about a step.
    fn sums<L: Differentiable<T>>(&mut self, declared: &Step, layer: &L) -> usize {
        let place = self.next;
        self.next += 1;
        if place == self.sums.len() {
            let parameters = layer.as_slice();
            // Both are parts of one network.
            let bytes = parameters.as_ptr().addr().wrapping_sub(self.network.as_ptr().addr());
            let first = if parameters.is_empty() { 0 } else { bytes / size_of::<T>() };
            self.sums.push(StepSums {
                path: format!("{}{}", self.scope.path, declared.name),
                layer: declared.layer,
                activity: Activity::new(),
                units: L::FUNCTION.map(|function| UnitCounts::new(function, declared.output.features())),
                gradient: MeanSquare::default(),
                parameters: first..first + parameters.len(),
            });
        }
        place
    }

    /// Looks at a step that is no network.
    fn look<L: Differentiable<T>>(&mut self, declared: &'static Step, layer: &L, kept: Kept<'s, T>) {
        let place = self.sums(declared, layer);
        let Some((outputs, gradient)) = kept.here() else {
            self.before = Some(place);
            self.scope.values.push((declared.name, None));
            return;
        };
        let outputs_here = Source::of(outputs, declared.output.features());
        // The derivative of a function that is computed at once follows from its outputs.
        let before = self.before.take();
        let arguments = if before.is_some() { Some(&outputs_here) } else { self.scope.source(declared, 0) };
        let sums = &mut self.sums[place];
        sums.activity.add(outputs);
        if let (Some(units), Some(function), Some(arguments)) = (&mut sums.units, L::FUNCTION, arguments) {
            units.add(function, arguments.samples().zip(outputs_here.samples()));
        }
        if self.has_gradients {
            self.sums[before.unwrap_or(place)].gradient.add(norm(gradient.iter().map(|value| value.to_double())));
        }
        self.scope.values.push((declared.name, Some(outputs_here)));
    }

    /// Returns the scope of a step that is a network.
    fn scope_of(&self, declared: &'static Step, output: Kept<'s, T>) -> Scope<'s, T> {
        let value = |(number, name)| (name, self.scope.source(declared, number).cloned());
        let values = match declared.named_inputs {
            [] => Vec::from([value((0, "input"))]),
            inputs => inputs.iter().map(|input| input.name).enumerate().map(value).collect(),
        };
        Scope { path: format!("{}{}.", self.scope.path, declared.name), steps: declared.steps, values, output }
    }
}

impl<'s, T: Real> Inspector<'s, T> for Examiner<'_, 's, T> {
    fn step<L: Differentiable<T>, B: Dim>(&mut self, step: Inspected<'s, '_, T, L, B>) {
        let Inspected { name, layer, saved, batch, kept } = step;
        // The step that joins several outputs is not declared.
        let Some(declared) = self.scope.steps.iter().find(|step| step.name == name) else { return };
        let kept = if matches!(kept, Kept::Output) { self.scope.output } else { kept };
        if declared.steps.is_empty() {
            return self.look(declared, layer, kept);
        }
        let scope = self.scope_of(declared, kept);
        let outer = core::mem::replace(&mut self.scope, scope);
        layer.inspect(saved, batch, self);
        self.scope = outer;
        let value = kept.here().map(|(outputs, _)| Source::of(outputs, declared.output.features()));
        self.scope.values.push((declared.name, value));
    }
}
