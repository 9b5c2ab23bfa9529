//! The name that someone probably meant.

/// The candidate nearest to `name`, if it is near enough to be a slip.
pub(crate) fn nearest<'a>(name: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<String> {
    let wanted = name.to_lowercase();
    // A third of the letters may differ: more is another word, not a slip.
    let most = (wanted.chars().count() / 3).max(1);
    candidates
        .into_iter()
        .map(|candidate| (strsim::damerau_levenshtein(&wanted, &candidate.to_lowercase()), candidate))
        .filter(|(distance, _)| *distance <= most)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate.to_owned())
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn slips_are_found_and_other_words_are_not() {
        let names = ["Linear", "Relu", "LogSoftmax", "Softmax"];
        for (written, meant) in
            [("Liner", "Linear"), ("ReLU", "Relu"), ("LogSoftMax", "LogSoftmax"), ("sofmax", "Softmax")]
        {
            assert_eq!(nearest(written, names).as_deref(), Some(meant));
        }
        assert_eq!(nearest("Attention", names), None);
        assert_eq!(nearest("", names), None);
    }
}
