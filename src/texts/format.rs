//! Numbers, hours, money and dates as people write them in Russian and English.

use chrono::{DateTime, Datelike, NaiveDate, Timelike, Utc, Weekday};
use chrono_tz::Tz;
use rust_decimal::Decimal;

use crate::domain::calendar::month::Month;
use crate::domain::calendar::week::Week;
use crate::domain::company::{Locale, Metric, MetricUnit};
use crate::texts::words::Words;

/// No-break space: keeps a number and its unit on one line.
const NBSP: char = '\u{a0}';

/// An instant, and the time zone of the person who reads it.
#[derive(Debug, Clone, Copy)]
pub struct Zoned {
    /// The instant.
    pub at: DateTime<Utc>,
    /// The reader's time zone.
    pub zone: Tz,
}

impl Words<'_> {
    /// A number: `15 000`, `1,5`, `−8`; English `15,000`, `1.5`, `−8`. It has at most two decimals or, below a tenth, two significant
    /// digits, so that a small number never reads as zero.
    pub fn number(&self, value: Decimal) -> String {
        let little = value.abs() < Decimal::new(1, 1);
        let value = if little { value.round_sf(2).unwrap_or(value) } else { value.round_dp(2) };
        self.digits(value.normalize())
    }

    fn digits(&self, value: Decimal) -> String {
        let digits = value.abs().to_string();
        let (whole, fraction) = digits.split_once('.').unwrap_or((&digits, ""));
        let (thousands, point) = match self.locale {
            Locale::Ru => (NBSP, ','),
            Locale::En => (',', '.'),
        };
        let mut text = String::with_capacity(digits.len() + 4);
        if value.is_sign_negative() && !value.is_zero() {
            text.push('−');
        }
        for (i, digit) in whole.chars().enumerate() {
            if i > 0 && (whole.len() - i).is_multiple_of(3) {
                text.push(thousands);
            }
            text.push(digit);
        }
        if !fraction.is_empty() {
            text.push(point);
            text.push_str(fraction);
        }
        text
    }

    /// A metric's value with its unit: `131`, `4 580 ₽`, `35 %`, `5,5 ч`.
    pub fn value(&self, metric: &Metric, currency: &str, value: Decimal) -> String {
        // Cents of a computed sum of money are not worth reading.
        let computed =
            metric.unit == MetricUnit::Money && metric.formula.is_some() && value.abs() >= Decimal::ONE_HUNDRED;
        match metric.unit {
            MetricUnit::Money if computed => self.money(currency, value.round_dp(0)),
            MetricUnit::Money => self.money(currency, value),
            unit => self.with_unit(unit, currency, self.number(value)),
        }
    }

    /// A sum of money: `30 000 ₽`, `45,50 ₽`; English `$30,000`.
    pub fn money(&self, currency: &str, sum: Decimal) -> String {
        let mut exact = sum.round_dp(2);
        // Cents have two digits: 45,50 and not 45,5.
        let kopecks = !exact.fract().is_zero() && exact.abs() >= Decimal::new(1, 1);
        let number = if kopecks {
            exact.rescale(2);
            self.digits(exact)
        } else {
            self.number(sum)
        };
        self.with_unit(MetricUnit::Money, currency, number)
    }

    fn with_unit(&self, unit: MetricUnit, currency: &str, number: String) -> String {
        match (unit, self.locale) {
            (MetricUnit::Count | MetricUnit::Ratio, _) => number,
            (MetricUnit::Percent, Locale::Ru) => format!("{number}{NBSP}%"),
            (MetricUnit::Percent, Locale::En) => format!("{number}%"),
            (MetricUnit::Hours, _) => format!("{number}{NBSP}{}", self.hour_sign()),
            (MetricUnit::Money, locale) => {
                let sign = currency_sign(currency);
                match locale {
                    Locale::En if sign != "₽" && sign.chars().count() == 1 => match number.strip_prefix('−') {
                        Some(rest) => format!("−{sign}{rest}"),
                        None => format!("{sign}{number}"),
                    },
                    _ => format!("{number}{NBSP}{sign}"),
                }
            }
        }
    }

    /// A metric's value where there is little room: like [`Words::value`], but with three digits from a thousand million on:
    /// `4,39 млрд ₽`; English `$4.39 bn`.
    pub fn brief(&self, metric: &Metric, currency: &str, value: Decimal) -> String {
        let (ru, en, exponent) = match value.abs() {
            least if least >= Decimal::from(1_000_000_000_000_i64) => ("трлн", "tn", 12),
            least if least >= Decimal::from(1_000_000_000) => ("млрд", "bn", 9),
            _ => return self.value(metric, currency, value),
        };
        let scaled = value / Decimal::from(10_i64.pow(exponent));
        let hundreds = scaled.abs() >= Decimal::ONE_HUNDRED;
        let scaled = if hundreds { scaled.round() } else { scaled.round_sf(3).unwrap_or(scaled) };
        let name = if self.locale == Locale::Ru { ru } else { en };
        self.with_unit(metric.unit, currency, format!("{}{NBSP}{name}", self.number(scaled)))
    }

    /// The sign of a currency, such as `₽` or `$`, or its code if it has none.
    pub fn currency<'c>(&self, code: &'c str) -> &'c str {
        currency_sign(code)
    }

    /// Minutes as hours: `1,5 ч`, `40 мин` under an hour; English `1.5 h`.
    pub fn hours(&self, minutes: u32) -> String {
        let sign = self.hour_sign();
        if minutes > 0 && minutes < 60 && minutes != 30 {
            return match self.locale {
                Locale::Ru => format!("{minutes}{NBSP}мин"),
                Locale::En => format!("{minutes}{NBSP}min"),
            };
        }
        format!("{}{NBSP}{sign}", self.bare_hours(minutes))
    }

    /// Minutes as hours without the unit: `24`, `1,5`, `16,8`.
    pub fn bare_hours(&self, minutes: u32) -> String {
        let hours = Decimal::from(minutes) / Decimal::from(60);
        self.number(if minutes >= 600 { hours.round_dp(1) } else { hours })
    }

    fn hour_sign(&self) -> &'static str {
        match self.locale {
            Locale::Ru => "ч",
            Locale::En => "h",
        }
    }

    /// A change in per cent with its sign: `+9 %`, `−8 %`.
    pub fn percent_change(&self, percent: Decimal) -> String {
        let sign = if percent > Decimal::ZERO { "+" } else { "" };
        self.share(format!("{sign}{}", self.number(percent)))
    }

    /// A share in whole per cent: `58 %`.
    pub fn percent(&self, percent: u32) -> String {
        self.share(self.number(Decimal::from(percent)))
    }

    /// A share that may be small: `40 %`, `2,5 %`. It has a decimal only below ten per cent.
    pub fn part(&self, percent: Decimal) -> String {
        let places = if percent.abs() >= Decimal::TEN { 0 } else { 1 };
        self.share(self.number(percent.round_dp(places)))
    }

    fn share(&self, number: String) -> String {
        match self.locale {
            Locale::Ru => format!("{number}{NBSP}%"),
            Locale::En => format!("{number}%"),
        }
    }

    /// The working days of a week: `30 ноября – 4 декабря`, `23–27 ноября`; English `30 Nov – 4 Dec`, `23–27 Nov`.
    pub fn week(&self, week: Week) -> String {
        self.days(week.monday(), week.friday())
    }

    /// Days from one date to another: `30 ноября – 4 декабря`, `23–27 ноября`, `27 ноября`.
    pub fn days(&self, from: NaiveDate, to: NaiveDate) -> String {
        if from == to {
            self.day_month(from)
        } else if (from.year(), from.month()) == (to.year(), to.month()) {
            format!("{}–{}", from.day(), self.day_month(to))
        } else {
            format!("{} – {}", self.day_month(from), self.day_month(to))
        }
    }

    /// A day without its year: `27 ноября`; English `27 Nov`.
    pub fn day_month(&self, date: NaiveDate) -> String {
        const RU: [&str; 12] = [
            "января",
            "февраля",
            "марта",
            "апреля",
            "мая",
            "июня",
            "июля",
            "августа",
            "сентября",
            "октября",
            "ноября",
            "декабря",
        ];
        const EN: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
        let names = if self.locale == Locale::Ru { RU } else { EN };
        let month = names.get(date.month0() as usize).copied().unwrap_or_default();
        format!("{}{NBSP}{month}", date.day())
    }

    /// A day, with its year if that is not the present one: `31 марта 2027`; English `31 Mar 2027`.
    pub fn date(&self, date: NaiveDate, today: NaiveDate) -> String {
        let day = self.day_month(date);
        if date.year() == today.year() { day } else { format!("{day}{NBSP}{}", date.year()) }
    }

    /// A month by its name: `ноябрь`; English `November`.
    pub fn month(&self, month: Month) -> &'static str {
        const RU: [&str; 12] = [
            "январь",
            "февраль",
            "март",
            "апрель",
            "май",
            "июнь",
            "июль",
            "август",
            "сентябрь",
            "октябрь",
            "ноябрь",
            "декабрь",
        ];
        const EN: [&str; 12] = [
            "January",
            "February",
            "March",
            "April",
            "May",
            "June",
            "July",
            "August",
            "September",
            "October",
            "November",
            "December",
        ];
        let names = if self.locale == Locale::Ru { RU } else { EN };
        names.get(month.number() as usize - 1).copied().unwrap_or_default()
    }

    /// A moment: `пт, 27 ноября, 18:00`; English `Fri 27 Nov, 6 pm`.
    pub fn moment(&self, when: Zoned) -> String {
        let local = when.at.with_timezone(&when.zone);
        let day = self.weekday(local.weekday());
        let date = self.day_month(local.date_naive());
        match self.locale {
            Locale::Ru => format!("{day}, {date}, {}", self.time(when)),
            Locale::En => format!("{day} {date}, {}", self.time(when)),
        }
    }

    /// A moment within the week: `пт 16:00`; English `Fri 4 pm`.
    pub fn day_time(&self, when: Zoned) -> String {
        let local = when.at.with_timezone(&when.zone);
        let day = self.weekday(local.weekday());
        match self.locale {
            Locale::Ru => format!("{day} {}", self.time(when)),
            Locale::En => format!("{day} {}", self.time(when)),
        }
    }

    /// A time of day: `16:00`; English `4 pm`, `4:30 pm`.
    pub fn time(&self, when: Zoned) -> String {
        let local = when.at.with_timezone(&when.zone);
        match self.locale {
            Locale::Ru => format!("{}:{:02}", local.hour(), local.minute()),
            Locale::En => {
                let (pm, hour) = local.hour12();
                let half = if pm { "pm" } else { "am" };
                match local.minute() {
                    0 => format!("{hour}{NBSP}{half}"),
                    minute => format!("{hour}:{minute:02}{NBSP}{half}"),
                }
            }
        }
    }

    fn weekday(&self, day: Weekday) -> &'static str {
        let (ru, en) = match day {
            Weekday::Mon => ("пн", "Mon"),
            Weekday::Tue => ("вт", "Tue"),
            Weekday::Wed => ("ср", "Wed"),
            Weekday::Thu => ("чт", "Thu"),
            Weekday::Fri => ("пт", "Fri"),
            Weekday::Sat => ("сб", "Sat"),
            Weekday::Sun => ("вс", "Sun"),
        };
        if self.locale == Locale::Ru { ru } else { en }
    }
}

