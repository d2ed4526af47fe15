//! What somebody means who writes `MSK`, `UTC+3` or `Москва` for a time zone.

use chrono_tz::Tz;

use crate::domain::company::declaration::reader::did_you_mean;

/// Zones by their hours east of Greenwich, those first that are asked for most. Where a zone has summer time, its winter's.
const BY_OFFSET: &[(i32, &[&str])] = &[
    (-8, &["America/Los_Angeles"]),
    (-5, &["America/New_York"]),
    (0, &["Europe/London"]),
    (1, &["Europe/Berlin", "Europe/Belgrade", "Europe/Warsaw"]),
    (2, &["Europe/Kaliningrad", "Europe/Kyiv", "Europe/Chisinau"]),
    (3, &["Europe/Moscow", "Europe/Minsk", "Europe/Istanbul"]),
    (4, &["Europe/Samara", "Asia/Tbilisi", "Asia/Yerevan", "Asia/Dubai"]),
    (5, &["Asia/Yekaterinburg", "Asia/Almaty", "Asia/Tashkent"]),
    (6, &["Asia/Omsk", "Asia/Bishkek"]),
    (7, &["Asia/Novosibirsk", "Asia/Krasnoyarsk"]),
    (8, &["Asia/Irkutsk"]),
    (9, &["Asia/Yakutsk"]),
    (10, &["Asia/Vladivostok"]),
    (11, &["Asia/Magadan"]),
    (12, &["Asia/Kamchatka"]),
];

/// Zones by the beginning of what people call a city or its time, in small letters. Latin names of cities that are part of a
/// zone's own name need no line here.
const BY_NAME: &[(&str, &str)] = &[
    ("msk", "Europe/Moscow"),
    ("мск", "Europe/Moscow"),
    ("москв", "Europe/Moscow"),
    ("московск", "Europe/Moscow"),
    ("russia", "Europe/Moscow"),
    ("росси", "Europe/Moscow"),
    ("санкт", "Europe/Moscow"),
    ("спб", "Europe/Moscow"),
    ("питер", "Europe/Moscow"),
    ("saint", "Europe/Moscow"),
    ("st. petersburg", "Europe/Moscow"),
    ("казан", "Europe/Moscow"),
    ("kazan", "Europe/Moscow"),
    ("нижн", "Europe/Moscow"),
    ("воронеж", "Europe/Moscow"),
    ("ростов", "Europe/Moscow"),
    ("краснодар", "Europe/Moscow"),
    ("сочи", "Europe/Moscow"),
    ("калининград", "Europe/Kaliningrad"),
    ("самар", "Europe/Samara"),
    ("ижевск", "Europe/Samara"),
    ("саратов", "Europe/Saratov"),
    ("волгоград", "Europe/Volgograd"),
    ("екатеринбург", "Asia/Yekaterinburg"),
    ("ekaterinburg", "Asia/Yekaterinburg"),
    ("пермь", "Asia/Yekaterinburg"),
    ("perm", "Asia/Yekaterinburg"),
    ("челябинск", "Asia/Yekaterinburg"),
    ("уфа", "Asia/Yekaterinburg"),
    ("тюмен", "Asia/Yekaterinburg"),
    ("омск", "Asia/Omsk"),
    ("новосибирск", "Asia/Novosibirsk"),
    ("томск", "Asia/Tomsk"),
    ("барнаул", "Asia/Barnaul"),
    ("кемеров", "Asia/Novokuznetsk"),
    ("красноярск", "Asia/Krasnoyarsk"),
    ("иркутск", "Asia/Irkutsk"),
    ("якутск", "Asia/Yakutsk"),
    ("чита", "Asia/Chita"),
    ("владивосток", "Asia/Vladivostok"),
    ("хабаровск", "Asia/Vladivostok"),
    ("сахалин", "Asia/Sakhalin"),
    ("магадан", "Asia/Magadan"),
    ("камчатк", "Asia/Kamchatka"),
    ("петропавловск", "Asia/Kamchatka"),
    ("минск", "Europe/Minsk"),
    ("киев", "Europe/Kyiv"),
    ("київ", "Europe/Kyiv"),
    ("киши", "Europe/Chisinau"),
    ("алма", "Asia/Almaty"),
    ("астан", "Asia/Almaty"),
    ("astana", "Asia/Almaty"),
    ("ташкент", "Asia/Tashkent"),
    ("бишкек", "Asia/Bishkek"),
    ("душанбе", "Asia/Dushanbe"),
    ("ашхабад", "Asia/Ashgabat"),
    ("баку", "Asia/Baku"),
    ("ереван", "Asia/Yerevan"),
    ("тбилиси", "Asia/Tbilisi"),
    ("рига", "Europe/Riga"),
    ("вильнюс", "Europe/Vilnius"),
    ("таллин", "Europe/Tallinn"),
    ("варшав", "Europe/Warsaw"),
    ("берлин", "Europe/Berlin"),
    ("белград", "Europe/Belgrade"),
    ("стамбул", "Europe/Istanbul"),
    ("дубай", "Asia/Dubai"),
    ("лондон", "Europe/London"),
];

/// What may have been meant by a text that is no zone: `; did you mean "Europe/Moscow"?`.
pub(super) fn zone_hint(text: &str) -> String {
    let lower = text.trim().to_lowercase();
    if let Some(hours) = offset(&lower) {
        return of_offset(hours);
    }
    let by_name = BY_NAME.iter().find(|(begin, _)| lower.starts_with(begin)).map(|(_, zone)| *zone);
    let spelt = lower.replace([' ', '-'], "_");
    let by_city = || {
        let zones = chrono_tz::TZ_VARIANTS.iter().map(|zone| zone.name());
        zones.rev().find(|name| name.rsplit('/').next().is_some_and(|city| city.to_lowercase() == spelt))
    };
    match by_city().filter(|_| !spelt.is_empty()).or(by_name) {
        Some(zone) => format!("; did you mean \"{zone}\"?"),
        None => {
            let known: Vec<&str> = chrono_tz::TZ_VARIANTS.iter().map(|zone| zone.name()).collect();
            did_you_mean(text, &known)
        }
    }
}

