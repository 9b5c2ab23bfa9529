//! A batch as a loss sees it: the outputs, the targets, and memory for the gradients.

use crate::scalar::Real;
use core::iter::Zip;
use core::ops::Range;
use core::slice::{Chunks, ChunksMut};

/// The outputs of some samples, their targets, and memory for the gradient of the loss with respect
/// to these outputs.
///
/// A sample has `width` outputs, which are contiguous. Where a network has several outputs and the
/// loss is that of one of them, it sees a [`part`](Self::part) of each sample, and the distance
/// from one sample to the next, `stride`, is more than the width.
///
/// ```
/// use netwright::loss::LossBatch;
///
/// // Two samples of three outputs, of which a loss sees the last two, with the second target.
/// let (outputs, mut gradients) = ([1.0_f32, 2.0, 3.0, 4.0, 5.0, 6.0], [0.0; 6]);
/// let targets = [(true, 20.0), (false, 50.0)];
/// let mut batch = LossBatch::new(3, &outputs, &targets, &mut gradients);
/// let numbers = batch.targets().part(|target: &(bool, f32)| &target.1);
/// for (output, target, gradient) in batch.part(1..3, &numbers).samples() {
///     gradient[0] = target - output[0];
/// }
/// assert_eq!(gradients, [0.0, 18.0, 0.0, 0.0, 45.0, 0.0]);
/// ```
#[derive(Debug)]
pub struct LossBatch<'a, T, Y> {
    outputs: &'a [T],
    targets: Targets<'a, Y>,
    gradients: &'a mut [T],
    width: usize,
    stride: usize,
    /// Where the losses that the loss is the sum of are to be written.
    parts: &'a mut [f64],
}

impl<'a, T, Y> LossBatch<'a, T, Y> {
    /// A batch of samples with `width` outputs each. Of slices that differ in their number of
    /// samples, the shortest counts.
    #[must_use]
    #[inline(always)]
    pub fn new(width: usize, outputs: &'a [T], targets: &'a [Y], gradients: &'a mut [T]) -> Self {
        let samples = (outputs.len().min(gradients.len()) / width.max(1)).min(targets.len());
        LossBatch {
            outputs: &outputs[..samples * width],
            targets: Targets::new(&targets[..samples]),
            gradients: &mut gradients[..samples * width],
            width,
            stride: width,
            parts: &mut [],
        }
    }

    /// Returns the batch with a place for the losses that are [reported](Self::report).
    #[inline(always)]
    pub(super) fn reporting_to(self, parts: &'a mut [f64]) -> Self {
        LossBatch { parts, ..self }
    }

    /// Reports one of the losses that the whole is the sum of, at its position in
    /// [`Loss::PARTS`](crate::loss::Loss::PARTS).
    #[inline(always)]
    pub fn report(&mut self, part: usize, loss: T)
    where
        T: Real,
    {
        if let Some(place) = self.parts.get_mut(part) {
            *place = loss.to_double();
        }
    }

    /// Returns the number of samples.
    #[must_use]
    #[inline(always)]
    #[allow(clippy::len_without_is_empty)] // A loss never sees an empty batch.
    pub fn len(&self) -> usize {
        self.targets.len()
    }

    /// Returns the number of outputs of each sample.
    #[must_use]
    #[inline(always)]
    pub fn width(&self) -> usize {
        self.width
    }

    /// Returns the distance from one sample to the next: the width, or more.
    #[must_use]
    #[inline(always)]
    pub fn stride(&self) -> usize {
        self.stride
    }

    /// Returns the targets.
    #[must_use]
    #[inline(always)]
    pub fn targets(&self) -> Targets<'a, Y> {
        self.targets
    }

    /// Returns the outputs from the first of the first sample to the last of the last one.
    #[must_use]
    #[inline(always)]
    pub fn outputs(&self) -> &'a [T] {
        self.outputs
    }

    /// Returns the gradients, which lie as the outputs do. What lies between samples belongs to
    /// other losses.
    #[must_use]
    #[inline(always)]
    pub fn gradients_mut(&mut self) -> &mut [T] {
        self.gradients
    }

    /// Returns the outputs and the gradients; see [`outputs`](Self::outputs) and
    /// [`gradients_mut`](Self::gradients_mut).
    #[must_use]
    #[inline(always)]
    pub fn into_slices(self) -> (&'a [T], &'a mut [T]) {
        (self.outputs, self.gradients)
    }

    /// Returns the batch for a loss that is a step of another one.
    #[must_use]
    #[inline(always)]
    pub fn reborrow(&mut self) -> LossBatch<'_, T, Y> {
        let LossBatch { outputs, targets, gradients, width, stride, parts } = self;
        LossBatch { outputs, targets: *targets, gradients, width: *width, stride: *stride, parts }
    }

    /// Iterates over the samples: the output, the target, and memory for the gradient, which is as
    /// long as the output.
    #[inline(always)]
    pub fn samples(&mut self) -> impl Iterator<Item = (&'a [T], &'a Y, &mut [T])> {
        let (width, targets) = (self.width, self.targets);
        let rows = rows(self.outputs, self.gradients, self.stride);
        rows.enumerate()
            .map(move |(sample, (output, gradient))| (&output[..width], targets.get(sample), &mut gradient[..width]))
    }

    /// Returns some of the outputs of each sample, with targets of their own, which are
    /// [parts](Targets::part) of the whole ones. Outputs that do not exist are left out.
    #[must_use]
    #[inline(always)]
    pub fn part<'p, Z>(&'p mut self, outputs: Range<usize>, targets: &'p dyn TargetOf<Z>) -> LossBatch<'p, T, Z> {
        let end = outputs.end.min(self.width);
        let start = outputs.start.min(end);
        LossBatch {
            outputs: self.outputs.get(start..).unwrap_or_default(),
            targets: self.targets.replaced(targets),
            gradients: self.gradients.get_mut(start..).unwrap_or_default(),
            width: end - start,
            stride: self.stride,
            parts: &mut [],
        }
    }
}

