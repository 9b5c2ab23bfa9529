//! A network 784-128-10 in nalgebra alone. Prints the scores of one sample.

use nalgebra::{SMatrix, SVector};

struct Mlp {
    hidden: (SMatrix<f32, 128, 784>, SVector<f32, 128>),
    logits: (SMatrix<f32, 10, 128>, SVector<f32, 10>),
}

impl Mlp {
    fn predict(&self, x: &SVector<f32, 784>) -> SVector<f32, 10> {
        let hidden = (self.hidden.0 * x + self.hidden.1).map(|x| x.max(0.0));
        self.logits.0 * hidden + self.logits.1
    }
}

fn main() {
    let scale: f32 = std::env::args().nth(1).map_or(0.01, |text| text.parse().expect("a number"));
    let number = |row: usize, column: usize| scale * ((row * 31 + column * 17) % 13) as f32 - 0.05;
    let net = Box::new(Mlp {
        hidden: (SMatrix::from_fn(number), SVector::from_fn(number)),
        logits: (SMatrix::from_fn(number), SVector::from_fn(number)),
    });
    println!("{:?}", net.predict(&SVector::from_fn(number)).as_slice());
}
