//! Several named inputs.

use netwright::approx::assert_abs_diff_eq;
use netwright::gradcheck::gradcheck;
use netwright::nalgebra::{Const, Dyn};
use netwright::prelude::*;
use netwright::value::View;
use rand::rngs::SmallRng;
use rand::{RngExt, SeedableRng};

#[network(input = { image = [1, 2, 3], age = 1 }, gradcheck)]
#[derive(Clone)]
struct Face {
    #[from(image)]
    flat: Flatten,
    #[from(flat, age)]
    all: Concat,
    hidden: Linear<5>,
    tanh: Tanh,
    #[from(tanh, age)]
    again: Concat,
    scores: Linear<3>,
}

/// Inputs of one size, one of them used alone, and sizes by const parameters.
#[network(input = { left = 4, right = 4, scale = 1 }, gradcheck)]
struct Pair<const H: usize = 3>(
    #[from(left)] Linear<H>,
    #[from(right)] Linear<H>,
    #[from(0, 1)] Add,
    Tanh,
    #[from(3, scale)] Concat2<H>,
);

use joined::Concat2;

mod joined {
    use netwright::layer::prelude::*;
    use netwright::value::Elements;

    /// A layer of a user's with two inputs: `y = s·Σ x`.
    #[derive(Parameters)]
    pub(crate) struct Concat2<const N: usize>;

    impl<T: Real, const N: usize> Layer<T> for Concat2<N> {
        type In = (Const<N>, Const<1>);
        type Out = Const<1>;
        type Scratch = ();

        fn infer<B: Dim, S: Simd>(&self, _: S, Infer { input: (x, s), mut output, .. }: Infer<'_, T, Self, B>) {
            for column in 0..x.ncols() {
                output[(0, column)] = x.column(column).sum() * s.elements()[column];
            }
        }
    }

    impl<T: Real, const N: usize> Differentiable<T> for Concat2<N> {
        type Saved<B: Dim> = ();

        fn backward<B: Dim, S: Simd>(&self, _: S, pass: Backward<'_, T, Self, B>, _: &mut Self) {
            let Backward { input: (x, s), output_gradient: dy, input_gradient, .. } = pass;
            let Some((mut dx, mut ds)) = input_gradient else { return };
            for column in 0..x.ncols() {
                dx.column_mut(column).fill(dy[(0, column)] * s.elements()[column]);
                ds[(0, column)] = dy[(0, column)] * x.column(column).sum();
            }
        }
    }
}

#[network(input = { pixels = [1, 2, 3], years = 1, other = 2 })]
struct Outer {
    #[from(years)]
    scaled: Linear<1>,
    #[from(pixels, scaled)]
    face: Face,
    #[from(face, other)]
    all: Concat,
    scores: Linear<2>,
}

/// A single input with a name.
#[network(input = { point = N })]
struct Named<const N: usize>(Linear<2>);

fn faces<T: netwright::scalar::Real>(count: usize, rng: &mut SmallRng) -> Vec<FaceInput<T>> {
    let mut number = |_| T::from_double(rng.random_range(-1.0..1.0));
    (0..count).map(|_| FaceInput { image: std::array::from_fn(&mut number), age: [number(0)] }).collect()
}

/// The network by its formulas.
fn expected(net: &Face<f64>, face: &FaceInput<f64>) -> Vec<f64> {
    let linear = |weight: &dyn Fn(usize, usize) -> f64, bias: &[f64], x: &[f64]| -> Vec<f64> {
        let row = |i: usize| bias[i] + x.iter().enumerate().map(|(j, x)| weight(i, j) * x).sum::<f64>();
        (0..bias.len()).map(row).collect()
    };
    let x: Vec<f64> = face.image.iter().chain(&face.age).copied().collect();
    let hidden = linear(&|i, j| net.hidden.weight[(i, j)], net.hidden.bias.as_slice(), &x);
    let tanh: Vec<f64> = hidden.iter().map(|x| x.tanh()).chain(face.age).collect();
    linear(&|i, j| net.scores.weight[(i, j)], net.scores.bias.as_slice(), &tanh)
}

