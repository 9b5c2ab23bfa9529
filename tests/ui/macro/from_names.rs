use netwright::prelude::*;

#[network(input = 2)]
struct Net {
    hidden: Linear<4>,
    #[from(hiden)]
    a: Relu,
    #[from(c)]
    b: Relu,
    #[from(c)]
    c: Relu,
    #[from()]
    d: Relu,
    #[from(a, b)]
    e: Relu,
    #[from(a)]
    f: Add,
    g: Concat,
}

#[network(input = 2)]
struct Numbers(Linear<4>, #[from(7)] Relu, #[from(0, hidden)] Add);

fn main() {}
