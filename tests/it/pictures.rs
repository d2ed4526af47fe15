//! The digest's picture against pictures that were looked at. After a change that is meant:
//! `PLANERKA_PICTURES=new cargo test --test it pictures`, and look at `tests/it/pictures/*.png`.

use std::path::Path;

use planerka::domain::company::{Aggregate, Direction, Locale, Metric, MetricUnit};
use planerka::domain::numbers::kpi::Kpi;
use planerka::domain::numbers::verdict::Trend;
use planerka::render::message::{Mood, Picture};
use planerka::render::numbers::panel;
use planerka::render::numbers::panel::subtitle;
use planerka::render::numbers::picture::{MOST, png, svg};
use planerka::texts::Texts;
use resvg::tiny_skia::Pixmap;
use rust_decimal::Decimal;

fn metric(name: &str, unit: MetricUnit, direction: Direction) -> Metric {
    let (key, aggregate) = (name.to_owned(), Aggregate::Sum);
    Metric { key, name: name.to_owned(), unit, direction, aggregate, formula: None, threshold: None }
}

/// Actuals of up to eight weeks, the last ones, and the same target in all of them; `—` is no number.
fn trend<'a>(metric: &'a Metric, target: &str, actuals: &str) -> Trend<'a> {
    let number = |text: &str| text.parse::<Decimal>().ok();
    let mut weeks: Vec<Kpi> = actuals
        .split(' ')
        .map(|actual| Kpi {
            metric: metric.key.clone(),
            target: number(target),
            actual: number(actual),
            previous: None,
            threshold: None,
        })
        .collect();
    while weeks.len() < 8 {
        weeks
            .insert(0, Kpi { metric: metric.key.clone(), target: None, actual: None, previous: None, threshold: None });
    }
    Trend { metric, weeks }
}

/// Everything a panel may have to hold: reached, near, a first miss, a tendency, gaps, long names, huge and tiny numbers, less is
/// better, none at all.
const CASES: [(&str, &str, MetricUnit, Direction, &str, &str); MOST + 2] = {
    use Direction::{Down, Up};
    use MetricUnit::{Count, Hours, Money, Percent, Ratio};
    [
        ("Выручка", "Revenue", Money, Up, "4200000", "3900000 4000000 3950000 4100000 4200000 4150000 4280000 4385400"),
        ("Новые клиенты", "New customers", Count, Up, "120", "80 85 90 111"),
        ("Цена клиента (CAC)", "CAC", Money, Down, "4500", "4300 4340 4420 4400 4560 4610 4800 5210"),
        ("Конверсия в оплату", "Conversion to payment", Percent, Up, "3.5", "3.1 3.2 — — 3.3 3.4 3.5 3.6"),
        (
            "🚀 Отгрузки со склада в Екатеринбурге и области <&> «Ритейл»",
            "Shipments from the warehouse in Yekaterinburg and its region <&> “Retail”",
            Money,
            Up,
            "150000000000000.75",
            "140000000000000 145000000000000 118234000000000.25",
        ),
        ("NPS", "NPS", Count, Up, "55", "30 36 40 46 42 55 50 —"),
        ("Время ответа", "Time to answer", Hours, Down, "0.5", "0.4 0.5 0.45 0.5 0.4 0.5 0.5 0.58"),
        ("Доля брака", "Share of rejects", Ratio, Down, "0.00002", "0.001 — 0.0004 — 0.00001"),
        ("Лишний", "One too many", Count, Up, "1", "1"),
        ("Прибыль", "Profit", Money, Up, "200000", "150000 120000 90000 40000 -80000 -120500.5"),
    ]
};

fn picture(locale: Locale, which: &[usize]) -> Picture {
    let texts = Texts::load().unwrap();
    let words = texts.of(locale);
    let cases: Vec<_> = which.iter().map(|n| CASES[*n]).collect();
    let named = |(ru, en, unit, direction, ..): &(&'static str, &'static str, MetricUnit, Direction, _, _)| {
        metric(if locale == Locale::Ru { ru } else { en }, *unit, *direction)
    };
    let metrics: Vec<Metric> = cases.iter().map(named).collect();
    let trends: Vec<Trend<'_>> =
        metrics.iter().zip(&cases).map(|(metric, (.., target, actuals))| trend(metric, target, actuals)).collect();
    let trends: Vec<&Trend<'_>> = trends.iter().collect();
    let (title, currency) = match locale {
        Locale::Ru => ("Маркетинг, неделя 48", "RUB"),
        Locale::En => ("Marketing and client programmes of the northern and the southern regions, week 48", "USD"),
    };
    let below = subtitle(words, words.week("2026-W48".parse().unwrap()), &trends);
    panel::picture(words, title.to_owned(), below, &trends, currency).unwrap()
}

fn russian(count: usize) -> Picture {
    picture(Locale::Ru, &(0..count).collect::<Vec<_>>())
}

/// The share of points that differ visibly: machines may round the last bit of an edge differently.
fn difference(one: &Pixmap, other: &Pixmap) -> f64 {
    if (one.width(), one.height()) != (other.width(), other.height()) {
        return 1.0;
    }
    let differ = |(a, b): (&u8, &u8)| a.abs_diff(*b) > 24;
    one.data().iter().zip(other.data()).filter(|pair| differ(*pair)).count() as f64 / one.data().len() as f64
}

#[test]
fn as_they_were_looked_at() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/pictures");
    let cases = [
        ("one", russian(1)),
        ("two_en", picture(Locale::En, &[1, 2])),
        ("three", russian(3)),
        ("four", russian(4)),
        ("five", picture(Locale::Ru, &[6, 7, 5, 4, 3])),
        ("six_en", picture(Locale::En, &[5, 4, 3, 2, 1, 0])),
        ("seven", picture(Locale::Ru, &[0, 1, 2, 3, 6, 9, 7])),
        ("eight", russian(8)),
        ("eight_en", picture(Locale::En, &[0, 1, 2, 3, 4, 5, 6, 7])),
    ];
    for (name, picture) in cases {
        let drawn = png(&picture).unwrap();
        let path = folder.join(format!("{name}.png"));
        if std::env::var("PLANERKA_PICTURES").is_ok_and(|what| what == "new") {
            std::fs::write(&path, &drawn).unwrap();
        }
        let reference = Pixmap::decode_png(&std::fs::read(&path).unwrap()).unwrap();
        let differs = difference(&Pixmap::decode_png(&drawn).unwrap(), &reference);
        assert!(differs < 0.002, "{name}: {:.2} % of it looks different", differs * 100.0);
    }
}

#[test]
fn a_change_would_be_noticed() {
    let one = Pixmap::decode_png(&png(&russian(4)).unwrap()).unwrap();
    let mut other = russian(4);
    other.panels[2].mood = Mood::Good;
    assert!(difference(&one, &Pixmap::decode_png(&png(&other).unwrap()).unwrap()) > 0.002);
}

#[test]
fn telegram_takes_any_number_of_metrics() {
    for count in 1..=CASES.len() {
        let picture = Pixmap::decode_png(&png(&russian(count)).unwrap()).unwrap();
        assert!(picture.width() + picture.height() <= 10_000);
    }
    let mut most = russian(MOST + 1);
    most.title = "<&> «Ритейл»".to_owned();
    let most = svg(&most);
    assert!(!most.contains("Лишний") && most.contains("&lt;&amp;&gt;"), "{most}");
}