#[test]
fn single_samples_and_batches_give_the_same() {
    let mut rng = SmallRng::seed_from_u64(1);
    let net = Face::<f64>::init(&mut rng);
    let faces = faces::<f64>(5, &mut rng);
    let batch = net.predict_batch(&faces[..]);
    assert_eq!(net.predict_batch(&faces), batch);
    // Of static size, as rows.
    let rows: &[[f64; 7]; 5] = FaceInput::rows(&faces).try_into().expect("five faces");
    assert_eq!(net.predict_batch(rows).as_slice(), batch.as_slice());
    assert_eq!(net.predict_batch(&faces[..1]).as_slice(), net.predict(&faces[0]).as_slice());
    for (face, output) in faces.iter().zip(batch.column_iter()) {
        assert_abs_diff_eq!(net.predict(face).as_slice(), output.as_slice(), epsilon = 1e-14);
        assert_abs_diff_eq!(output.as_slice(), &expected(&net, face)[..], epsilon = 1e-14);
        let mut memory = netwright::network::Activations::new();
        assert_eq!(net.predict_into(face, &mut memory), &net.predict(face));
        assert_eq!(net.classify(face), net.classify(&FaceInput::rows(&[*face])[0]));
    }
}

#[test]
fn samples_are_rows_without_a_copy() {
    let faces = faces::<f32>(3, &mut SmallRng::seed_from_u64(2));
    let rows = FaceInput::rows(&faces);
    assert_eq!(rows.as_ptr().cast::<f32>(), faces.as_ptr().cast::<f32>());
    assert_eq!(FaceInput::from_rows(rows), &faces[..]);
    let view: View<'_, f32, Const<7>, Dyn> = netwright::value::Samples::view(&faces[..]);
    assert_eq!(view[(6, 1)].to_bits(), faces[1].age[0].to_bits());
}

#[test]
fn gradients_of_parameters_and_samples_agree_with_differences() {
    let mut rng = SmallRng::seed_from_u64(3);
    let net = Face::<f64>::init(&mut rng);
    let labels = Label::<3>::from_indices([0, 2, 1]).expect("three classes");
    for count in [1, 3] {
        let faces = faces::<f64>(count, &mut rng);
        let report = gradcheck(&*net, &faces, &CrossEntropy, &labels[..count], &mut rng).expect("right gradients");
        assert_eq!(report.checked, Face::PARAMS + 7 * count);
    }
    let outer = Outer::<f64>::init(&mut rng);
    let samples: [[f64; 9]; 3] = std::array::from_fn(|_| std::array::from_fn(|_| rng.random_range(-1.0..1.0)));
    let report = gradcheck(&*outer, &samples, &Mse, &[[0.5, -0.5]; 3], &mut rng).expect("right gradients");
    assert_eq!(report.checked, Outer::PARAMS + 27);
    let pair = Pair::<5, f64>::init(&mut rng);
    let report = gradcheck(&*pair, &samples, &Mse, &[[0.5]; 3], &mut rng).expect("right gradients");
    assert_eq!(report.checked, (5 * 4 + 5) * 2 + 27);
}

#[test]
fn a_network_with_several_inputs_is_a_step() {
    let mut rng = SmallRng::seed_from_u64(4);
    let net = Outer::<f64>::init(&mut rng);
    let sample = OuterInput { pixels: [0.1, 0.2, 0.3, 0.4, 0.5, 0.6], years: [0.7], other: [0.8, 0.9] };
    let years = net.scaled.weight[(0, 0)] * 0.7 + net.scaled.bias[0];
    let face = expected(&net.face, &FaceInput { image: sample.pixels, age: [years] });
    let all = [face[0], face[1], face[2], 0.8, 0.9];
    let output = net.predict(&sample);
    for row in 0..2 {
        let sum = all.iter().enumerate().map(|(column, x)| net.scores.weight[(row, column)] * x).sum::<f64>();
        assert_abs_diff_eq!(output[row], sum + net.scores.bias[row], epsilon = 1e-14);
    }
}

#[test]
fn a_network_with_several_inputs_learns() {
    // The class is the sign of the sum of the image times the age.
    let mut rng = SmallRng::seed_from_u64(5);
    let faces = faces::<f32>(300, &mut rng);
    let class = |face: &FaceInput| usize::from(face.image.iter().sum::<f32>() > face.age[0]);
    let labels = Label::<3>::from_indices(faces.iter().map(class)).expect("two classes");
    let mut net = Face::init(&mut rng);
    let data = Dataset::new(FaceInput::rows(&faces), &labels[..]).expect("as many");
    Trainer::new(CrossEntropy, Adam::new(0.02)).epochs(60).batch(16).fit(&mut net, &data).expect("learns");
    let accuracy = net.accuracy(FaceInput::rows(&faces), &labels).expect("samples");
    assert!(accuracy > 0.97, "{accuracy}");
}

