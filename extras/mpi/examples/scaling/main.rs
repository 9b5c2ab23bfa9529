//! Measures the parts of a training step on this machine, and calculates from them the time of the
//! step on more machines.
//!
//! ```text
//! mpiexec -n 2 target/release/examples/scaling [LATENCY_IN_MICROSECONDS MEGABYTES_PER_SECOND]
//! ```
//!
//! The two numbers are those of a network of your own. Writes `scaling.png` into the current
//! folder. Only what is called measured is measured.

mod measure;

use measure::Measured;
use netwright::plot;
use netwright_mpi::Ranks;
use netwright_mpi::scaling::{Wire, Work};
use std::process::ExitCode;

/// A network by its name.
type Named = (String, Wire);

/// The numbers of ranks that are calculated.
const RANKS: [usize; 7] = [1, 2, 4, 8, 16, 32, 64];

fn main() -> ExitCode {
    let own = match own_wire(std::env::args().skip(1)) {
        Ok(own) => own,
        Err(problem) => {
            eprintln!("{problem}\nusage: scaling [LATENCY_IN_MICROSECONDS MEGABYTES_PER_SECOND]");
            return ExitCode::from(2);
        }
    };
    netwright_mpi::run(|ranks| run(ranks, own))
}

fn own_wire(arguments: impl Iterator<Item = String>) -> Result<Option<Named>, String> {
    let number = |text: String| match text.parse::<f64>() {
        Ok(number) if number > 0.0 && number.is_finite() => Ok(number),
        _ => Err(format!("`{text}` is not a number above 0")),
    };
    match arguments.map(number).collect::<Result<Vec<_>, _>>()?[..] {
        [] => Ok(None),
        [latency, bandwidth] => {
            let wire = Wire { latency: latency / 1e6, bandwidth: bandwidth * 1e6 };
            Ok(Some((format!("{latency} µs, {bandwidth} MB/s"), wire)))
        }
        _ => Err("a network has a latency and a bandwidth".into()),
    }
}

/// The networks of common clusters, with latencies as MPI programs see them.
fn wires(own: Option<Named>) -> Vec<Named> {
    let wire = |name: &str, latency, bandwidth| (name.into(), Wire { latency, bandwidth });
    let mut wires = vec![
        wire("1 Gbit/s Ethernet", 50e-6, 0.118e9),
        wire("10 Gbit/s Ethernet", 20e-6, 1.18e9),
        wire("100 Gbit/s InfiniBand", 2e-6, 12e9),
    ];
    wires.extend(own);
    wires
}

fn run(ranks: &mut Ranks<f32>, own: Option<Named>) -> Result<(), netwright::Error> {
    let is_first = ranks.rank().is_first();
    let small = measure::small(ranks)?;
    let large = measure::large(ranks)?;
    let here = measure::wire(ranks)?;
    if is_first {
        let wires = wires(own);
        println!("Measured on this machine, {} ranks:", ranks.rank().ranks());
        println!("  a message takes {:.1} µs and {:.2} GB/s", 1e6 * here.latency, here.bandwidth / 1e9);
        for measured in [&small, &large] {
            print_measured(measured, ranks.rank().ranks(), here);
        }
        for measured in [&small, &large] {
            print_table(measured, &wires);
        }
        draw(&large, &wires)?;
    }
    Ok(())
}

fn print_measured(measured: &Measured, ranks: usize, here: Wire) {
    let Measured { name, work, step, .. } = measured;
    let Work { shards, shard, addition, step: of_optimizer, bytes } = work;
    let [shard, addition, of_optimizer] = [shard, addition, of_optimizer].map(|seconds| 1e6 * seconds);
    println!("\n{name}, {shards} shards, {:.0} kB a row", bytes / 1e3);
    println!("  a shard {shard:.0} µs, an addition of rows {addition:.1} µs, the optimiser {of_optimizer:.0} µs");
    let calculated = 1e3 * work.seconds(ranks, here);
    println!("  a step on {ranks} ranks of this machine: {:.2} ms measured, {calculated:.2} ms calculated", 1e3 * step);
}

fn print_table(measured: &Measured, wires: &[Named]) {
    println!("\nCalculated, not measured: {}, ms a step and in brackets the speed-up", measured.name);
    print!("| ranks |");
    wires.iter().for_each(|(name, _)| print!(" {name} |"));
    print!("\n| ---: |");
    wires.iter().for_each(|_| print!(" ---: |"));
    println!();
    for ranks in RANKS.into_iter().filter(|ranks| *ranks <= measured.work.shards) {
        print!("| {ranks} |");
        for (_, wire) in wires {
            let (seconds, speed_up) = (measured.work.seconds(ranks, *wire), measured.work.speed_up(ranks, *wire));
            print!(" {:.2} ({speed_up:.1}) |", 1e3 * seconds);
        }
        println!();
    }
}

/// Draws how much faster more ranks are.
fn draw(measured: &Measured, wires: &[Named]) -> Result<(), netwright::Error> {
    let counts = || (0..=measured.work.shards.ilog2()).map(|power| 1_usize << power);
    #[allow(clippy::cast_precision_loss)] // There are at most hundreds.
    let curve = |speed_up: &dyn Fn(usize) -> f64| -> Vec<(f64, f64)> {
        counts().map(|ranks| (ranks as f64, speed_up(ranks))).collect()
    };
    #[allow(clippy::cast_precision_loss)]
    let mut curves = vec![("proportional", curve(&|ranks| ranks as f64))];
    for (name, wire) in wires {
        curves.push((name, curve(&|ranks| measured.work.speed_up(ranks, *wire))));
    }
    let curves: Vec<_> = curves.iter().map(|(name, points)| (*name, &points[..])).collect();
    let title = format!("Calculated, not measured: {}", measured.name);
    let figure =
        plot::lines(&curves).title(title).axes("ranks, each a machine", "steps a second, relative to one rank");
    figure.size(1100, 560).save("scaling.png")
}
