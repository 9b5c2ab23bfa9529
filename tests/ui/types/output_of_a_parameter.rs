//! The declared output is what the last step gives, also where that depends on a const parameter.

use netwright::prelude::*;

#[network(input = H)]
struct Keeps<const H: usize>(Flatten);

#[network(input = H)]
struct Fixed<const H: usize>(Linear<10>);

#[network(input = 4, output = 10)]
struct Wrong<const H: usize = 10>(Linear<H>, Keeps<H>);

#[network(input = 4, output = H)]
struct Right<const H: usize = 10>(Linear<H>, Keeps<H>);

#[network(input = 4, output = 10)]
struct AlsoRight<const H: usize = 3>(Linear<H>, Fixed<H>);

fn main() {}
