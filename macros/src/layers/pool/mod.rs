//! Pools: one number of each window of a channel.

mod adaptive;
mod global;
mod sliding;

use crate::model::layer::Formulas;
use crate::model::meaning::{Joint, Rule};

pub(super) use adaptive::{adaptive_avg_pool1d, adaptive_avg_pool2d};
pub(super) use global::{global_avg_pool, global_max_pool};
pub(super) use sliding::{avg_pool1d, avg_pool2d, max_pool1d, max_pool2d};

/// The function of the elements of a window that a pool computes.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Function {
    Greatest,
    Average,
}

impl Function {
    fn formulas(self) -> Formulas {
        match self {
            Function::Greatest => Formulas {
                forward: "y = max x of each window",
                backward: "dx = dy of the windows in which x is the first of the greatest, else 0",
            },
            Function::Average => Formulas {
                forward: "y = Σ x / n of each window, with its n elements",
                backward: "dx = Σ dy / n of the windows that have x in them",
            },
        }
    }
}

/// The meaning of the numbers of a pool: those of several features are combined to one.
const MEANING: Rule = Rule::Joint(Joint::Combined);
