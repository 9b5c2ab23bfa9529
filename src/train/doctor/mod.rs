//! `Doctor`: what a few batches say about the health of a network in training.

mod activity;
mod diagnosis;
mod examination;
mod findings;
mod inputs;
mod judge;
mod norm;
mod table;
mod units;

pub use diagnosis::{Activations, Diagnosis, FeatureHealth, StepHealth, TensorHealth, Units};
pub use findings::Finding;

use crate::data::Dataset;
use crate::error::Error;
use crate::loss::{LossFor, require_trainable, require_weight};
use crate::network::Signature;
use crate::optim::Optimizer;
use crate::scalar::Real;
use crate::train::batches::require_batch;
use crate::train::chance;
use crate::train::minibatch::{Minibatch, Part, Place, Positions};
use crate::train::plan::require_number;
use crate::train::samples::require_samples;
use crate::train::search::Direction;
use crate::train::{Trainable, Workspace};
use crate::value::ViewMut;
use alloc::vec;
use alloc::vec::Vec;
use examination::{Examination, Numbers};
use nalgebra::{Const, DimName, Dyn};

/// Examines a network: runs some batches forward and backward, takes a step of the optimiser for
/// each of them, beside the network, and reports for every step
///
/// - the mean, the deviation and the extremes of its outputs,
/// - of a function of one number, the units that are dead or saturated,
/// - the norm of the gradient with respect to its outputs, and to its parameters,
/// - the ratio of updates to weights, `‖Δw‖ / ‖w‖`,
///
/// with a verdict in words for each, for the inputs, and for the whole. It can be asked before
/// training, in the middle and after it; the network stays as it is.
///
/// All batches meet the same weights. Each is a pass of training, with dropout, and norms and
/// ratios are the root mean square over the batches. The step of the optimiser is taken with a copy
/// of the network that begins anew with every batch, while the optimiser goes on, so that moments
/// fill as in training.
///
/// Where a layer and the activation behind it are computed at once, the pass keeps the outputs of
/// the activation alone. Their statistics stand in the row of the activation, and the gradient in
/// that of the layer.
///
/// # Thresholds
///
/// - Dead units: the output and derivative of a rectifier are 0 for all samples; those of a smooth
///   one are below 1e-4 of its largest derivative. Reported from a quarter of the units on. (L. Lu
///   et al., "Dying ReLU and initialization", 2019.)
/// - Saturated units: the derivative is below 0.05 of the function's largest one for 95 of 100
///   samples, other than by the silence of a rectifier; reported from a quarter of the units on.
///   (X. Glorot and Y. Bengio, "Understanding the difficulty of training deep feedforward neural
///   networks", 2010.)
/// - Small and large updates: the ratio is below 1e-5 or above 0.3, while 1e-3 is typical, and more
///   in the first steps. (A. Karpathy, notes of CS231n, "Neural networks part 3", 2015.)
/// - Vanishing and exploding gradients: from the outputs of a layer to those of an earlier one
///   norms shrink 100-fold, or grow 1000-fold. (Glorot and Bengio, 2010, section 4.2.)
/// - Inputs on no common scale: a mean beyond 10, a deviation above 10, or none of 0.01. (Y. LeCun
///   et al., "Efficient backprop", 1998, section 4.3.)
///
/// Features that go into a layer with statistics, such as `Normalize`, may have any scale, and so
/// may indices of classes.
///
/// ```
/// use netwright::prelude::*;
/// use netwright::train::Doctor;
/// use rand::{SeedableRng, rngs::SmallRng};
///
/// #[network(input = 1)]
/// struct Sign {
///     hidden: Linear<8>,
///     relu: Relu,
///     logits: Linear<2>,
/// }
///
/// let samples: Vec<[f32; 1]> = (-50..50_i8).map(|x| [f32::from(x) / 50.0]).collect();
/// let labels = Label::<2>::from_indices(samples.iter().map(|[x]| usize::from(*x > 0.0)))?;
/// let data = Dataset::new(samples, labels)?;
/// let mut net = Sign::init(&mut SmallRng::seed_from_u64(1));
/// net.hidden.bias.fill(-1000.0);
///
/// let diagnosis = Doctor::new(CrossEntropy, Sgd::new(0.1)).run(&*net, &data)?;
/// println!("{diagnosis}"); // a table, and what to do
/// let relu = diagnosis.step("relu").unwrap();
/// assert_eq!(relu.units.unwrap().dead, 8);
/// assert!(relu.verdict().starts_with("`relu`: all 8 units are dead: "));
/// assert!(!diagnosis.is_healthy());
/// # Ok::<(), netwright::Error>(())
/// ```
pub struct Doctor<L, O> {
    loss: L,
    optimizer: O,
    samples: usize,
    batch: usize,
    seed: u64,
}

