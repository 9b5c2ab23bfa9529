//! Convolutions, pools, normalisations and recurrent layers by their definitions, one element
//! after the other.

use super::number::Number;
use super::walk::{EPSILON, Tensors, map, mean};
use netwright::shape::Shape;

/// The numbers of a step that the table of steps has not.
#[derive(Clone, Copy)]
pub(crate) struct Window {
    /// Size, positions, kernel, stride, dilation, padding in front; of a signal those of one row.
    pub(crate) rows: [usize; 6],
    pub(crate) columns: [usize; 6],
    pub(crate) groups: usize,
    pub(crate) counts_padding: bool,
}

/// A step with its input.
pub(crate) struct Array<'a, S> {
    pub(crate) tensors: &'a Tensors<S>,
    pub(crate) name: &'a str,
    pub(crate) x: &'a [S],
    pub(crate) input: Shape,
    pub(crate) output: Shape,
    pub(crate) window: Option<Window>,
}

/// The elements of an axis that a position reads, each with its tap; those in the padding are
/// `None`.
fn taps([size, _, kernel, stride, dilation, before]: [usize; 6], position: usize) -> Vec<(usize, Option<usize>)> {
    let place = |tap: usize| (position * stride + tap * dilation).checked_sub(before).filter(|&place| place < size);
    (0..kernel).map(|tap| (tap, place(tap))).collect()
}

