//! Networks within networks: parameters by dotted paths, passes, gradients, optimisers, tables and
//! drawings.

use netwright::approx::assert_abs_diff_eq;
use netwright::data::Label;
use netwright::gradcheck::gradcheck;
use netwright::layer::Plain;
use netwright::prelude::*;
use rand::rngs::SmallRng;
use rand::{RngExt, SeedableRng};

/// A residual block with its own graph.
#[network(input = 4)]
struct Block {
    fc: Linear<4>,
    tanh: Tanh,
    #[from(tanh, input)]
    sum: Add,
}

/// Two blocks, one of them not trained.
#[network(input = 4)]
struct Pair(Block, #[freeze] Block);

/// Any number of hidden features.
#[network(input = 4, output = 2)]
struct Narrow<const H: usize> {
    down: Linear<H>,
    sigmoid: Sigmoid,
    up: Linear<2>,
}

#[network(input = 3, output = 2)]
struct Nested {
    first: Linear<4, NoBias>,
    #[key = "encoder.pair"]
    pair: Pair,
    block: Block,
    #[from(first)]
    narrow: Narrow<5>,
    #[from(block)]
    #[init(zeros)]
    wider: Narrow<6>,
    #[from(narrow, wider)]
    larger: Max,
}

/// The network of `Nested`, without nesting.
#[network(input = 3, output = 2)]
struct Flat {
    first: Linear<4, NoBias>,
    fc1: Linear<4>,
    tanh1: Tanh,
    #[from(tanh1, first)]
    sum1: Add,
    #[freeze]
    fc2: Linear<4>,
    tanh2: Tanh,
    #[from(tanh2, sum1)]
    sum2: Add,
    fc3: Linear<4>,
    tanh3: Tanh,
    #[from(tanh3, sum2)]
    sum3: Add,
    #[from(first)]
    down1: Linear<5>,
    sigmoid1: Sigmoid,
    up1: Linear<2>,
    #[from(sum3)]
    down2: Linear<6>,
    sigmoid2: Sigmoid,
    up2: Linear<2>,
    #[from(up1, up2)]
    larger: Max,
}

const SAMPLES: [[f64; 3]; 3] = [[0.1, -0.2, 0.3], [1.0, 0.5, -0.7], [-0.4, 0.9, 0.2]];

fn labels() -> Vec<Label<2>> {
    Label::from_indices([0, 1, 1]).unwrap()
}

/// A network with random parameters, and its flat twin with equal ones.
fn twins() -> (Box<Nested<f64>>, Box<Flat<f64>>) {
    let mut rng = SmallRng::seed_from_u64(3);
    let (mut nested, mut flat) = (Nested::<f64>::zeros(), Flat::<f64>::zeros());
    nested.as_mut_slice().fill_with(|| rng.random_range(-1.0..1.0));
    // In memory the fields of the two lie in different orders.
    for (from, to) in Nested::<f64>::tensors().zip(Flat::<f64>::tensors()) {
        flat.values_mut(&to).copy_from_slice(nested.values(&from));
    }
    (nested, flat)
}

/// The numbers of all tensors, in the order of declaration.
fn tensors(network: &impl Parameters<f64>) -> Vec<Vec<f64>> {
    network.named_tensors().map(|(_, values)| values.to_vec()).collect()
}

#[test]
fn names_are_dotted() {
    let names = Nested::<f32>::tensors().map(|tensor| (tensor.path().to_string(), tensor.is_trainable()));
    let names: Vec<_> = names.collect();
    let expected = [
        ("first.weight", true),
        ("encoder.pair.0.fc.weight", true),
        ("encoder.pair.0.fc.bias", true),
        ("encoder.pair.1.fc.weight", false),
        ("encoder.pair.1.fc.bias", false),
        ("block.fc.weight", true),
        ("block.fc.bias", true),
        ("narrow.down.weight", true),
        ("narrow.down.bias", true),
        ("narrow.up.weight", true),
        ("narrow.up.bias", true),
        ("wider.down.weight", true),
        ("wider.down.bias", true),
        ("wider.up.weight", true),
        ("wider.up.bias", true),
    ];
    assert_eq!(names, expected.map(|(name, trainable)| (name.to_owned(), trainable)));
    assert_eq!((Nested::PARAMS, Nested::MACS), (Flat::PARAMS, Flat::MACS));
}

#[test]
fn the_passes_are_those_of_the_flat_network() {
    let (nested, flat) = twins();
    // The last layers of one of them may be computed together, with sums in another order.
    assert_abs_diff_eq!(nested.predict(&SAMPLES[1]), flat.predict(&SAMPLES[1]), epsilon = 1e-14);
    assert_abs_diff_eq!(nested.predict_batch(&SAMPLES[..]), flat.predict_batch(&SAMPLES[..]), epsilon = 1e-14);
    let rng = &mut SmallRng::seed_from_u64(0);
    let (mut nested_gradients, mut flat_gradients) = (Nested::<f64>::zeros(), Flat::<f64>::zeros());
    let (mut a, mut b) = (Workspace::default(), Workspace::default());
    let loss = nested.forward_shared(&SAMPLES, &mut a, rng).loss(&CrossEntropy, &labels()).unwrap();
    let nested_loss = loss.backward(&mut nested_gradients);
    let loss = flat.forward_shared(&SAMPLES, &mut b, rng).loss(&CrossEntropy, &labels()).unwrap();
    assert_eq!(nested_loss, loss.backward(&mut flat_gradients));
    // Gradients of values that are used several times are summed in another order.
    for (nested, flat) in tensors(&*nested_gradients).iter().zip(&tensors(&*flat_gradients)) {
        assert_abs_diff_eq!(nested.as_slice(), flat.as_slice(), epsilon = 1e-15);
    }
}

#[test]
fn gradients_are_right_at_any_depth() {
    #[network(input = 3)]
    struct Deeper {
        inner: Nested,
        again: Linear<3>,
        nested: Nested,
    }

    #[network(input = 3, output = 2)]
    struct Deepest(Deeper);

    let mut rng = SmallRng::seed_from_u64(5);
    let mut network = Deepest::<f64>::zeros();
    network.as_mut_slice().fill_with(|| rng.random_range(-1.0..1.0));
    let report = gradcheck(&*network, &SAMPLES, &CrossEntropy, &labels(), &mut rng).unwrap();
    assert_eq!(report.checked, 2 * Nested::PARAMS + 9 + 9);
}

#[test]
fn frozen_networks_stay_as_they_are() {
    let (mut nested, _) = twins();
    let mut before = Nested::<f64>::zeros();
    before.as_mut_slice().copy_from_slice(nested.as_slice());
    let data = Dataset::new(&SAMPLES, labels()).unwrap();
    let history = Trainer::new(CrossEntropy, Adam::new(0.05)).epochs(50).fit(&mut nested, &data).unwrap();
    assert!(history.last_loss() < 0.5 * history.losses()[0], "{history}");
    assert_eq!(nested.pair.1.as_slice(), before.pair.1.as_slice());
    assert_ne!(nested.pair.0.as_slice(), before.pair.0.as_slice());
}

#[test]
fn a_distribution_reaches_all_layers_within() {
    let network = Nested::<f32>::init(&mut SmallRng::seed_from_u64(1));
    assert!(network.wider.as_slice().iter().all(|&parameter| parameter == 0.0));
    let mut weights = network.narrow.named_tensors().filter(|(tensor, _)| tensor.shape().len() == 2);
    assert!(weights.all(|(_, values)| values.iter().all(|&weight| weight != 0.0)));
}

/// The number of features within is a const parameter of the network around.
#[network(input = 4, output = 3)]
struct AnySize<const H: usize = 3> {
    before: Linear<4>,
    narrow: Narrow<H>,
    other: Linear<2, 4>,
    again: Narrow<H>,
    #[from(narrow, again)]
    sum: Both<2, H>,
    logits: Linear<2, 3>,
}

/// Takes the values of two networks whose sizes the macro does not know.
#[network(input = 2)]
struct Inner<const H: usize>(Linear<H>, Tanh, Linear<2>);

use both::Both;

mod both {
    use netwright::layer::{Backward, Differentiable, Infer, Layer};
    use netwright::nalgebra::{Const, Dim};
    use netwright::prelude::*;
    use netwright::scalar::Real;
    use netwright::simd::Simd;

    /// The sum of two values. It has a parameter of the type that it does not need.
    #[derive(Parameters)]
    pub(super) struct Both<const N: usize, const H: usize>;

    impl<T: Real, const N: usize, const H: usize> Layer<T> for Both<N, H> {
        type In = [Const<N>; 2];
        type Out = Const<N>;
        type Scratch = ();

        fn infer<B: Dim, S: Simd>(&self, _: S, Infer { input: [a, b], output: mut y, .. }: Infer<'_, T, Self, B>) {
            y.zip_zip_apply(&a, &b, |y, a, b| *y = a + b);
        }
    }

    impl<T: Real, const N: usize, const H: usize> Differentiable<T> for Both<N, H> {
        type Saved<B: Dim> = ();

        fn backward<B: Dim, S: Simd>(&self, _: S, pass: Backward<'_, T, Self, B>, _: &mut Self) {
            let Backward { output_gradient: dy, input_gradient: dx, .. } = pass;
            for mut dx in dx.into_iter().flatten() {
                dx.copy_from(&dy);
            }
        }
    }
}

#[test]
fn const_parameters_reach_into_networks() {
    let labels = Label::<3>::from_indices([0, 2]).unwrap();
    let samples = [[0.1, 0.2, 0.3, 0.4], [0.9, -0.8, 0.7, -0.6]];
    let mut rng = SmallRng::seed_from_u64(1);
    let network = AnySize::<7, f64>::init(&mut rng);
    let report = gradcheck(&*network, &samples, &CrossEntropy, &labels, &mut rng).unwrap();
    assert_eq!(report.checked, <AnySize<7>>::PARAMS + 8);
    assert_eq!(<AnySize<7>>::PARAMS, 20 + 2 * (35 + 16) + 12 + 9);
    assert_eq!(network.predict_batch(&samples).column(1), network.predict(&samples[1]));
    let network = Inner::<9, f64>::init(&mut rng);
    assert_eq!(network.predict(&[0.0, 0.0]).len(), 2);
}

#[test]
fn tables_and_drawings_unfold() {
    #[network(input = 4)]
    struct Net {
        pair: Pair,
        #[from(pair, input)]
        sum: Add,
    }

    assert_eq!(
        Net::summary().unfolded().to_string(),
        "\
Net: [4] -> [4]
step      layer   from          in         out  params
pair      Pair    input         [4]        [4]      40
  0       Block   input         [4]        [4]      20
    fc    Linear  input         [4]        [4]      20
    tanh  Tanh    fc            [4]        [4]       0
    sum   Add     tanh + input  [4] + [4]  [4]       0
  1       Block   0             [4]        [4]      20
    fc    Linear  input         [4]        [4]      20
    tanh  Tanh    fc            [4]        [4]       0
    sum   Add     tanh + input  [4] + [4]  [4]       0
sum       Add     pair + input  [4] + [4]  [4]       0
40 parameters (160 bytes), 32 multiply-adds per sample, 64 bytes of activations
"
    );
    assert_eq!(
        Net::mermaid().unfolded().to_string(),
        "\
flowchart TD
    network_input([\"input [4]\"])
    subgraph step_pair[\"pair: Pair\"]
        subgraph step_pair_0[\"0: Block\"]
            step_pair_0_fc[\"fc: Linear\"]
            step_pair_0_tanh[\"tanh: Tanh\"]
            step_pair_0_sum[\"sum: Add\"]
        end
        subgraph step_pair_1[\"1: Block\"]
            step_pair_1_fc[\"fc: Linear\"]
            step_pair_1_tanh[\"tanh: Tanh\"]
            step_pair_1_sum[\"sum: Add\"]
        end
    end
    step_sum[\"sum: Add\"]
    network_output([\"output [4]\"])
    network_input -->|\"[4]\"| step_pair_0_fc
    step_pair_0_fc -->|\"[4]\"| step_pair_0_tanh
    step_pair_0_tanh -->|\"[4]\"| step_pair_0_sum
    network_input -->|\"[4]\"| step_pair_0_sum
    step_pair_0_sum -->|\"[4]\"| step_pair_1_fc
    step_pair_1_fc -->|\"[4]\"| step_pair_1_tanh
    step_pair_1_tanh -->|\"[4]\"| step_pair_1_sum
    step_pair_0_sum -->|\"[4]\"| step_pair_1_sum
    step_pair_1_sum -->|\"[4]\"| step_sum
    network_input -->|\"[4]\"| step_sum
    step_sum -->|\"[4]\"| network_output
"
    );
    let dot = Net::dot().unfolded().to_string();
    assert!(dot.contains("    subgraph cluster_step_pair {\n        label=\"pair: Pair\";\n"), "{dot}");
    assert!(dot.contains("    step_pair_1_sum -> step_sum [label=\"[4]\"];\n"), "{dot}");
    assert_eq!(dot.matches('{').count(), dot.matches('}').count());
    // Folded, a network is one node.
    assert_eq!(Net::mermaid().to_string().lines().count(), 9);
}

/// Steps that take channels, or lay them out anew, behind networks whose shapes the compiler looks
/// up, compute what they compute where their shapes are written.
#[test]
fn channels_of_blocks() {
    #[network(input = [4, 6, 6])]
    struct Images(Tanh);
    #[network(input = [4, 6])]
    struct Series(Tanh);
    #[network(input = [4, 6])]
    struct Vector(Flatten);

    macro_rules! compare {
        ($($input:tt $block:ident, as $same:ident: $($layer:ty),+;)*) => {
            $($({
                #[network(input = $input)]
                struct Behind { block: $block, step: $layer, flat: Flatten }
                #[network(input = $input)]
                struct Written { same: $same, step: $layer, flat: Flatten }
                let x = core::array::from_fn(|place| (place * 7 % 11) as f32 * 0.3 - 1.0);
                let (mut behind, mut written) = (Behind::zeros(), Written::zeros());
                for (place, number) in behind.as_mut_slice().iter_mut().enumerate() {
                    *number = 0.5 + (place % 5) as f32 * 0.25;
                }
                written.as_mut_slice().copy_from_slice(behind.as_slice());
                assert_eq!(behind.predict(&x).as_slice(), written.predict(&x).as_slice(), stringify!($layer));
            })+)*
        };
    }
    compare! {
        [4, 6, 6] Images, as Tanh:
            InstanceNorm, InstanceNorm<Affine>, GroupNorm<2>, Dropout2d<0.5>, Scale, Bias, PRelu<PerChannel>, Normalize,
            Upsample<2>, Upsample<2, 3, Bilinear>, Pad<1>, Pad<1, 2>, Pad<0, 1, 2, 3, Reflect>, Crop<1>, Crop<2, 1, 0, 3>;
        [4, 6] Series, as Tanh:
            InstanceNorm, GroupNorm<4>, Dropout1d<0.5>, Scale, PRelu<PerChannel>, BatchNorm1d,
            Upsample<2>, Upsample<3, Linear>, Pad<1, 2, Circular>, Crop<1, 3>;
        [4, 6] Vector, as Flatten: GroupNorm<3>, Scale, Bias, PRelu<PerChannel>, BatchNorm1d, Normalize;
    }
}
