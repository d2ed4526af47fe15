//! `/export`: the register as a file, with what the asker may see.

use crate::domain::calendar::week::Week;
use crate::domain::company::Person;
use crate::export::{csv, json, registers, workbook};
use crate::say;
use crate::storage::outbox;
use crate::storage::outbox::attachment;
use crate::unit::Unit;

use crate::chat::answer::{Outcome, Refusal};

/// The most weeks in one file: a quarter takes no noticeable time.
const MOST_WEEKS: u32 = 13;

/// The format of the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    Xlsx,
    Csv,
    Json,
}

/// The first week, the last week and the format that are asked for; none where the words are not understood.
fn read(words: &str, last: Week) -> Option<(Week, Week, Form)> {
    let (mut weeks, mut form, mut back) = (Vec::new(), Form::Xlsx, None);
    for word in words.split([' ', ',', '–', '—']).filter(|word| !word.is_empty()) {
        match word.to_lowercase().as_str() {
            "xlsx" | "excel" => form = Form::Xlsx,
            "csv" => form = Form::Csv,
            "json" => form = Form::Json,
            other => match (other.parse::<u32>(), other.to_uppercase().parse::<Week>()) {
                (Ok(number), _) if (1..=520).contains(&number) => back = Some(number),
                (_, Ok(week)) => weeks.push(week),
                _ => return None,
            },
        }
    }
    let (first, until) = match (weeks.as_slice(), back) {
        ([], None) => (last, last),
        ([], Some(number)) => ((1..number).fold(last, |week, _| week.previous()), last),
        ([one], None) => (*one, *one),
        ([one, other], None) => (*one.min(other), *one.max(other)),
        _ => return None,
    };
    Some((first, until, form))
}

/// Sends the file.
pub async fn send(unit: &mut Unit<'_>, person: &Person, rest: &str) -> Outcome<()> {
    let Some(chat) = person.telegram_id else { return Ok(()) };
    let roster = unit.roster;
    let words = unit.words(person);
    let teams = roster.teams_exportable_by(person);
    if teams.is_empty() {
        return Err(Refusal::Because(say!(words, "no-team-led")));
    }
    let (ritual, zone) = roster.calendar_of(person);
    let Some((first, last, form)) = read(rest, ritual.report_week(unit.now, zone)) else {
        return Err(Refusal::Because(say!(words, "export-usage")));
    };
    if (last.monday() - first.monday()).num_weeks() >= i64::from(MOST_WEEKS) {
        return Err(Refusal::Because(say!(words, "export-too-long", max = MOST_WEEKS)));
    }
    let registers = registers(unit.tx, roster, first, last, &teams).await?;
    let (end, bytes) = match form {
        Form::Xlsx => ("xlsx", workbook(words, roster, &registers)?),
        Form::Csv => ("csv", csv(&registers)?.into_bytes()),
        Form::Json => ("json", json(&registers)?.into_bytes()),
    };
    let span = if first == last { first.to_string() } else { format!("{first}-{last}") };
    let weeks = if first == last {
        words.week(first)
    } else {
        format!("{} – {}", words.day_month(first.monday()), words.day_month(last.friday()))
    };
    let file = attachment::keep(unit.tx, &format!("planerka-{span}.{end}"), &bytes).await?;
    outbox::document(unit.tx, chat, file, say!(words, "export-caption", weeks = weeks), unit.now);
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weeks_and_forms_as_people_say_them() {
        let week = |text: &str| text.parse::<Week>().expect("a week");
        let last = week("2026-W48");
        assert_eq!(read("", last), Some((last, last, Form::Xlsx)));
        assert_eq!(read("8 csv", last), Some((week("2026-W41"), last, Form::Csv)));
        assert_eq!(read("1", last), Some((last, last, Form::Xlsx)));
        assert_eq!(read("2026-w47–2026-W45 JSON", last), Some((week("2026-W45"), week("2026-W47"), Form::Json)));
        for odd in ["завтра", "0", "2026-W99", "2026-W1 2026-W2 2026-W3", "2026-W45 3"] {
            assert_eq!(read(odd, last), None, "{odd}");
        }
    }
}
