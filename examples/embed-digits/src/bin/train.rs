//! Trains the network, and writes `digits.safetensors`, and `digits.bin` with digits that were held
//! out.

use embed_digits::{DIGITS, Digits, Image, PIXELS, enlarged};
use netwright::data::Csv;
use netwright::prelude::*;
use rand::SeedableRng;
use rand::rngs::StdRng;
use std::error::Error;
use std::fs::write;
use std::path::Path;

fn main() -> Result<(), Box<dyn Error>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut rng = StdRng::seed_from_u64(1);
    let (small, digits) = read(&folder.join("../data/digits.csv.gz"))?;
    // Each image with its number, so that the small images are found again after shuffling.
    let images: Vec<Image> = small.iter().map(enlarged).collect();
    let mut order = Dataset::from_pairs(digits.into_iter().enumerate().map(|(number, digit)| ([number], digit)))?;
    order.shuffle(&mut rng);
    let (train, test) = order.split(0.8)?;
    let pick = |part: &Dataset<'_, usize, 1, Label<10>>| {
        let images: Vec<Image> = part.samples().iter().map(|[number]| images[*number]).collect();
        Dataset::new(images, part.targets().to_vec())
    };
    let (train, held_out) = (pick(&train)?, pick(&test)?);

    let mut net = Digits::init(&mut rng);
    net.normalize.measure(train.samples())?;
    Trainer::new(CrossEntropy, Adam::new(0.002)).epochs(15).batch(32).fit(&mut net, &train)?;
    println!("digits test {:.3}", net.accuracy(held_out.samples(), held_out.targets())?);
    net.save(folder.join("digits.safetensors"))?;
    let chosen: Vec<u8> = test.samples().iter().take(DIGITS).flat_map(|[number]| small[*number]).collect();
    write(folder.join("digits.bin"), chosen)?;
    Ok(())
}

/// Reads the small images and their digits.
fn read(path: &Path) -> Result<(Vec<[u8; PIXELS]>, Vec<Label<10>>), netwright::Error> {
    let data: Dataset<'_, f32, PIXELS, Label<10>> = Csv::new().no_header().read(path)?.classes("64")?;
    let images = data.samples().iter().map(|image| image.map(|pixel| pixel as u8));
    Ok((images.collect(), data.targets().to_vec()))
}
