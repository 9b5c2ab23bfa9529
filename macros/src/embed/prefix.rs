//! Names that all begin with something: `module.`, `_orig_mod.`, `model.`.

use super::file::File;
use super::fit::{Filled, PREFIX, Quoted};
use super::needed::{Needed, owner};
use crate::model::Network;
use std::collections::BTreeSet;

/// The beginning of the names in the file, if the network has none of them, but most of those
/// without it.
pub(super) fn seen(file: &File, needed: &[Needed], network: &Network) -> Option<String> {
    let is_meant = |name: &str| {
        let is_opaque = |step: usize| network.steps[step].layer.is_opaque();
        needed.iter().any(|needed| needed.name == name) || owner(network, name).is_some_and(is_opaque)
    };
    let names = || file.tensors.iter().map(|tensor| tensor.name.as_str());
    if names().any(is_meant) {
        return None;
    }
    let beginnings =
        |name: &str| name.match_indices('.').map(|(point, _)| name[..=point].to_owned()).collect::<Vec<_>>();
    let candidates: BTreeSet<String> = names().flat_map(beginnings).collect();
    let explains = |prefix: &String| {
        let rests: Vec<&str> = names().filter_map(|name| name.strip_prefix(prefix.as_str())).collect();
        2 * rests.iter().filter(|rest| is_meant(rest)).count() > rests.len()
    };
    candidates.into_iter().filter(explains).min_by_key(String::len)
}

/// The message about it.
pub(super) fn message(file: &File, seen: &str, network: &Network) -> String {
    let (text, whole) = (&file.path.text, format!("{}{seen}", file.prefix));
    format!(
        "{text:?} does not fit `{}`: {}\nhelp: say so once, with `weights(file = {}, prefix = {whole:?})`",
        network.name,
        Filled(PREFIX, &[&Quoted(&whole)]),
        file.path.written
    )
}
