//! Odd declarations: whatever is wrong, the macro must answer with messages, not panic.

use super::run;
use super::tokens;

const ARGUMENTS: [&str; 26] = [
    "",
    ",",
    ",,,",
    "=",
    "input",
    "input =",
    "input = ,",
    "input = 2,",
    "input = [,]",
    "input = [[2]]",
    "input = [..]",
    "input = _",
    "input = 'a'",
    "input = {}",
    "input = { let x = 2; x }",
    "input = 2 => 3",
    "input = !",
    "input = 0xFF",
    "input = 1_0usize",
    "input = 18446744073709551615",
    "input = [2147483648, 2147483648, 2147483648]",
    "crate = , input = 2",
    "crate = crate, input = 2",
    "crate = ::a::b, input = 2",
    "type = 3",
    "output = Self, input = Self::A::<{ 3 }>",
];

const ITEMS: [&str; 43] = [
    "",
    ";",
    "struct",
    "struct;",
    "struct Net",
    "struct Net;",
    "struct Net()",
    "struct Net();",
    "mod net;",
    "impl Net {}",
    "use a::b;",
    "const A: usize = 3;",
    "trait Net {}",
    "type Net = Relu;",
    "macro_rules! net { () => {} }",
    "net!();",
    "struct Net { a }",
    "struct Net { a: }",
    "struct Net { a: _ }",
    "struct Net { a: ! }",
    "struct Net { a: Linear<Linear<Linear<3>>> }",
    "struct Net { a: Linear<{ loop {} }> }",
    "struct Net { a: Linear<{}> }",
    "struct Net { a: Linear<{ H }> }",
    "struct Net { a: Linear<{ let a = 3; a }> }",
    "struct Net { a: Dropout<{}> }",
    "struct Net { a: Dropout<{ -1.0 }> }",
    "struct Net { a: Dropout<Linear<3>> }",
    "struct Net { a: dyn Layer }",
    "struct Net { a: impl Layer }",
    "struct Net { a: fn() }",
    "struct Net { a: m!() }",
    "struct Net { a: Linear<3>::Out }",
    "struct Net { #[from(,)] a: Relu }",
    "struct Net { #[from((a))] a: Relu }",
    "struct Net { #[from(0usize, -1)] a: Relu }",
    "struct Net(#[from(99999999999999999999999)] Relu);",
    "struct Net { #[init::zeros] a: Relu }",
    "struct Net<const T: usize, const Scalar: usize, const Element: usize> { a: Linear<T> }",
    "struct Net { r#type: Relu, #[from(r#type, r#type)] r#fn: Add, #[from(r#type, r#fn)] last: Add }",
    "struct Net { #[from(input, input)] a: Add }",
    "struct Net { #[from] #[init] #[key] #[freeze = 3] a: Linear }",
    "struct r#struct { a: Relu }",
];

#[test]
fn nothing_panics() {
    for arguments in ARGUMENTS.into_iter().chain(["input = 2"]) {
        for item in ITEMS.into_iter().chain(["struct Net { a: Relu }"]) {
            assert!(!run(tokens(arguments), tokens(item)).is_empty(), "#[network({arguments})] {item}");
        }
    }
}

#[test]
fn an_expansion_is_always_rust() {
    for arguments in ARGUMENTS {
        for item in ITEMS.into_iter().filter(|item| syn::parse_str::<syn::Item>(item).is_ok()) {
            let expansion = run(tokens(arguments), tokens(item));
            if let Err(error) = syn::parse2::<syn::File>(expansion.clone()) {
                panic!("#[network({arguments})] {item}\n{error}\n{expansion}");
            }
        }
    }
}

#[test]
fn very_deep_networks_are_handled() {
    let fields: Vec<_> = (0..2000).map(|number| format!("a{number}: Tanh")).collect();
    let errors = super::messages("input = 2, output = 3", &format!("struct Net {{ {} }}", fields.join(", ")));
    assert_eq!(errors.len(), 2);
}
