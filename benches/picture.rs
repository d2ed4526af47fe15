//! Drawing the digest's picture: eight metrics, the most there are, from their numbers to the bytes of the file.
//!
//! `cargo bench --bench picture`. Meant to stay under 60 ms and 60 MB on two cores. Linux: it reads `/proc`.

#![allow(clippy::unwrap_used, clippy::disallowed_methods, reason = "a benchmark that surprises us stops")]

use std::time::{Duration, Instant};

use planerka::render::message::{Mood, Panel, Picture};
use planerka::render::numbers::picture::{MOST, png};

const ROUNDS: usize = 40;

fn panel(n: usize) -> Panel {
    let moods = [Mood::Good, Mood::Near, Mood::Bad, Mood::Quiet];
    let weeks = (0..8).map(|week| Some(f64::from(week * week) + n as f64).filter(|_| week != 3));
    Panel {
        name: "Отгрузки со склада в Екатеринбурге и области".to_owned(),
        value: "4\u{a0}385\u{a0}400\u{a0}₽".to_owned(),
        plan: "цель до 4\u{a0}200\u{a0}000\u{a0}₽".to_owned(),
        verdict: "+16\u{a0}% · отстаём".to_owned(),
        mood: moods[n % moods.len()],
        actual: Some(4_385_400.0),
        target: Some(4_200_000.0),
        series: weeks.collect(),
    }
}

/// The most memory the process has held so far, MB.
fn peak() -> f64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find(|line| line.starts_with("VmHWM")).unwrap();
    line.split_whitespace().nth(1).unwrap().parse::<f64>().unwrap() / 1024.0
}

fn main() {
    let picture = Picture {
        title: "Маркетинг, неделя 48".to_owned(),
        subtitle: "23–27 ноября · 2 из 8 показателей в плане · нет данных: 2".to_owned(),
        panels: (0..MOST).map(panel).collect(),
        legend: ["план недели", "факт, 8 недель", "план"].map(str::to_owned),
    };
    let before = peak();
    let began = Instant::now();
    let bytes = png(&picture).unwrap().len();
    let first = began.elapsed();
    let mut took: Vec<Duration> = (0..ROUNDS)
        .map(|_| {
            let began = Instant::now();
            assert_eq!(png(&picture).unwrap().len(), bytes);
            began.elapsed()
        })
        .collect();
    took.sort_unstable();
    let ms = |took: Duration| took.as_secs_f64() * 1e3;
    println!("{MOST} metrics, {ROUNDS} times, {} KB each", bytes / 1024);
    println!("the first, with fonts {:>8.1} ms", ms(first));
    println!("median                {:>8.1} ms", ms(took[ROUNDS / 2]));
    println!("slowest               {:>8.1} ms", ms(took[ROUNDS - 1]));
    println!("memory before         {before:>8.1} MB");
    println!("memory peak           {:>8.1} MB", peak());
}
