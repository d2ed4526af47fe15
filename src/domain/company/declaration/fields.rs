//! Values that stand in several sections.

use chrono_tz::Tz;

use crate::domain::calendar::holidays::Holidays;
use crate::domain::company::ChatId;
use crate::domain::company::declaration::reader::{At, Section};
use crate::domain::company::declaration::zone::zone_hint;

const NAME_MAX: usize = 100;

pub(super) fn name(section: &Section<'_, '_>) -> Option<String> {
    let name = section.required("name")?;
    if name.value.trim().is_empty() {
        section.reader.problem(name.at, format!("name in {} is empty", section.title));
        return None;
    }
    short(section, "name", name)
}

pub(super) fn short(section: &Section<'_, '_>, key: &str, text: At<&str>) -> Option<String> {
    if text.value.chars().count() > NAME_MAX || text.value.contains(char::is_control) {
        let place = section.place_text();
        section.reader.problem(text.at, format!("{key}{place} must be one line of at most {NAME_MAX} characters"));
        return None;
    }
    Some(text.value.split_whitespace().collect::<Vec<_>>().join(" "))
}

pub(super) fn timezone(section: &Section<'_, '_>) -> Option<Tz> {
    let zone = section.parsed("timezone", |text| {
        text.parse::<Tz>().map_err(|_| format!("is no IANA time zone such as \"Europe/Moscow\"{}", zone_hint(text)))
    });
    zone.map(|zone| zone.value)
}

pub(super) fn chat(section: &Section<'_, '_>) -> Option<ChatId> {
    let chat = section.integer("chat")?;
    if chat.value == 0 {
        section.reader.problem(chat.at, format!("chat 0{} is no chat", section.place_text()));
    }
    Some(chat.value)
}

pub(super) fn week_minutes(section: &Section<'_, '_>) -> Option<u32> {
    section.number("hours_per_week", 1.0..=168.0).map(|hours| whole(hours.value * 60.0))
}

/// A small positive number, rounded.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a saturating cast of a checked number")]
pub(super) fn whole(value: f64) -> u32 {
    value.round() as u32
}

pub(super) fn country(text: &str) -> Result<String, String> {
    let code = code(text, 2, "RU")?;
    match Holidays::of(&code) {
        Some(_) => Ok(code),
        None => Err(format!(
            "is none of the countries whose public holidays are known: {}",
            Holidays::countries().join(", ")
        )),
    }
}

pub(super) fn code(text: &str, length: usize, example: &str) -> Result<String, String> {
    if text.len() == length && text.chars().all(|c| c.is_ascii_uppercase()) {
        Ok(text.to_owned())
    } else {
        Err(format!("is no code of {length} capital letters such as \"{example}\""))
    }
}
