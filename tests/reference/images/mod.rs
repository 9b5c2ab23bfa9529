//! Random networks over signals and images, compared with PyTorch's.

mod networks;

use crate::batches::{self, Case, read};
use netwright::nalgebra::{Const, DimName};
use netwright::prelude::*;
use netwright::scalar::Real;
use netwright::value::Features;
use std::collections::BTreeMap;

fn check<N, const I: usize, const O: usize>(cases: &BTreeMap<String, Case>, name: &str)
where
    N: Trainable<InDim = Const<I>, OutDim = Const<O>>,
    Const<I>: Features + DimName,
    N::Scalar: Real,
{
    batches::check::<N::Scalar, N, I, O>(name, &cases[name]);
}

#[test]
fn random_networks_agree_with_pytorch() {
    networks::check_all(&read("images.json"));
}

#[test]
fn some_agree_in_single_precision() {
    networks::check_some(&read("images.json"));
}
