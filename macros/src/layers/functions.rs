//! The built-in functions of one number: what each computes, its settings, and what its derivative
//! follows from.

use super::arguments::NumberName;
use crate::model::assertion::NumberRange;
use crate::model::layer::{Formulas, Gain};

/// A built-in function of one number.
pub(crate) struct Function {
    /// The name in the library, and that in declarations.
    pub(super) name: &'static str,
    pub(super) formulas: Formulas,
    /// The numbers among its arguments, all of which may be left out.
    pub(super) settings: &'static [Setting],
    /// True if the first two settings are bounds, the lower one first.
    pub(super) has_bounds: bool,
    pub(super) derivative_of: DerivativeOf,
    pub(super) gain: Gain,
}

/// A number among the arguments of a function.
pub(super) struct Setting {
    pub(super) number: NumberName,
    /// The number where none is written, which the library has as the default of the type.
    pub(super) default: f64,
}

/// The number that the derivative of a function follows from. Where it is the output, training need
/// not keep the input.
pub(super) enum DerivativeOf {
    Input,
    Output,
    /// The output, if the settings are such.
    OutputIf(fn(&[f64]) -> bool),
}

/// A function without settings, whose derivative follows from the input.
const fn function(name: &'static str, forward: &'static str, backward: &'static str) -> Function {
    let formulas = Formulas { forward, backward };
    let (derivative_of, gain) = (DerivativeOf::Input, Gain::Linear);
    Function { name, formulas, settings: &[], has_bounds: false, derivative_of, gain }
}

const fn setting(noun: &'static str, default: f64, help: &'static str) -> Setting {
    let range = f64::MIN..f64::MAX;
    Setting { number: NumberName { range: NumberRange { noun, range, is: "a finite number" }, help }, default }
}

const fn positive(noun: &'static str, default: f64, help: &'static str) -> Setting {
    let range = f64::MIN_POSITIVE..f64::MAX;
    Setting { number: NumberName { range: NumberRange { noun, range, is: "a finite number above 0" }, help }, default }
}

pub(super) static RELU: Function = Function {
    derivative_of: DerivativeOf::Output,
    gain: Gain::Rectifier,
    ..function("Relu", "y = max(0, x)", "dx = dy where x > 0, else 0")
};

pub(super) static TANH: Function = Function {
    derivative_of: DerivativeOf::Output,
    gain: Gain::Saturating,
    ..function("Tanh", "y = tanh(x)", "dx = dy ⊙ (1 - y²)")
};

pub(super) static SIGMOID: Function = Function {
    derivative_of: DerivativeOf::Output,
    gain: Gain::Saturating,
    ..function("Sigmoid", "y = 1 / (1 + exp(-x))", "dx = dy ⊙ y ⊙ (1 - y)")
};

pub(super) static LEAKY_RELU: Function = Function {
    settings: &[setting("slope", 0.01, "write the slope below 0, as in `LeakyRelu<0.2>`, or `LeakyRelu` for 0.01")],
    // With a slope below 0 the output is positive on both sides.
    derivative_of: DerivativeOf::OutputIf(|settings| settings[0] >= 0.0),
    gain: Gain::Rectifier,
    ..function("LeakyRelu", "y = x where x > 0, else s·x", "dx = dy where x > 0, else s·dy")
};

pub(super) static THRESHOLDED_RELU: Function = Function {
    settings: &[
        setting("threshold", 1.0, "write the threshold, as in `ThresholdedRelu<0.5>`, or `ThresholdedRelu` for 1"),
        setting("value", 0.0, "write the value up to the threshold, as in `ThresholdedRelu<0.5, -1.0>`"),
    ],
    // A value above the threshold could be an input or not.
    derivative_of: DerivativeOf::OutputIf(|settings| settings[1] <= settings[0]),
    gain: Gain::Rectifier,
    ..function("ThresholdedRelu", "y = x where x > t, else v", "dx = dy where x > t, else 0")
};

pub(super) static RELU6: Function = Function {
    derivative_of: DerivativeOf::Output,
    gain: Gain::Rectifier,
    ..function("Relu6", "y = min(max(x, 0), 6)", "dx = dy where 0 < x < 6, else 0")
};

pub(super) static HARD_TANH: Function = Function {
    settings: &[setting("lower bound", -1.0, BOUNDS), setting("upper bound", 1.0, BOUNDS)],
    has_bounds: true,
    derivative_of: DerivativeOf::Output,
    gain: Gain::Saturating,
    ..function("HardTanh", "y = min(max(x, a), b)", "dx = dy where a < x < b, else 0")
};

