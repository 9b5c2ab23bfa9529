//! Networks written by hand in nalgebra, with the obvious code: static matrices for one sample,
//! dynamic ones for batches.

use super::loops::{Rule, relu};
use netwright::nalgebra::{DMatrix, DVector, SMatrix, SVector};
use netwright::prelude::Linear;

/// A linear layer of sizes that are types.
#[derive(Clone)]
pub(crate) struct Static<const I: usize, const O: usize> {
    weight: SMatrix<f32, O, I>,
    bias: SVector<f32, O>,
}

impl<const I: usize, const O: usize> Static<I, O> {
    /// Copies the numbers of a layer of netwright.
    pub(crate) fn from(linear: &Linear<f32, I, O>) -> Box<Self> {
        Box::new(Self { weight: linear.weight.to_matrix(), bias: linear.bias })
    }

    pub(crate) fn of(&self, x: &SVector<f32, I>) -> SVector<f32, O> {
        // By reference: by value the whole matrix would be copied first.
        let weight = &self.weight;
        weight * x + self.bias
    }
}

/// A linear layer of sizes known at run time, or its gradients.
#[derive(Clone)]
pub(crate) struct Dynamic {
    weight: DMatrix<f32>,
    bias: DVector<f32>,
}

impl Dynamic {
    /// Copies the numbers of a layer of netwright.
    pub(crate) fn from<const I: usize, const O: usize>(linear: &Linear<f32, I, O>) -> Self {
        let weight = DMatrix::from_fn(O, I, |row, column| linear.weight[(row, column)]);
        Self { weight, bias: DVector::from_column_slice(linear.bias.as_slice()) }
    }

    pub(crate) fn zeros_like(&self) -> Self {
        let (outputs, inputs) = self.weight.shape();
        Self { weight: DMatrix::zeros(outputs, inputs), bias: DVector::zeros(outputs) }
    }

    /// `W·x + b` with one column a sample.
    pub(crate) fn write(&self, x: &DMatrix<f32>, y: &mut DMatrix<f32>) {
        self.weight.mul_to(x, y);
        for mut column in y.column_iter_mut() {
            column += &self.bias;
        }
    }

    /// Adds the gradients of the parameters of a layer whose input was `x`.
    pub(crate) fn add_gradients(&mut self, x: &DMatrix<f32>, dy: &DMatrix<f32>) {
        self.weight.gemm(1.0, dy, &x.transpose(), 1.0);
        for column in dy.column_iter() {
            self.bias += column;
        }
    }

    /// The gradient of the input.
    pub(crate) fn write_back(&self, dy: &DMatrix<f32>, dx: &mut DMatrix<f32>) {
        dx.gemm(1.0, &self.weight.transpose(), dy, 0.0);
    }

    fn clear(&mut self) {
        self.weight.fill(0.0);
        self.bias.fill(0.0);
    }

    fn update(&mut self, gradients: &Self, [first, second]: &mut [Self; 2], rule: impl Rule) {
        let moments = first.weight.iter_mut().zip(&mut second.weight);
        let parameters = self.weight.iter_mut().zip(&gradients.weight);
        parameters.zip(moments).for_each(|((p, g), (m, v))| rule(p, *g, m, v));
        let moments = first.bias.iter_mut().zip(&mut second.bias);
        let parameters = self.bias.iter_mut().zip(&gradients.bias);
        parameters.zip(moments).for_each(|((p, g), (m, v))| rule(p, *g, m, v));
    }
}

/// Samples as the columns of a matrix.
pub(crate) fn columns<const N: usize>(samples: &[[f32; N]]) -> DMatrix<f32> {
    DMatrix::from_column_slice(N, samples.len(), samples.as_flattened())
}

pub(crate) fn softmax<const N: usize>(x: &SVector<f32, N>) -> SVector<f32, N> {
    let powers = x.add_scalar(-x.max()).map(f32::exp);
    powers / powers.sum()
}

pub(crate) fn log_softmax<const N: usize>(x: &SVector<f32, N>) -> SVector<f32, N> {
    let shifted = x.add_scalar(-x.max());
    shifted.add_scalar(-shifted.map(f32::exp).sum().ln())
}

