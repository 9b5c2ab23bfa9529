//! Reading any bytes as any format gives data that is finite and complete, or an error.
#![no_main]

use libfuzzer_sys::fuzz_target;
use netwright::data::{Array, Csv};

fuzz_target!(|bytes: &[u8]| {
    for array in [Array::idx_from("file", bytes), Array::npy_from("file", bytes)].into_iter().flatten() {
        if let Ok(samples) = array.samples::<f64, 4>() {
            assert!(samples.len() == array.shape()[0] && samples.as_flattened().iter().all(|x| x.is_finite()));
        }
        let (pixels, classes) = (array.pixels::<f32, 1>(), array.classes::<bool>());
        assert!(pixels.is_err() || classes.is_err() || array.shape().iter().product::<usize>() == array.shape()[0]);
    }
    let form = Csv::new().no_header().delimiter(b';').decimal_comma().comment(b'#').quote(b'\'');
    for table in [Csv::new(), form].iter().filter_map(|csv| csv.read_from("file", bytes).ok()) {
        if let Ok(samples) = table.samples::<f32, 2>() {
            assert!(samples.len() == table.len() && samples.as_flattened().iter().all(|x| x.is_finite()));
        }
        let column = &table.columns()[0];
        if let Ok(data) = table.classes::<f64, 1, bool>(column) {
            assert!(data.len() == table.len() && table.columns().len() == 2);
        }
        let _ = (table.class_names(column), table.cell(0, column));
    }
});
