use netwright::layer::prelude::*;
use netwright::prelude::*;

/// A layer of the user's, over whole signals alone.
#[derive(Parameters)]
struct Whole<const N: usize>;

impl<T: Real, const N: usize> Layer<T> for Whole<N> {
    type In = Const<N>;
    type Out = Const<N>;
    type Scratch = ();
    const OUTPUT: Shape = Shape::new(&[2, N / 2]);

    fn infer<B: Dim, S: Simd>(&self, _: S, Infer { input: x, output: mut y, .. }: Infer<'_, T, Self, B>) {
        y.elements_mut().copy_from_slice(x.elements());
    }
}

type Alias = Whole<16>;

#[network(stream, train = false, input = [2, 8])]
struct Live {
    tanh: Tanh,
    own: Alias,
    last: Abs,
}

// Not declared to run frame by frame.
#[network(train = false, input = [2, 8])]
struct Block(Tanh);

#[network(stream, train = false, input = [2, 8])]
struct OfBlocks {
    block: Block,
    other: Block,
}

// Neither a layer nor, therefore, one that streams.
#[network(stream, train = false, input = [2, 8])]
struct OfNumbers {
    tanh: Tanh,
    number: String,
}

// The compiler alone knows the number of frames that a block gives, and what the window reads.
#[network(stream, train = false, input = [2, 8])]
struct Causal(Tanh);

#[network(stream, train = false, input = [2, 8])]
struct Waiting {
    block: Causal,
    smooth: AvgPool1d<3, Stride<1>, Padding<1>>,
}

fn main() {
    Live::<f32>::STATE_BYTES.to_string();
}
