use netwright::prelude::*;

#[network(input = 2)]
struct Spiral {
    hidden: Linear<100>,
    relu: Relu,
    logits: Linear<64, 3>,
}

// The struct is there in spite of the mistake: nothing else is reported.
fn main() {
    let _ = <Spiral as Network>::NAME;
}
