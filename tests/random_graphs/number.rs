//! Numbers that a network is computed with: `f64`, and dual numbers, whose second part is the exact
//! derivative along one direction.

use core::iter::Sum;
use core::ops::{Add, Div, Mul, Neg, Sub};

/// Numbers as the definitions of layers need them.
pub(crate) trait Number:
    Copy
    + PartialOrd
    + Add<Output = Self>
    + Sub<Output = Self>
    + Mul<Output = Self>
    + Div<Output = Self>
    + Neg<Output = Self>
    + Sum
{
    /// A constant.
    fn of(value: f64) -> Self;
    /// The number without its derivative.
    fn value(self) -> f64;
    /// A function of one number, by its value and its derivative here.
    fn map(self, value: f64, derivative: f64) -> Self;

    fn exp(self) -> Self {
        let value = self.value().exp();
        self.map(value, value)
    }

    fn exp_m1(self) -> Self {
        self.map(self.value().exp_m1(), self.value().exp())
    }

    fn ln(self) -> Self {
        self.map(self.value().ln(), self.value().recip())
    }

    fn ln_1p(self) -> Self {
        self.map(self.value().ln_1p(), (1.0 + self.value()).recip())
    }

    fn sqrt(self) -> Self {
        let value = self.value().sqrt();
        self.map(value, 0.5 / value)
    }

    fn tanh(self) -> Self {
        let value = self.value().tanh();
        self.map(value, 1.0 - value * value)
    }

    fn abs(self) -> Self {
        self.map(self.value().abs(), self.value().signum())
    }

    fn powi(self, exponent: i32) -> Self {
        self.map(self.value().powi(exponent), f64::from(exponent) * self.value().powi(exponent - 1))
    }

    fn larger(self, other: Self) -> Self {
        if other > self { other } else { self }
    }

    fn smaller(self, other: Self) -> Self {
        if other < self { other } else { self }
    }

    fn clamped(self, low: f64, high: f64) -> Self {
        self.larger(Self::of(low)).smaller(Self::of(high))
    }
}

impl Number for f64 {
    fn of(value: f64) -> Self {
        value
    }

    fn value(self) -> f64 {
        self
    }

    fn map(self, value: f64, _: f64) -> Self {
        value
    }
}

/// `value + derivative·ε` with `ε² = 0`.
#[derive(Clone, Copy, Debug, PartialEq, PartialOrd)]
pub(crate) struct Dual {
    pub(crate) value: f64,
    pub(crate) derivative: f64,
}

impl Number for Dual {
    fn of(value: f64) -> Self {
        Dual { value, derivative: 0.0 }
    }

    fn value(self) -> f64 {
        self.value
    }

    fn map(self, value: f64, derivative: f64) -> Self {
        Dual { value, derivative: derivative * self.derivative }
    }
}

impl Add for Dual {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Dual { value: self.value + other.value, derivative: self.derivative + other.derivative }
    }
}

impl Sub for Dual {
    type Output = Self;

    fn sub(self, other: Self) -> Self {
        self + -other
    }
}

impl Mul for Dual {
    type Output = Self;

    fn mul(self, other: Self) -> Self {
        let derivative = self.derivative * other.value + self.value * other.derivative;
        Dual { value: self.value * other.value, derivative }
    }
}

impl Div for Dual {
    type Output = Self;

    fn div(self, other: Self) -> Self {
        let value = self.value / other.value;
        Dual { value, derivative: (self.derivative - value * other.derivative) / other.value }
    }
}

impl Neg for Dual {
    type Output = Self;

    fn neg(self) -> Self {
        Dual { value: -self.value, derivative: -self.derivative }
    }
}

impl Sum for Dual {
    fn sum<I: Iterator<Item = Self>>(numbers: I) -> Self {
        numbers.fold(Self::of(0.0), |sum, number| sum + number)
    }
}
