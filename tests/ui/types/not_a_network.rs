use netwright::prelude::*;

struct Plain {
    #[allow(dead_code)]
    logits: f32,
}

fn name<N: Network>() -> &'static str {
    N::NAME
}

fn main() {
    name::<Plain>();
}
