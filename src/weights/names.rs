//! Names that are only in the network or only in the file, and how they belong together.

use crate::error::Mismatch;
use std::collections::BTreeSet;
use std::format;
use std::prelude::rust_2024::*;

/// A tensor that only the file has: its name and shape.
pub(super) type Other = (String, Vec<usize>);

/// Completes the mismatches by what only the file has. If no name is that of the network, they may
/// all begin with something, which is said once; else each missing tensor is told which other one
/// may be meant. All names begin with `prefix` as it is.
pub(super) fn explain(
    mut mismatches: Vec<Mismatch>,
    mut others: Vec<Other>,
    prefix: &str,
    is_strange: bool,
) -> Vec<Mismatch> {
    let seen = if is_strange { prefix_seen(&mismatches, &others, prefix) } else { None };
    if let Some(seen) = &seen {
        let in_file = |name: &str| format!("{seen}{}", &name[prefix.len()..]);
        let meant: BTreeSet<String> = missing(&mismatches).map(in_file).collect();
        let have: BTreeSet<String> = others.iter().map(|(name, _)| name.clone()).collect();
        mismatches
            .retain(|mismatch| !matches!(mismatch, Mismatch::Missing { name, .. } if have.contains(&in_file(name))));
        others.retain(|(name, _)| !meant.contains(name));
    }
    name_nearest(&mut mismatches, &others);
    let seen = seen.map(|prefix| Mismatch::Prefix { prefix });
    let unexpected = others.into_iter().map(|(name, shape)| Mismatch::Unexpected { name, shape });
    seen.into_iter().chain(mismatches).chain(unexpected).collect()
}

/// The shortest beginning, up to a point, with which most of the missing tensors are there.
fn prefix_seen(mismatches: &[Mismatch], others: &[Other], prefix: &str) -> Option<String> {
    let have: BTreeSet<&str> = others.iter().filter_map(|(name, _)| name.strip_prefix(prefix)).collect();
    let missing: Vec<&str> = missing(mismatches).map(|name| &name[prefix.len()..]).collect();
    let candidates = have.iter().filter_map(|name| name.strip_suffix(missing.first()?));
    let explains = |seen: &&str| {
        let explained = missing.iter().filter(|name| have.contains(&*format!("{seen}{name}"))).count();
        seen.ends_with('.') && 2 * explained > missing.len()
    };
    candidates.filter(explains).min_by_key(|seen| seen.len()).map(|seen| format!("{prefix}{seen}"))
}

fn missing(mismatches: &[Mismatch]) -> impl Iterator<Item = &str> {
    mismatches.iter().filter_map(|mismatch| match mismatch {
        Mismatch::Missing { name, .. } => Some(name.as_str()),
        _ => None,
    })
}

/// Tells each missing tensor which one of the others may be meant.
fn name_nearest(mismatches: &mut [Mismatch], others: &[Other]) {
    for mismatch in mismatches {
        if let Mismatch::Missing { name, shape, nearest } = mismatch {
            // One of the same shape first.
            let distance = |(other, other_shape): &&Other| (other_shape != shape, strsim::levenshtein(name, other));
            *nearest = others.iter().min_by_key(distance).map(|(other, _)| other.clone());
        }
    }
}
