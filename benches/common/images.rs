//! Convolutions and linear layers as steps of a chain: by loops, and with nalgebra's products.

use super::chain::{Step, Tensor};
use netwright::nalgebra::{DMatrix, DMatrixView, DMatrixViewMut, DVectorView, DVectorViewMut};

/// A way to write the steps that have parameters.
pub(crate) trait Way {
    /// A convolution from `I` to `O` channels with a kernel of `K` by `K` pixels, from sides of
    /// `SIDE` to sides of `OUT` pixels, with weights `[O, I, K, K]`.
    fn convolution<const I: usize, const O: usize, const K: usize, const SIDE: usize, const OUT: usize>(
        weight: Vec<f32>,
        bias: Vec<f32>,
    ) -> Box<dyn Step>;

    /// A linear layer with weights `[I, O]`.
    fn linear<const I: usize, const O: usize>(weight: Vec<f32>, bias: Vec<f32>) -> Box<dyn Step>;
}

pub(crate) struct Loops;

impl Way for Loops {
    fn convolution<const I: usize, const O: usize, const K: usize, const SIDE: usize, const OUT: usize>(
        weight: Vec<f32>,
        bias: Vec<f32>,
    ) -> Box<dyn Step> {
        Box::new(Convolution::<I, O, K, SIDE, OUT> { weight: Tensor::new(weight), bias: Tensor::new(bias) })
    }

    fn linear<const I: usize, const O: usize>(weight: Vec<f32>, bias: Vec<f32>) -> Box<dyn Step> {
        Box::new(Linear::<I, O> { weight: Tensor::new(weight), bias: Tensor::new(bias) })
    }
}

pub(crate) struct Matrices;

impl Way for Matrices {
    fn convolution<const I: usize, const O: usize, const K: usize, const SIDE: usize, const OUT: usize>(
        weight: Vec<f32>,
        bias: Vec<f32>,
    ) -> Box<dyn Step> {
        Box::new(Patches::<I, O, K, SIDE, OUT> {
            weight: Tensor::new(weight),
            bias: Tensor::new(bias),
            patches: DMatrix::zeros(OUT * OUT, I * K * K),
        })
    }

    fn linear<const I: usize, const O: usize>(weight: Vec<f32>, bias: Vec<f32>) -> Box<dyn Step> {
        Box::new(Product { inputs: I, outputs: O, weight: Tensor::new(weight), bias: Tensor::new(bias) })
    }
}

/// Calls `f` with each run of pixels that a weight meets: the number of the weight in its filter,
/// the places where the runs of the output and of the input begin, and their length.
fn for_each_run<const I: usize, const K: usize, const SIDE: usize, const OUT: usize>(
    mut f: impl FnMut(usize, usize, usize, usize),
) {
    let padding = (OUT + K - 1 - SIDE) / 2;
    for channel in 0..I {
        for (row, down) in (0..K).flat_map(|down| (0..OUT).map(move |row| (row, down))) {
            let Some(from) = (row + down).checked_sub(padding).filter(|from| *from < SIDE) else { continue };
            for right in 0..K {
                let first = padding.saturating_sub(right);
                let length = OUT.min(SIDE + padding - right) - first;
                let input = (channel * SIDE + from) * SIDE + first + right - padding;
                f((channel * K + down) * K + right, row * OUT + first, input, length);
            }
        }
    }
}

struct Convolution<const I: usize, const O: usize, const K: usize, const SIDE: usize, const OUT: usize> {
    weight: Tensor,
    bias: Tensor,
}

impl<const I: usize, const O: usize, const K: usize, const SIDE: usize, const OUT: usize> Step
    for Convolution<I, O, K, SIDE, OUT>
{
    fn outputs(&self) -> usize {
        O * OUT * OUT
    }

    fn forward(&mut self, x: &[f32], y: &mut [f32]) {
        let filters = self.weight.numbers().chunks_exact(I * K * K).zip(self.bias.numbers());
        for ((filter, bias), map) in filters.zip(y.chunks_exact_mut(OUT * OUT)) {
            map.fill(*bias);
            for_each_run::<I, K, SIDE, OUT>(|weight, output, input, length| {
                let weight = filter[weight];
                for (y, x) in map[output..output + length].iter_mut().zip(&x[input..input + length]) {
                    *y += weight * x;
                }
            });
        }
    }

    fn backward(&mut self, x: &[f32], dy: &[f32], dx: &mut [f32]) {
        dx.fill(0.0);
        let (weights, gradients) = self.weight.gradient();
        let filters = weights.chunks_exact(I * K * K).zip(gradients.chunks_exact_mut(I * K * K));
        for ((filter, gradient), map) in filters.zip(dy.chunks_exact(OUT * OUT)) {
            for_each_run::<I, K, SIDE, OUT>(|weight, output, input, length| {
                let dy = &map[output..output + length];
                let (weight, sum) = (filter[weight], &mut gradient[weight]);
                for ((dy, x), dx) in dy.iter().zip(&x[input..]).zip(&mut dx[input..]) {
                    *sum += dy * x;
                    *dx += dy * weight;
                }
            });
        }
        for (sum, map) in self.bias.gradient().1.iter_mut().zip(dy.chunks_exact(OUT * OUT)) {
            *sum += map.iter().sum::<f32>();
        }
    }

    fn parameters(&mut self) -> Vec<[&mut [f32]; 3]> {
        vec![self.weight.all(), self.bias.all()]
    }
}

