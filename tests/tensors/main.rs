//! Tensors of any rank and statistics in a user's layers, from the declaration to embedding: a
//! convolution with PyTorch's weight `[out, in, height, width]`, and a normalisation whose running
//! mean and variance are stored, but not trained.

#[cfg(feature = "weights")]
mod files;
mod layers;

use layers::{Filters, Norm};
use netwright::gradcheck::{Gradcheck, gradcheck};
use netwright::init::Init;
use netwright::layer::prelude::*;
use netwright::layer::{Layout, Role, TensorSpec};
use netwright::prelude::*;
use rand::SeedableRng;
use rand::rngs::SmallRng;

/// The file and the outputs were written by `tools/generate/tensors.py`.
#[network(
    input = [2, 4, 5],
    weights = "tests/fixtures/weights/tensors.safetensors",
    golden = "tests/fixtures/weights/tensors.golden.safetensors",
    gradcheck
)]
#[derive(Clone, Debug, PartialEq)]
struct Net {
    filters: Filters<3, 2, 3, _, _, _, _, _>,
    norm: Norm<_, _, _, _, _>,
}

/// A network with the layers in a network within it.
#[network(input = [2, 4, 5])]
struct Nested {
    net: Net,
    flatten: Flatten,
    #[freeze]
    logits: Linear<2>,
}

fn rng() -> SmallRng {
    SmallRng::seed_from_u64(5)
}

fn tensor<P: Parameters<f32>>(name: &str) -> TensorSpec {
    P::tensors().find(|tensor| tensor.path().is(name)).unwrap()
}

#[test]
fn tensors_have_the_shapes_and_fans_of_pytorch() {
    let found = Net::<f32>::tensors().map(|tensor| (tensor.path().to_string(), tensor.shape(), tensor.role()));
    let expected: [(&str, &[usize], Role); 6] = [
        ("filters.weight", &[3, 2, 2, 3], Role::Weight { fan_in: 12, fan_out: 18 }),
        ("filters.bias", &[3], Role::Bias { fan_in: 12 }),
        ("norm.weight", &[3], Role::Free),
        ("norm.bias", &[3], Role::Free),
        ("norm.running_mean", &[3], Role::Statistic { initial: 0.0 }),
        ("norm.running_var", &[3], Role::Statistic { initial: 1.0 }),
    ];
    let expected = expected.map(|(name, shape, role)| (name.to_owned(), shape, role));
    assert_eq!(found.collect::<Vec<_>>(), expected);
}

/// Five standard deviations of a uniform distribution's mean square are far from 0.
#[test]
fn all_of_a_tensor_is_initialised() {
    #[network(input = [1, 5, 5])]
    struct Wide {
        filters: Filters<6, 5, 5, _, _, _, _, _>,
    }
    let net = Wide::init(&mut rng());
    let weight = net.filters.weight.as_flattened().as_flattened().as_flattened();
    assert_eq!(weight.len(), 150);
    assert!(weight.iter().all(|x| *x != 0.0 && x.abs() <= 0.2), "within 1/√25");
    assert!(weight.iter().any(|x| x.abs() > 0.15), "and not far from it");
    let mut seen = weight.to_vec();
    seen.sort_by(f32::total_cmp);
    seen.dedup();
    assert_eq!(seen.len(), 150, "each number is drawn by itself");
}

