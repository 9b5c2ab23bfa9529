//! Functions of one number by their definitions, without the library.

use core::f64::consts::{FRAC_1_SQRT_2, FRAC_2_SQRT_PI, PI};

/// The function of this name, with the settings in angle brackets, at `x`.
pub(crate) fn function(called: &str, x: f64) -> f64 {
    let (name, settings) = called.strip_suffix('>').and_then(|name| name.split_once('<')).unwrap_or((called, ""));
    let setting = |position: usize, default| {
        let written = settings.split(", ").nth(position).filter(|text| !text.is_empty());
        written.map_or(default, |number| number.parse().unwrap_or_else(|_| panic!("{called}: {number}")))
    };
    let logistic = 1.0 / (1.0 + (-x).exp());
    match name {
        "Relu" => x.max(0.0),
        "Tanh" => x.tanh(),
        "Sigmoid" => logistic,
        "LeakyRelu" if x <= 0.0 => setting(0, 0.01) * x,
        "Elu" if x <= 0.0 => setting(0, 1.0) * x.exp_m1(),
        "Selu" if x <= 0.0 => 1.050_700_987_355_480_5 * 1.673_263_242_354_377_3 * x.exp_m1(),
        "Selu" => 1.050_700_987_355_480_5 * x,
        "Celu" if x <= 0.0 => setting(0, 1.0) * (x / setting(0, 1.0)).exp_m1(),
        "ThresholdedRelu" if x <= setting(0, 1.0) => setting(1, 0.0),
        "LeakyRelu" | "Elu" | "Celu" | "ThresholdedRelu" => x,
        "Relu6" => x.clamp(0.0, 6.0),
        "HardTanh" => x.clamp(setting(0, -1.0), setting(1, 1.0)),
        "HardSigmoid" => (x + 3.0).clamp(0.0, 6.0) / 6.0,
        "HardSwish" => x * (x + 3.0).clamp(0.0, 6.0) / 6.0,
        "Gelu" if settings == "Tanh" => 0.5 * x * (1.0 + ((2.0 / PI).sqrt() * (x + 0.044715 * x.powi(3))).tanh()),
        "Gelu" => 0.5 * x * (1.0 + error_function(x * FRAC_1_SQRT_2)),
        "Silu" => x * logistic,
        "Mish" => x * x.exp().ln_1p().tanh(),
        "Softplus" if setting(0, 1.0) * x > setting(1, 20.0) => x,
        "Softplus" => (setting(0, 1.0) * x).exp().ln_1p() / setting(0, 1.0),
        "Softsign" => x / (1.0 + x.abs()),
        "Exp" => x.exp(),
        "Log" => x.ln(),
        "Sqrt" => x.sqrt(),
        "Square" => x.powi(2),
        "Abs" => x.abs(),
        _ => panic!("{called} is not known here"),
    }
}

/// `erf(x) = 2/sqrt(pi) · exp(-x²) · Σ x·(2x²)^n / (1·3·..·(2n+1))`, whose terms have one sign.
fn error_function(x: f64) -> f64 {
    if x.abs() > 6.0 {
        return x.signum();
    }
    let (mut term, mut sum) = (x, x);
    for n in 1..200 {
        term *= 2.0 * x * x / f64::from(2 * n + 1);
        sum += term;
    }
    FRAC_2_SQRT_PI * (-x * x).exp() * sum
}
