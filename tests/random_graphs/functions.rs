//! Functions of one number by their definitions, without the library.

use super::number::Number;
use core::f64::consts::{FRAC_1_SQRT_2, FRAC_2_SQRT_PI, PI};

/// The function of this name, with the settings in angle brackets, at `x`.
pub(crate) fn function<S: Number>(called: &str, x: S) -> S {
    let (name, settings) = called.strip_suffix('>').and_then(|name| name.split_once('<')).unwrap_or((called, ""));
    let number = |position: usize, default: f64| -> f64 {
        let written = settings.split(", ").nth(position).filter(|text| !text.is_empty());
        written.map_or(default, |number| number.parse().unwrap_or_else(|_| panic!("{called}: {number}")))
    };
    let setting = |position: usize, default: f64| S::of(number(position, default));
    let (zero, one) = (S::of(0.0), S::of(1.0));
    let logistic = one / (one + (-x).exp());
    match name {
        "Relu" => x.larger(zero),
        "Tanh" => x.tanh(),
        "Sigmoid" => logistic,
        "LeakyRelu" if x <= zero => setting(0, 0.01) * x,
        "Elu" if x <= zero => setting(0, 1.0) * x.exp_m1(),
        "Selu" if x <= zero => S::of(1.050_700_987_355_480_5 * 1.673_263_242_354_377_3) * x.exp_m1(),
        "Selu" => S::of(1.050_700_987_355_480_5) * x,
        "Celu" if x <= zero => setting(0, 1.0) * (x / setting(0, 1.0)).exp_m1(),
        "ThresholdedRelu" if x <= setting(0, 1.0) => setting(1, 0.0),
        "LeakyRelu" | "Elu" | "Celu" | "ThresholdedRelu" => x,
        "Relu6" => x.clamped(0.0, 6.0),
        "HardTanh" => x.clamped(number(0, -1.0), number(1, 1.0)),
        "HardSigmoid" => (x + S::of(3.0)).clamped(0.0, 6.0) / S::of(6.0),
        "HardSwish" => x * (x + S::of(3.0)).clamped(0.0, 6.0) / S::of(6.0),
        "Gelu" if settings == "Tanh" => {
            S::of(0.5) * x * (one + (S::of((2.0 / PI).sqrt()) * (x + S::of(0.044715) * x.powi(3))).tanh())
        }
        "Gelu" => S::of(0.5) * x * (one + error_function(x * S::of(FRAC_1_SQRT_2))),
        "Silu" => x * logistic,
        "Mish" => x * x.exp().ln_1p().tanh(),
        "Softplus" if setting(0, 1.0) * x > setting(1, 20.0) => x,
        "Softplus" => (setting(0, 1.0) * x).exp().ln_1p() / setting(0, 1.0),
        "Softsign" => x / (one + x.abs()),
        "Exp" => x.exp(),
        "Log" => x.ln(),
        "Sqrt" => x.sqrt(),
        "Square" => x.powi(2),
        "Abs" => x.abs(),
        _ => panic!("{called} is not known here"),
    }
}

/// `erf(x) = 2/sqrt(pi) · exp(-x²) · Σ x·(2x²)^n / (1·3·..·(2n+1))`, whose terms have one sign.
fn error_function<S: Number>(x: S) -> S {
    if x.value().abs() > 6.0 {
        return S::of(x.value().signum());
    }
    let (mut term, mut sum) = (x, x);
    for n in 1..200 {
        term = term * S::of(2.0) * x * x / S::of(f64::from(2 * n + 1));
        sum = sum + term;
    }
    S::of(FRAC_2_SQRT_PI) * (-x * x).exp() * sum
}
