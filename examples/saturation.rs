//! Saturation: a network that is sure and wrong. With sigmoid outputs and the square loss it hardly
//! moves; with log-softmax it recovers.
//!
//! ```text
//! cargo run --release --features weights,csv,gzip,plot --example saturation [-- SEED]
//! ```
//!
//! Two networks start with the same numbers, which make them sure of class 0, whatever the sample
//! is: the scores are about 12 and -12. One has a sigmoid and the square loss, averaged over both
//! outputs; the gradient at its scores `s` has the slope of the sigmoid as a factor:
//!
//! ```text
//! y = σ(s),   E = 1/2 · Σ_i (y_i - t_i)²,   dE/ds_i = (y_i - t_i) · y_i · (1 - y_i)
//! ```
//!
//! Where `y` is near 0 or 1, the slope `y · (1 - y)` is near 0, and so is the gradient, however
//! wrong the output is: σ'(12) = 6e-6. The logarithm takes the flat parts away:
//!
//! ```text
//! log p_i = s_i - log Σ_j exp(s_j),   E = -log p_t,   dE/ds_i = p_i - t_i
//! ```
//!
//! For two classes and `s = s_t - s_other` that is `log p_t = s - log(1 + exp(s))`, which is `s`
//! itself where the network is sure and wrong: a slope of 1.
//!
//! Both are trained by the same steps of gradient descent, on all samples. An optimiser that
//! divides by the size of past gradients, such as Adam, would hide the difference.
//!
//! Writes pictures of the losses and of the gradients at the output layer into
//! `target/saturation/`. The last two lines are the gradients at the start, and the accuracies at
//! the end.
//!
//! Source: Y. LeCun, "LogSoftMax vs. SoftMax", lecture 2 of the course Deep Learning, New York
//! University, 2020; "Loss functions", lecture 11.

use netwright::data::{generate, one_hot};
use netwright::plot;
use netwright::prelude::*;
use netwright::train::{Flow, Observer, StepTaken};
use rand::SeedableRng;
use rand::rngs::StdRng;
use std::error::Error;
use std::ops::ControlFlow::{Break, Continue};
use std::path::Path;

const STEPS: usize = 400;
const SHOWN: usize = 50;

/// The score of each class, from which both networks continue.
#[network(input = 2)]
struct Scores {
    hidden: Linear<16>,
    tanh: Tanh,
    scores: Linear<2>,
}

#[network(input = 2)]
struct SigmoidNet {
    body: Scores,
    sigmoid: Sigmoid,
}

#[network(input = 2)]
struct LogSoftmaxNet {
    body: Scores,
    log_softmax: LogSoftmax,
}

/// A network that begins with `Scores`.
trait WithScores {
    fn body(&self) -> &Scores;
}

impl WithScores for SigmoidNet {
    fn body(&self) -> &Scores {
        &self.body
    }
}

impl WithScores for LogSoftmaxNet {
    fn body(&self) -> &Scores {
        &self.body
    }
}

/// Points of the plane in two classes.
type Points = Dataset<'static, f32, 2, Label<2>>;

/// Records the course of a training, step by step.
struct Watch<'d> {
    data: &'d Points,
    losses: Vec<f64>,
    /// The norm of the gradient at the output layer, whose outputs are the scores.
    gradients: Vec<f64>,
    accuracies: Vec<f64>,
}

impl<N: WithScores, O> Observer<N, O> for Watch<'_> {
    fn after_step(&mut self, step: &mut StepTaken<'_, N, O>) -> Flow {
        self.losses.push(step.loss);
        let gradient = &step.gradients.body().scores;
        self.gradients.push(gradient.weight.to_matrix().norm().hypot(gradient.bias.norm()).into());
        match step.network.body().accuracy(self.data.samples(), self.data.targets()) {
            Ok(accuracy) => self.accuracies.push(accuracy),
            Err(error) => return Break(Err(error)),
        }
        Continue(())
    }
}

fn main() -> Result<(), Box<dyn Error>> {
    let seed = std::env::args().nth(1).map_or(Ok(1), |seed| seed.parse())?;
    let mut rng = StdRng::seed_from_u64(seed);
    let data: Points = generate::blobs_around(&[[-1.0, -1.0], [1.0, 1.0]], 400, 0.6, &mut rng)?;

    let mut start = Scores::init(&mut rng);
    start.scores.bias = [12.0, -12.0].into();
    let (mut sigmoid, mut log_softmax) = (SigmoidNet::zeros(), LogSoftmaxNet::zeros());
    sigmoid.body.copy_from(&start);
    log_softmax.body.copy_from(&start);

    let watch = || Watch { data: &data, losses: Vec::new(), gradients: Vec::new(), accuracies: Vec::new() };
    let [mut square, mut log] = [watch(), watch()];
    let columns = data.as_borrowed().with_targets(one_hot(data.targets()))?;
    Trainer::new(Mse, Sgd::new(0.5)).epochs(STEPS).full_batch().observe(&mut square).fit(&mut *sigmoid, &columns)?;
    Trainer::new(Nll, Sgd::new(0.5)).epochs(STEPS).full_batch().observe(&mut log).fit(&mut *log_softmax, &data)?;

    println!("            sigmoid + square loss           log-softmax");
    println!("step    loss  gradient  accuracy    loss  gradient  accuracy");
    for step in (0..STEPS).filter(|step| *step == 0 || (step + 1) % SHOWN == 0) {
        let row = |watch: &Watch<'_>| {
            format!("{:>6.3} {:>9.1e} {:>9.3}", watch.losses[step], watch.gradients[step], watch.accuracies[step])
        };
        println!("{:>4}  {}  {}", step + 1, row(&square), row(&log));
    }

    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/saturation");
    std::fs::create_dir_all(&folder)?;
    let picture = |name: &str, [square, log]: [&[f64]; 2]| {
        let figure = plot::curves(&[("sigmoid + square loss", square), ("log-softmax", log)]).logarithmic();
        let figure = figure.title("Two networks that were sure and wrong").axes("step", name);
        figure.save(folder.join(name).with_extension("png"))
    };
    picture("loss", [&square.losses, &log.losses])?;
    picture("gradient", [&square.gradients, &log.gradients])?;
    println!("\npictures of losses and gradients are in {}\n", folder.display());
    for (name, watch) in [("sigmoid + square loss", &square), ("log-softmax", &log)] {
        println!("{name}: gradient {:.1e}, accuracy {:.3}", watch.gradients[0], watch.accuracies[STEPS - 1]);
    }
    Ok(())
}