#[test]
fn statistics_begin_where_their_attributes_say() {
    let net = Nested::init(&mut rng());
    assert_eq!(net.net.norm.running_mean.as_slice(), [0.0; 3]);
    assert_eq!(net.net.norm.running_var, [1.0; 3]);
    assert_eq!(net.net.norm.weight.as_slice(), [1.0; 3], "the layer's own initialisation is called as well");

    #[network(input = [2, 4, 5])]
    struct Zeros(#[init(zeros)] Net, Flatten, #[init(xavier_normal)] Linear<2>);
    let net = Zeros::init(&mut rng());
    assert_eq!((net.0.norm.running_var, net.0.norm.weight.as_slice()), ([1.0; 3], &[0.0; 3][..]));
    assert!(net.0.filters.weight == [[[[0.0; 3]; 2]; 2]; 3]);
    // Memory for gradients begins at zero, statistics too.
    assert!(Net::zeros().as_slice().iter().all(|x| *x == 0.0));
}

#[test]
fn statistics_are_stored_and_are_no_parameters() {
    const PARAMETERS: usize = 36 + 3 + 3 + 3;
    assert_eq!((Net::PARAMS, Net::FLASH_BYTES), (PARAMETERS, 4 * (PARAMETERS + 6)));
    assert_eq!(<Net as Parameters<f32>>::COUNT, PARAMETERS);
    assert_eq!(<Net as Plain<f32>>::LEN, PARAMETERS + 6);
    assert_eq!(Nested::PARAMS, PARAMETERS + 27 * 2 + 2);
    assert_eq!((Net::STEPS[1].params, Net::STEPS[1].stored), (6, 12));
    assert!(Net::summary().to_string().contains(&format!("{PARAMETERS} parameters ({} bytes)", Net::FLASH_BYTES)));
    fn limited<N: AtMost<netwright::limit!(45)>>(_: &N) {}
    limited(&*Net::zeros());
}

#[network(input = [2, 4, 5], budget(params <= 45, flash <= 204))]
#[allow(dead_code)]
struct Limited {
    filters: Filters<3, 2, 3, _, _, _, _, _>,
    norm: Norm<_, _, _, _, _>,
}

/// Gradients are as large as can be in every place, also in those of statistics, which none has.
#[test]
fn optimisers_leave_statistics_alone() {
    fn check(mut optimizer: impl Optimizer<Net>) {
        let mut net = Net::init(&mut rng());
        let (before, mut gradients) = (net.clone(), Net::zeros());
        gradients.as_mut_slice().fill(1.0);
        (0..3).for_each(|_| optimizer.step(&mut net, &gradients));
        for tensor in Net::<f32>::tensors() {
            let is_same = net.values(&tensor).iter().zip(before.values(&tensor)).all(|(now, then)| now == then);
            assert_eq!(is_same, !tensor.role().is_parameter(), "{}", tensor.path());
        }
    }
    check(Sgd::new(0.1).momentum(0.9).weight_decay(0.1));
    check(Adam::new(0.1).weight_decay(0.1));
}

/// Large statistics neither stop training nor hide a parameter that leaves the range of numbers.
#[test]
fn training_looks_at_parameters_alone() {
    let data = || Dataset::new(vec![[0.25; 40]; 8], vec![[0.5; 27]; 8]).unwrap();
    let mut net = Net::init(&mut rng());
    net.norm.running_var = [f32::INFINITY; 3];
    Trainer::new(Mse, Sgd::new(0.01)).fit(&mut net, &data()).unwrap();
    assert_eq!(net.norm.running_var, [f32::INFINITY; 3]);
    net.norm.bias[1] = f32::MAX;
    assert!(Trainer::new(Mse, Sgd::new(1e30)).fit(&mut net, &data()).is_err());
}

#[test]
fn every_element_is_checked_by_its_indices() {
    let net = Net::<f64>::init(&mut rng());
    let samples: Vec<[f64; 40]> =
        (0..3).map(|sample| std::array::from_fn(|at| ((at * 7 + sample * 5) % 11) as f64 / 11.0 - 0.4)).collect();
    let report = gradcheck(&*net, &samples[..], &Mse, &[[0.25; 27]; 3], &mut rng()).unwrap();
    assert_eq!(report.checked, Net::PARAMS + 3 * 40, "all parameters, and no statistic");

    /// A convolution that forgets one weight.
    #[derive(Parameters)]
    struct Forgetful<T: Real = f32>(Filters<3, 2, 3, 2, 4, 5, 40, 27, T>);

    impl<T: Real> Layer<T> for Forgetful<T> {
        type In = Const<40>;
        type Out = Const<27>;
        type Scratch = ();

        fn infer<B: Dim, S: Simd>(&self, simd: S, Infer { input, output, .. }: Infer<'_, T, Self, B>) {
            self.0.infer(simd, Infer::new(input, output));
        }
    }

    impl<T: Real> Differentiable<T> for Forgetful<T> {
        type Saved<B: Dim> = ();

        fn backward<B: Dim, S: Simd>(&self, simd: S, pass: Backward<'_, T, Self, B>, gradient: &mut Self) {
            let Backward { input, output, saved, output_gradient, input_gradient, .. } = pass;
            let pass = Backward::new(input, output, saved, output_gradient, input_gradient);
            let mut own: Box<Filters<3, 2, 3, 2, 4, 5, 40, 27, T>> = bytemuck::zeroed_box();
            self.0.backward(simd, pass, &mut own);
            own.weight[2][1][0][2] = T::zero();
            gradient.0.as_mut_slice().iter_mut().zip(own.as_slice()).for_each(|(sum, part)| *sum += *part);
        }
    }

    let mut layer: Box<Forgetful<f64>> = bytemuck::zeroed_box();
    layer.as_mut_slice().copy_from_slice(net.filters.as_slice());
    let error = Gradcheck::default().layer(&*layer, &samples[..], &mut rng()).unwrap_err().to_string();
    assert!(error.starts_with("the derivative at 0.weight[2, 1, 0, 2] is "), "{error}");
}

/// The element of each set of indices is the one that the layer has there.
#[test]
fn elements_are_found_by_their_indices() {
    let mut net = Net::zeros();
    net.filters.weight[2][1][0][2] = 1.0;
    let weight = tensor::<Net>("filters.weight");
    let values = net.values(&weight);
    assert_eq!(values[weight.offset(&[2, 1, 0, 2])], 1.0);
    let position = (0..36).find(|position| values[weight.offset_of(*position)] == 1.0).unwrap();
    assert_eq!(weight.indices(position).collect::<Vec<_>>(), [2, 1, 0, 2]);
    assert_eq!(values.iter().sum::<f32>(), 1.0);
}

/// The numbers of the file, which counts the indices of PyTorch.
#[test]
fn embedded_is_what_the_file_says() {
    let bytes = std::fs::read("tests/fixtures/weights/tensors.safetensors").unwrap();
    let file = safetensors::SafeTensors::deserialize(&bytes).unwrap();
    let numbers = |name: &str| {
        let bytes = file.tensor(name).unwrap().data().as_chunks().0;
        bytes.iter().map(|bytes| f32::from_le_bytes(*bytes)).collect::<Vec<_>>()
    };
    let mut weight = numbers("filters.weight").into_iter();
    for o in 0..3 {
        for c in 0..2 {
            for p in 0..2 {
                for q in 0..3 {
                    assert_eq!(Some(Net::EMBEDDED.filters.weight[o][c][p][q]), weight.next(), "{o} {c} {p} {q}");
                }
            }
        }
    }
    assert_eq!(Net::EMBEDDED.norm.running_mean.as_slice(), numbers("norm.running_mean"));
    assert_eq!(Net::EMBEDDED.norm.running_var[..], numbers("norm.running_var"));
}

/// A tensor of four sizes as the columns of its matrix, `[3, 2, 1, 2]`.
struct ByColumns<T>([T; 12]);

netwright::__plain_struct!(T in [T: Real] ByColumns [T] { 0: [T; 12] });

impl<T: Real> Parameters<T> for ByColumns<T> {
    type Over<U: Real> = ByColumns<U>;

    const SCHEMA: &'static netwright::layer::Schema =
        &netwright::layer::Schema::Tensor(netwright::layer::TensorSchema::new::<T>(&[3, 2, 1, 2], Layout::ColumnMajor));
}

/// Gives the first of its numbers, and only has to be stored.
#[derive(Parameters)]
struct Stored<const N: usize, T: Real = f32> {
    by_columns: ByColumns<T>,
    by_rows: [[[[T; 2]; 1]; 2]; 3],
    cube: [[[T; 4]; 3]; 2],
}

impl<const N: usize, T: Real> Layer<T> for Stored<N, T> {
    type In = Const<N>;
    type Out = Const<N>;
    type Scratch = ();

    fn infer<B: Dim, S: Simd>(&self, _: S, Infer { output: mut y, .. }: Infer<'_, T, Self, B>) {
        y.fill(self.by_columns.0[0]);
    }
}

impl<const N: usize, T: Real> Differentiable<T> for Stored<N, T> {
    type Saved<B: Dim> = ();

    fn backward<B: Dim, S: Simd>(&self, _: S, _: Backward<'_, T, Self, B>, _: &mut Self) {}
}

#[network(input = 1)]
struct Columns(Stored<_>);

/// Elements at the same indices begin with the same numbers, whatever the order in memory.
#[test]
fn initial_numbers_do_not_depend_on_the_layout() {
    let mut net = Columns::zeros();
    let draw = |mut values: Box<Columns>, name: &str| {
        let tensor = tensor::<Columns>(name);
        netwright::init::fill(&mut values.0.by_columns, Init::Default, &mut rng());
        let mut by_rows = values.0.by_rows;
        netwright::init::fill(&mut by_rows, Init::Default, &mut rng());
        values.0.by_rows = by_rows;
        (0..12).map(|position| values.values(&tensor)[tensor.offset_of(position)]).collect::<Vec<_>>()
    };
    let by_columns = draw(net.copy(), "0.by_columns");
    net.zero();
    assert_eq!(by_columns, draw(net, "0.by_rows"));
    assert!(by_columns.iter().all(|x| *x != 0.0));
}