/// A convolution as the product with a matrix of patches, one row for each output pixel.
struct Patches<const I: usize, const O: usize, const K: usize, const SIDE: usize, const OUT: usize> {
    weight: Tensor,
    bias: Tensor,
    patches: DMatrix<f32>,
}

impl<const I: usize, const O: usize, const K: usize, const SIDE: usize, const OUT: usize> Step
    for Patches<I, O, K, SIDE, OUT>
{
    fn outputs(&self) -> usize {
        O * OUT * OUT
    }

    fn forward(&mut self, x: &[f32], y: &mut [f32]) {
        let patches = self.patches.as_mut_slice();
        for_each_run::<I, K, SIDE, OUT>(|weight, output, input, length| {
            let place = weight * OUT * OUT + output;
            patches[place..place + length].copy_from_slice(&x[input..input + length]);
        });
        for (map, bias) in y.chunks_exact_mut(OUT * OUT).zip(self.bias.numbers()) {
            map.fill(*bias);
        }
        let weight = DMatrixView::from_slice(self.weight.numbers(), I * K * K, O);
        DMatrixViewMut::from_slice(y, OUT * OUT, O).gemm(1.0, &self.patches, &weight, 1.0);
    }

    fn backward(&mut self, _: &[f32], dy: &[f32], dx: &mut [f32]) {
        for (sum, map) in self.bias.gradient().1.iter_mut().zip(dy.chunks_exact(OUT * OUT)) {
            *sum += map.iter().sum::<f32>();
        }
        let dy = DMatrixView::from_slice(dy, OUT * OUT, O);
        let (weight, gradient) = self.weight.gradient();
        let weight = DMatrixView::from_slice(weight, I * K * K, O);
        DMatrixViewMut::from_slice(gradient, I * K * K, O).gemm(1.0, &self.patches.transpose(), &dy, 1.0);
        let patches = dy * weight.transpose();
        dx.fill(0.0);
        for_each_run::<I, K, SIDE, OUT>(|weight, output, input, length| {
            let place = weight * OUT * OUT + output;
            let patches = &patches.as_slice()[place..place + length];
            dx[input..].iter_mut().zip(patches).for_each(|(dx, patch)| *dx += patch);
        });
    }

    fn parameters(&mut self) -> Vec<[&mut [f32]; 3]> {
        vec![self.weight.all(), self.bias.all()]
    }
}

struct Linear<const I: usize, const O: usize> {
    weight: Tensor,
    bias: Tensor,
}

impl<const I: usize, const O: usize> Step for Linear<I, O> {
    fn outputs(&self) -> usize {
        O
    }

    fn forward(&mut self, x: &[f32], y: &mut [f32]) {
        let mut sums = [0.0; O];
        sums.copy_from_slice(self.bias.numbers());
        for (x, weights) in x.iter().zip(self.weight.numbers().as_chunks::<O>().0) {
            sums.iter_mut().zip(weights).for_each(|(y, weight)| *y += x * weight);
        }
        y.copy_from_slice(&sums);
    }

    fn backward(&mut self, x: &[f32], dy: &[f32], dx: &mut [f32]) {
        let (weights, gradients) = self.weight.gradient();
        let rows = weights.as_chunks::<O>().0.iter().zip(gradients.as_chunks_mut::<O>().0);
        for ((x, dx), (weights, gradients)) in x.iter().zip(dx).zip(rows) {
            *dx = weights.iter().zip(dy).map(|(weight, dy)| weight * dy).sum();
            gradients.iter_mut().zip(dy).for_each(|(gradient, dy)| *gradient += x * dy);
        }
        self.bias.gradient().1.iter_mut().zip(dy).for_each(|(sum, dy)| *sum += dy);
    }

    fn parameters(&mut self) -> Vec<[&mut [f32]; 3]> {
        vec![self.weight.all(), self.bias.all()]
    }
}

/// A linear layer as a product with nalgebra.
struct Product {
    inputs: usize,
    outputs: usize,
    weight: Tensor,
    bias: Tensor,
}

impl Step for Product {
    fn outputs(&self) -> usize {
        self.outputs
    }

    fn forward(&mut self, x: &[f32], y: &mut [f32]) {
        y.copy_from_slice(self.bias.numbers());
        let weight = DMatrixView::from_slice(self.weight.numbers(), self.outputs, self.inputs);
        let x = DVectorView::from_slice(x, self.inputs);
        DVectorViewMut::from_slice(y, self.outputs).gemv(1.0, &weight, &x, 1.0);
    }

    fn backward(&mut self, x: &[f32], dy: &[f32], dx: &mut [f32]) {
        self.bias.gradient().1.iter_mut().zip(dy).for_each(|(sum, dy)| *sum += dy);
        let (weight, gradient) = self.weight.gradient();
        let weight = DMatrixView::from_slice(weight, self.outputs, self.inputs);
        let (x, dy) = (DVectorView::from_slice(x, self.inputs), DVectorView::from_slice(dy, self.outputs));
        DMatrixViewMut::from_slice(gradient, self.outputs, self.inputs).ger(1.0, &dy, &x, 1.0);
        DVectorViewMut::from_slice(dx, self.inputs).gemv_tr(1.0, &weight, &dy, 0.0);
    }

    fn parameters(&mut self) -> Vec<[&mut [f32]; 3]> {
        vec![self.weight.all(), self.bias.all()]
    }
}
