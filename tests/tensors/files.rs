//! Files of tensors of any rank, and of statistics.

use super::{Columns, Net};
use netwright::Error;
use netwright::layer::prelude::*;
use netwright::prelude::*;
use netwright::weights::{Load, Mismatch, Save};
use safetensors::tensor::{Dtype, TensorView};

fn count(net: &mut Columns) {
    for tensor in Columns::<f32>::tensors() {
        let values = net.values_mut(&tensor);
        (0..values.len()).for_each(|position| values[tensor.offset_of(position)] = position as f32);
    }
}

/// A file has all tensors row after row, the last index fastest.
#[test]
fn tensors_of_four_sizes_are_saved_and_loaded_in_the_order_of_pytorch() {
    let mut net = Columns::zeros();
    count(&mut net);
    // In memory it is the transpose of a matrix of three rows and four columns.
    assert_eq!(net.0.by_columns.0, [0.0, 4.0, 8.0, 1.0, 5.0, 9.0, 2.0, 6.0, 10.0, 3.0, 7.0, 11.0]);
    assert_eq!(net.0.by_rows[2][1][0], [10.0, 11.0]);
    let bytes = Save::new().to_bytes(&*net).unwrap();
    let file = safetensors::SafeTensors::deserialize(&bytes).unwrap();
    for (name, shape) in [("0.by_columns", &[3, 2, 1, 2][..]), ("0.by_rows", &[3, 2, 1, 2]), ("0.cube", &[2, 3, 4])] {
        let tensor = file.tensor(name).unwrap();
        assert_eq!(tensor.shape(), shape);
        let numbers = tensor.data().as_chunks().0.iter().map(|bytes| f32::from_le_bytes(*bytes));
        assert!(numbers.eq((0..shape.iter().product()).map(|position: usize| position as f32)), "{name}");
    }
    let again: Box<Columns> = Load::new().bytes(&bytes).unwrap();
    assert_eq!(again.as_slice(), net.as_slice());
}

#[test]
fn a_number_that_is_not_finite_is_named_by_its_indices() {
    let mut net = Net::zeros();
    net.filters.weight[1][0][1][2] = f32::NAN;
    let Err(Error::Weights { mismatches, .. }) = Save::new().to_bytes(&*net) else { panic!("it is saved") };
    assert!(matches!(&mismatches[..], [Mismatch::NotFinite { place, .. }] if place[..] == [1, 0, 1, 2]));
    net.filters.weight = [[[[0.0; 3]; 2]; 2]; 3];
    net.norm.running_var[2] = f32::INFINITY;
    let error = Save::new().to_bytes(&*net).unwrap_err().to_string();
    assert!(error.contains("`norm.running_var` has inf at [2]"), "{error}");
}

#[test]
fn what_is_embedded_is_what_is_loaded() {
    let loaded = Net::load("tests/fixtures/weights/tensors.safetensors").unwrap();
    assert_eq!(*loaded, *Net::EMBEDDED);
    let saved = Save::new().to_bytes(&*loaded).unwrap();
    assert_eq!(Load::new().bytes::<Net>(&saved).unwrap(), loaded);
}

/// A file of zeroes of single precision, and one of PyTorch's counts.
fn file(tensors: &[(&str, &[usize])], counter: (&str, Dtype, &[usize])) -> Vec<u8> {
    let zeros = [0; 1024];
    let view = |dtype, shape: &[usize], size: usize| {
        TensorView::new(dtype, shape.to_vec(), &zeros[..size * shape.iter().product::<usize>()]).unwrap()
    };
    let tensors = tensors.iter().map(|(name, shape)| (*name, view(Dtype::F32, shape, 4)));
    let (name, dtype, shape) = counter;
    let size = if dtype == Dtype::I64 { 8 } else { 4 };
    safetensors::serialize(tensors.chain([(name, view(dtype, shape, size))]), None).unwrap()
}

const TENSORS: [(&str, &[usize]); 6] = [
    ("filters.weight", &[3, 2, 2, 3]),
    ("filters.bias", &[3]),
    ("norm.weight", &[3]),
    ("norm.bias", &[3]),
    ("norm.running_mean", &[3]),
    ("norm.running_var", &[3]),
];

#[test]
fn counts_of_batches_are_passed_over_beside_statistics() {
    let counter = ("norm.num_batches_tracked", Dtype::I64, &[][..]);
    assert!(Load::new().bytes::<Net>(&file(&TENSORS, counter)).is_ok());
    let within = TENSORS.map(|(name, shape)| (format!("net.{name}"), shape));
    let within: Vec<_> = within.iter().map(|(name, shape)| (&**name, *shape)).collect();
    let within = file(&within, ("net.norm.num_batches_tracked", Dtype::I64, &[]));
    assert!(Load::new().prefix("net.").bytes::<Net>(&within).is_ok());
    let report = Load::new().partial_bytes(&file(&TENSORS, counter), &mut *Net::zeros()).unwrap();
    assert_eq!((report.loaded().len(), report.mismatches()), (6, &[][..]));
    // Not what is called otherwise, is elsewhere, or is no single whole number.
    for counter in [
        ("norm.batches", Dtype::I64, &[][..]),
        ("norm.my_num_batches_tracked", Dtype::I64, &[]),
        ("filters.num_batches_tracked", Dtype::I64, &[]),
        ("num_batches_tracked", Dtype::I64, &[]),
        ("norm.num_batches_tracked", Dtype::F32, &[]),
        ("norm.num_batches_tracked", Dtype::I64, &[1]),
    ] {
        let error = Load::new().bytes::<Net>(&file(&TENSORS, counter)).unwrap_err().to_string();
        let line = format!("\n  `{}` {:?} is not in the network", counter.0, counter.2);
        assert!(error.ends_with(&line), "{error}");
    }
}

/// A parameter of that name is no statistic.
#[test]
fn counts_beside_parameters_are_not_passed_over() {
    #[derive(Parameters)]
    struct MeanOf<const N: usize, T: Real = f32> {
        running_mean: SVector<T, N>,
    }

    impl<const N: usize, T: Real> Layer<T> for MeanOf<N, T> {
        type In = Const<N>;
        type Out = Const<N>;
        type Scratch = ();

        fn infer<B: Dim, S: Simd>(&self, _: S, Infer { input: x, output: mut y, .. }: Infer<'_, T, Self, B>) {
            for (x, mut y) in x.column_iter().zip(y.column_iter_mut()) {
                y.copy_from(&(x - self.running_mean));
            }
        }
    }

    #[network(input = 3, train = false)]
    struct Means(MeanOf<_>);
    let tensors: [(&str, &[usize]); 1] = [("0.running_mean", &[3])];
    let counted = file(&tensors, ("0.num_batches_tracked", Dtype::I64, &[]));
    assert!(Load::new().bytes::<Means>(&counted).is_err());
    let statistics = file(&TENSORS[4..], ("norm.num_batches_tracked", Dtype::I64, &[]));
    let error = Load::new().bytes::<Means>(&statistics).err().unwrap().to_string();
    assert!(error.contains("`norm.num_batches_tracked` [] is not in the network"), "{error}");
}
