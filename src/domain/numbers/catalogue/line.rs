//! A metric described in one message: «Цена заявки, ₽, меньше лучше = Расход / Лиды, порог 500». The name comes first, everything
//! else in any order, separated by commas, semicolons or line ends.

use rust_decimal::Decimal;

use crate::domain::company::{Aggregate, Direction, Metric, MetricUnit};
use crate::domain::intake::parse_number;
use crate::domain::numbers::formula;
use crate::domain::numbers::formula::FormulaError;

/// The longest name, in characters.
const LONGEST_NAME: usize = 60;

/// Why a message does not describe a metric.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MetricProblem {
    /// It does not begin with a name.
    NoName,
    /// The name is too long.
    LongName,
    /// These words are not understood.
    Unclear(String),
    /// The formula has a mistake.
    Formula(FormulaError),
    /// The formula leads back to the metric itself, through these names.
    Cycle(Vec<String>),
}

/// Reads a metric. Its formula may use the company's `known` metrics, by name or by key. If one of them has the same name, the
/// message describes that one: it keeps its key and everything the message says nothing about.
///
/// # Errors
/// Names the first thing that is wrong.
pub fn read_metric(text: &str, known: &[Metric]) -> Result<Metric, MetricProblem> {
    let mut pieces = pieces(text).into_iter();
    let first = pieces.next().unwrap_or_default();
    let (name, mut formula) = cut_formula(&first);
    let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
    if !name.chars().any(char::is_alphabetic) {
        return Err(MetricProblem::NoName);
    }
    if name.chars().count() > LONGEST_NAME {
        return Err(MetricProblem::LongName);
    }
    let before = known.iter().find(|m| fold(&m.name) == fold(&name));
    let mut metric = before.cloned().unwrap_or_else(|| Metric {
        key: new_key(&name, known),
        name: name.clone(),
        unit: MetricUnit::default(),
        direction: Direction::default(),
        aggregate: Aggregate::default(),
        formula: None,
        threshold: None,
    });
    metric.name = name;
    for piece in pieces {
        let (words, more) = cut_formula(&piece);
        if !words.trim().is_empty() && !attribute(&mut metric, words) {
            return Err(MetricProblem::Unclear(words.trim().to_owned()));
        }
        formula = more.or(formula);
    }
    if let Some(text) = formula {
        let text = by_keys(&text, known);
        let mut keys: Vec<&str> = known.iter().map(|m| m.key.as_str()).collect();
        keys.push(&metric.key);
        formula::parse(&text, &keys).map_err(MetricProblem::Formula)?;
        metric.formula = Some(text);
    }
    let formula_of = |key: &str| match known.iter().find(|m| m.key == key) {
        _ if key == metric.key => metric.formula.as_deref(),
        other => other?.formula.as_deref(),
    };
    match formula::cycle(&metric.key, formula_of) {
        None => Ok(metric),
        Some(way) => {
            let named = |key: &String| {
                known.iter().find(|m| m.key == *key).map_or_else(|| metric.name.clone(), |m| m.name.clone())
            };
            Err(MetricProblem::Cycle(way.iter().map(named).collect()))
        }
    }
}

/// Splits at commas, semicolons and line ends, but not inside brackets, nor at a comma between two digits.
fn pieces(text: &str) -> Vec<String> {
    let chars: Vec<char> = text.chars().collect();
    let digit = |at: Option<usize>| at.and_then(|at| chars.get(at)).is_some_and(char::is_ascii_digit);
    let (mut all, mut depth) = (vec![String::new()], 0usize);
    for (at, c) in chars.iter().enumerate() {
        match c {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            _ => {}
        }
        let within_number = *c == ',' && digit(at.checked_sub(1)) && digit(Some(at + 1));
        if matches!(c, ',' | ';' | '\n') && depth == 0 && !within_number {
            all.push(String::new());
        } else if let Some(last) = all.last_mut() {
            last.push(*c);
        }
    }
    all.retain(|piece| !piece.trim().is_empty());
    all
}

/// Splits a piece at `=` into the words before it and the formula behind it.
fn cut_formula(piece: &str) -> (&str, Option<String>) {
    match piece.split_once('=') {
        Some((words, formula)) => (words, Some(formula.trim().to_owned())),
        None => (piece, None),
    }
}

