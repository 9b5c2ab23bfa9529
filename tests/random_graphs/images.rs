//! Layers that lay images and signals out anew, element by element.

use super::number::Number;
use netwright::shape::Shape;

/// The output of a step, the end of whose name says how it lays its input out, and how many
/// elements it adds or cuts off in front of each axis: `s3_reflect_1_2`, `s4_linear`.
pub(crate) fn resampled<S: Number>(name: &str, x: &[S], input: Shape, output: Shape) -> Vec<S> {
    let words: Vec<&str> = name.split('_').collect();
    let front: Vec<isize> = words[2..].iter().map(|front| front.parse().expect("a number")).collect();
    let way = words[1];
    let rank = input.rank();
    let (rows, columns) = (input.size(rank - 2), input.size(rank - 1));
    let rows = if rank == 2 { 1 } else { rows };
    let out_rows = if rank == 2 { 1 } else { output.size(1) };
    let out_columns = output.size(rank - 1);
    let mut y = Vec::new();
    for channel in x.chunks(rows * columns) {
        for row in 0..out_rows {
            for column in 0..out_columns {
                let rows_of =
                    if rank == 2 { vec![(0, 1.0)] } else { sources(way, row, front.first().copied(), rows, out_rows) };
                let columns_of = sources(way, column, front.last().copied(), columns, out_columns);
                let parts = rows_of.iter().flat_map(|&(i, a)| columns_of.iter().map(move |&(j, b)| (i, j, a * b)));
                y.push(parts.map(|(i, j, weight)| S::of(weight) * channel[i * columns + j]).sum());
            }
        }
    }
    y
}

/// The elements along an axis from which an element is made, with their weights.
fn sources(way: &str, position: usize, front: Option<isize>, size: usize, out: usize) -> Vec<(usize, f64)> {
    let last = size as isize - 1;
    let shifted = position as isize - front.unwrap_or(0);
    let one = |position: isize| vec![(usize::try_from(position).expect("within the axis"), 1.0)];
    match way {
        "nearest" => one((position as f64 * size as f64 / out as f64).floor() as isize),
        "linear" => {
            let u = ((position as f64 + 0.5) * size as f64 / out as f64 - 0.5).max(0.0);
            let (i, weight) = (u.floor() as usize, u - u.floor());
            vec![(i, 1.0 - weight), ((i + 1).min(size - 1), weight)]
        }
        "crop" => one(position as isize + front.unwrap_or(0)),
        "zeros" if (0..=last).contains(&shifted) => one(shifted),
        "zeros" => Vec::new(),
        "reflect" => one(if shifted < 0 { -shifted } else { last - (last - shifted).abs() }),
        "replicate" => one(shifted.clamp(0, last)),
        "circular" => one(shifted.rem_euclid(size as isize)),
        other => panic!("{other} is no way to lay an image out"),
    }
}
