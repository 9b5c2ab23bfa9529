//! The macro's reader: each file that it takes is one that the crate `safetensors` takes, with the
//! same tensors.
#![no_main]

use libfuzzer_sys::fuzz_target;
use safetensors::SafeTensors;

#[path = "../../macros/src/embed/table/mod.rs"]
#[allow(dead_code)]
mod table;

fuzz_target!(|file: &[u8]| {
    let Ok(length) = table::length(file, file.len() as u64) else { return };
    let (text, numbers) = file[table::LENGTH..].split_at(length);
    let Ok(table) = table::Table::parse(text, numbers.len() as u64) else { return };
    let theirs = SafeTensors::deserialize(file).expect("a file of the format");
    assert_eq!(table.tensors.len(), theirs.len());
    for (name, entry) in &table.tensors {
        let tensor = theirs.tensor(name).expect("a tensor of that name");
        assert_eq!((entry.kind, &entry.shape[..]), (&*tensor.dtype().to_string(), tensor.shape()));
        assert_eq!(&numbers[entry.bytes.clone()], tensor.data());
    }
    let (_, metadata) = SafeTensors::read_metadata(file).expect("a table");
    let theirs = metadata.metadata().clone().unwrap_or_default();
    assert!(table.metadata.len() == theirs.len() && table.metadata.iter().all(|(name, text)| theirs[name] == *text));
    for text in table.metadata.values() {
        let _ = table::texts(text).ok_or_else(|| table::no_names(text));
    }
});
