//! Random networks over signals and images, compared with PyTorch's.

mod networks;

use crate::batches::{self, Case, read};
use netwright::nalgebra::{Const, DimName};
use netwright::prelude::*;
use netwright::scalar::Real;
use netwright::value::Features;
use std::collections::BTreeMap;
use std::sync::LazyLock;

static CASES: LazyLock<BTreeMap<String, Case>> = LazyLock::new(|| read("images.json"));

fn check<N, const I: usize, const O: usize>(name: &str)
where
    N: Trainable<InDim = Const<I>, OutDim = Const<O>>,
    Const<I>: Features + DimName,
    N::Scalar: Real,
{
    batches::check::<N::Scalar, N, I, O>(name, &CASES[name]);
}
