//! The methods of a network that can be trained.

use crate::data::{Binary, Dataset};
use crate::error::Error;
use crate::layer::Differentiable;
use crate::layer::assert_sizes;
use crate::loss::LossFor;
use crate::metrics::MetricFor;
use crate::network::{Network, Signature};
use crate::optim::{Lbfgs, LbfgsReport};
use crate::parameters::init::{Init, fill_statistics};
use crate::train::hardest::hardest;
use crate::train::micro_batch::{MicroBatch, micro_batches};
use crate::train::minimize::minimize;
use crate::train::{Hardest, Pass, Workspace, binary, measure};
use crate::value::Samples;
use alloc::boxed::Box;
use nalgebra::{Const, Dim};
use rand::Rng;

/// A network that can be trained: every declared network, where the feature `train` is on.
///
/// The five steps by hand are in [`Pass`]; a [`Trainer`](crate::train::Trainer) goes through them
/// in minibatches.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be trained",
    note = "networks declared with `#[network(input = ..)]` can, if netwright has the feature `train`; `&*net` borrows one that is in a `Box`"
)]
pub trait Trainable: Network + Differentiable<<Self as Signature>::Scalar> {
    /// A network with all parameters zero, created in place on the heap; also the place for
    /// gradients.
    #[must_use]
    fn zeros() -> Box<Self> {
        const { assert_sizes::<Self::Scalar, Self>(Self::NAME) };
        bytemuck::zeroed_box()
    }

    /// A network with random initial parameters, created in place on the heap.
    ///
    /// Each layer draws from the distribution that its place calls for, or that `#[init(..)]` says;
    /// see [`Init`]. The same generator in the same state gives the same network.
    #[must_use]
    fn init(rng: &mut impl Rng) -> Box<Self> {
        let mut network = Self::zeros();
        // Also those of layers with an initialisation of their own.
        fill_statistics(&mut *network);
        network.initialize(Init::Default, rng);
        network
    }

