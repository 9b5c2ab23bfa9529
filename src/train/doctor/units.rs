//! The units of a function of one number that let no gradient through.

use super::diagnosis::Units;
use crate::layer::ScalarFunction;
use crate::scalar::Real;
use alloc::vec;
use alloc::vec::Vec;

/// A derivative below this share of the function's largest one lets nothing through. For `tanh` it
/// is that of outputs beyond 0.975, for the logistic function of those beyond 0.987.
const FLAT: f64 = 0.05;
/// The share of samples for which a saturated unit is flat.
const NEARLY_ALL: f64 = 0.95;
/// An argument at which the derivative of a function that flattens out has nearly vanished, the
/// share of its largest one that is less than nearly anything: a leaky rectifier keeps a hundredth.
const FAR: f64 = 1e4;
const VANISHED: f64 = 1e-4;

/// A value of a rectifier below it is that of a unit that is off, as half of them mostly are: it
/// has not reached an end of its range.
const NEAR_ZERO: f64 = 0.1;

/// The kind of a function, as its derivative shows it.
struct Shape {
    /// Derivatives below it are nearly 0.
    flat: f64,
    /// Derivatives below it are as good as 0, and so are the values of a rectifier there.
    vanished: f64,
    /// True if the function flattens out towards either side.
    saturates: bool,
    /// True if it is 0 on one side alone, as rectifiers are, instead of having two ends.
    is_rectifier: bool,
}

impl Shape {
    fn of<T: Real>(function: ScalarFunction<T>) -> Self {
        let at = |x: f64| {
            let x = T::from_double(x);
            let y = (function.value)(x);
            (y.to_double(), (function.derivative)(x, y).to_double().abs())
        };
        let slope = |x| at(x).1;
        let steps = (-32..=32).map(|step: i8| slope(f64::from(step) / 4.0));
        // Functions may be steep without bound, or not exist somewhere.
        let steepest = steps.filter(|slope| !slope.is_nan()).fold(0.0, f64::max).min(1.0);
        let vanished = VANISHED * steepest;
        let [below, above] = [-FAR, FAR].map(|x| slope(x) < vanished);
        Shape {
            flat: FLAT * steepest,
            vanished,
            saturates: below || above,
            is_rectifier: below && at(-FAR).0.abs() < vanished && (!above || at(-1.0) == (0.0, 0.0)),
        }
    }
}

/// Counts, for each unit, the samples for which its derivative is nearly 0.
pub(super) struct UnitCounts {
    shape: Shape,
    samples: usize,
    flat: Vec<usize>,
    /// False from the first sample on for which a unit gives a number or lets a gradient through.
    silent: Vec<bool>,
}

impl UnitCounts {
    pub(super) fn new<T: Real>(function: ScalarFunction<T>, units: usize) -> Self {
        UnitCounts { shape: Shape::of(function), samples: 0, flat: vec![0; units], silent: vec![true; units] }
    }

