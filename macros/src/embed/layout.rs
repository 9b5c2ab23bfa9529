//! The order in which the library wants the elements of a tensor.

/// The layout of a matrix with `out` rows and `inputs` columns: the same rule as the library's `Layout::of`. A tensor for which this is not right is put into
/// order by the compiler, which takes longer and changes nothing.
pub(super) fn of(out: usize, inputs: usize) -> &'static str {
    if out < 16 && out < inputs { "RowMajor" } else { "ColumnMajor" }
}

/// The numbers of a tensor, which stand row after row, in the order that the library wants, as bytes; and that order.
pub(super) fn bytes(shape: &[usize], numbers: &[f32]) -> (&'static str, Vec<u8>) {
    let encode = |numbers: &mut dyn Iterator<Item = f32>| numbers.flat_map(f32::to_le_bytes).collect();
    match *shape {
        [out, inputs] if of(out, inputs) == "ColumnMajor" => {
            let mut columns = (0..inputs).flat_map(|column| (0..out).map(move |row| numbers[row * inputs + column]));
            ("ColumnMajor", encode(&mut columns))
        }
        _ => ("RowMajor", encode(&mut numbers.iter().copied())),
    }
}

#[cfg(test)]
mod tests {
    use super::bytes;

    fn numbers(bytes: &[u8]) -> Vec<f32> {
        bytes.chunks(4).map(|bytes| f32::from_le_bytes(bytes.try_into().expect("four bytes"))).collect()
    }

    #[test]
    fn wide_matrices_keep_their_rows_and_others_go_by_columns() {
        let (layout, wide) = bytes(&[1, 3], &[1.0, 2.0, 3.0]);
        assert_eq!((layout, numbers(&wide)), ("RowMajor", vec![1.0, 2.0, 3.0]));
        let (layout, tall) = bytes(&[3, 2], &[1.0, 2.0, 3.0, 4.0, 5.0, 6.0]);
        assert_eq!((layout, numbers(&tall)), ("ColumnMajor", vec![1.0, 3.0, 5.0, 2.0, 4.0, 6.0]));
    }
}