impl<S: Number> Array<'_, S> {
    /// Returns true if this file computes a layer; normalisations of vectors among them.
    pub(crate) fn knows(&self, layer: &str) -> bool {
        let windows = ["Conv", "ConvTranspose", "MaxPool", "AvgPool", "AdaptiveAvgPool", "BatchNorm"];
        let others = [
            "GlobalAvgPool",
            "GlobalMaxPool",
            "GroupNorm",
            "InstanceNorm",
            "PRelu",
            "PRelu<PerChannel>",
            "Rnn",
            "Gru",
            "Lstm",
        ];
        let kind = layer.strip_suffix("1d").or(layer.strip_suffix("2d"));
        kind.is_some_and(|kind| windows.contains(&kind)) || others.contains(&layer)
    }

    /// The output of a layer.
    pub(crate) fn compute(&self, layer: &str) -> Vec<S> {
        match layer {
            "Conv1d" | "Conv2d" => self.convolution(),
            "ConvTranspose1d" | "ConvTranspose2d" => self.transposed(),
            "MaxPool1d" | "MaxPool2d" => self.pool(|taken, _| greatest(taken)),
            "AvgPool1d" | "AvgPool2d" => {
                self.pool(|taken, count| taken.iter().copied().sum::<S>() / S::of(count as f64))
            }
            "AdaptiveAvgPool1d" | "AdaptiveAvgPool2d" => self.adaptive(),
            "GlobalAvgPool" => self.channels().map(|channel| mean(channel.iter().copied())).collect(),
            "GlobalMaxPool" => self.channels().map(greatest).collect(),
            "BatchNorm1d" | "BatchNorm2d" => self.batch_norm(),
            "GroupNorm" => self.affine(self.standardized(self.window.map_or(1, |window| window.groups))),
            "InstanceNorm" => {
                let standardized = self.standardized(self.input.size(0));
                if self.tensors.find(&self.own("weight")).is_some() { self.affine(standardized) } else { standardized }
            }
            "PRelu" | "PRelu<PerChannel>" => self.leaked(),
            "Rnn" | "Gru" | "Lstm" => self.recurrent(layer),
            _ => panic!("{layer} is not known here"),
        }
    }

    fn channels(&self) -> impl Iterator<Item = &[S]> {
        self.x.chunks(self.x.len() / self.input.size(0))
    }

    fn own(&self, tensor: &str) -> String {
        format!("{}.{tensor}", self.name)
    }

    fn window(&self) -> Window {
        self.window.unwrap_or_else(|| panic!("there is no window of {}", self.name))
    }

    /// The indices of a weight: a signal has no rows of taps.
    fn weight(&self, out: usize, input: usize, row: usize, column: usize) -> S {
        let (tensor, numbers) = self.tensors.find(&self.own("weight")).expect("weights");
        let indices = [out, input, row, column];
        let place =
            if tensor.shape().len() == 4 { tensor.offset(&indices) } else { tensor.offset(&[out, input, column]) };
        numbers[place]
    }

    fn bias(&self, channel: usize) -> S {
        self.tensors.find(&self.own("bias")).map_or(S::of(0.0), |(_, numbers)| numbers[channel])
    }

    /// `y_oij = b_o + Σ w_ocpq · x_c(i·s + p·d - before)(..)`, over the channels of the group.
    fn convolution(&self) -> Vec<S> {
        let Window { rows, columns, groups, .. } = self.window();
        let (inputs, outputs) = (self.input.size(0) / groups, self.output.size(0) / groups);
        let mut y = Vec::new();
        for out in 0..groups * outputs {
            for row in 0..rows[1] {
                for column in 0..columns[1] {
                    let mut sum = self.bias(out);
                    for channel in 0..inputs {
                        let x = self.channels().nth(out / outputs * inputs + channel).expect("a channel");
                        for (p, i) in taps(rows, row) {
                            for (q, j) in taps(columns, column) {
                                if let (Some(i), Some(j)) = (i, j) {
                                    sum = sum + self.weight(out, channel, p, q) * x[i * columns[0] + j];
                                }
                            }
                        }
                    }
                    y.push(sum);
                }
            }
        }
        y
    }

    /// Each element of the input adds the kernel to the output, where a convolution would read it.
    fn transposed(&self) -> Vec<S> {
        let Window { rows, columns, groups, .. } = self.window();
        let (inputs, outputs) = (self.input.size(0) / groups, self.output.size(0) / groups);
        let size = rows[1] * columns[1];
        let mut y: Vec<S> = (0..groups * outputs).flat_map(|out| vec![self.bias(out); size]).collect();
        // The positions of the window are elements of the input here.
        let [of_rows, of_columns] =
            [rows, columns].map(|[size, out, rest @ ..]| [out, size, rest[0], rest[1], rest[2], rest[3]]);
        for (channel, x) in self.channels().enumerate() {
            for (place, &x) in x.iter().enumerate() {
                for out in 0..outputs {
                    let y = &mut y[(channel / inputs * outputs + out) * size..][..size];
                    for (p, i) in taps(of_rows, place / columns[0]) {
                        for (q, j) in taps(of_columns, place % columns[0]) {
                            if let (Some(i), Some(j)) = (i, j) {
                                let y = &mut y[i * columns[1] + j];
                                *y = *y + self.weight(channel, out, p, q) * x;
                            }
                        }
                    }
                }
            }
        }
        y
    }

    /// A function of the elements of each window, and of their number.
    fn pool(&self, f: impl Fn(&[S], usize) -> S) -> Vec<S> {
        let Window { rows, columns, counts_padding, .. } = self.window();
        // Padding is counted as far as it is equal on both sides; what the last window reads behind
        // it never is.
        let counted = |axis: [usize; 6], position: usize| {
            let end = (position * axis[3] + axis[2]).min(axis[0] + 2 * axis[5]);
            end - position * axis[3]
        };
        let mut y = Vec::new();
        for channel in self.channels() {
            for row in 0..rows[1] {
                for column in 0..columns[1] {
                    let (rows_read, columns_read) = (taps(rows, row), taps(columns, column));
                    let within =
                        |taps: &[(usize, Option<usize>)]| taps.iter().filter_map(|tap| tap.1).collect::<Vec<_>>();
                    let (is, js) = (within(&rows_read), within(&columns_read));
                    let taken: Vec<S> =
                        is.iter().flat_map(|i| js.iter().map(move |j| channel[i * columns[0] + j])).collect();
                    let count =
                        if counts_padding { counted(rows, row) * counted(columns, column) } else { taken.len() };
                    y.push(f(&taken, count));
                }
            }
        }
        y
    }

    /// The mean from `⌊i·size/out⌋` to `⌈(i + 1)·size/out⌉` along each axis.
    fn adaptive(&self) -> Vec<S> {
        let rank = self.input.rank();
        let rows = |shape: Shape| if rank == 2 { 1 } else { shape.size(1) };
        let columns = self.input.size(rank - 1);
        let part = |i: usize, size: usize, out: usize| i * size / out..((i + 1) * size).div_ceil(out);
        let (out_rows, out_columns) = (rows(self.output), self.output.size(rank - 1));
        let mut y = Vec::new();
        for channel in self.channels() {
            for row in 0..out_rows {
                for column in 0..out_columns {
                    let taken = part(row, rows(self.input), out_rows)
                        .flat_map(|i| part(column, columns, out_columns).map(move |j| channel[i * columns + j]));
                    y.push(mean(taken.collect::<Vec<_>>().into_iter()));
                }
            }
        }
        y
    }

    /// As in training: of each channel over all samples, of which `batch` has the numbers.
    pub(crate) fn batch_norm_of(&self, batch: &[&[S]]) -> Vec<Vec<S>> {
        let plane = self.x.len() / self.input.size(0);
        let moments: Vec<_> = (0..self.input.size(0))
            .map(|c| {
                let of_channel = |sample: &&[S]| sample[c * plane..(c + 1) * plane].to_vec();
                let numbers: Vec<S> = batch.iter().flat_map(of_channel).collect();
                let centre = mean(numbers.iter().copied());
                (centre, (mean(numbers.iter().map(|&x| (x - centre).powi(2))) + S::of(EPSILON)).sqrt())
            })
            .collect();
        let standardized = |(place, &x): (usize, &S)| (x - moments[place / plane].0) / moments[place / plane].1;
        batch.iter().map(|sample| self.affine(sample.iter().enumerate().map(standardized).collect())).collect()
    }

    fn batch_norm(&self) -> Vec<S> {
        let [mean, variance] = ["running_mean", "running_var"].map(|name| self.tensors.numbers(&self.own(name)));
        let normalized = self.channels().enumerate().flat_map(|(c, channel)| {
            let (mean, deviation) = (mean[c], (variance[c] + S::of(EPSILON)).sqrt());
            channel.iter().map(move |&x| (x - mean) / deviation)
        });
        self.affine(normalized.collect())
    }

    /// Equal parts of a sample, with the mean 0 and the variance 1.
    fn standardized(&self, parts: usize) -> Vec<S> {
        let part = |part: &[S]| {
            let centre = mean(part.iter().copied());
            let variance = mean(part.iter().map(|&x| (x - centre).powi(2)));
            map(part, |x| (x - centre) / (variance + S::of(EPSILON)).sqrt())
        };
        self.x.chunks(self.x.len() / parts).flat_map(part).collect()
    }

    /// `w·x + b` of each channel.
    fn affine(&self, x: Vec<S>) -> Vec<S> {
        let [weight, bias] = ["weight", "bias"].map(|name| self.tensors.numbers(&self.own(name)));
        let size = x.len() / weight.len();
        x.iter().enumerate().map(|(place, &x)| weight[place / size] * x + bias[place / size]).collect()
    }

    fn leaked(&self) -> Vec<S> {
        let slopes = self.tensors.numbers(&self.own("weight"));
        let size = self.x.len() / slopes.len();
        let leaked = |(place, &x): (usize, &S)| if x > S::of(0.0) { x } else { slopes[place / size] * x };
        self.x.iter().enumerate().map(leaked).collect()
    }

    /// The states of all layers, which PyTorch's names of tensors count.
    fn recurrent(&self, layer: &str) -> Vec<S> {
        let length = self.input.size(1);
        let mut frames: Vec<Vec<S>> =
            (0..length).map(|frame| self.channels().map(|channel| channel[frame]).collect()).collect();
        let mut last = Vec::new();
        for number in 0.. {
            if self.tensors.find(&self.own(&format!("weight_ih_l{number}"))).is_none() {
                break;
            }
            let ends = [format!("_l{number}"), format!("_l{number}_reverse")];
            let found: Vec<Vec<Vec<S>>> = (ends.iter().enumerate())
                .filter(|(_, end)| self.tensors.find(&self.own(&format!("weight_ih{end}"))).is_some())
                .map(|(direction, end)| {
                    let mut frames = frames.clone();
                    if direction == 1 {
                        frames.reverse();
                    }
                    let mut states = self.states(layer, end, &frames);
                    if direction == 1 {
                        states.reverse();
                    }
                    states
                })
                .collect();
            last = found
                .iter()
                .enumerate()
                .flat_map(|(direction, states)| states[if direction == 0 { length - 1 } else { 0 }].clone())
                .collect();
            frames = (0..length).map(|frame| found.iter().flat_map(|states| states[frame].clone()).collect()).collect();
        }
        if self.output.rank() == 1 {
            return last;
        }
        (0..last.len()).flat_map(|unit| frames.iter().map(move |frame| frame[unit]).collect::<Vec<_>>()).collect()
    }

    /// The states after each frame, in one direction of one layer.
    fn states(&self, layer: &str, end: &str, frames: &[Vec<S>]) -> Vec<Vec<S>> {
        let product = |name: &str, x: &[S]| -> Vec<S> {
            let (tensor, numbers) = self.tensors.find(&self.own(&format!("weight_{name}{end}"))).expect("weights");
            let bias = self.tensors.find(&self.own(&format!("bias_{name}{end}")));
            let row = |row: usize| {
                let sum: S = x.iter().enumerate().map(|(column, &x)| numbers[tensor.offset(&[row, column])] * x).sum();
                sum + bias.map_or(S::of(0.0), |(_, bias)| bias[row])
            };
            (0..tensor.shape()[0]).map(row).collect()
        };
        let gates = match layer {
            "Rnn" => 1,
            "Gru" => 3,
            _ => 4,
        };
        let units = product("ih", &frames[0]).len() / gates;
        let one = S::of(1.0);
        let logistic = |x: S| one / (one + (-x).exp());
        let (mut h, mut c) = (vec![S::of(0.0); units], vec![S::of(0.0); units]);
        let mut states = Vec::new();
        for x in frames {
            let (p, q) = (product("ih", x), product("hh", &h));
            for unit in 0..units {
                let at = |gate: usize| (p[gate * units + unit], q[gate * units + unit]);
                let both = |gate: usize| at(gate).0 + at(gate).1;
                h[unit] = match layer {
                    "Rnn" => both(0).tanh(),
                    "Gru" => {
                        let (r, z) = (logistic(both(0)), logistic(both(1)));
                        (one - z) * (at(2).0 + r * at(2).1).tanh() + z * h[unit]
                    }
                    _ => {
                        c[unit] = logistic(both(1)) * c[unit] + logistic(both(0)) * both(2).tanh();
                        logistic(both(3)) * c[unit].tanh()
                    }
                };
            }
            states.push(h.clone());
        }
        states
    }
}

fn greatest<S: Number>(numbers: &[S]) -> S {
    numbers.iter().copied().reduce(S::larger).expect("numbers")
}
