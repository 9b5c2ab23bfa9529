//! Prints the digits that the network sees, one in a line.

fn main() {
    for number in 0..embed_digits::DIGITS {
        println!("{}", embed_digits::answer(number));
    }
}