#[test]
fn const_parameters_and_a_single_name_are_accepted() {
    let named = Named::<3>::zeros();
    assert_eq!(named.predict(&NamedInput { point: [1.0, 2.0, 3.0] }).as_slice(), [0.0, 0.0]);
    assert_eq!(named.predict(&[1.0, 2.0, 3.0]).as_slice(), [0.0, 0.0]);
    let mut pair = Pair::<2>::zeros();
    pair.0.bias.fill(1.0);
    let sample = PairInput { left: [0.0; 4], right: [0.0; 4], scale: [3.0] };
    assert_abs_diff_eq!(pair.predict(&sample)[0], 6.0 * 1.0_f32.tanh(), epsilon = 1e-6);
}

#[test]
fn tables_and_drawings_show_the_names() {
    assert_eq!(
        Outer::summary().unfolded().to_string(),
        "\
Outer: pixels [1, 2, 3], years [1], other [2] -> [2]
step      layer    from             in               out  params
scaled    Linear   years            [1]              [1]       2
face      Face     pixels + scaled  [1, 2, 3] + [1]  [3]      61
  flat    Flatten  image            [1, 2, 3]        [6]       0
  all     Concat   flat + age       [6] + [1]        [7]       0
  hidden  Linear   all              [7]              [5]      40
  tanh    Tanh     hidden           [5]              [5]       0
  again   Concat   tanh + age       [5] + [1]        [6]       0
  scores  Linear   again            [6]              [3]      21
all       Concat   face + other     [3] + [2]        [5]       0
scores    Linear   all              [5]              [2]      12
75 parameters (300 bytes), 64 multiply-adds per sample, 68 bytes of activations
"
    );
    assert_eq!(Outer::mermaid().unfolded().to_string(), MERMAID);
    assert_eq!(Face::dot().to_string(), DOT);
}

const MERMAID: &str = r#"flowchart TD
    input_pixels(["pixels [1, 2, 3]"])
    input_years(["years [1]"])
    input_other(["other [2]"])
    step_scaled["scaled: Linear"]
    subgraph step_face["face: Face"]
        step_face_flat["flat: Flatten"]
        step_face_all["all: Concat"]
        step_face_hidden["hidden: Linear"]
        step_face_tanh["tanh: Tanh"]
        step_face_again["again: Concat"]
        step_face_scores["scores: Linear"]
    end
    step_all["all: Concat"]
    step_scores["scores: Linear"]
    network_output(["output [2]"])
    input_years -->|"[1]"| step_scaled
    input_pixels -->|"[1, 2, 3]"| step_face_flat
    step_face_flat -->|"[6]"| step_face_all
    step_scaled -->|"[1]"| step_face_all
    step_face_all -->|"[7]"| step_face_hidden
    step_face_hidden -->|"[5]"| step_face_tanh
    step_face_tanh -->|"[5]"| step_face_again
    step_scaled -->|"[1]"| step_face_again
    step_face_again -->|"[6]"| step_face_scores
    step_face_scores -->|"[3]"| step_all
    input_other -->|"[2]"| step_all
    step_all -->|"[5]"| step_scores
    step_scores -->|"[2]"| network_output
"#;

const DOT: &str = r#"digraph "Face" {
    node [shape=box];
    input_image [label="image [1, 2, 3]", shape=oval];
    input_age [label="age [1]", shape=oval];
    step_flat [label="flat: Flatten"];
    step_all [label="all: Concat"];
    step_hidden [label="hidden: Linear"];
    step_tanh [label="tanh: Tanh"];
    step_again [label="again: Concat"];
    step_scores [label="scores: Linear"];
    network_output [label="output [3]", shape=oval];
    input_image -> step_flat [label="[1, 2, 3]"];
    step_flat -> step_all [label="[6]"];
    input_age -> step_all [label="[1]"];
    step_all -> step_hidden [label="[7]"];
    step_hidden -> step_tanh [label="[5]"];
    step_tanh -> step_again [label="[5]"];
    input_age -> step_again [label="[1]"];
    step_again -> step_scores [label="[6]"];
    step_scores -> network_output [label="[3]"];
}
"#;
