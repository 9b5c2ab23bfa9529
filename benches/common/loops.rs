//! Networks written by hand with arrays and loops, without a library and without `unsafe`: sizes
//! are constants, and loops run over contiguous numbers, so that the compiler can vectorise them
//! without reordering sums.

use netwright::prelude::Linear;

/// Returns the larger one of a number and 0.
pub(crate) fn relu(x: f32) -> f32 {
    x.max(0.0)
}

pub(crate) fn sigmoid(x: f32) -> f32 {
    1.0 / (1.0 + (-x).exp())
}

/// A linear layer, or its gradients. Rows of the weight are the inputs.
#[derive(Clone)]
pub(crate) struct Layer<const I: usize, const O: usize> {
    pub(crate) weight: [[f32; O]; I],
    pub(crate) bias: [f32; O],
}

impl<const I: usize, const O: usize> Layer<I, O> {
    /// Copies the numbers of a layer of netwright.
    pub(crate) fn from(linear: &Linear<f32, I, O>) -> Box<Self> {
        let mut layer = Self::zeros();
        for (input, weights) in layer.weight.iter_mut().enumerate() {
            for (output, weight) in weights.iter_mut().enumerate() {
                *weight = linear.weight[(output, input)];
            }
        }
        layer.bias = linear.bias.data.0[0];
        layer
    }

    pub(crate) fn zeros() -> Box<Self> {
        Box::new(Self { weight: [[0.0; O]; I], bias: [0.0; O] })
    }

    /// `W·x + b`.
    pub(crate) fn of(&self, x: &[f32; I]) -> [f32; O] {
        let mut y = self.bias;
        for (x, weights) in x.iter().zip(&self.weight) {
            for (y, weight) in y.iter_mut().zip(weights) {
                *y += x * weight;
            }
        }
        y
    }

    /// Returns the output after an activation.
    pub(crate) fn activated(&self, x: &[f32; I], activation: impl Fn(f32) -> f32) -> [f32; O] {
        let mut y = self.of(x);
        for y in &mut y {
            *y = activation(*y);
        }
        y
    }

    /// Adds the gradients of the parameters for one sample.
    pub(crate) fn add_gradients(&mut self, x: &[f32; I], dy: &[f32; O]) {
        for (x, weights) in x.iter().zip(&mut self.weight) {
            for (weight, dy) in weights.iter_mut().zip(dy) {
                *weight += x * dy;
            }
        }
        for (bias, dy) in self.bias.iter_mut().zip(dy) {
            *bias += dy;
        }
    }

    /// The gradient of the input.
    pub(crate) fn back(&self, dy: &[f32; O]) -> [f32; I] {
        let mut dx = [0.0; I];
        for (dx, weights) in dx.iter_mut().zip(&self.weight) {
            *dx = weights.iter().zip(dy).map(|(weight, dy)| weight * dy).sum();
        }
        dx
    }

    fn clear(&mut self) {
        self.weight.as_flattened_mut().fill(0.0);
        self.bias.fill(0.0);
    }

    fn update(&mut self, gradients: &Self, [first, second]: &mut [Box<Self>; 2], rule: impl Rule) {
        let parameters = self.weight.as_flattened_mut().iter_mut().zip(gradients.weight.as_flattened());
        let moments = first.weight.as_flattened_mut().iter_mut().zip(second.weight.as_flattened_mut());
        parameters.zip(moments).for_each(|((p, g), (m, v))| rule(p, *g, m, v));
        let parameters = self.bias.iter_mut().zip(&gradients.bias);
        let moments = first.bias.iter_mut().zip(&mut second.bias);
        parameters.zip(moments).for_each(|((p, g), (m, v))| rule(p, *g, m, v));
    }
}

/// The update of a parameter by an optimiser, from its gradient and two moments.
pub(crate) trait Rule: Fn(&mut f32, f32, &mut f32, &mut f32) + Copy {}

impl<F: Fn(&mut f32, f32, &mut f32, &mut f32) + Copy> Rule for F {}

/// Gradient descent with momentum 0.9.
pub(crate) fn momentum() -> impl Rule {
    |p, g, velocity, _| {
        *velocity = 0.9 * *velocity + g;
        *p -= 1e-3 * *velocity;
    }
}

