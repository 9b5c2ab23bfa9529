//! A `Vec` of numbers has any length; a sample has that of the network.

use netwright::prelude::*;

#[network(input = 4)]
struct Net(Linear<2>);

fn main() {
    let net = Net::zeros();
    let row: Vec<f32> = vec![0.0; 4];
    net.predict(&row);
}
