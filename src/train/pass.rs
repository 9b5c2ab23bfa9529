//! One pass through a network, forward, loss and backward, as values that can only be used in that
//! order.

use crate::error::Error;
use crate::kernel::simd::dispatch;
use crate::layer::{Backward, BackwardPass, Buffer, Forward, ForwardPass, Inspector, Kept, Saved, WorkingMemory, grow};
use crate::loss::{Loss, LossFor, mean_in_parts};
use crate::scalar::Real;
use crate::train::Trainable;
use crate::train::batches::require_batch;
use crate::train::measure::require_finite_loss;
use crate::train::search::{Direction, Search};
use crate::value::{Elements, ElementsMut, Split, View, ViewMut};
use alloc::string::String;
use alloc::vec::Vec;
use nalgebra::{Dim, DimName, Dyn};
use rand::Rng;

/// The memory of a pass: the values of all steps, their gradients, and what layers save, for a
/// batch.
///
/// It grows to the largest batch that it has seen and is used over and over; once it exists, no
/// pass allocates. All of it is on the heap.
///
/// ```
/// use netwright::prelude::*;
///
/// #[network(input = 2)]
/// struct Net(Linear<3>);
///
/// let mut workspace = Workspace::<Net>::for_batch(64); // of any size: `Workspace<Net, Dyn>`
/// # let _ = &mut workspace;
/// let mut single = Workspace::<Net, netwright::nalgebra::Const<1>>::fixed(); // of one sample
/// # let _ = &mut single;
/// ```
pub struct Workspace<N: Trainable, B: Dim = Dyn> {
    output: Buffer<N::Scalar, N::OutDim, B>,
    output_gradient: Buffer<N::Scalar, N::OutDim, B>,
    saved: N::Saved<B>,
    scratch: WorkingMemory<N::Scalar>,
    /// The inputs of a batch, and their gradients where these are wanted, if there are several.
    inputs: Vec<N::Scalar>,
    input_gradients: Vec<N::Scalar>,
    /// The losses that the last loss was the sum of.
    parts: Vec<f64>,
    /// True from a forward pass on until the network has absorbed what it has seen.
    is_unabsorbed: bool,
}

impl<N: Trainable, B: Dim> Default for Workspace<N, B> {
    fn default() -> Self {
        Workspace {
            output: Buffer::default(),
            output_gradient: Buffer::default(),
            saved: N::Saved::default(),
            scratch: WorkingMemory::default(),
            inputs: Vec::new(),
            input_gradients: Vec::new(),
            parts: Vec::new(),
            is_unabsorbed: false,
        }
    }
}

impl<N: Trainable> Workspace<N> {
    /// Memory for batches of up to `samples`; a larger one makes it grow.
    #[must_use]
    pub fn for_batch(samples: usize) -> Self {
        let mut workspace = Self::default();
        workspace.reserve(Dyn(samples));
        workspace
    }
}

impl<N: Trainable, B: DimName> Workspace<N, B> {
    /// Memory for a batch whose size is in its type, `Workspace<Net, Const<32>>`.
    #[must_use]
    pub fn fixed() -> Self {
        let mut workspace = Self::default();
        workspace.reserve(B::name());
        workspace
    }
}

impl<N: Trainable, B: Dim> Workspace<N, B> {
    fn reserve(&mut self, batch: B) {
        self.output.reserve(batch);
        self.output_gradient.reserve(batch);
        self.saved.reserve(batch);
        self.scratch.reserve(N::TRAINING_SCRATCH, batch.value());
        grow(&mut self.inputs, N::Inputs::memory(batch.value()));
    }

    /// Runs the forward pass of a batch.
    pub(crate) fn forward(&mut self, network: &N, input: View<'_, N::Scalar, N::InDim, B>, rng: &mut dyn Rng) {
        let batch = input.shape_generic().1;
        self.reserve(batch);
        self.is_unabsorbed = true;
        let Workspace { output, saved, scratch, inputs, .. } = self;
        let (scratch, tile) = scratch.split(N::TRAINING_SCRATCH, batch.value());
        let inputs = &mut inputs[..N::Inputs::memory(batch.value())];
        N::Inputs::split(input, inputs);
        let (input, output) = (N::Inputs::parts(input, inputs), output.view_mut(batch));
        dispatch(ForwardPass { layer: network, pass: Forward { input, output, saved, scratch, tile, rng } });
    }

    /// Returns the first place, in the direction of a pass, at which a number of the last pass of
    /// `batch` is not finite.
    pub(super) fn first_not_finite(&self, network: &N, batch: B, direction: Direction) -> Option<String> {
        self.inspect(network, batch, |output| Search::new(direction, output)).found()
    }

