use proptest::prelude::*;
use rust_decimal::Decimal;

use super::expression::round;
use super::*;

const KEYS: [&str; 7] = ["spend", "customers", "income", "signups", "minutes", "max_bid", "min"];

fn value(text: &str, values: &[(&str, &str)]) -> Option<String> {
    let formula = parse(text, &KEYS).expect("a formula");
    let find = |key: &str| values.iter().find(|(k, _)| *k == key).map(|(_, v)| v.parse().expect("a number"));
    formula.eval(find).map(|v| v.to_string())
}

#[test]
fn it_computes_exactly_and_in_the_usual_order() {
    let values = [("spend", "1000"), ("customers", "3"), ("income", "1500.5"), ("signups", "0.1"), ("minutes", "7")];
    for (text, result) in [
        ("spend / customers", "333.3333"),
        ("(income - spend) / spend", "0.5005"),
        ("100 × (income − spend) ÷ spend", "50.05"),
        ("signups + signups + signups", "0.3"),
        ("1 + 2 * customers - -4", "11"),
        ("signups / spend / 3", "0.00003333"),
        ("spend - spend", "0"),
        ("spend - 1 + 2", "1001"),
        ("spend / customers * customers", "1000"),
        ("2 * (spend)", "2000"),
        ("min(spend, customers, minutes) + 1", "4"),
        ("max(min(spend, 5), min(customers; 9)) * 2", "10"),
        ("-(spend - max(customers, minutes * 2)) / 2", "-493"),
        ("minutes * 2", "14"),
    ] {
        assert_eq!(value(text, &values).as_deref(), Some(result), "{text}");
    }
    let other = [("max_bid", "5"), ("min", "2")];
    assert_eq!(value("max_bid - min", &other).as_deref(), Some("3"), "keys may look like functions");
}

#[test]
fn no_data_is_no_number_wherever_it_stands() {
    assert_eq!(value("spend / customers", &[("spend", "5")]), None);
    assert_eq!(value("spend / customers", &[("spend", "5"), ("customers", "0")]), None);
    assert_eq!(value("1 / (spend / customers)", &[("spend", "5"), ("customers", "0")]), None);
    assert_eq!(value("min(spend, customers)", &[("spend", "5")]), None);
    assert_eq!(value("max(spend, 1 / customers)", &[("spend", "5"), ("customers", "0")]), None);
    assert_eq!(value("spend * 0", &[]), None);
    let huge = "79228162514264337593543950335";
    assert_eq!(value("spend * spend", &[("spend", huge)]), None);
}

#[test]
fn nonsense_is_named() {
    use FormulaError::*;
    for (text, error) in [
        ("spend / custmers", UnknownMetric("custmers".into())),
        ("1 + 2", NoMetric),
        ("", EndsEarly),
        ("spend /", EndsEarly),
        ("(spend", EndsEarly),
        ("min(spend, ", EndsEarly),
        ("spend)", Unexpected(")".into())),
        ("()", Unexpected(")".into())),
        ("spend spend", Unexpected("spend".into())),
        ("spend (2)", Unexpected("(".into())),
        ("spend ^ 2", Unexpected("^".into())),
        ("{spend}", Unexpected("{".into())),
        ("* spend", Unexpected("*".into())),
        ("spend, 2", Unexpected(",".into())),
        ("(spend, 2)", Unexpected(",".into())),
        ("min(spend)", Unexpected(")".into())),
        ("spend min customers", Unexpected("min".into())),
        ("sum(spend, customers)", Unexpected("(".into())),
        ("1.2.3 * spend", Unexpected("1.2.3".into())),
        (&format!("{}spend", "(".repeat(500)), TooLong),
        (&"spend+".repeat(500), TooLong),
    ] {
        assert_eq!(parse(text, &KEYS).expect_err(text), error, "{text}");
    }
}

#[test]
fn a_way_back_to_itself_is_found() {
    let of = |all: &'static [(&str, &str)]| move |key: &str| all.iter().find(|(k, _)| *k == key).map(|(_, f)| *f);
    let ring = of(&[("a", "b + 1"), ("b", "min(c, 2)"), ("c", "a * d"), ("e", "a")]);
    assert_eq!(cycle("a", ring), Some(vec!["b".into(), "c".into(), "a".into()]));
    assert_eq!(cycle("e", ring), None, "it leads into a ring and is not part of it");
    assert_eq!(cycle("d", ring), None);
    assert_eq!(cycle("self", of(&[("self", "self / x")])), Some(vec!["self".into()]));
}

