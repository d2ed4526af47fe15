//! The digest's picture against pictures that were looked at. After a change that is meant:
//! `PLANERKA_PICTURES=new cargo test --test it pictures`, and look at `tests/it/pictures/*.png`.

use std::path::Path;

use planerka::render::picture::{MOST, png, svg};
use planerka::storage::outbox::picture::{Mood, Panel, Picture};
use resvg::tiny_skia::Pixmap;

const NONE: f64 = f64::NAN;

fn panel(name: &str, value: &str, plan: &str, verdict: &str, mood: Mood, target: Option<f64>, weeks: &[f64]) -> Panel {
    let series: Vec<Option<f64>> = weeks.iter().map(|v| Some(*v).filter(|v| !v.is_nan())).collect();
    Panel {
        name: name.to_owned(),
        value: value.to_owned(),
        plan: plan.to_owned(),
        verdict: verdict.to_owned(),
        mood,
        actual: series.last().copied().flatten(),
        target,
        series,
    }
}

fn panels() -> Vec<Panel> {
    use Mood::{Bad, Good, Near, Quiet};
    let rising = [3.9e6, 4.0e6, 3.95e6, 4.1e6, 4.2e6, 4.15e6, 4.28e6, 4_385_400.0];
    let cost = [4300.0, 4340.0, 4420.0, 4400.0, 4560.0, 4610.0, 4800.0, 5210.0];
    let gaps = [3.1, 3.2, NONE, NONE, 3.3, 3.4, 3.5, 3.6];
    let empty = [NONE; 8];
    vec![
        panel("Выручка", "4 385 400 ₽", "план 4 200 000 ₽", "+4 % · в плане", Good, Some(4.2e6), &rising),
        panel("Новые клиенты", "111", "план 120", "−8 % · рядом", Near, Some(120.0), &[80.0, 85.0, 90.0, 111.0]),
        panel("Цена клиента (CAC)", "5 210 ₽", "цель до 4 500 ₽", "+16 % · отстаём", Bad, Some(4500.0), &cost),
        panel("Конверсия в оплату", "3,6 %", "план 3,5 %", "+3 % · в плане", Good, Some(3.5), &gaps),
        panel(
            "Отгрузки со склада в Екатеринбурге и области <&> «Ритейл»",
            "118 000 000 000 000,25 ₽",
            "план 150 000 000 000 000,75 ₽",
            "−21 % · отстаём",
            Bad,
            Some(1.5e14),
            &[1.4e14, 1.45e14, 1.18e14],
        ),
        panel(
            "NPS",
            "—",
            "план 55",
            "нет данных",
            Quiet,
            Some(55.0),
            &[30.0, 36.0, 40.0, 46.0, 42.0, 55.0, 50.0, NONE],
        ),
        panel("Ничего", "—", "", "нет данных", Quiet, None, &empty),
        panel("Прибыль", "−0,004", "план 0,002", "отстаём", Bad, Some(0.002), &[0.001, 0.0, -0.004]),
        panel("Лишний", "1", "", "без плана", Quiet, None, &[1.0]),
    ]
}

fn russian(count: usize) -> Picture {
    Picture {
        title: "Маркетинг, неделя 48".to_owned(),
        subtitle: "23–27 ноября · 2 из 5 показателей в плане".to_owned(),
        panels: panels().into_iter().take(count).collect(),
        legend: ["план недели", "факт, 8 недель", "план"].map(str::to_owned),
    }
}

fn english() -> Picture {
    let good = panel("Leads", "131", "plan 120", "+9% · on plan", Mood::Good, Some(120.0), &[110.0, 118.0, 131.0]);
    let near = panel("Spend", "$27,480", "up to $27,000", "+2% · close", Mood::Near, Some(2.7e4), &[2.7e4, 2.748e4]);
    Picture {
        title: "Marketing and client programmes of the northern and the southern regions, week 48".to_owned(),
        subtitle: "23–27 Nov · 1 of 2 metrics on plan".to_owned(),
        panels: vec![good, near],
        legend: ["this week's plan", "actual, 8 weeks", "plan"].map(str::to_owned),
    }
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
        ("two_en", english()),
        ("three", russian(3)),
        ("four", russian(4)),
        ("eight", russian(8)),
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
    for count in 0..=panels().len() {
        let picture = Pixmap::decode_png(&png(&russian(count)).unwrap()).unwrap();
        assert!(picture.width() + picture.height() <= 10_000);
    }
    let mut most = russian(MOST + 1);
    most.title = "<&> «Ритейл»".to_owned();
    let most = svg(&most);
    assert!(!most.contains("Лишний") && most.contains("&lt;&amp;&gt;"), "{most}");
}
