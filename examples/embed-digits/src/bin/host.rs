//! Prints the network's answers, one per line.

fn main() {
    for number in 0..embed_digits::DIGITS {
        println!("{}", embed_digits::answer(number));
    }
}
