//! Mistakes in the attributes of fields.

use super::{expansion, reports};

#[test]
fn from_names_nothing() {
    reports(
        "input = 2",
        "struct Net { #[from()] a: Relu }",
        "
        `#[from()]` names no step
        help: name the steps whose values this one takes, as in `#[from(a, b)]`
        ",
    );
    reports(
        "input = 2",
        "struct Net { #[from] a: Relu }",
        "
        `#[from]` needs names
        help: name the steps whose values this one takes, as in `#[from(a, b)]`
        ",
    );
    reports(
        "input = 2",
        "struct Net { #[from = \"a\"] a: Relu }",
        "
        `#[from]` needs names
        help: name the steps whose values this one takes, as in `#[from(a, b)]`
        ",
    );
}

#[test]
fn from_names_something_else() {
    reports(
        "input = 2",
        "struct Net { #[from(input.a)] a: Relu }",
        "
        `input.a` is not the name of a step
        help: name the steps whose values this one takes, as in `#[from(a, b)]`
        ",
    );
    reports(
        "input = 2",
        "struct Net { #[from(\"input\")] a: Relu }",
        r#"
        `"input"` is not the name of a step
        help: name the steps whose values this one takes, as in `#[from(a, b)]`
        "#,
    );
}

#[test]
fn a_bad_from_causes_nothing_else() {
    reports(
        "input = 2",
        "struct Net { a: Relu, b: Tanh, #[from(a b)] c: Add }",
        "
        `a b` is not the name of a step
        help: name the steps whose values this one takes, as in `#[from(a, b)]`
        ",
    );
}

#[test]
fn an_attribute_is_given_twice() {
    reports(
        "input = 2",
        "struct Net { #[from(input)] #[from(input)] a: Relu }",
        "
        `#[from]` is given twice
        help: remove one of the two
        ",
    );
    reports(
        "input = 2",
        "struct Net { #[freeze] #[freeze] a: Linear<2> }",
        "
        `#[freeze]` is given twice
        help: remove one of the two
        ",
    );
    reports(
        "input = 2",
        "struct Net { #[init(zeros)] #[init(default)] a: Linear<2> }",
        "
        `#[init]` is given twice
        help: remove one of the two
        ",
    );
    reports(
        "input = 2",
        "struct Net { #[key = \"x\"] #[key = \"y\"] a: Linear<2> }",
        "
        `#[key]` is given twice
        help: remove one of the two
        ",
    );
}

#[test]
fn a_name_is_a_slip() {
    reports(
        "input = 2",
        "struct Net { #[form(input)] a: Relu }",
        "
        `#[form]` is not an attribute of a step
        help: did you mean `#[from(..)]`?
        ",
    );
    reports(
        "input = 2",
        "struct Net { #[frm(input)] a: Relu }",
        "
        `#[frm]` is not an attribute of a step
        help: did you mean `#[from(..)]`?
        ",
    );
    reports(
        "input = 2",
        "struct Net { #[inti(zeros)] a: Linear<2> }",
        "
        `#[inti]` is not an attribute of a step
        help: did you mean `#[init(..)]`?
        ",
    );
    reports(
        "input = 2",
        "struct Net { #[freez] a: Linear<2> }",
        "
        `#[freez]` is not an attribute of a step
        help: did you mean `#[freeze]`?
        ",
    );
    reports(
        "input = 2",
        "struct Net { #[kye = \"x\"] a: Linear<2> }",
        r#"
        `#[kye]` is not an attribute of a step
        help: did you mean `#[key = ".."]`?
        "#,
    );
}

#[test]
fn a_step_depends_on_a_cfg() {
    reports(
        "input = 2",
        "struct Net { #[cfg(test)] a: Relu, b: Tanh }",
        "
        a step cannot depend on a `cfg`: the shapes of all steps below would depend on it
        help: write two structs, each with its own `#[cfg(..)]`
        ",
    );
}

#[test]
fn the_number_of_a_distribution_is_wrong() {
    let cases = [
        ("zeros(1)", "`zeros` takes no number\nhelp: write `#[init(zeros)]`"),
        ("constant", "`constant` needs its value\nhelp: write `#[init(constant(0.1))]`"),
        (
            "truncated_normal",
            "`truncated_normal` needs its standard deviation\nhelp: write `#[init(truncated_normal(0.02))]`",
        ),
        ("truncated_normal(-1)", "`truncated_normal`: the standard deviation must be greater than 0, but it is -1"),
        ("orthogonal(0.0)", "`orthogonal`: the gain must be greater than 0, but it is 0"),
    ];
    for (written, message) in cases {
        reports("input = 2", &format!("struct Net {{ #[init({written})] a: Linear<2> }}"), message);
    }
}

