//! A trained network with every argument that one can have.

use nw::classes::Class;
use nw::network;

/// The classes.
#[derive(Class, Clone, Copy, Debug, PartialEq, Eq)]
#[netwright(crate = nw)]
pub enum Kind {
    /// The first kind.
    First,
    /// The second kind.
    #[class(name = "the second")]
    Second,
    /// The third kind.
    Third,
}

/// A network that is trained.
#[network(
    input = 4,
    output = 3,
    classes = Kind,
    weights = "../fixtures/weights/sequential.safetensors",
    golden = "../fixtures/weights/sequential.golden.safetensors",
    gradcheck,
    budget(params <= 70, ram <= 64, flash <= 280, macs <= 60),
    crate = nw
)]
#[derive(Debug)]
pub struct Trained(Linear<8>, Tanh, Linear<3>);

/// Names that generated code could mean by mistake.
#[allow(dead_code)]
mod shadows {
    /// Not the library's.
    struct Embedded;
    /// Not the library's.
    struct Stored;
    /// Not a file.
    const __FILE: usize = 0;
    /// Not parameters.
    static __STORED: usize = 0;

    /// A network among them.
    #[nw::network(input = 4, weights = "../fixtures/weights/sequential.safetensors", crate = nw)]
    struct Shadowed(Linear<8>, Tanh, Linear<3>);
}
