/// Whether two bits are the same.
#[derive(Class, Clone, Copy, Debug, PartialEq, Eq)]
enum Side {
    Equal,
    Different,
}