/// Sets what the words say about a metric; `false` if they are not understood.
fn attribute(metric: &mut Metric, words: &str) -> bool {
    let words = fold(words);
    if let Some(unit) = unit(&words) {
        metric.unit = unit;
    } else if let Some(direction) = direction(&words) {
        metric.direction = direction;
    } else if let Some(aggregate) = aggregate(&words) {
        metric.aggregate = aggregate;
    } else if let Some((threshold, side)) = threshold(&words) {
        metric.threshold = Some(threshold);
        metric.direction = side.unwrap_or(metric.direction);
    } else {
        return false;
    }
    true
}

fn unit(words: &str) -> Option<MetricUnit> {
    Some(match words.trim_end_matches('.') {
        "шт" | "штук" | "штуки" | "количество" | "count" | "pcs" | "pieces" => MetricUnit::Count,
        "₽" | "руб" | "рубли" | "рублей" | "деньги" | "$" | "€" | "money" => MetricUnit::Money,
        "%" | "процент" | "проценты" | "процентов" | "percent" => MetricUnit::Percent,
        "ч" | "час" | "часы" | "часов" | "h" | "hours" => MetricUnit::Hours,
        "доля" | "отношение" | "коэффициент" | "ratio" => MetricUnit::Ratio,
        _ => return None,
    })
}

fn direction(words: &str) -> Option<Direction> {
    Some(match words {
        "больше лучше" | "чем больше, тем лучше" | "больше" | "рост" | "more is better" | "higher is better" | "up" => {
            Direction::Up
        }
        "меньше лучше" | "меньше" | "снижение" | "less is better" | "lower is better" | "down" => {
            Direction::Down
        }
        _ => return None,
    })
}

fn aggregate(words: &str) -> Option<Aggregate> {
    Some(match words {
        "сумма" | "суммой" | "sum" => Aggregate::Sum,
        "среднее" | "в среднем" | "mean" | "average" => Aggregate::Mean,
        "последнее" | "последний" | "last" => Aggregate::Last,
        _ => return None,
    })
}

/// The threshold, and which direction is good if the words say so.
fn threshold(words: &str) -> Option<(Decimal, Option<Direction>)> {
    let of = |starts: &[&str]| starts.iter().find_map(|start| words.strip_prefix(start)).and_then(parse_number);
    let at_least = of(&["не меньше ", "не ниже ", "at least "]).map(|number| (number, Some(Direction::Up)));
    let at_most = || of(&["не больше ", "не выше ", "at most "]).map(|number| (number, Some(Direction::Down)));
    let plain = || of(&["порог ", "threshold "]).map(|number| (number, None));
    at_least.or_else(at_most).or_else(plain)
}

/// Text in the form in which names are compared: lower case, е for ё, single spaces.
fn fold(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase().replace('ё', "е")
}

/// Replaces the metrics' names in a formula by their keys. Where several names fit, the longest is meant.
fn by_keys(text: &str, known: &[Metric]) -> String {
    let chars: Vec<char> = text.replace(['«', '»', '"'], " ").chars().collect();
    let lower = |c: &char| c.to_lowercase().next().unwrap_or(*c);
    let mut names: Vec<(Vec<char>, &str)> =
        known.iter().map(|m| (m.name.chars().map(|c| lower(&c)).collect(), m.key.as_str())).collect();
    names.sort_by_key(|(name, _)| std::cmp::Reverse(name.len()));
    let word = |at: Option<usize>| at.and_then(|at| chars.get(at)).is_some_and(|c| c.is_alphanumeric() || *c == '_');
    let (mut out, mut at) = (String::new(), 0);
    while let Some(c) = chars.get(at) {
        let stands = |name: &[char]| {
            let rest = chars.get(at..at + name.len());
            let same = rest.is_some_and(|rest| rest.iter().map(lower).eq(name.iter().copied()));
            same && !word(at.checked_sub(1)) && !word(Some(at + name.len()))
        };
        match names.iter().find(|(name, _)| stands(name)) {
            Some((name, key)) => {
                out.push_str(key);
                at += name.len();
            }
            None => {
                out.push(*c);
                at += 1;
            }
        }
    }
    out.trim().to_owned()
}

