use netwright::prelude::*;

#[network(input = 2)]
struct Net {
    #[form(input)]
    #[init(xavier)]
    a: Linear<3>,
    #[freeze]
    #[init(zeros)]
    #[key = "b"]
    b: Relu,
    #[cfg(test)]
    c: Linear<3>,
    #[key = ""]
    d: Linear<3>,
    #[freeze(true)]
    #[freeze]
    e: Linear<3>,
}

fn main() {}
