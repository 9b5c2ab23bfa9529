use netwright::nalgebra::SVector;
use netwright::prelude::*;

trait Member<const IN: usize, const OUT: usize> {
    fn predict(&self, sample: &[f32; IN]) -> SVector<f32, OUT>;
}

impl<N, const IN: usize, const OUT: usize> Member<IN, OUT> for N
where
    N: Network<Scalar = f32> + Takes<IN> + Gives<OUT>,
{
    fn predict(&self, sample: &[f32; IN]) -> SVector<f32, OUT> {
        Network::predict(self, sample)
    }
}

#[network(input = 1)]
struct Narrow(Linear<5>, Tanh, Linear<1>);

#[network(input = 1)]
struct TwoOutputs(Linear<5>, Tanh, Linear<2>);

fn main() {
    let (narrow, two) = (Narrow::zeros(), TwoOutputs::zeros());
    let _: [&dyn Member<1, 1>; 2] = [&*narrow, &*two];
}
