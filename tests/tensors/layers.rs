//! A convolution and a normalisation as a user would write them.

use netwright::init::Init;
use netwright::layer::prelude::*;

/// `y_oij = b_o + Σ w_ocpq · x_c(i+p)(j+q)`: `O` filters of `P` × `Q` over an image.
#[derive(Clone, Debug, Parameters, PartialEq)]
pub(crate) struct Filters<
    const O: usize,
    const P: usize,
    const Q: usize,
    const C: usize,
    const H: usize,
    const W: usize,
    const IN: usize,
    const OUT: usize,
    T: Real = f32,
> {
    pub(crate) weight: [[[[T; Q]; P]; C]; O],
    #[fan_in(C * P * Q)]
    pub(crate) bias: [T; O],
}

impl<
    const O: usize,
    const P: usize,
    const Q: usize,
    const C: usize,
    const H: usize,
    const W: usize,
    const IN: usize,
    const OUT: usize,
    T: Real,
> Filters<O, P, Q, C, H, W, IN, OUT, T>
{
    const ROWS: usize = H - P + 1;
    const COLUMNS: usize = W - Q + 1;

    /// Calls `f` with the indices of a weight, of an input and of the output that they belong to.
    fn each(mut f: impl FnMut([usize; 4], usize, usize)) {
        for (o, (i, j)) in (0..O)
            .flat_map(|o| (0..Self::ROWS * Self::COLUMNS).map(move |at| (o, (at / Self::COLUMNS, at % Self::COLUMNS))))
        {
            for c in 0..C {
                for p in 0..P {
                    for q in 0..Q {
                        let (x, y) = ((c * H + i + p) * W + j + q, (o * Self::ROWS + i) * Self::COLUMNS + j);
                        f([o, c, p, q], x, y);
                    }
                }
            }
        }
    }
}

impl<
    const O: usize,
    const P: usize,
    const Q: usize,
    const C: usize,
    const H: usize,
    const W: usize,
    const IN: usize,
    const OUT: usize,
    T: Real,
> Layer<T> for Filters<O, P, Q, C, H, W, IN, OUT, T>
{
    type In = Const<IN>;
    type Out = Const<OUT>;
    type Scratch = ();
    const OUTPUT: Shape = Shape::new(&[O, H - P + 1, W - Q + 1]);

    fn infer<B: Dim, S: Simd>(&self, _: S, Infer { input, mut output, .. }: Infer<'_, T, Self, B>) {
        for (x, mut y) in input.column_iter().zip(output.column_iter_mut()) {
            (0..OUT).for_each(|at| y[at] = self.bias[at / (Self::ROWS * Self::COLUMNS)]);
            Self::each(|[o, c, p, q], from, to| y[to] += self.weight[o][c][p][q] * x[from]);
        }
    }
}

impl<
    const O: usize,
    const P: usize,
    const Q: usize,
    const C: usize,
    const H: usize,
    const W: usize,
    const IN: usize,
    const OUT: usize,
    T: Real,
> Differentiable<T> for Filters<O, P, Q, C, H, W, IN, OUT, T>
{
    type Saved<B: Dim> = ();

    fn backward<B: Dim, S: Simd>(&self, _: S, pass: Backward<'_, T, Self, B>, gradient: &mut Self) {
        let Backward { input, output_gradient, mut input_gradient, .. } = pass;
        for (sample, (x, dy)) in input.column_iter().zip(output_gradient.column_iter()).enumerate() {
            (0..OUT).for_each(|at| gradient.bias[at / (Self::ROWS * Self::COLUMNS)] += dy[at]);
            Self::each(|[o, c, p, q], from, to| gradient.weight[o][c][p][q] += dy[to] * x[from]);
            if let Some(dx) = &mut input_gradient {
                let mut dx = dx.column_mut(sample);
                dx.fill(T::zero());
                Self::each(|[o, c, p, q], from, to| dx[from] += dy[to] * self.weight[o][c][p][q]);
            }
        }
    }
}

/// `y_c = g_c·(x_c - mean_c) / √(var_c + ε) + b_c`, with one mean and variance a channel.
#[derive(Clone, Debug, Parameters, PartialEq)]
pub(crate) struct Norm<const C: usize, const H: usize, const W: usize, const N: usize, const OUT: usize, T: Real = f32>
{
    pub(crate) weight: SVector<T, C>,
    pub(crate) bias: SVector<T, C>,
    #[statistic]
    pub(crate) running_mean: SVector<T, C>,
    #[statistic(initial = 1)]
    pub(crate) running_var: [T; C],
}

impl<const C: usize, const H: usize, const W: usize, const N: usize, const OUT: usize, T: Real>
    Norm<C, H, W, N, OUT, T>
{
    /// The normalised input, and what it is the input times.
    fn normal(&self, channel: usize, x: T) -> (T, T) {
        let factor = T::one() / (self.running_var[channel] + T::from_double(1e-5)).sqrt();
        ((x - self.running_mean[channel]) * factor, factor)
    }
}

impl<const C: usize, const H: usize, const W: usize, const N: usize, const OUT: usize, T: Real> Layer<T>
    for Norm<C, H, W, N, OUT, T>
{
    type In = Const<N>;
    type Out = Const<OUT>;
    type Scratch = ();
    const OUTPUT: Shape = Shape::new(&[C, H, W]);

    fn infer<B: Dim, S: Simd>(&self, _: S, Infer { input: x, output: mut y, .. }: Infer<'_, T, Self, B>) {
        for (at, (y, &x)) in y.elements_mut().iter_mut().zip(x.elements()).enumerate() {
            let channel = at % N / (H * W);
            *y = self.weight[channel] * self.normal(channel, x).0 + self.bias[channel];
        }
    }
}

impl<const C: usize, const H: usize, const W: usize, const N: usize, const OUT: usize, T: Real> Differentiable<T>
    for Norm<C, H, W, N, OUT, T>
{
    type Saved<B: Dim> = ();

    fn backward<B: Dim, S: Simd>(&self, _: S, pass: Backward<'_, T, Self, B>, gradient: &mut Self) {
        let Backward { input: x, output_gradient: dy, mut input_gradient, .. } = pass;
        for (at, (&x, &dy)) in x.elements().iter().zip(dy.elements()).enumerate() {
            let channel = at % N / (H * W);
            let (normal, factor) = self.normal(channel, x);
            gradient.weight[channel] += dy * normal;
            gradient.bias[channel] += dy;
            if let Some(dx) = &mut input_gradient {
                dx.elements_mut()[at] = dy * self.weight[channel] * factor;
            }
        }
    }

    fn initialize(&mut self, _: Init, _: &mut dyn Rng) {
        self.weight.fill(T::one());
    }
}