    /// Takes the first of the five steps of training: runs a batch through the network, keeps what
    /// the backward pass needs, and moves the statistics of layers that have some.
    ///
    /// Dropout draws from `rng`; networks without it leave the generator alone.
    fn forward<'a, X>(
        &'a mut self,
        samples: &'a X,
        workspace: &'a mut Workspace<Self, X::Batch>,
        rng: &mut impl Rng,
    ) -> Pass<'a, Self, X::Batch>
    where
        X: Samples<Self::Scalar, Self::InDim> + ?Sized,
    {
        workspace.forward(self, samples.view(), rng);
        self.absorb_from(workspace);
        Pass::after_forward(self, samples.view(), workspace)
    }

    /// Runs a batch through the network as [`forward`](Self::forward) does, and leaves its
    /// statistics as they are, so that several threads can share the network.
    ///
    /// [`absorb_from`](Self::absorb_from) moves the statistics afterwards.
    ///
    /// ```
    /// use netwright::prelude::*;
    /// use rand::{SeedableRng, rngs::StdRng};
    ///
    /// #[network(input = 2)]
    /// struct Net(Linear<3>);
    ///
    /// let mut net = Net::init(&mut StdRng::seed_from_u64(1));
    /// let batches = [[[0.0, 1.0]; 8], [[1.0, 0.0]; 8]];
    /// let mut workspaces = [Workspace::fixed(), Workspace::fixed()];
    /// let mut gradients = [Net::zeros(), Net::zeros()];
    /// std::thread::scope(|scope| {
    ///     let net = &*net;
    ///     for ((batch, workspace), gradients) in batches.iter().zip(&mut workspaces).zip(&mut gradients) {
    ///         scope.spawn(move || {
    ///             let pass = net.forward_shared(batch, workspace, &mut StdRng::seed_from_u64(2));
    ///             pass.loss(&Mse, &[[1.0; 3]; 8]).unwrap().backward(gradients)
    ///         });
    ///     }
    /// });
    /// workspaces.iter_mut().for_each(|workspace| net.absorb_from(workspace));
    /// ```
    fn forward_shared<'a, X>(
        &'a self,
        samples: &'a X,
        workspace: &'a mut Workspace<Self, X::Batch>,
        rng: &mut impl Rng,
    ) -> Pass<'a, Self, X::Batch>
    where
        X: Samples<Self::Scalar, Self::InDim> + ?Sized,
    {
        workspace.forward(self, samples.view(), rng);
        Pass::after_forward(self, samples.view(), workspace)
    }

    /// Moves the statistics of layers by what the last forward pass in a workspace has seen; see
    /// [`Differentiable::absorb`].
    ///
    /// Does nothing if there was none, or if its statistics were moved already.
    fn absorb_from<B: Dim>(&mut self, workspace: &mut Workspace<Self, B>) {
        workspace.absorb_into(self);
    }

    /// The loss averaged over all samples, as the network is used after training: without dropout,
    /// and without a gradient. Samples go through the network in parts, so that memory does not
    /// grow with their number.
    ///
    /// ```
    /// use netwright::prelude::*;
    ///
    /// #[network(input = 1)]
    /// struct Double {
    ///     dropout: Dropout<0.5>,
    ///     line: Linear<1>,
    /// }
    ///
    /// let mut net = Double::zeros();
    /// net.line.weight[(0, 0)] = 2.0;
    /// let validation = Dataset::new(vec![[1.0], [2.0]], vec![[2.0], [5.0]])?;
    /// assert_eq!(net.loss(&Mse, validation.samples(), validation.targets())?, 0.5);
    /// # Ok::<(), netwright::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`Error::TargetCount`] if there are not as many targets as samples, [`Error::NoSamples`] if
    /// there are none, and the errors of [`Pass::loss`] if the loss is not finite.
    fn loss<X, L, Y>(&self, loss: &L, samples: &X, targets: &[Y]) -> Result<Self::Scalar, Error>
    where
        X: Samples<Self::Scalar, Self::InDim> + ?Sized,
        L: LossFor<Self, Y>,
    {
        measure::loss(self, loss, samples, targets)
    }

    /// Computes a metric on all samples, as the network is used after training, and returns it; see
    /// [`metrics`](crate::metrics). A metric that has seen samples forgets them first.
    ///
    /// ```
    /// use netwright::metrics::{Accuracy, Metric};
    /// use netwright::prelude::*;
    ///
    /// #[network(input = 2)]
    /// struct Larger(Softmax);
    ///
    /// let labels = Label::<2>::from_indices([0, 1, 1])?;
    /// let accuracy = Larger::zeros().measure(Accuracy::default(), &[[3.0, 1.0], [1.0, 3.0], [1.0, 0.0]], &labels)?;
    /// assert_eq!(accuracy.value(), 2.0 / 3.0);
    /// # Ok::<(), netwright::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`Error::NoSamples`], [`Error::TargetCount`] if there are not as many targets as samples, or
    /// an error of the metric about a target that it does not take.
    fn measure<M, X, Y>(&self, metric: M, samples: &X, targets: &[Y]) -> Result<M, Error>
    where
        X: Samples<Self::Scalar, Self::InDim> + ?Sized,
        M: MetricFor<Self, Y>,
    {
        measure::metric(self, metric, samples, targets)
    }

    /// Finds the `count` samples with the largest loss, as the network is used after training:
    /// those whose labels may be wrong, or that the network has not understood. Of equal ones the
    /// first in the data set come first, and a loss of NaN counts as the largest.
    ///
    /// The loss of a sample is that of the sample alone, PyTorch's `reduction='none'`, and no share
    /// of a mean: with class weights it is multiplied by the weight of its class. Samples that do
    /// not count at all are left out, such as those of a class that the loss ignores.
    ///
    /// ```
    /// use netwright::prelude::*;
    ///
    /// #[network(input = 2)]
    /// struct Larger(Flatten);
    ///
    /// let labels = Label::<2>::from_indices([0, 1, 0, 1])?; // the third one is wrong
    /// let data = Dataset::new(&[[3.0, 0.0], [0.0, 1.0], [0.0, 4.0], [1.0, 2.0]], &labels)?;
    /// let hardest = Larger::zeros().hardest(&CrossEntropy, &data, 2)?;
    /// assert_eq!(hardest.samples()[0].index, 2);
    /// assert_eq!(
    ///     hardest.to_string(),
    ///     "\
    /// sample      loss  predicted     wanted
    ///      2    4.0181          1          0
    ///      1    0.3133          1          1
    /// "
    /// );
    /// # Ok::<(), netwright::Error>(())
    /// ```
    ///
    /// Samples pass through the network in parts, so that no more memory is needed than for one
    /// part and the list.
    ///
    /// # Errors
    ///
    /// [`Error::NotFinite`] or [`Error::TargetNotFinite`] if there is an infinite number or NaN in
    /// the data, and the errors of [`Loss::validate`](crate::loss::Loss::validate) and
    /// [`Loss::check_target`](crate::loss::Loss::check_target).
    fn hardest<L, Y, const F: usize>(
        &self,
        loss: &L,
        data: &Dataset<'_, Self::Scalar, F, Y>,
        count: usize,
    ) -> Result<Hardest, Error>
    where
        Self: Signature<InDim = Const<F>>,
        L: LossFor<Self, Y>,
    {
        hardest(self, loss, data, count)
    }

    /// The share of samples that are on the side of `threshold` that their targets say: positive
    /// above it, negative otherwise. For networks with one output; those with more are
    /// [classifiers](crate::network::Classifier), which have an `accuracy`. An output of NaN is on
    /// neither side.
    ///
    /// The threshold follows from what the output is trained to be. It is 0.5 for a probability,
    /// behind `Sigmoid`, and for numbers near targets of 0 and 1; it is 0 for a logit, and for
    /// targets of -1 and 1.
    ///
    /// ```
    /// use netwright::prelude::*;
    ///
    /// #[network(input = 1)]
    /// struct Large {
    ///     logit: Linear<1>,
    ///     probability: Sigmoid,
    /// }
    ///
    /// let mut net = Large::zeros();
    /// net.logit.weight[(0, 0)] = 1.0;
    /// let samples = [[-2.0], [0.5], [3.0], [-1.0]];
    /// assert_eq!(net.binary_accuracy(&samples, &[false, true, true, true], 0.5)?, 0.75);
    /// // The targets that it was trained on.
    /// assert_eq!(net.binary_accuracy(&samples, &[[0.0_f32], [1.0], [1.0], [0.0]], 0.5)?, 1.0);
    /// # Ok::<(), netwright::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`Error::NoSamples`], [`Error::TargetCount`] if there are not as many targets as samples, or
    /// [`Error::NotBinary`] with the first number that is no target.
    fn binary_accuracy<Y: Binary, const F: usize>(
        &self,
        samples: &[[Self::Scalar; F]],
        targets: &[Y],
        threshold: Self::Scalar,
    ) -> Result<f64, Error>
    where
        Self: Signature<InDim = Const<F>, OutDim = Const<1>>,
    {
        binary::accuracy(self, samples, targets, threshold)
    }

    /// Minimises the loss of all samples by a step of [L-BFGS](Lbfgs), which is several iterations,
    /// each on the whole data set.
    ///
    /// Samples go through the network in parts of at most 1024, so that memory does not grow with
    /// their number. Layers with chance, such as dropout, omit the same values each time, and
    /// statistics are moved once, afterwards.
    ///
    /// # Errors
    ///
    /// Those of [`Trainer::fit`](crate::train::Trainer::fit) about settings and data, and
    /// [`Error::LossNotFinite`] if the loss of the network as it is, or after a fixed step, is not
    /// finite; the network is as it was before the iteration then.
    fn minimize<L, Y, const F: usize>(
        &mut self,
        lbfgs: &mut Lbfgs<Self>,
        loss: &L,
        data: &Dataset<'_, Self::Scalar, F, Y>,
    ) -> Result<LbfgsReport, Error>
    where
        Self: Signature<InDim = Const<F>>,
        L: LossFor<Self, Y>,
    {
        minimize(self, lbfgs, loss, data)
    }

    /// Cuts a batch into parts of at most `size` samples, whose gradients are accumulated: each has
    /// the share of the batch by which its loss must be [scaled](crate::train::Scored::scaled), so
    /// that together they give what one pass over all of them gives. With losses that weigh samples
    /// it is the share of their weights; parts without weight are left out.
    ///
    /// So a batch can be larger than the memory for its pass. Layers that look at a whole batch,
    /// such as batch normalisation, see the parts alone.
    ///
    /// ```
    /// use netwright::prelude::*;
    /// use rand::{SeedableRng, rngs::StdRng};
    ///
    /// #[network(input = 1)]
    /// struct Line(Linear<1, NoBias>);
    ///
    /// let samples = [[1.0], [1.0], [1.0], [1.0], [2.0], [4.0]];
    /// let targets = [[1.0], [1.0], [1.0], [1.0], [2.0], [2.0]];
    /// let (mut line, mut gradients, mut sgd) = (Line::zeros(), Line::zeros(), Sgd::new(0.125));
    /// let (mut workspace, mut rng) = (Workspace::for_batch(4), StdRng::seed_from_u64(1));
    ///
    /// gradients.zero();
    /// let mut loss = 0.0;
    /// for part in Line::micro_batches(&Mse, &targets, 4) { // 4 and 2
    ///     let pass = line.forward(&samples[part.samples.clone()], &mut workspace, &mut rng);
    ///     loss += pass.loss(&Mse, &targets[part.samples])?.scaled(part.share).backward(&mut gradients);
    /// }
    /// sgd.step(&mut line, &gradients);
    ///
    /// assert_eq!(loss, 2.0); // (1 + 1 + 1 + 1 + 4 + 4)/6
    /// assert!((gradients.0.weight[(0, 0)] + 32.0 / 6.0).abs() < 1e-6); // -2·(1 + 1 + 1 + 1 + 4 + 8)/6
    /// # Ok::<(), netwright::Error>(())
    /// ```
    fn micro_batches<'b, L, Y>(loss: &'b L, targets: &'b [Y], size: usize) -> impl Iterator<Item = MicroBatch> + 'b
    where
        L: LossFor<Self, Y>,
    {
        micro_batches::<Self::Scalar, Self::OutDim, Y>(loss, targets, size)
    }
}

impl<N: Network + Differentiable<<N as Signature>::Scalar>> Trainable for N {}