/// A key that no metric has yet: the name in Latin letters.
fn new_key(name: &str, known: &[Metric]) -> String {
    const LETTERS: &str = "а a|б b|в v|г g|д d|е e|ё e|ж zh|з z|и i|й y|к k|л l|м m|н n|о o|п p|р r|с s|т t|у u|ф f|х h|ц ts|ч ch|\
                           ш sh|щ sch|ъ |ы y|ь |э e|ю yu|я ya";
    let sound = |c: char| LETTERS.split('|').filter_map(|pair| pair.split_once(' ')).find(|(l, _)| l.starts_with(c));
    let mut key = String::new();
    for c in name.to_lowercase().chars() {
        match sound(c) {
            Some((_, latin)) => key.push_str(latin),
            None if c.is_ascii_alphanumeric() => key.push(c),
            None if !key.is_empty() && !key.ends_with('_') => key.push('_'),
            None => {}
        }
    }
    let key = key.trim_matches('_');
    let key = if key.starts_with(|c: char| c.is_ascii_lowercase()) { key.to_owned() } else { format!("m_{key}") };
    let key: String = key.chars().take(40).collect::<String>().trim_end_matches('_').to_owned();
    let free = |key: &String| known.iter().all(|m| m.key != *key);
    (1..).map(|n| if n == 1 { key.clone() } else { format!("{key}_{n}") }).find(free).unwrap_or(key)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::company::Locale;
    use crate::domain::numbers::catalogue::preset;
    use proptest::prelude::*;

    fn known() -> Vec<Metric> {
        ["spend", "leads", "traffic", "new_customers", "cac"]
            .map(|key| preset(key).expect(key).metric(Locale::Ru))
            .to_vec()
    }

    fn read(text: &str) -> Result<Metric, MetricProblem> {
        read_metric(text, &known())
    }

    #[test]
    fn a_metric_in_one_message() {
        let metric = read("Цена заявки, ₽, меньше лучше = Расход на маркетинг / «Лиды», порог 1,5").expect("a metric");
        assert_eq!(
            (metric.key.as_str(), metric.unit, metric.direction),
            ("tsena_zayavki", MetricUnit::Money, Direction::Down)
        );
        assert_eq!(metric.formula.as_deref(), Some("spend /  leads"));
        assert_eq!(metric.threshold, "1.5".parse().ok());
        let metric = read("Отклик\n%\nсреднее\nне меньше 35 %").expect("a metric");
        assert_eq!(
            (metric.unit, metric.aggregate, metric.direction),
            (MetricUnit::Percent, Aggregate::Mean, Direction::Up)
        );
        assert_eq!(metric.threshold, Some(35.into()));
        let metric = read("Худшее = min(Лиды, traffic; 100)").expect("a metric");
        assert_eq!(metric.formula.as_deref(), Some("min(leads, traffic; 100)"));
        assert_eq!(read("NPS").expect("a metric").key, "nps");
        assert_eq!(read("10 встреч").expect("a metric").key, "m_10_vstrech");
        assert_eq!(read("Лиды!").expect("a metric").key, "lidy");
    }

    #[test]
    fn the_same_name_again_describes_it_anew() {
        let metric = read("расход на Маркетинг; больше лучше").expect("a metric");
        assert_eq!((metric.key.as_str(), metric.unit, metric.direction), ("spend", MetricUnit::Money, Direction::Up));
    }

    #[test]
    fn what_is_wrong_is_said() {
        assert_eq!(read(" "), Err(MetricProblem::NoName));
        assert_eq!(read("= spend / leads"), Err(MetricProblem::NoName));
        assert_eq!(read(&"о".repeat(61)), Err(MetricProblem::LongName));
        assert_eq!(read("Отклик, попугаи"), Err(MetricProblem::Unclear("попугаи".into())));
        let unknown = FormulaError::UnknownMetric("заявки".into());
        assert_eq!(read("Отклик = заявки / leads"), Err(MetricProblem::Formula(unknown)));
        assert_eq!(read("Отклик = leads /"), Err(MetricProblem::Formula(FormulaError::EndsEarly)));
        let way = vec!["Цена клиента (CAC)".into(), "Расход на маркетинг".into()];
        assert_eq!(read("Расход на маркетинг = cac * Новые клиенты"), Err(MetricProblem::Cycle(way)));
    }

    proptest! {
        #[test]
        fn no_text_breaks_it(text in "[A-Яа-яa-z0-9 ,;=()/*+.%₽\\n🦀-]{0,60}") {
            if let Ok(metric) = read(&text) {
                prop_assert!(metric.key.starts_with(|c: char| c.is_ascii_lowercase()));
                prop_assert!(metric.key.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_'));
                prop_assert!(metric.key.len() <= 64);
            }
        }
    }
}
