//! Prints the class of every flower of `examples/data/iris.csv` and the bits of the probability of
//! each class, for comparison with other programs that embed the network.

use embed_iris::Iris;
use netwright::prelude::*;

fn main() {
    for line in include_str!("../../data/iris.csv").lines().skip(1) {
        let mut numbers = line.split(',').map(|number| number.parse().expect("a number"));
        let lengths: [f32; 4] = std::array::from_fn(|_| numbers.next().expect("four lengths"));
        let [[first, second, third]] = Iris::EMBEDDED.predict_proba(&lengths).data.0;
        let class = Iris::EMBEDDED.classify_index(&lengths);
        println!("{class} {:08x} {:08x} {:08x}", first.to_bits(), second.to_bits(), third.to_bits());
    }
}