/// A formula as a tree: the reference is a few lines of recursion.
#[derive(Debug, Clone)]
enum Tree {
    Number(u32),
    Name(usize),
    Minus(Box<Tree>),
    Sign(char, Box<Tree>, Box<Tree>),
    Function(&'static str, Vec<Tree>),
}

impl Tree {
    fn value(&self, values: &[Option<Decimal>; 7]) -> Option<Decimal> {
        match self {
            Self::Number(n) => Some(Decimal::new((*n).into(), 1)),
            Self::Name(at) => values[*at],
            Self::Minus(of) => of.value(values).map(|v| -v),
            Self::Sign(sign, a, b) => {
                let (a, b) = (a.value(values)?, b.value(values)?);
                match sign {
                    '+' => a.checked_add(b),
                    '-' => a.checked_sub(b),
                    '*' => a.checked_mul(b),
                    _ => a.checked_div(b),
                }
            }
            Self::Function(name, of) => {
                let all: Option<Vec<Decimal>> = of.iter().map(|tree| tree.value(values)).collect();
                let all = all?.into_iter();
                if *name == "min" { all.min() } else { all.max() }
            }
        }
    }

    /// How it is written: with no more brackets than it needs, where `level` says how tightly it is bound from outside.
    fn text(&self, level: u8, typographic: bool) -> String {
        let inner = |tree: &Self, level| tree.text(level, typographic);
        let (own, text) = match self {
            Self::Number(n) => (9, Decimal::new((*n).into(), 1).to_string()),
            Self::Name(at) => (9, KEYS[*at].to_owned()),
            Self::Minus(of) => (3, format!("{}{}", if typographic { '−' } else { '-' }, inner(of, 3))),
            Self::Sign(sign, a, b) => {
                let own = if matches!(sign, '+' | '-') { 1 } else { 2 };
                let shown = match sign {
                    '-' if typographic => '−',
                    '*' if typographic => '×',
                    '/' if typographic => '÷',
                    sign => *sign,
                };
                (own, format!("{} {shown} {}", inner(a, own), inner(b, own + 1)))
            }
            Self::Function(name, of) => {
                let all: Vec<String> = of.iter().map(|tree| inner(tree, 0)).collect();
                (9, format!("{name}({})", all.join(", ")))
            }
        };
        if own < level { format!("({text})") } else { text }
    }
}

fn trees() -> impl Strategy<Value = Tree> {
    let leaf = prop_oneof![(0u32..200).prop_map(Tree::Number), (0..KEYS.len()).prop_map(Tree::Name)];
    leaf.prop_recursive(5, 40, 3, |inner| {
        let sign = prop::sample::select(vec!['+', '-', '*', '/']);
        let function = prop::sample::select(vec!["min", "max"]);
        prop_oneof![
            1 => inner.clone().prop_map(|of| Tree::Minus(of.into())),
            4 => (sign, inner.clone(), inner.clone()).prop_map(|(s, a, b)| Tree::Sign(s, a.into(), b.into())),
            1 => (function, prop::collection::vec(inner, 2..4)).prop_map(|(name, of)| Tree::Function(name, of)),
        ]
    })
}

fn numbers() -> impl Strategy<Value = [Option<Decimal>; 7]> {
    let one = prop_oneof![
        1 => Just(None),
        2 => Just(Some(Decimal::ZERO)),
        5 => (-1_000_000i64..1_000_000, 0u32..4).prop_map(|(n, scale)| Some(Decimal::new(n, scale))),
        1 => any::<i64>().prop_map(|n| Some(Decimal::from_i128_with_scale(i128::from(n) * 1_000_000_000, 0))),
    ];
    prop::array::uniform7(one)
}

proptest! {
    #[test]
    fn it_is_what_a_simple_evaluator_says(tree in trees(), values in numbers(), typographic: bool) {
        let text = tree.text(0, typographic);
        match parse(&text, &KEYS) {
            Err(error) => prop_assert!(matches!(error, FormulaError::NoMetric | FormulaError::TooLong), "{text}: {error}"),
            Ok(formula) => {
                let at = |key: &str| KEYS.iter().position(|k| *k == key).and_then(|at| values[at]);
                prop_assert_eq!(formula.eval(at), tree.value(&values).map(round), "{}", text);
            }
        }
    }

    #[test]
    fn no_data_anywhere_is_no_data_at_all(tree in trees(), values in numbers(), gone in 0..KEYS.len()) {
        let text = tree.text(0, false);
        if let Ok(formula) = parse(&text, &KEYS) {
            let at = |key: &str| KEYS.iter().position(|k| *k == key && *k != KEYS[gone]).and_then(|at| values[at]);
            let named = formula.names().any(|name| name == KEYS[gone]);
            prop_assert!(!named || formula.eval(at).is_none(), "{text}");
        }
    }

    #[test]
    fn no_text_breaks_it(text in "[a-z(). +*/0-9×÷−,{}🦀-]{0,40}", value in any::<i64>()) {
        if let Ok(formula) = parse(&text, &KEYS) {
            let _ = formula.eval(|_| Some(Decimal::from(value)));
        }
    }

    #[test]
    fn pieces_in_any_order_break_nothing(
        pieces in prop::collection::vec(prop::sample::select(vec!["spend", "min(", "max(", "(", ")", ",", "-", "+", "*", "/", "7"]), 0..25),
        value in any::<i64>(),
    ) {
        let text = pieces.concat();
        if let Ok(formula) = parse(&text, &KEYS) {
            let _ = formula.eval(|_| Some(Decimal::from(value)));
        }
    }
}