impl<T: Real, Y> LossBatch<'_, T, Y> {
    /// Multiplies what was reported.
    #[inline(always)]
    pub(super) fn scale_parts(&mut self, factor: f64) {
        self.parts.iter_mut().for_each(|part| *part *= factor);
    }

    /// Makes the gradients 0, whatever they are.
    pub(super) fn clear_gradients(&mut self) {
        for gradient in self.gradients.chunks_mut(self.stride.max(1)) {
            gradient[..self.width].fill(T::zero());
        }
    }

    /// Multiplies the gradients.
    #[inline(always)]
    pub fn scale_gradients(&mut self, factor: T) {
        if self.stride == self.width {
            return self.gradients.iter_mut().for_each(|element| *element *= factor);
        }
        for gradient in self.gradients.chunks_mut(self.stride.max(1)) {
            gradient[..self.width].iter_mut().for_each(|element| *element *= factor);
        }
    }
}

/// Iterates over outputs and gradients, sample by sample, each with what follows it up to the next.
#[inline(always)]
fn rows<'o, 'g, T>(outputs: &'o [T], gradients: &'g mut [T], stride: usize) -> Zip<Chunks<'o, T>, ChunksMut<'g, T>> {
    outputs.chunks(stride.max(1)).zip(gradients.chunks_mut(stride.max(1)))
}

/// The targets of some samples.
#[derive(Debug)]
pub struct Targets<'a, Y>(Source<'a, Y>);

/// Where targets are.
enum Source<'a, Y> {
    /// One beside the other.
    Slice(&'a [Y]),
    /// Inside of larger ones.
    Parts { samples: usize, targets: &'a dyn TargetOf<Y> },
}

/// The target of each sample, wherever it is.
pub trait TargetOf<Y> {
    /// Returns the target of a sample.
    fn target_of(&self, sample: usize) -> &Y;
}

/// A part of each of some targets; [`Targets::part`] returns it.
#[derive(Clone, Copy, Debug)]
pub struct TargetParts<'a, W, P> {
    wholes: Targets<'a, W>,
    part: P,
}

impl<W, Y, P: Fn(&W) -> &Y> TargetOf<Y> for TargetParts<'_, W, P> {
    fn target_of(&self, sample: usize) -> &Y {
        (self.part)(self.wholes.get(sample))
    }
}

impl<Y> core::fmt::Debug for Source<'_, Y> {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        let samples = match self {
            Source::Slice(targets) => targets.len(),
            Source::Parts { samples, .. } => *samples,
        };
        write!(f, "{samples} targets")
    }
}

// A derive would ask for `Y: Copy`.
impl<Y> Copy for Targets<'_, Y> {}
impl<Y> Clone for Targets<'_, Y> {
    #[inline(always)]
    fn clone(&self) -> Self {
        *self
    }
}
impl<Y> Copy for Source<'_, Y> {}
impl<Y> Clone for Source<'_, Y> {
    #[inline(always)]
    fn clone(&self) -> Self {
        *self
    }
}

impl<'a, Y> Targets<'a, Y> {
    /// Targets that lie one beside the other.
    #[must_use]
    #[inline(always)]
    pub fn new(targets: &'a [Y]) -> Self {
        Targets(Source::Slice(targets))
    }

    /// Returns as many targets, which are elsewhere.
    #[inline(always)]
    pub(crate) fn replaced<'p, Z>(self, targets: &'p dyn TargetOf<Z>) -> Targets<'p, Z> {
        Targets(Source::Parts { samples: self.len(), targets })
    }

    /// Returns the number of targets.
    #[must_use]
    #[inline(always)]
    #[allow(clippy::len_without_is_empty)] // A loss never sees an empty batch.
    pub fn len(self) -> usize {
        match self.0 {
            Source::Slice(targets) => targets.len(),
            Source::Parts { samples, .. } => samples,
        }
    }

    /// Returns the target of a sample, whose number must be below [`len`](Self::len).
    #[must_use]
    #[inline(always)]
    pub fn get(self, sample: usize) -> &'a Y {
        match self.0 {
            Source::Slice(targets) => &targets[sample],
            Source::Parts { targets, .. } => targets.target_of(sample),
        }
    }

    /// Returns the same part of each target, for [`LossBatch::part`].
    #[must_use]
    #[inline(always)]
    pub fn part<Z, P: Fn(&Y) -> &Z>(self, part: P) -> TargetParts<'a, Y, P> {
        TargetParts { wholes: self, part }
    }

    /// Iterates over the targets.
    pub fn iter(self) -> impl Iterator<Item = &'a Y> {
        (0..self.len()).map(move |sample| self.get(sample))
    }

    /// Writes what `of` makes of each target, from a sample on, as far as there is room.
    #[inline(always)]
    pub(super) fn write_from<E>(self, first: usize, to: &mut [E], of: impl Fn(&Y) -> E) {
        match self.0 {
            Source::Slice(targets) => to.iter_mut().zip(&targets[first..]).for_each(|(to, target)| *to = of(target)),
            Source::Parts { targets, .. } => {
                (first..).zip(to).for_each(|(sample, to)| *to = of(targets.target_of(sample)));
            }
        }
    }
}