    /// Shows the last pass of `batch` to an inspector, which is made with the output and its
    /// gradient.
    pub(super) fn inspect<'s, V: Inspector<'s, N::Scalar>>(
        &'s self,
        network: &N,
        batch: B,
        inspector: impl FnOnce(Kept<'s, N::Scalar>) -> V,
    ) -> V {
        let mut inspector = inspector(self.output(batch));
        network.inspect(&self.saved, batch, &mut inspector);
        inspector
    }

    /// Returns the output of the last pass of `batch`, and its gradient.
    fn output(&self, batch: B) -> Kept<'_, N::Scalar> {
        let [outputs, gradient] = [&self.output, &self.output_gradient].map(|buffer| buffer.elements(batch));
        Kept::Here { outputs, gradient }
    }

    /// Has the network absorb what the last forward pass has seen, once.
    pub(super) fn absorb_into(&mut self, network: &mut N) {
        if core::mem::take(&mut self.is_unabsorbed) {
            network.absorb(&self.saved);
        }
    }
}

/// A batch that has run through a network: its output, and all that the backward pass needs.
///
/// It borrows the network and the samples, so that neither can change before the backward pass.
///
/// ```
/// use netwright::approx::assert_abs_diff_eq;
/// use netwright::prelude::*;
/// use rand::{SeedableRng, rngs::StdRng};
///
/// #[network(input = 2)]
/// struct Line(Linear<1>);
///
/// let mut rng = StdRng::seed_from_u64(1);
/// let (samples, targets) = ([[0.0, 1.0], [2.0, 1.0]], [[1.0], [5.0]]); // t = 2·x + 1
/// let (mut line, mut gradients) = (Line::init(&mut rng), Line::zeros());
/// let (mut workspace, mut sgd) = (Workspace::default(), Sgd::new(0.2));
/// for _ in 0..300 {
///     let pass = line.forward(&samples, &mut workspace, &mut rng); // 1. forward
///     let loss = pass.loss(&Mse, &targets)?; // 2. the loss
///     gradients.zero(); // 3. zero the gradients
///     loss.backward(&mut gradients); // 4. backward, which adds to the gradients
///     sgd.step(&mut line, &gradients); // 5. step
/// }
/// assert_abs_diff_eq!(line.predict(&[10.0, 1.0])[0], 21.0, epsilon = 1e-3);
/// # Ok::<(), netwright::Error>(())
/// ```
pub struct Pass<'a, N: Trainable, B: Dim> {
    network: &'a N,
    input: View<'a, N::Scalar, N::InDim, B>,
    workspace: &'a mut Workspace<N, B>,
}

impl<'a, N: Trainable, B: Dim> Pass<'a, N, B> {
    /// The pass whose forward half is in the workspace.
    pub(crate) fn after_forward(
        network: &'a N,
        input: View<'a, N::Scalar, N::InDim, B>,
        workspace: &'a mut Workspace<N, B>,
    ) -> Self {
        Pass { network, input, workspace }
    }

    /// Runs a batch through the network; its statistics stay as they are.
    pub(crate) fn forward(
        network: &'a N,
        input: View<'a, N::Scalar, N::InDim, B>,
        workspace: &'a mut Workspace<N, B>,
        rng: &mut dyn Rng,
    ) -> Self {
        workspace.forward(network, input, rng);
        Pass::after_forward(network, input, workspace)
    }

    fn batch(&self) -> B {
        self.input.shape_generic().1
    }

    /// The outputs, one column for each sample.
    #[must_use]
    pub fn output(&self) -> View<'_, N::Scalar, N::OutDim, B> {
        self.workspace.output.view(self.batch())
    }

    /// The second of the five steps: the loss, averaged over the batch, and its gradient at the
    /// output.
    ///
    /// # Errors
    ///
    /// [`Error::TargetCount`] if there are not as many targets as samples, [`Error::EmptyBatch`] if
    /// there are none, and [`Error::BatchTooSmall`] if a layer needs
    /// [more](crate::layer::Differentiable::MIN_BATCH). If the loss is not finite,
    /// [`Error::NotFinite`] or [`Error::TargetNotFinite`] says which number of the batch is not,
    /// [`Error::NotAnIndex`] which one an embedding cannot look up, or [`Error::LossNotFinite`]
    /// that none is to blame. Returned before the step, it leaves the
    /// network as it was.
    pub fn loss<L, Y>(self, loss: &L, targets: &[Y]) -> Result<Scored<'a, N, B>, Error>
    where
        L: LossFor<N, Y>,
    {
        let batch = self.batch();
        require_batch::<N::Scalar, N>(batch.value())?;
        let Workspace { output, output_gradient, parts, .. } = &mut *self.workspace;
        parts.clear();
        parts.resize(<L as Loss<N::Scalar, N::OutDim, Y>>::PARTS.len(), 0.0);
        let value = mean_in_parts(loss, output.view(batch), targets, output_gradient.view_mut(batch), parts)?;
        let value = require_finite_loss::<N, Y>(value, loss, self.input.elements(), targets)?;
        Ok(Scored { pass: self, value })
    }
}