/// The mean cross-entropy of a batch, and its gradient.
pub(crate) fn cross_entropy(y: &DMatrix<f32>, classes: &[usize], dy: &mut DMatrix<f32>) -> f32 {
    let scale = 1.0 / classes.len() as f32;
    let mut loss = 0.0;
    for ((y, mut dy), &class) in y.column_iter().zip(dy.column_iter_mut()).zip(classes) {
        let largest = y.max();
        dy.zip_apply(&y, |dy, y| *dy = (y - largest).exp());
        let sum = dy.sum();
        loss += sum.ln() + largest - y[class];
        dy *= scale / sum;
        dy[class] -= scale;
    }
    loss * scale
}

/// The mean negative log likelihood of a batch, and its gradient.
pub(crate) fn nll(y: &DMatrix<f32>, classes: &[usize], dy: &mut DMatrix<f32>) -> f32 {
    let scale = 1.0 / classes.len() as f32;
    dy.fill(0.0);
    let mut loss = 0.0;
    for (sample, &class) in classes.iter().enumerate() {
        loss -= y[(class, sample)];
        dy[(class, sample)] = -scale;
    }
    loss * scale
}

/// The mean square error of a batch, and its gradient.
pub(crate) fn mse(y: &DMatrix<f32>, targets: &DMatrix<f32>, dy: &mut DMatrix<f32>) -> f32 {
    let scale = 1.0 / y.len() as f32;
    y.sub_to(targets, dy);
    let loss = dy.norm_squared() * scale;
    *dy *= 2.0 * scale;
    loss
}

/// A network with one hidden layer and Relu at inference, and its values for a batch.
pub(crate) struct Batch {
    layers: [Dynamic; 2],
    h: DMatrix<f32>,
    y: DMatrix<f32>,
}

impl Batch {
    pub(crate) fn of<const I: usize, const H: usize, const O: usize>(
        hidden: &Linear<f32, I, H>,
        logits: &Linear<f32, H, O>,
        samples: usize,
    ) -> Self {
        let layers = [Dynamic::from(hidden), Dynamic::from(logits)];
        Self { layers, h: DMatrix::zeros(H, samples), y: DMatrix::zeros(O, samples) }
    }

    pub(crate) fn forward(&mut self, x: &DMatrix<f32>) -> &DMatrix<f32> {
        self.layers[0].write(x, &mut self.h);
        self.h.apply(|h| *h = relu(*h));
        self.layers[1].write(&self.h, &mut self.y);
        &self.y
    }
}

/// A network in training: gradients of values and parameters, and two numbers per parameter for the
/// optimiser.
pub(crate) struct Training {
    batch: Batch,
    dy: DMatrix<f32>,
    dh: DMatrix<f32>,
    gradients: [Dynamic; 2],
    moments: [[Dynamic; 2]; 2],
}

impl Training {
    pub(crate) fn of(batch: Batch) -> Self {
        let zeros = || batch.layers.each_ref().map(Dynamic::zeros_like);
        let [hidden, logits] = zeros();
        Self {
            dy: batch.y.clone(),
            dh: batch.h.clone(),
            gradients: zeros(),
            moments: [[hidden.clone(), hidden], [logits.clone(), logits]],
            batch,
        }
    }

    /// A step over a batch; the loss before it.
    pub(crate) fn step(&mut self, x: &DMatrix<f32>, classes: &[usize], rule: impl Rule) -> f32 {
        self.gradients.iter_mut().for_each(Dynamic::clear);
        self.batch.forward(x);
        let Batch { layers, h, y } = &mut self.batch;
        let loss = cross_entropy(y, classes, &mut self.dy);
        self.gradients[1].add_gradients(h, &self.dy);
        layers[1].write_back(&self.dy, &mut self.dh);
        self.dh.zip_apply(h, |dh, h| *dh = if h > 0.0 { *dh } else { 0.0 });
        self.gradients[0].add_gradients(x, &self.dh);
        for ((layer, gradients), moments) in layers.iter_mut().zip(&self.gradients).zip(&mut self.moments) {
            layer.update(gradients, moments, rule);
        }
        loss
    }
}
