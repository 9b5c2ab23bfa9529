//! Custom layers can have the names of other libraries' layers, in a module and in a function.

#![allow(clippy::upper_case_acronyms)]

use netwright::prelude::*;

mod layers {
    use netwright::layer::prelude::*;

    macro_rules! doubling {
        ($name:ident) => {
            #[derive(Parameters, Debug, Clone, PartialEq)]
            pub(crate) struct $name<const N: usize>;

            impl<T: Real, const N: usize> Layer<T> for $name<N> {
                type In = Const<N>;
                type Out = Const<N>;
                type Scratch = ();

                fn infer<B: Dim, S: Simd>(&self, _: S, Infer { input: x, output: mut y, .. }: Infer<'_, T, Self, B>) {
                    y.copy_from(&x);
                    y += x;
                }
            }

            impl<T: Real, const N: usize> Differentiable<T> for $name<N> {
                type Saved<B: Dim> = ();

                fn backward<B: Dim, S: Simd>(&self, _: S, pass: Backward<'_, T, Self, B>, _: &mut Self) {
                    if let Some(mut dx) = pass.input_gradient {
                        dx.copy_from(&pass.output_gradient);
                        dx += pass.output_gradient;
                    }
                }
            }
        };
    }
    pub(crate) use doubling;

    doubling!(Conv3d);
    doubling!(BatchNorm);
}

use layers::doubling as own;
use layers::*;

use layers::BatchNorm as PixelShuffle;

/// One name by a glob import, one renamed, with the size written and left out.
#[network(input = 2, output = 2, gradcheck)]
#[derive(Debug, Clone, PartialEq)]
struct Module {
    a: Conv3d<2>,
    b: Conv3d<_>,
    c: PixelShuffle<{ 1 + 1 }>,
}

#[test]
fn a_module_has_them() {
    assert_eq!(Module::zeros().predict(&[1.0, -3.0]).as_slice(), [8.0, -24.0]);
}

#[test]
fn a_function_has_them() {
    use netwright::layer::prelude::*;

    own!(ConvLstm);

    #[network(input = 2)]
    struct Function {
        a: ConvLstm<2>,
        b: Conv3d<2>,
    }
    assert_eq!(Function::zeros().predict(&[1.0, -3.0]).as_slice(), [4.0, -12.0]);
}
