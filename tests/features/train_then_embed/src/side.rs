/// The relation of two bits.
#[derive(Class, Clone, Copy, Debug, PartialEq, Eq)]
enum Side {
    Equal,
    Different,
}
