//! Chains of steps over one sample, written by hand: convolutional networks beside netwright's.
//!
//! A step is called through a pointer, once for each sample; its sizes are constants, so that its
//! loops are those of code for one network.

use super::loops::{cross_entropy, relu};
use std::mem::take;

/// A step of a chain.
pub(crate) trait Step {
    /// The number of its outputs.
    fn outputs(&self) -> usize;

    fn forward(&mut self, x: &[f32], y: &mut [f32]);

    /// Adds the gradients of the parameters, and writes that of the input.
    fn backward(&mut self, x: &[f32], dy: &[f32], dx: &mut [f32]);

    /// The parameters, each with its gradient and its velocity.
    fn parameters(&mut self) -> Vec<[&mut [f32]; 3]> {
        Vec::new()
    }
}

pub(crate) struct Relu<const N: usize>;

impl<const N: usize> Step for Relu<N> {
    fn outputs(&self) -> usize {
        N
    }

    fn forward(&mut self, x: &[f32], y: &mut [f32]) {
        x.iter().zip(y).for_each(|(x, y)| *y = relu(*x));
    }

    fn backward(&mut self, x: &[f32], dy: &[f32], dx: &mut [f32]) {
        for ((x, dy), dx) in x.iter().zip(dy).zip(dx) {
            *dx = if *x > 0.0 { *dy } else { 0.0 };
        }
    }
}

/// The largest of each 2×2 pixels of `C` channels with sides of `SIDE` pixels.
pub(crate) struct MaxPool<const C: usize, const SIDE: usize>;

impl<const C: usize, const SIDE: usize> MaxPool<C, SIDE> {
    const HALF: usize = SIDE / 2;

    /// The places of each window, in the order of the outputs.
    fn windows() -> impl Iterator<Item = [usize; 4]> {
        (0..C * Self::HALF).flat_map(|row| {
            // Two rows of the image for each row of outputs.
            let row = 2 * row * SIDE;
            (0..Self::HALF).map(move |column| {
                let place = row + 2 * column;
                [place, place + 1, place + SIDE, place + SIDE + 1]
            })
        })
    }
}

impl<const C: usize, const SIDE: usize> Step for MaxPool<C, SIDE> {
    fn outputs(&self) -> usize {
        C * Self::HALF * Self::HALF
    }

    fn forward(&mut self, x: &[f32], y: &mut [f32]) {
        for (y, [a, b, c, d]) in y.iter_mut().zip(Self::windows()) {
            *y = x[a].max(x[b]).max(x[c].max(x[d]));
        }
    }

    fn backward(&mut self, x: &[f32], dy: &[f32], dx: &mut [f32]) {
        dx.fill(0.0);
        for (dy, window) in dy.iter().zip(Self::windows()) {
            let first = |best, place| if x[place] > x[best] { place } else { best };
            dx[window.into_iter().fold(window[0], first)] = *dy;
        }
    }
}

/// Numbers of parameters with their gradients and velocities.
pub(crate) struct Tensor([Vec<f32>; 3]);

impl Tensor {
    pub(crate) fn new(numbers: Vec<f32>) -> Self {
        let zeros = vec![0.0; numbers.len()];
        Self([numbers, zeros.clone(), zeros])
    }

    pub(crate) fn numbers(&self) -> &[f32] {
        &self.0[0]
    }

    pub(crate) fn gradient(&mut self) -> (&[f32], &mut [f32]) {
        let [numbers, gradient, _] = &mut self.0;
        (numbers, gradient)
    }

    pub(crate) fn all(&mut self) -> [&mut [f32]; 3] {
        self.0.each_mut().map(Vec::as_mut_slice)
    }
}

/// Steps one after the other, and their values.
pub(crate) struct Chain {
    steps: Vec<Box<dyn Step>>,
    /// The input of each step, and the last output.
    values: Vec<Vec<f32>>,
}

impl Chain {
    pub(crate) fn new(inputs: usize, steps: Vec<Box<dyn Step>>) -> Self {
        let outputs = steps.iter().map(|step| step.outputs());
        let values = [inputs].into_iter().chain(outputs).map(|size| vec![0.0; size]).collect();
        Self { steps, values }
    }

    pub(crate) fn of(&mut self, x: &[f32]) -> &[f32] {
        self.values[0].copy_from_slice(x);
        for (index, step) in self.steps.iter_mut().enumerate() {
            let (before, behind) = self.values.split_at_mut(index + 1);
            step.forward(&before[index], &mut behind[0]);
        }
        &self.values[self.steps.len()]
    }

    /// A step of training over a batch, with momentum; the loss before it.
    pub(crate) fn train<const N: usize>(&mut self, samples: &[[f32; N]], classes: &[usize]) -> f32 {
        let scale = 1.0 / samples.len() as f32;
        let mut loss = 0.0;
        for (x, class) in samples.iter().zip(classes) {
            let y = self.of(x).to_vec();
            let mut dy = vec![0.0; y.len()];
            loss += scale * cross_entropy(&y, *class, scale, &mut dy);
            for (x, step) in self.values.iter().zip(&mut self.steps).rev() {
                let mut dx = vec![0.0; x.len()];
                step.backward(x, &dy, &mut dx);
                dy = dx;
            }
        }
        for [parameters, gradients, velocities] in self.steps.iter_mut().flat_map(|step| step.parameters()) {
            for ((parameter, gradient), velocity) in parameters.iter_mut().zip(gradients).zip(velocities) {
                *velocity = 0.9 * *velocity + take(gradient);
                *parameter -= 1e-3 * *velocity;
            }
        }
        loss
    }
}