impl<L, O> Doctor<L, O> {
    /// Looks at up to 1024 samples, in batches of 32, with the loss and the optimiser of the
    /// training.
    #[must_use]
    pub fn new(loss: L, optimizer: O) -> Self {
        Doctor { loss, optimizer, samples: 1024, batch: 32, seed: 0 }
    }

    /// Sets the most samples that are looked at; they are drawn from the data set.
    #[must_use]
    pub fn samples(self, samples: usize) -> Self {
        Doctor { samples, ..self }
    }

    /// Sets the number of samples for one step of the optimiser.
    #[must_use]
    pub fn batch(self, batch: usize) -> Self {
        Doctor { batch, ..self }
    }

    /// Sets the seed by which samples are drawn, as [`Trainer::seed`](crate::train::Trainer::seed)
    /// does.
    #[must_use]
    pub fn seed(self, seed: u64) -> Self {
        Doctor { seed, ..self }
    }

    /// Examines `network` on samples of `data`.
    ///
    /// Numbers of the network that are not finite are no error but a finding, after which no
    /// further batch is run. A last batch that is too small for the network is left out.
    ///
    /// # Errors
    ///
    /// Those of [`Trainer::fit`](crate::train::Trainer::fit) about settings and data.
    pub fn run<N, Y, const F: usize>(
        mut self,
        network: &N,
        data: &Dataset<'_, <N as Signature>::Scalar, F, Y>,
    ) -> Result<Diagnosis, Error>
    where
        N: Trainable<InDim = Const<F>>,
        O: Optimizer<N>,
        L: LossFor<N, Y>,
        Y: Clone,
    {
        let order = self.order(network, data)?;
        let mut minibatch = Minibatch::new(None::<()>);
        let mut workspace = Workspace::for_batch(self.batch.min(order.len()));
        let (mut gradients, mut moved) = (N::zeros(), N::zeros());
        let mut input_gradient = vec![N::Scalar::default(); F * self.batch.min(order.len())];
        let mut examination = Examination::new::<N>(data.samples().as_flattened());
        for (batch, positions) in order.chunks(self.batch).enumerate() {
            let part = Part { seed: self.seed, place: Place { epoch: 1, batch: batch + 1 }, first: 0 };
            let (inputs, targets) = minibatch.take(data, &Positions::Chosen(positions), part);
            let weight = self.loss.total_weight(targets);
            if weight == 0.0 || batch > 0 && targets.len() < N::MIN_BATCH {
                continue;
            }
            let mut rng = chance::of_pass(self.seed, 1, batch + 1, 0);
            let pass = network.forward_shared(inputs, &mut workspace, &mut rng);
            let outcome = pass.loss(&self.loss, targets).map(|scored| {
                gradients.zero();
                // Without it, gradients before the first parameters would not be computed.
                let to = &mut input_gradient[..F * targets.len()];
                let to = ViewMut::from_slice_generic(to, N::InDim::name(), Dyn(targets.len()));
                scored.backward_to_input(&mut gradients, to).to_double()
            });
            let (count, inputs) = (Dyn(targets.len()), inputs.as_flattened());
            workspace.inspect(network, count, |output| {
                examination.examiner(network.as_slice(), inputs, output, outcome.is_ok())
            });
            match outcome {
                Ok(loss) => {
                    moved.copy_from(network);
                    self.optimizer.step(&mut moved, &gradients);
                    let [network, gradients, moved] = [network, &*gradients, &*moved].map(N::as_slice);
                    let numbers = Numbers { network, gradients, moved };
                    examination.add((loss, weight), numbers);
                }
                Err(Error::LossNotFinite { found }) => {
                    examination.fail(found, workspace.first_not_finite(network, count, Direction::Forward));
                    break;
                }
                Err(error) => return Err(error),
            }
        }
        Ok(examination.finish())
    }

    /// Refuses settings and data that make no sense, and draws the samples.
    fn order<N, Y, const F: usize>(&self, _: &N, data: &Dataset<'_, N::Scalar, F, Y>) -> Result<Vec<usize>, Error>
    where
        N: Trainable,
        O: Optimizer<N>,
        L: LossFor<N, Y>,
    {
        require_number("the batch size", self.batch)?;
        require_number("the number of samples", self.samples)?;
        self.optimizer.validate()?;
        require_samples::<N>(data.samples().as_flattened())?;
        require_trainable(&self.loss, data.targets())?;
        require_weight(&self.loss, data.targets())?;
        let mut order = vec![0; data.len()];
        chance::shuffle(self.seed, 1, &mut order);
        order.truncate(self.samples);
        require_batch::<N::Scalar, N>(self.batch.min(order.len()))?;
        Ok(order)
    }
}
