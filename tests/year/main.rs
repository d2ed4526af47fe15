//! A simulated year of a company: 53 weeks of 2026 and 2027, with both changes of the clocks, on a manual clock.
//!
//! What people do is drawn at random from a seed, which is printed. It goes through the real chat and the real calendar. The
//! layer below HTTP is driven, `chat::batch` and the outbox: a week through the HTTP sandbox takes about a second, for it draws
//! every picture, and ten years of it would take nine minutes.
//!
//! `PLANERKA_YEAR_SEEDS=10` plays so many years instead of one, two at a time; `PLANERKA_YEAR_SEED=7` that of one seed.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a year that surprises us stops")]

mod checks;
mod life;
mod model;
mod random;
mod staff;
mod telegram;

use life::Life;

/// Years that are played at the same time.
const AT_ONCE: usize = 2;

fn seeds() -> Vec<u64> {
    let number = |name: &str| std::env::var(name).ok().map(|text| text.parse::<u64>().unwrap());
    match number("PLANERKA_YEAR_SEED") {
        Some(seed) => vec![seed],
        None => (1..=number("PLANERKA_YEAR_SEEDS").unwrap_or(1)).collect(),
    }
}

#[test]
fn a_year_asks_each_thing_once_counts_what_was_typed_and_follows_the_last_actual() {
    for some in seeds().chunks(AT_ONCE) {
        let years: Vec<_> = some.iter().copied().map(|seed| std::thread::spawn(move || play(seed))).collect();
        for (year, seed) in years.into_iter().zip(some) {
            let did = year.join().unwrap_or_else(|_| panic!("the year of seed {seed} broke: see the panic above"));
            println!("seed {seed}: {did}");
        }
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