/// What is odd about a zone that there is: in `Etc/GMT+3` the sign is the other way round.
pub(super) fn odd_zone(zone: Tz) -> Option<String> {
    let west: i32 = zone.name().strip_prefix("Etc/GMT")?.parse().ok().filter(|hours| *hours != 0)?;
    let meant = of_offset(west);
    let direction = if west > 0 { "behind" } else { "ahead of" };
    Some(format!("\"{zone}\" is {} hours {direction} Greenwich, its sign is the other way round{meant}", west.abs()))
}

/// Whole hours east of Greenwich: `utc+3`, `gmt +03:00`, `+3`, `мск+2`.
fn offset(lower: &str) -> Option<i32> {
    let (rest, base) = match ["utc", "gmt", ""].iter().find_map(|begin| lower.strip_prefix(begin)) {
        _ if lower.starts_with("мск") => (&lower["мск".len()..], 3),
        _ if lower.starts_with("msk") => (&lower["msk".len()..], 3),
        Some(rest) => (rest, 0),
        None => return None,
    };
    let rest = rest.trim().replace('−', "-");
    let signed = rest.strip_prefix('+').map(|digits| (1, digits)).or_else(|| Some((-1, rest.strip_prefix('-')?)));
    let (sign, digits) = signed?;
    let hours = digits.trim().strip_suffix(":00").unwrap_or(digits.trim());
    let hours: i32 = hours.parse().ok().filter(|hours| (0..=14).contains(hours))?;
    Some(base + sign * hours)
}

fn of_offset(hours: i32) -> String {
    let zones = BY_OFFSET.iter().find(|(offset, _)| *offset == hours).map_or(&[][..], |(_, zones)| zones);
    let quoted: Vec<String> = zones.iter().map(|zone| format!("\"{zone}\"")).collect();
    match quoted.split_last() {
        None => "; name a city of that time, as \"Asia/Vladivostok\" does".to_owned(),
        Some((only, [])) => format!("; UTC{hours:+} is {only}"),
        Some((last, others)) => format!("; UTC{hours:+} is {} or {last}", others.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_zone_that_is_suggested_is_one() {
        let named = BY_NAME.iter().map(|(_, zone)| *zone);
        for zone in named.chain(BY_OFFSET.iter().flat_map(|(_, zones)| zones.iter().copied())) {
            zone.parse::<Tz>().expect(zone);
        }
    }

    #[test]
    fn every_offset_is_that_of_its_zones_in_winter() {
        use chrono::{Offset as _, TimeZone as _};
        let january =
            chrono::NaiveDate::from_ymd_opt(2026, 1, 15).and_then(|day| day.and_hms_opt(12, 0, 0)).expect("noon");
        for (hours, zones) in BY_OFFSET {
            for zone in *zones {
                let zone: Tz = zone.parse().expect("a zone");
                let seconds = zone.offset_from_utc_datetime(&january).fix().local_minus_utc();
                assert_eq!(seconds, hours * 3600, "{zone}");
            }
        }
    }

    #[test]
    fn what_people_write_for_a_zone_is_understood() {
        for (text, hint) in [
            ("MSK", "; did you mean \"Europe/Moscow\"?"),
            ("мск", "; did you mean \"Europe/Moscow\"?"),
            ("Москва", "; did you mean \"Europe/Moscow\"?"),
            ("Vladivostok", "; did you mean \"Asia/Vladivostok\"?"),
            ("new york", "; did you mean \"America/New_York\"?"),
            ("Europe/Moskow", "; did you mean \"Europe/Moscow\"?"),
            ("europe/moscow", "; did you mean \"Europe/Moscow\"?"),
            ("UTC+3", "; UTC+3 is \"Europe/Moscow\", \"Europe/Minsk\" or \"Europe/Istanbul\""),
            ("GMT+3", "; UTC+3 is \"Europe/Moscow\", \"Europe/Minsk\" or \"Europe/Istanbul\""),
            ("gmt +03:00", "; UTC+3 is \"Europe/Moscow\", \"Europe/Minsk\" or \"Europe/Istanbul\""),
            ("+10", "; UTC+10 is \"Asia/Vladivostok\""),
            ("МСК+2", "; UTC+5 is \"Asia/Yekaterinburg\", \"Asia/Almaty\" or \"Asia/Tashkent\""),
            ("UTC−5", "; UTC-5 is \"America/New_York\""),
            ("UTC+13", "; name a city of that time, as \"Asia/Vladivostok\" does"),
            ("xyzzy", ""),
            ("", ""),
        ] {
            assert_eq!(zone_hint(text), hint, "{text}");
        }
    }

    #[test]
    fn a_zone_with_its_sign_the_other_way_round_is_odd() {
        assert_eq!(
            odd_zone(Tz::Etc__GMTPlus3).expect("odd"),
            "\"Etc/GMT+3\" is 3 hours behind Greenwich, its sign is the other way round; \
             UTC+3 is \"Europe/Moscow\", \"Europe/Minsk\" or \"Europe/Istanbul\""
        );
        assert_eq!(odd_zone(Tz::Europe__Moscow), None);
        assert_eq!(odd_zone(Tz::Etc__GMT), None);
        assert_eq!(odd_zone(Tz::Etc__UTC), None);
    }
}
