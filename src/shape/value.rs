//! Shapes as values, and a row of the tables that show them.

use core::fmt;

/// The shape of a value: `[N]` features, `[C, L]` or `[C, H, W]` with the channels first.
///
/// ```
/// use netwright::shape::Shape;
///
/// let image = Shape::new(&[1, 28, 28]);
/// assert_eq!(image.features(), 784);
/// assert_eq!(image.to_string(), "[1, 28, 28]");
///
/// // Names of axes are for people: shapes are equal whatever their axes are called.
/// let named = image.named(&["channels", "height", "width"]);
/// assert_eq!(named.to_string(), "[channels = 1, height = 28, width = 28]");
/// assert_eq!(named, image);
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Shape {
    sizes: [usize; Self::MAX_RANK],
    rank: usize,
    /// The names of the axes; none if they are empty.
    names: [&'static str; Self::MAX_RANK],
}

impl PartialEq for Shape {
    fn eq(&self, other: &Self) -> bool {
        self.sizes() == other.sizes()
    }
}

impl Eq for Shape {}

impl Shape {
    /// The largest number of sizes.
    pub const MAX_RANK: usize = 3;

    /// Creates a shape from the first three of these sizes.
    #[must_use]
    pub const fn new(sizes: &[usize]) -> Self {
        let mut shape = Shape { sizes: [1; Self::MAX_RANK], rank: 0, names: [""; Self::MAX_RANK] };
        while shape.rank < sizes.len() && shape.rank < Self::MAX_RANK {
            shape.sizes[shape.rank] = sizes[shape.rank];
            shape.rank += 1;
        }
        shape
    }

    /// Returns the shape with the first three of these as the names of its axes.
    #[must_use]
    pub const fn named(mut self, names: &[&'static str]) -> Self {
        let mut axis = 0;
        while axis < self.rank && axis < names.len() {
            self.names[axis] = names[axis];
            axis += 1;
        }
        self
    }

    /// Returns the name of the axis at a position, if it has one.
    #[must_use]
    pub const fn name(&self, position: usize) -> Option<&'static str> {
        if position < self.rank && !self.names[position].is_empty() { Some(self.names[position]) } else { None }
    }

    /// Returns the shape of `count` values of this one: `[2, 7]` for two of `[7]`.
    pub(crate) const fn within(self, count: usize) -> Self {
        let [first, second, third] = [self.size(0), self.size(1), self.size(2)];
        match self.rank {
            0 => Shape::new(&[count]),
            1 => Shape::new(&[count, first]),
            2 => Shape::new(&[count, first, second]),
            _ => Shape::new(&[count, first, second, third]),
        }
    }

    /// Returns the sizes.
    #[must_use]
    pub fn sizes(&self) -> &[usize] {
        &self.sizes[..self.rank]
    }

    /// Returns the number of sizes.
    #[must_use]
    pub const fn rank(&self) -> usize {
        self.rank
    }

    /// Returns the size at a position, such as the height of `[C, H, W]` at 1; and 1 after the
    /// last.
    #[must_use]
    pub const fn size(&self, position: usize) -> usize {
        if position < self.rank { self.sizes[position] } else { 1 }
    }

    /// Returns the product of the sizes from a position on, such as the number of pixels of
    /// `[C, H, W]` from 1; and 1 after the last.
    #[must_use]
    pub const fn size_from(&self, position: usize) -> usize {
        let (mut product, mut axis) = (1, position);
        while axis < self.rank {
            product *= self.sizes[axis];
            axis += 1;
        }
        product
    }

    /// Returns `true` if two shapes are equal; for constants, where `==` is not available yet.
    #[must_use]
    pub const fn is(&self, other: Self) -> bool {
        let mut same = self.rank == other.rank;
        let mut position = 0;
        while position < self.rank {
            same = same && self.size(position) == other.size(position);
            position += 1;
        }
        same
    }

    /// Returns the number of features, the product of the sizes.
    #[must_use]
    pub const fn features(&self) -> usize {
        self.sizes[0] * self.sizes[1] * self.sizes[2]
    }
}

impl fmt::Display for Shape {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("[")?;
        for (position, size) in self.sizes().iter().enumerate() {
            let separator = if position == 0 { "" } else { ", " };
            match self.name(position) {
                Some(name) => write!(f, "{separator}{name} = {size}")?,
                None => write!(f, "{separator}{size}")?,
            }
        }
        f.write_str("]")
    }
}

/// An input of a network that has a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NamedInput {
    /// Its name.
    pub name: &'static str,
    /// Its shape.
    pub shape: Shape,
}

impl fmt::Display for NamedInput {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.name, self.shape)
    }
}

/// An output of a network that has a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NamedOutput {
    /// Its name.
    pub name: &'static str,
    /// The name of the step whose value it is.
    pub step: &'static str,
    /// Its shape.
    pub shape: Shape,
}

impl fmt::Display for NamedOutput {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.name, self.shape)
    }
}

/// One step of a network, as a row of its tables.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Step {
    /// The name of the field.
    pub name: &'static str,
    /// The layer.
    pub layer: &'static str,
    /// The names of the values it takes; an input of the network without a name is called `input`.
    pub from: &'static [&'static str],
    /// The shapes of the values it takes.
    pub inputs: &'static [Shape],
    /// The shape of the value it gives.
    pub output: Shape,
    /// The number of its parameters.
    pub params: usize,
    /// The number of all numbers that it stores, statistics included.
    pub stored: usize,
    /// The number of multiply-accumulate operations of its matrices, for one sample.
    pub macs: usize,
    /// The names of the inputs of the step, if it is a network whose inputs have some.
    pub named_inputs: &'static [NamedInput],
    /// The names of the outputs of the step, if it is a network whose outputs have some.
    pub named_outputs: &'static [NamedOutput],
    /// The steps within the step, if it is a network.
    pub steps: &'static [Step],
}
