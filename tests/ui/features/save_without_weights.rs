//! Files need a feature, whose name is said.

use netwright::prelude::*;

#[network(input = 4)]
struct Net(Linear<2>);

fn main() -> Result<(), netwright::Error> {
    let mut net = Net::zeros();
    net.save("net.safetensors")?;
    net.load_partial("net.safetensors")?;
    Net::load("net.safetensors")?;
    Ok(())
}
