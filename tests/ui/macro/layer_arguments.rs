use netwright::prelude::*;

#[network(input = 2)]
struct Net<const H: usize> {
    a: Linear,
    b: Linear<1, 2, 3>,
    c: Linear<NoBias, 3>,
    d: Linear<3, Nobias>,
    e: Relu<3>,
    f: Dropout,
    g: Dropout<1.5>,
    h: Linear<0>,
    i: Linear<-3>,
    j: Linear<2.5>,
    k: Linear<3u8>,
    l: Linear<4294967296>,
    m: Linear<{ 2 * H }>,
    n: Linear<{ Self::SIZE }>,
}

fn main() {}
