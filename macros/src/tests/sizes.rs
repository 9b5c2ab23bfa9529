//! Mistakes in the sizes of layers.

use super::reports;

#[test]
fn a_size_is_no_size() {
    reports("input = 2", "struct Net { a: Linear<0> }", "@@");
    reports("input = 2", "struct Net { a: Linear<2.5> }", "@@");
    reports("input = 2", "struct Net { a: Linear<-3> }", "@@");
    reports("input = 2", "struct Net { a: Linear<\"3\"> }", "@@");
    reports("input = 2", "struct Net { a: Linear<3u8> }", "@@");
    reports("input = 2", "struct Net { a: Linear<{ 0 }> }", "@@");
}

#[test]
fn a_size_is_too_large() {
    reports("input = 2", "struct Net { a: Linear<2147483649> }", "@@");
    reports("input = 2", "struct Net { a: Linear<99999999999999999999999> }", "@@");
    reports("input = 65536", "struct Net { a: Linear<65536>, b: Relu }", "@@");
}

#[test]
fn a_size_is_taken_from_the_network_itself() {
    reports("input = 2", "struct Net { a: Linear<Self::SIZE> }", "@@");
    reports("input = 2", "struct Net { a: Linear<{ Self::SIZE }> }", "@@");
    reports("input = 2", "struct Net { a: Linear<{ 2 * Self::SIZE }> }", "@@");
}

#[test]
fn a_const_parameter_is_computed_with() {
    reports("input = 2", "struct Net<const H: usize> { a: Linear<{ 2 * H }> }", "@@");
    reports("input = [2, H]", "struct Net<const H: usize> { a: Relu }", "@@");
    reports("input = H", "struct Net<const H: usize> { a: Relu, #[from(input, a)] b: Concat }", "@@");
}

#[test]
fn a_const_parameter_meets_another_size() {
    reports("input = 2", "struct Net<const H: usize> { a: Linear<H>, b: Linear<100, 3> }", "@@");
    reports("input = 2", "struct Net<const H: usize> { a: Linear<4>, b: Linear<H, 3> }", "@@");
    reports("input = 2", "struct Net<const H: usize> { a: Linear<SIZE>, b: Linear<H, 3> }", "@@");
    reports("input = 2", "struct Net<const H: usize, const G: usize> { a: Linear<H>, b: Linear<G, 3> }", "@@");
}
