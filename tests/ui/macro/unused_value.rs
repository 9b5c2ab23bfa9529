use netwright::prelude::*;

#[network(input = 2)]
struct Net {
    side: Linear<4>,
    #[from(input)]
    main: Linear<3>,
}

fn main() {}
