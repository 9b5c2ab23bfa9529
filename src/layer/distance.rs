//! `Distance`: squared distances to learned prototypes.

use crate::kernel::distance;
use crate::layer::assert_sizes;
use crate::layer::prelude::*;

/// `d_k = Σ_i (x_i - p_ki)²`: squared Euclidean distances to `K` learned prototypes; in a
/// declaration `Distance<K>`.
///
/// Shapes: `x` `[IN]`, `d` `[K]`, `p` `[K, IN]`.
///
/// The outputs [mean](crate::meaning) distances. In a classifier with a prototype for each class
/// the smallest wins: [`classify`](crate::network::Classifier::classify) returns the class of the
/// nearest prototype, and the probabilities are the softmax of the negative distances. To train it,
/// end the network in [`Neg`](crate::layer::Neg): negative distances are logits, for
/// [`CrossEntropy`](struct@crate::loss::CrossEntropy).
///
/// ```
/// use netwright::prelude::*;
/// use rand::{SeedableRng, rngs::SmallRng};
///
/// #[network(input = 2)]
/// struct Nearest {
///     distance: Distance<3>,
///     logits: Neg,
/// }
///
/// let mut net = Nearest::init(&mut SmallRng::seed_from_u64(1));
/// let samples = [[0.0, 0.0], [4.0, 0.0], [0.0, 4.0]];
/// let labels = Label::<3>::from_indices([0, 1, 2])?;
/// let (mut workspace, mut gradients) = (Workspace::default(), Nearest::zeros());
/// let (mut optimizer, mut rng) = (Adam::new(0.1), SmallRng::seed_from_u64(2));
/// for _ in 0..100 {
///     gradients.zero();
///     let pass = net.forward(&samples, &mut workspace, &mut rng);
///     pass.loss(&CrossEntropy, &labels)?.backward(&mut gradients);
///     optimizer.step(&mut net, &gradients);
/// }
/// assert_eq!(net.classify(&[3.5, 0.5]), 1);
/// assert!(net.distance.prototypes[(1, 0)] > net.distance.prototypes[(0, 0)]);
/// # Ok::<(), netwright::Error>(())
/// ```
///
/// # Gradients
///
/// A distance grows in the direction away from the prototype:
///
/// ```text
/// dE/dx_i  = 2 · Σ_k dE/dd_k · (x_i - p_ki)
/// dE/dp_ki = -2 · dE/dd_k · (x_i - p_ki)
/// ```
///
/// Over a batch the second is a sum over the samples.
///
/// # Numbers
///
/// Differences are squared and added, so that no distance is negative, that of a prototype to
/// itself is exactly 0, and the relative error of a distance is at most about `IN` roundings,
/// however large the numbers are. Prototypes begin with PyTorch's default for linear layers,
/// `U(±1/√IN)`: then negative distances of standardised samples differ as much as the outputs of a
/// linear layer do.
///
/// The output layer of LeNet-5 was one: Y. LeCun, L. Bottou, Y. Bengio and P. Haffner,
/// "Gradient-based learning applied to document recognition", Proc. IEEE 86 (1998), section II.B,
/// equation 7.
#[derive(Clone, PartialEq, Debug, Parameters)]
#[meaning(Distances)]
pub struct Distance<T: Real, const IN: usize, const K: usize> {
    /// The prototypes `p`, one in each row, `[K, IN]`.
    pub prototypes: Weight<T, K, IN>,
}

impl<T: Real, const IN: usize, const K: usize> Layer<T> for Distance<T, IN, K> {
    type In = Const<IN>;
    type Out = Const<K>;
    type Scratch = ();

    const MACS: usize = IN * K;

    fn infer<B: Dim, S: Simd>(&self, simd: S, Infer { input, mut output, .. }: Infer<'_, T, Self, B>) {
        const { assert_sizes::<T, Self>("Distance") };
        let (prototypes, x, d) = (self.prototypes.as_slice(), input.elements(), output.elements_mut());
        vectorize!(simd, distance::forward::<T, IN, K>(prototypes, x, d));
    }
}

#[cfg(feature = "train")]
impl<T: Real, const IN: usize, const K: usize> Differentiable<T> for Distance<T, IN, K> {
    type Saved<B: Dim> = ();

    fn backward<B: Dim, S: Simd>(&self, simd: S, pass: Backward<'_, T, Self, B>, gradient: &mut Self) {
        let Backward { input, output_gradient, input_gradient, .. } = pass;
        let (prototypes, x, dd) = (self.prototypes.as_slice(), input.elements(), output_gradient.elements());
        if let Some(mut dx) = input_gradient {
            let dx = dx.elements_mut();
            vectorize!(simd, distance::backward_input::<T, IN, K>(prototypes, x, dd, dx));
        }
        let dp = gradient.prototypes.as_mut_slice();
        vectorize!(simd, distance::backward_prototypes::<T, IN, K>(prototypes, x, dd, dp));
    }
}