/// A pass with its loss: what is left to do is the backward pass.
#[must_use = "the gradients are computed by `backward`"]
pub struct Scored<'a, N: Trainable, B: Dim> {
    pass: Pass<'a, N, B>,
    value: N::Scalar,
}

impl<N: Trainable, B: Dim> Scored<'_, N, B> {
    /// The loss, averaged over the batch.
    pub fn value(&self) -> N::Scalar {
        self.value
    }

    /// The losses that this one is the sum of, in the order of [`Loss::PARTS`]: one for each named
    /// output, none if the outputs have no names.
    pub fn parts(&self) -> &[f64] {
        &self.pass.workspace.parts
    }

    /// The outputs, one column for each sample.
    pub fn output(&self) -> View<'_, N::Scalar, N::OutDim, B> {
        self.pass.output()
    }

    /// The loss and its gradient times a factor: with its share of the samples, a part of a batch
    /// counts for as much as it does in the whole; see [`backward`](Self::backward).
    pub fn scaled(mut self, factor: impl Into<f64>) -> Self {
        let factor = N::Scalar::from_double(factor.into());
        let batch = self.pass.batch();
        let mut gradient = self.pass.workspace.output_gradient.view_mut(batch);
        gradient.elements_mut().iter_mut().for_each(|element| *element *= factor);
        self.value *= factor;
        self
    }

    /// The fourth of the five steps: **adds** the gradient of the loss with respect to each
    /// parameter to `gradients`.
    ///
    /// Returns the loss.
    ///
    /// Gradients of several batches add up. The loss is a mean over its batch, and the sum of two
    /// means is not the mean of both; [`scaled`](Self::scaled) by the share of its samples, each
    /// part gives what it gives in one batch of all, which may be too large for the memory there
    /// is:
    ///
    /// ```
    /// use netwright::prelude::*;
    /// use rand::{SeedableRng, rngs::StdRng};
    ///
    /// #[network(input = 1)]
    /// struct Line(Linear<1, NoBias>);
    ///
    /// let (samples, targets) = ([[1.0_f32]; 6], [[1.0], [1.0], [1.0], [1.0], [2.0], [2.0]]);
    /// let (mut line, mut gradients) = (Line::zeros(), Line::zeros());
    /// let (mut workspace, mut rng) = (Workspace::for_batch(4), StdRng::seed_from_u64(1));
    /// let mut loss = 0.0;
    /// for (samples, targets) in samples.chunks(4).zip(targets.chunks(4)) {
    ///     let part = line.forward(samples, &mut workspace, &mut rng).loss(&Mse, targets)?;
    ///     loss += part.scaled(samples.len() as f32 / 6.0).backward(&mut gradients);
    /// }
    /// // As in one batch: -2·(1 + 1 + 1 + 1 + 2 + 2)/6. Without `scaled` it would be -2 - 4 = -6.
    /// assert!((gradients.0.weight[(0, 0)] + 2.6667).abs() < 1e-4);
    /// assert!((loss - 2.0).abs() < 1e-6);
    /// # Ok::<(), netwright::Error>(())
    /// ```
    pub fn backward(self, gradients: &mut N) -> N::Scalar {
        self.backward_through(gradients, None)
    }

    /// As [`backward`](Self::backward), and writes the gradient of the loss with respect to the
    /// samples to `input_gradient`.
    pub fn backward_to_input(
        self,
        gradients: &mut N,
        input_gradient: ViewMut<'_, N::Scalar, N::InDim, B>,
    ) -> N::Scalar {
        self.backward_through(gradients, Some(input_gradient))
    }

    fn backward_through(
        self,
        gradients: &mut N,
        mut input_gradient: Option<ViewMut<'_, N::Scalar, N::InDim, B>>,
    ) -> N::Scalar {
        let batch = self.pass.batch();
        let Pass { network, input, workspace } = self.pass;
        let Workspace { output, output_gradient, saved, scratch, inputs, input_gradients, .. } = workspace;
        let (scratch, tile) = scratch.split(N::TRAINING_SCRATCH, batch.value());
        let memory = if input_gradient.is_some() { N::Inputs::memory(batch.value()) } else { 0 };
        grow(input_gradients, memory);
        let input_gradients = &mut input_gradients[..memory];
        let pass = Backward {
            input: N::Inputs::parts(input, &inputs[..N::Inputs::memory(batch.value())]),
            output: output.view(batch),
            saved,
            output_gradient: output_gradient.view(batch),
            input_gradient: input_gradient.as_mut().map(|gradient| {
                let gradient = ViewMut::from_slice_generic(gradient.elements_mut(), N::InDim::name(), batch);
                N::Inputs::parts_mut(gradient, input_gradients)
            }),
            scratch,
            tile,
        };
        dispatch(BackwardPass { layer: network, pass, gradients });
        if let Some(gradient) = input_gradient {
            N::Inputs::join(input_gradients, gradient);
        }
        self.value
    }
}
