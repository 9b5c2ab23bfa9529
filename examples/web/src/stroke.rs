//! Strokes of a pen.

/// A place on the paper: to the right, and down, in any unit.
pub type Point = [f32; 2];

/// A drawing: the points of all strokes, one after the other.
///
/// A point whose coordinates are not finite ends a stroke. A stroke of one point is a dot.
#[derive(Clone, Copy, Debug)]
pub struct Drawing<'a>(pub &'a [Point]);

/// The smallest rectangle around a drawing.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Bounds {
    least: Point,
    greatest: Point,
}

impl<'a> Drawing<'a> {
    /// Returns the strokes; each has a point at least.
    pub fn strokes(self) -> impl Iterator<Item = &'a [Point]> {
        self.0.split(|point| !is_finite(point)).filter(|stroke| !stroke.is_empty())
    }

    /// Returns the lines that the pen has drawn, from point to point; of a dot, one without length.
    pub(crate) fn lines(self) -> impl Iterator<Item = (Point, Point)> {
        self.strokes().flat_map(|stroke| {
            let dot = stroke.first().filter(|_| stroke.len() == 1).map(|dot| (*dot, *dot));
            stroke.iter().copied().zip(stroke.iter().copied().skip(1)).chain(dot)
        })
    }

    /// Returns the rectangle around all points, if there are any.
    pub(crate) fn bounds(self) -> Option<Bounds> {
        let points = self.0.iter().filter(|point| is_finite(point));
        points.fold(None, |bounds: Option<Bounds>, &point| {
            let Bounds { least, greatest } = bounds.unwrap_or(Bounds { least: point, greatest: point });
            Some(Bounds {
                least: [least[0].min(point[0]), least[1].min(point[1])],
                greatest: [greatest[0].max(point[0]), greatest[1].max(point[1])],
            })
        })
    }
}

impl Bounds {
    /// Returns the place in the middle.
    pub(crate) fn middle(self) -> Point {
        [0, 1].map(|axis| self.least[axis] / 2.0 + self.greatest[axis] / 2.0)
    }

    /// Returns the length of the longer side.
    pub(crate) fn side(self) -> f32 {
        (self.greatest[0] - self.least[0]).max(self.greatest[1] - self.least[1])
    }
}

fn is_finite(point: &Point) -> bool {
    point.iter().all(|coordinate| coordinate.is_finite())
}