/// Adam at a step that is counted from 1.
pub(crate) fn adam(step: i32) -> impl Rule {
    let (first, second) = (1.0 - 0.9f32.powi(step), 1.0 - 0.999f32.powi(step));
    move |p, g, m, v| {
        *m = 0.9 * *m + 0.1 * g;
        *v = 0.999 * *v + 0.001 * g * g;
        *p -= 1e-3 * (*m / first) / ((*v / second).sqrt() + 1e-8);
    }
}

/// Softmax in place.
pub(crate) fn softmax(y: &mut [f32]) {
    let largest = y.iter().copied().fold(f32::NEG_INFINITY, f32::max);
    let mut sum = 0.0;
    for y in y.iter_mut() {
        *y = (*y - largest).exp();
        sum += *y;
    }
    for y in y {
        *y /= sum;
    }
}

/// The logarithm of softmax, in place.
pub(crate) fn log_softmax(y: &mut [f32]) {
    let largest = y.iter().copied().fold(f32::NEG_INFINITY, f32::max);
    let sum: f32 = y.iter().map(|y| (y - largest).exp()).sum();
    let shift = largest + sum.ln();
    for y in y {
        *y -= shift;
    }
}

/// The cross-entropy of one sample, and its gradient times `scale`.
pub(crate) fn cross_entropy(y: &[f32], class: usize, scale: f32, dy: &mut [f32]) -> f32 {
    dy.copy_from_slice(y);
    let largest = y.iter().copied().fold(f32::NEG_INFINITY, f32::max);
    let mut sum = 0.0;
    for dy in dy.iter_mut() {
        *dy = (*dy - largest).exp();
        sum += *dy;
    }
    for dy in dy.iter_mut() {
        *dy *= scale / sum;
    }
    dy[class] -= scale;
    sum.ln() - (y[class] - largest)
}

/// The negative log likelihood of one sample, likewise.
pub(crate) fn nll(y: &[f32], class: usize, scale: f32, dy: &mut [f32]) -> f32 {
    dy.fill(0.0);
    dy[class] = -scale;
    -y[class]
}

/// The mean square error of one sample, likewise.
pub(crate) fn mse(y: &[f32], target: &[f32], scale: f32, dy: &mut [f32]) -> f32 {
    let scale = scale / y.len() as f32;
    let mut sum = 0.0;
    for ((dy, y), target) in dy.iter_mut().zip(y).zip(target) {
        let difference = y - target;
        sum += difference * difference;
        *dy = 2.0 * scale * difference;
    }
    sum / y.len() as f32
}

/// A network with one hidden layer and Relu, in training.
pub(crate) struct Training<const I: usize, const H: usize, const O: usize> {
    layers: (Box<Layer<I, H>>, Box<Layer<H, O>>),
    gradients: (Box<Layer<I, H>>, Box<Layer<H, O>>),
    moments: ([Box<Layer<I, H>>; 2], [Box<Layer<H, O>>; 2]),
}

impl<const I: usize, const H: usize, const O: usize> Training<I, H, O> {
    pub(crate) fn of(hidden: &Linear<f32, I, H>, logits: &Linear<f32, H, O>) -> Self {
        Self {
            layers: (Layer::from(hidden), Layer::from(logits)),
            gradients: (Layer::zeros(), Layer::zeros()),
            moments: ([Layer::zeros(), Layer::zeros()], [Layer::zeros(), Layer::zeros()]),
        }
    }

    /// A step over a batch; the loss before it.
    pub(crate) fn step(&mut self, samples: &[[f32; I]], classes: &[usize], rule: impl Rule) -> f32 {
        let (hidden, logits) = &mut self.layers;
        let (hidden_gradient, logits_gradient) = &mut self.gradients;
        hidden_gradient.clear();
        logits_gradient.clear();
        let scale = 1.0 / samples.len() as f32;
        let mut loss = 0.0;
        for (x, class) in samples.iter().zip(classes) {
            let h = hidden.activated(x, relu);
            let mut dy = [0.0; O];
            loss += cross_entropy(&logits.of(&h), *class, scale, &mut dy);
            logits_gradient.add_gradients(&h, &dy);
            let mut dh = logits.back(&dy);
            for (dh, h) in dh.iter_mut().zip(h) {
                *dh = if h > 0.0 { *dh } else { 0.0 };
            }
            hidden_gradient.add_gradients(x, &dh);
        }
        hidden.update(hidden_gradient, &mut self.moments.0, rule);
        logits.update(logits_gradient, &mut self.moments.1, rule);
        loss * scale
    }
}