fn currency_sign(code: &str) -> &str {
    match code {
        "RUB" => "₽",
        "USD" => "$",
        "EUR" => "€",
        "GBP" => "£",
        "KZT" => "₸",
        "GEL" => "₾",
        "UAH" => "₴",
        "TRY" => "₺",
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::company::{Aggregate, Direction};
    use crate::texts::Texts;

    fn metric(unit: MetricUnit) -> Metric {
        Metric {
            key: "m".into(),
            name: "М".into(),
            unit,
            direction: Direction::Up,
            aggregate: Aggregate::Sum,
            formula: None,
            threshold: None,
        }
    }

    #[test]
    fn numbers_as_people_write_them() {
        let texts = Texts::load().expect("texts");
        let (ru, en) = (texts.of(Locale::Ru), texts.of(Locale::En));
        let number = |text: &str| text.parse::<Decimal>().expect("a number");
        assert_eq!(ru.number(number("15000")), "15\u{a0}000");
        assert_eq!(en.number(number("1234567.5")), "1,234,567.5");
        assert_eq!(ru.number(number("-8.10")), "−8,1");
        assert_eq!(ru.hours(90), "1,5\u{a0}ч");
        assert_eq!(ru.hours(40), "40\u{a0}мин");
        assert_eq!(en.hours(30), "0.5\u{a0}h");
        assert_eq!(ru.value(&metric(MetricUnit::Money), "RUB", number("4580")), "4\u{a0}580\u{a0}₽");
        assert_eq!(en.value(&metric(MetricUnit::Money), "USD", number("-4580")), "−$4,580");
        assert_eq!(en.value(&metric(MetricUnit::Percent), "USD", number("35")), "35%");
        assert_eq!(ru.percent_change(number("9")), "+9\u{a0}%");
        assert_eq!(ru.number(number("0.00412")), "0,0041");
        assert_eq!((ru.number(number("0")), ru.number(number("-0.012"))), ("0".into(), "−0,012".into()));
        let brief = |words: Words<'_>, text| {
            words.brief(&metric(MetricUnit::Money), "USD", number(text)).replace('\u{a0}', " ")
        };
        assert_eq!(brief(ru, "-118234000000000.25"), "−118 трлн $");
        assert_eq!(brief(en, "-4385400000"), "−$4.39 bn");
        assert_eq!(brief(ru, "999999999.5"), "999 999 999,50 $");
        assert_eq!(ru.number(number("0.004")), "0,004");
        assert_eq!(ru.number(number("-0.00456")), "−0,0046");
        assert_eq!(ru.number(number("0")), "0");
    }

    #[test]
    fn every_unit_in_both_languages() {
        let texts = Texts::load().expect("texts");
        for (unit, value, ru, en) in [
            (MetricUnit::Count, "15000", "15\u{a0}000", "15,000"),
            (MetricUnit::Count, "1.5", "1,5", "1.5"),
            (MetricUnit::Money, "1250000", "1\u{a0}250\u{a0}000\u{a0}€", "€1,250,000"),
            (MetricUnit::Money, "45.5", "45,50\u{a0}€", "€45.50"),
            (MetricUnit::Money, "-0.5", "−0,50\u{a0}€", "−€0.50"),
            (MetricUnit::Money, "0.004", "0,004\u{a0}€", "€0.004"),
            (MetricUnit::Money, "12.999", "13\u{a0}€", "€13"),
            (MetricUnit::Percent, "35", "35\u{a0}%", "35%"),
            (MetricUnit::Percent, "0.08", "0,08\u{a0}%", "0.08%"),
            (MetricUnit::Percent, "-2.345", "−2,34\u{a0}%", "−2.34%"),
            (MetricUnit::Hours, "5.5", "5,5\u{a0}ч", "5.5\u{a0}h"),
            (MetricUnit::Hours, "0.25", "0,25\u{a0}ч", "0.25\u{a0}h"),
            (MetricUnit::Ratio, "3.4", "3,4", "3.4"),
            (MetricUnit::Ratio, "0.0333", "0,033", "0.033"),
        ] {
            let value = value.parse().expect("a number");
            let of = |locale| texts.of(locale).value(&metric(unit), "EUR", value);
            assert_eq!((of(Locale::Ru).as_str(), of(Locale::En).as_str()), (ru, en), "{unit:?} {value}");
        }
        let en = texts.of(Locale::En);
        assert_eq!(en.value(&metric(MetricUnit::Money), "RUB", "4580".parse().expect("a number")), "4,580\u{a0}₽");
        assert_eq!(en.value(&metric(MetricUnit::Money), "CHF", "4580".parse().expect("a number")), "4,580\u{a0}CHF");
    }

    #[test]
    fn dates_as_people_write_them() {
        let texts = Texts::load().expect("texts");
        let (ru, en) = (texts.of(Locale::Ru), texts.of(Locale::En));
        let week: Week = "2026-W49".parse().expect("a week");
        assert_eq!(ru.week(week), "30\u{a0}ноября – 4\u{a0}декабря");
        assert_eq!(en.week(week.previous()), "23–27\u{a0}Nov");
        let at = "2026-11-27T13:00:00Z".parse().expect("an instant");
        let when = Zoned { at, zone: chrono_tz::Europe::Moscow };
        assert_eq!(ru.moment(when), "пт, 27\u{a0}ноября, 16:00");
        assert_eq!(en.day_time(when), "Fri 4\u{a0}pm");
        let (today, due) = (week.monday(), "2027-03-31".parse().expect("a day"));
        assert_eq!(ru.date(due, today), "31\u{a0}марта\u{a0}2027");
        assert_eq!(ru.date(week.friday(), today), "4\u{a0}декабря");
        assert_eq!((ru.month(Month::of_date(today)), en.month(Month::of_date(due))), ("ноябрь", "March"));
    }
}
