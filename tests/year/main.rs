//! A simulated year of a company: 53 weeks of 2026 and 2027, with both changes of the clocks, on a manual clock.
//!
//! What people do is drawn at random from a seed, which is printed. It goes through the real chat and the real calendar. The
//! layer below HTTP is driven, `chat::batch` and the outbox: a week through the HTTP sandbox takes about a second, for it draws
//! every picture, and ten years of it would take nine minutes.
//!
//! `PLANERKA_YEAR_SEEDS=10` plays so many years instead of two, `PLANERKA_YEAR_SEED=7` the year of one seed.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a year that surprises us stops")]

mod checks;
mod life;
mod model;
mod random;
mod staff;
mod telegram;

use life::Life;

/// Years that are played where nothing else is asked for.
const USUAL_SEEDS: u64 = 2;

fn seeds() -> Vec<u64> {
    let number = |name: &str| std::env::var(name).ok().map(|text| text.parse::<u64>().unwrap());
    match number("PLANERKA_YEAR_SEED") {
        Some(seed) => vec![seed],
        None => (1..=number("PLANERKA_YEAR_SEEDS").unwrap_or(USUAL_SEEDS)).collect(),
    }
}

#[test]
fn a_year_asks_each_thing_once_counts_what_was_typed_and_follows_the_last_actual() {
    let years: Vec<_> = seeds().into_iter().map(|seed| std::thread::spawn(move || (seed, play(seed)))).collect();
    for year in years {
        let (seed, did) = year.join().unwrap_or_else(|_| panic!("a year broke: its seed is in the panic above"));
        println!("seed {seed}: {did}");
    }
}

fn play(seed: u64) -> String {
    println!("seed {seed} begins: PLANERKA_YEAR_SEED={seed} plays it alone");
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let mut life = Life::begin(seed).await;
        for _ in 0..life::WEEKS {
            life.week().await;
        }
        life.summary()
    })
}