#[test]
fn a_distribution_has_its_number() {
    let cases = [
        ("constant(-0.5)", "Init::Constant(-0.5f64)"),
        ("constant(2)", "Init::Constant(2f64)"),
        ("orthogonal", "Init::Orthogonal(1f64)"),
        ("truncated_normal(0.02)", "Init::TruncatedNormal(0.02f64)"),
    ];
    for (written, expanded) in cases {
        let found = expansion("input = 2", &format!("struct Net {{ #[init({written})] a: Linear<2> }}"));
        assert!(found.replace(' ', "").contains(expanded), "{written} is not {expanded}");
    }
}

#[test]
fn an_initial_distribution_is_wrong() {
    reports("input = 2", "struct Net { #[init(xavier)] a: Linear<2> }", "
        there is no initial distribution `xavier`
        help: the distributions are `default`, `kaiming_uniform`, `kaiming_normal`, `xavier_uniform`, `xavier_normal`, `lecun_uniform`, `lecun_normal`, `truncated_normal`, `orthogonal`, `constant`, `zeros`
        ");
    reports(
        "input = 2",
        "struct Net { #[init(xavier_unifrom)] a: Linear<2> }",
        "
        there is no initial distribution `xavier_unifrom`
        help: did you mean `xavier_uniform`?
        ",
    );
    reports("input = 2", "struct Net { #[init] a: Linear<2> }", "
        `#[init]` needs the name of a distribution
        help: write `#[init(xavier_uniform)]`, or another of `default`, `kaiming_uniform`, `kaiming_normal`, `xavier_normal`, `lecun_uniform`, `lecun_normal`, `truncated_normal(0.02)`, `orthogonal`, `constant(0.1)`, `zeros`
        ");
    reports("input = 2", "struct Net { #[init()] a: Linear<2> }", "
        `#[init]` needs the name of a distribution
        help: write `#[init(xavier_uniform)]`, or another of `default`, `kaiming_uniform`, `kaiming_normal`, `xavier_normal`, `lecun_uniform`, `lecun_normal`, `truncated_normal(0.02)`, `orthogonal`, `constant(0.1)`, `zeros`
        ");
    reports("input = 2", "struct Net { #[init(zeros, default)] a: Linear<2> }", "
        `#[init]` needs the name of a distribution
        help: write `#[init(xavier_uniform)]`, or another of `default`, `kaiming_uniform`, `kaiming_normal`, `xavier_normal`, `lecun_uniform`, `lecun_normal`, `truncated_normal(0.02)`, `orthogonal`, `constant(0.1)`, `zeros`
        ");
    reports(
        "input = 2",
        "struct Net { #[init(zeros)] a: Relu }",
        "
        `a` has no parameters to initialise
        help: remove `#[init(..)]`
        ",
    );
}

#[test]
fn freeze_is_out_of_place() {
    reports(
        "input = 2",
        "struct Net { #[freeze(true)] a: Linear<2> }",
        "
        `#[freeze]` takes no arguments
        help: write `#[freeze]`
        ",
    );
    reports(
        "input = 2",
        "struct Net { #[freeze] a: Relu }",
        "
        `a` has no parameters to freeze
        help: remove `#[freeze]`
        ",
    );
}

#[test]
fn a_key_is_no_name() {
    reports(
        "input = 2",
        "struct Net { #[key = \"\"] a: Linear<2> }",
        r#"
        the key "" is empty
        help: write the name of the step in weights files, as in `#[key = "features.0"]`
        "#,
    );
    reports(
        "input = 2",
        "struct Net { #[key = \"a.\"] a: Linear<2> }",
        r#"
        the key "a." has a dot with nothing before or after it
        help: write the name of the step in weights files, as in `#[key = "features.0"]`
        "#,
    );
    reports(
        "input = 2",
        "struct Net { #[key = 3] a: Linear<2> }",
        r#"
        a key is a name in quotes
        help: write the name of the step in weights files, as in `#[key = "features.0"]`
        "#,
    );
    reports(
        "input = 2",
        "struct Net { #[key(a)] a: Linear<2> }",
        r#"
        `#[key]` needs a name
        help: write the name of the step in weights files, as in `#[key = "features.0"]`
        "#,
    );
    reports(
        "input = 2",
        "struct Net { #[key = \"x\"] a: Relu }",
        "
        `a` has no parameters, so weights files do not contain it
        help: remove `#[key = ..]`
        ",
    );
}

#[test]
fn two_keys_are_equal() {
    reports(
        "input = 2",
        "struct Net { a: Linear<2>, #[key = \"a\"] b: Linear<2> }",
        r#"
        `a` and `b` are both called `a` in weights files
        help: give one of them another name, with `#[key = ".."]`
        ---
        `a` is called `a` here
        "#,
    );
    reports(
        "input = 2",
        "struct Net { #[key = \"x\"] a: Linear<2>, #[key = \"x\"] b: Linear<2> }",
        r#"
        `a` and `b` are both called `x` in weights files
        help: give one of them another name, with `#[key = ".."]`
        ---
        `a` is called `x` here
        "#,
    );
}