    /// Adds samples: for each the arguments of the function, and its values.
    pub(super) fn add<'s, T: Real>(
        &mut self,
        function: ScalarFunction<T>,
        samples: impl Iterator<Item = (&'s [T], &'s [T])>,
    ) {
        for (inputs, outputs) in samples {
            self.samples += 1;
            let counts = self.flat.iter_mut().zip(&mut self.silent);
            for ((flat, silent), (&x, &y)) in counts.zip(inputs.iter().zip(outputs)) {
                let slope = (function.derivative)(x, y).to_double().abs();
                let value = y.to_double().abs();
                *flat += usize::from(slope < self.shape.flat && !(self.shape.is_rectifier && value < NEAR_ZERO));
                *silent &= slope < self.shape.vanished && value < NEAR_ZERO;
            }
        }
    }

    #[allow(clippy::cast_precision_loss)] // There are far fewer samples than 2^52.
    pub(super) fn finish(&self) -> Units {
        let least = NEARLY_ALL * self.samples as f64;
        let is_dead = |silent: bool| self.samples > 0 && self.shape.is_rectifier && silent;
        let is_saturated = |flat: usize| self.samples > 0 && self.shape.saturates && flat as f64 >= least;
        let units = || self.flat.iter().zip(&self.silent);
        Units {
            all: self.flat.len(),
            dead: units().filter(|(_, silent)| is_dead(**silent)).count(),
            saturated: units().filter(|(flat, silent)| !is_dead(**silent) && is_saturated(**flat)).count(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layer::{
        Abs, Activation, Elu, Exp, Gelu, HardSigmoid, HardSwish, HardTanh, LeakyRelu, Mish, Relu, Relu6, Selu, Sigmoid,
        Silu, Softplus, Softsign, Square, Tanh, ThresholdedRelu,
    };

    /// The dead and the saturated ones of three units: far below zero, within, far above.
    fn kinds<F: Activation>() -> ([usize; 2], [usize; 2]) {
        fn in_type<T: Real, F: Activation>() -> [usize; 2] {
            let function = ScalarFunction::<T>::of::<F>();
            let mut counts = UnitCounts::new(function, 3);
            for shift in [-0.3, 0.1, 0.2] {
                let inputs = [-1000.0, 0.0, 1000.0].map(|x| T::from_double(x + shift));
                counts.add(function, [(&inputs[..], &inputs.map(function.value)[..])].into_iter());
            }
            let Units { dead, saturated, .. } = counts.finish();
            [dead, saturated]
        }
        (in_type::<f32, F>(), in_type::<f64, F>())
    }

    #[test]
    fn the_kind_of_a_function_follows_from_its_derivative() {
        let both = |dead_and_saturated: [usize; 2]| (dead_and_saturated, dead_and_saturated);
        let rectifiers = [
            kinds::<Relu>(),
            kinds::<Gelu>(),
            kinds::<Silu>(),
            kinds::<Mish>(),
            kinds::<Softplus>(),
            kinds::<HardSwish>(),
            kinds::<Exp>(),
        ];
        assert_eq!(rectifiers, [both([1, 0]); 7]);
        // One side of these ends at a number that is not 0.
        assert_eq!([kinds::<Elu>(), kinds::<Selu>()], [both([0, 1]); 2]);
        let squashing = [kinds::<Tanh>(), kinds::<Sigmoid>(), kinds::<Softsign>(), kinds::<HardTanh>()];
        assert_eq!(squashing, [both([0, 2]); 4]);
        assert_eq!(kinds::<HardSigmoid>(), both([0, 2]));
        // It is silent below 0, and ends above.
        assert_eq!(kinds::<Relu6>(), both([1, 1]));
        // Silent within: up to its threshold.
        assert_eq!(kinds::<ThresholdedRelu>(), both([2, 0]));
        assert_eq!([kinds::<LeakyRelu>(), kinds::<Abs>(), kinds::<Square>()], [both([0, 0]); 3]);
    }

    #[test]
    fn a_rectifier_that_is_off_for_nearly_all_samples_is_neither_dead_nor_saturated() {
        fn counts<F: Activation>(off: f64) -> Units {
            let function = ScalarFunction::<f64>::of::<F>();
            let mut counts = UnitCounts::new(function, 2);
            for sample in 0..100_u8 {
                let inputs = [if sample < 99 { off } else { 1.0 }, off];
                counts.add(function, [(&inputs[..], &inputs.map(function.value)[..])].into_iter());
            }
            counts.finish()
        }
        let one_dead = Units { all: 2, dead: 1, saturated: 0 };
        assert_eq!([counts::<Relu>(-0.5), counts::<Gelu>(-6.0), counts::<Silu>(-20.0)], [one_dead; 3]);
        // Not yet beyond return.
        assert_eq!([counts::<Gelu>(-3.0).dead, counts::<Softplus>(-5.0).dead], [0, 0]);
        assert_eq!(counts::<Elu>(-6.0), Units { all: 2, dead: 0, saturated: 2 });
    }

    #[test]
    fn a_unit_that_is_flat_for_nearly_all_samples_is_saturated() {
        let function = ScalarFunction::<f64>::of::<Tanh>();
        let mut counts = UnitCounts::new(function, 2);
        for sample in 0..100_u8 {
            let inputs = [if sample < 95 { 3.0 } else { 0.0 }, if sample < 94 { -3.0 } else { 0.0 }];
            counts.add(function, [(&inputs[..], &inputs.map(function.value)[..])].into_iter());
        }
        assert_eq!(counts.finish(), Units { all: 2, dead: 0, saturated: 1 });
    }
}
