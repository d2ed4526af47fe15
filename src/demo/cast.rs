//! The company of the demo and what its people type, in both languages.

use crate::domain::company::Locale;

mod en;
mod ru;

/// Everything of the play that is written in a language.
pub struct Lines {
    /// Printed first.
    pub opening: &'static str,
    /// Printed last.
    pub next: &'static str,
    /// What stands for a picture.
    pub picture: &'static str,
    /// `company.toml`.
    pub company: &'static str,
    /// Key, first name, last name.
    pub people: [(&'static str, &'static str, &'static str); 7],
    /// Key, title, members.
    pub chats: [(&'static str, &'static str, &'static [&'static str]); 5],
    pub chapter_joining: &'static str,
    pub chapter_plans: &'static str,
    pub chapter_friday: &'static str,
    pub chapter_monday: &'static str,
    pub chapter_week: &'static str,
    pub chapter_next: &'static str,
    pub chapter_reports: &'static str,
    pub chapter_digest: &'static str,
    pub chapter_agenda: &'static str,
    pub link_marketing: &'static str,
    pub link_sales: &'static str,
    pub link_support: &'static str,
    pub link_board: &'static str,
    pub link_sync: &'static str,
    pub submit: &'static str,
    pub give_back: &'static str,
    pub approve: &'static str,
    pub report: &'static str,
    pub take_all: &'static str,
    pub tasks: &'static str,
    pub delete: &'static str,
    pub undo: &'static str,
    pub petr: &'static str,
    pub anna_plan: &'static str,
    pub olga_reason: &'static str,
    pub anna_correction: &'static str,
    pub petr_begins: &'static str,
    pub petr_hours: &'static str,
    pub petr_goes_on: &'static str,
    pub olga_plan: &'static str,
    pub igor_plan: &'static str,
    pub director_plan: &'static str,
    pub vera_plan: &'static str,
    pub kirill_plan: &'static str,
    pub anna_first_numbers: &'static str,
    pub olga_first_numbers: &'static str,
    pub petr_first_numbers: &'static str,
    pub igor_first_numbers: &'static str,
    pub vera_first_numbers: &'static str,
    pub kirill_first_numbers: &'static str,
    pub anna_unplanned: &'static str,
    pub anna_risk: &'static str,
    pub kirill_insight: &'static str,
    pub olga_hypothesis: &'static str,
    pub anna_regular: &'static str,
    pub kirill_away: &'static str,
    pub anna_next_plan: &'static str,
    pub anna_report: &'static str,
    pub olga_report: &'static str,
    pub igor_report: &'static str,
    pub vera_report: &'static str,
    pub kirill_report: &'static str,
    pub director_report: &'static str,
    pub petr_report: &'static str,
    pub petr_short: &'static str,
    pub petr_because: &'static str,
    pub igor_decision: &'static str,
    pub done_first: &'static str,
}

/// The lines in a language.
pub fn lines(locale: Locale) -> Lines {
    match locale {
        Locale::Ru => ru::lines(),
        Locale::En => en::lines(),
    }
}