pub(super) const BOUNDS: &str =
    "write the lower and the upper bound, as in `HardTanh<-2.0, 2.0>`, or `HardTanh` for -1 and 1";

pub(super) static HARD_SIGMOID: Function = Function {
    gain: Gain::Saturating,
    ..function("HardSigmoid", "y = min(max(x + 3, 0), 6) / 6", "dx = dy/6 where -3 < x < 3, else 0")
};

pub(super) static HARD_SWISH: Function = Function {
    gain: Gain::Rectifier,
    ..function("HardSwish", "y = x ⊙ min(max(x + 3, 0), 6) / 6", "dx = dy ⊙ (0, x/3 + 1/2 or 1)")
};

pub(super) static ELU: Function = Function {
    settings: &[setting("alpha", 1.0, "write the size of the least value, as in `Elu<0.5>`, or `Elu` for 1")],
    gain: Gain::Rectifier,
    ..function("Elu", "y = x where x > 0, else a·(exp(x) - 1)", "dx = dy where x > 0, else a·exp(x) ⊙ dy")
};

pub(super) static SELU: Function = Function {
    gain: Gain::SelfNormalizing,
    ..function("Selu", "y = s·x where x > 0, else s·a·(exp(x) - 1)", "dx = s·dy where x > 0, else s·a·exp(x) ⊙ dy")
};

pub(super) static CELU: Function = Function {
    settings: &[positive("alpha", 1.0, "write the size of the least value, as in `Celu<0.5>`, or `Celu` for 1")],
    gain: Gain::Rectifier,
    ..function("Celu", "y = x where x > 0, else a·(exp(x/a) - 1)", "dx = dy where x > 0, else exp(x/a) ⊙ dy")
};

pub(super) static GELU: Function = Function {
    gain: Gain::Rectifier,
    ..function("Gelu", "y = x ⊙ Φ(x), with Φ(x) = (1 + erf(x/√2)) / 2", "dx = dy ⊙ (Φ(x) + x ⊙ φ(x))")
};

pub(super) static GELU_TANH: Function = Function {
    gain: Gain::Rectifier,
    ..function(
        "GeluTanh",
        "y = x ⊙ (1 + tanh(u)) / 2, with u = √(2/π)·(x + 0.044715·x³)",
        "dx = dy ⊙ (1 + tanh(u) + x ⊙ (1 - tanh²(u)) ⊙ du/dx) / 2",
    )
};

pub(super) static SILU: Function = Function {
    gain: Gain::Rectifier,
    ..function("Silu", "y = x ⊙ s, with s = 1 / (1 + exp(-x))", "dx = dy ⊙ s ⊙ (1 + x ⊙ (1 - s))")
};

pub(super) static MISH: Function = Function {
    gain: Gain::Rectifier,
    ..function("Mish", "y = x ⊙ t, with t = tanh(ln(1 + exp(x)))", "dx = dy ⊙ (t + x ⊙ (1 - t²) / (1 + exp(-x)))")
};

pub(super) static SOFTPLUS: Function = Function {
    settings: &[
        positive("beta", 1.0, "write the steepness, as in `Softplus<2.0>`, or `Softplus` for 1"),
        setting("threshold", 20.0, "write b·x from which on y = x, as in `Softplus<1.0, 30.0>`, or none for 20"),
    ],
    gain: Gain::Rectifier,
    ..function("Softplus", "y = ln(1 + exp(b·x)) / b", "dx = dy / (1 + exp(-b·x))")
};

pub(super) static SOFTSIGN: Function =
    Function { gain: Gain::Saturating, ..function("Softsign", "y = x / (1 + |x|)", "dx = dy / (1 + |x|)²") };

pub(super) static EXP: Function =
    Function { derivative_of: DerivativeOf::Output, ..function("Exp", "y = exp(x)", "dx = dy ⊙ y") };

pub(super) static LOG: Function = function("Log", "y = ln(x)", "dx = dy / x");

pub(super) static SQRT: Function =
    Function { derivative_of: DerivativeOf::Output, ..function("Sqrt", "y = √x", "dx = dy / (2·y)") };

pub(super) static SQUARE: Function = function("Square", "y = x²", "dx = 2·x ⊙ dy");

pub(super) static ABS: Function = function("Abs", "y = |x|", "dx = dy, -dy where x < 0, 0 where x = 0");
