use netwright::prelude::*;

#[network(input = 2, outptu = 3)]
struct Spiral {
    hidden: Linear<100>,
    relu: ReLU,
    #[from(hidden)]
    wide: Linear<64, 8>,
    #[init(kaiming)]
    logits: Linear<3>,
}

fn main() {}
