//! Headings and sections: what each line stands under, and which lines are only form.

use crate::domain::intake::understand::hours::Clock;
use crate::domain::intake::understand::row::{Bullet, Row, only_pictures};
use crate::domain::intake::understand::table::{Cells, Column, cells, guess, header, split};
use crate::domain::intake::understand::task::{all_hours, arrow};
use crate::domain::intake::understand::token::{Token, slice, tokens};
use crate::domain::intake::understand::vocabulary::Phrases;

/// What a line stands under.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Section {
    /// Nothing was said yet.
    Open,
    Plan,
    Numbers,
    Tasks,
    /// A heading of the person's own.
    Own,
    Done,
    Doing,
    NotDone,
    Report,
    Next,
    Unplanned,
}

/// A line and what it stands under.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Line {
    pub(super) row: Row,
    pub(super) section: Section,
    /// The words behind an inline heading, or all of them.
    pub(super) text: String,
    pub(super) cells: Option<Cells>,
    /// A heading, a ruler, a total.
    pub(super) form: bool,
    /// The item of a list this one is part of.
    pub(super) parent: Option<String>,
    /// The section was named on this very line: «План: …».
    pub(super) inline: bool,
}

/// The lines of a message with their sections.
pub(super) fn lines(rows: Vec<Row>, clock: &Clock<'_>) -> Vec<Line> {
    let rows: Vec<Row> = rows.into_iter().flat_map(|row| sentences(row, clock)).collect();
    let mut reader =
        Reader { clock, section: Section::Open, columns: None, semicolons: false, after_list: false, parent: None };
    let listed: Vec<bool> = rows.iter().map(Row::is_listed).collect();
    let depths: Vec<usize> = rows.iter().map(|row| row.depth).collect();
    let mut out = Vec::new();
    for (at, row) in rows.into_iter().enumerate() {
        let next_listed = listed.get(at + 1).copied().unwrap_or(false);
        let next_deeper = depths.get(at + 1).is_some_and(|depth| *depth > row.depth);
        out.push(reader.line(row, next_listed, next_deeper));
    }
    out
}

/// «this week: … . next week: …» on one line are two.
fn sentences(row: Row, clock: &Clock<'_>) -> Vec<Row> {
    let found = tokens(&row.text);
    let cut = (1..found.len()).find(|at| {
        let before = found.get(at - 1).is_some_and(|t| t.is_one_of(&['.', ';', '!']));
        let rest = found.get(*at..).unwrap_or_default();
        let colon = rest.iter().take(7).position(|t| t.is(':'));
        before
            && colon.is_some_and(|colon| {
                section_of(rest.get(..colon).unwrap_or_default(), clock).is_some_and(|s| s != Section::Unplanned)
            })
    });
    let Some(start) = cut.and_then(|at| found.get(at)).map(|token| token.start) else { return vec![row] };
    let (first, second) = row.text.split_at(start);
    let (first, second) = (first.trim().to_owned(), second.trim().to_owned());
    let second = Row { text: second.clone(), full: second.clone(), raw: second, bullet: Bullet::None, ..row.clone() };
    let mut all = vec![Row { text: first.clone(), full: first.clone(), raw: first, ..row }];
    all.extend(sentences(second, clock));
    all
}

struct Reader<'a> {
    clock: &'a Clock<'a>,
    section: Section,
    columns: Option<Vec<Column>>,
    /// The table's cells are parted by semicolons.
    semicolons: bool,
    /// The row before was an item of a list.
    after_list: bool,
    parent: Option<(usize, String)>,
}

impl Reader<'_> {
    fn line(&mut self, row: Row, next_listed: bool, next_deeper: bool) -> Line {
        if let Some(cells) = split(&row).or_else(|| self.parted(&row)) {
            return self.table(row, &cells);
        }
        (self.columns, self.semicolons) = (None, false);
        let after_list = std::mem::replace(&mut self.after_list, row.is_listed());
        if self.parent.as_ref().is_some_and(|(depth, _)| row.depth <= *depth) {
            self.parent = None;
        }
        let text = row.text.clone();
        if only_pictures(&text) || self.is_total(&text) {
            return self.plain(row, text, true);
        }
        if let Some(found) = self.heading(&row, next_listed, after_list) {
            self.section = found;
            self.parent = None;
            return self.plain(row, text, true);
        }
        if let Some((found, rest)) = self.inline(&row) {
            let outer = self.section;
            self.section = found;
            let mut line = self.plain(row, rest, false);
            line.inline = true;
            if !matches!(found, Section::Plan | Section::Numbers | Section::Tasks | Section::Next)
                || outer == Section::Numbers
            {
                self.section = outer;
            }
            return line;
        }
        if row.is_listed() && text.ends_with(':') && next_deeper {
            self.parent = Some((row.depth, text.trim_end_matches(':').to_owned()));
            return self.plain(row, text, true);
        }
        self.plain(row, text, false)
    }

    /// Cells parted by semicolons, below a row of columns' names that are.
    fn parted(&mut self, row: &Row) -> Option<Vec<String>> {
        // «Лендинг | 6ч».
        let pair: Vec<String> = row.full.split('|').map(|cell| cell.trim().to_owned()).collect();
        if let [title, hours] = pair.as_slice()
            && title.chars().any(char::is_alphabetic)
            && !title.chars().any(|c| c.is_ascii_digit())
            && self.clock.cell(hours).is_some()
        {
            return Some(pair);
        }
        let cells: Vec<String> = row.full.split(';').map(|cell| cell.trim().to_owned()).collect();
        self.semicolons =
            cells.len() > 1 && (self.semicolons || self.columns.is_none() && header(&cells, self.clock).is_some());
        self.semicolons.then_some(cells)
    }

    fn plain(&self, row: Row, text: String, form: bool) -> Line {
        let parent = self.parent.as_ref().map(|(_, title)| title.clone()).filter(|_| !form);
        Line { row, section: self.section, text, cells: None, form, parent, inline: false }
    }

    fn table(&mut self, row: Row, found: &[String]) -> Line {
        if self.columns.is_none()
            && let Some(columns) = header(found, self.clock)
        {
            self.columns = Some(columns);
            let text = row.text.clone();
            return self.plain(row, text, true);
        }
        let columns = match &self.columns {
            Some(columns) => columns.clone(),
            None => guess(found, self.clock),
        };
        let kept = cells(found, &columns, self.clock);
        let text = row.text.clone();
        let sum = kept.is_none();
        Line { cells: kept, ..self.plain(row, text, sum) }
    }

    /// «Итого: 9ч».
    fn is_total(&self, text: &str) -> bool {
        let found = tokens(text);
        let Some(used) = self.clock.words.total.begin(&found) else { return false };
        let rest = found.get(used..).unwrap_or_default();
        rest.iter().all(|t| {
            t.is_digits()
                || !t.is_word()
                || self.clock.words.hour_unit.begin(std::slice::from_ref(t)).is_some()
                || t.lower.len() <= 4
        })
    }

    /// Whether the line is a heading and nothing else.
    fn heading(&self, row: &Row, next_listed: bool, after_list: bool) -> Option<Section> {
        let text = row.text.trim();
        let found = tokens(text);
        let colon = text.ends_with(':');
        let words = found.iter().filter(|t| t.is_word()).count();
        if words == 0 || words > 8 || text.contains('?') || arrow(text).is_some() {
            return (row.hashes && words <= 10 && words > 0).then_some(Section::Own);
        }
        if !all_hours(text, self.clock, false).is_empty() {
            return None;
        }
        let bare = found.iter().take_while(|t| !t.is(':')).count();
        let inner = found.get(bare..).unwrap_or_default().iter().any(|t| t.is_word() || t.is_digits());
        if let Some(section) = section_of(found.get(..bare).unwrap_or_default(), self.clock).filter(|_| !inner) {
            let sure = colon
                || row.bold
                || row.hashes
                || matches!(row.bullet, Bullet::None) && row.boxed.is_none()
                || matches!(row.bullet, Bullet::Number(..)) && matches!(section, Section::Numbers | Section::Tasks);
            let inside = self.section != Section::Open
                && !colon
                && !row.bold
                && !row.hashes
                && !row.after_blank
                && matches!(section, Section::Report);
            if sure && !inside {
                return Some(section);
            }
        }
        if row.hashes {
            return Some(self.own());
        }
        let label = self.label(&found);
        let bold = row.bold && !row.is_listed() && next_listed;
        let named = colon && !row.is_listed() && words <= 5 && !label;
        let begins = row.after_blank && self.section == Section::Open || after_list;
        let over = !row.is_listed() && next_listed && begins && words <= 3 && !label && !self.is_chat(&found);
        let days = found.iter().all(|t| !t.is_word() || self.clock.words.weekdays.get(&t.lower).is_some());
        (bold || named || over || days && !row.is_listed()).then(|| self.own())
    }

    /// A heading of one's own keeps what a report's section said before.
    fn own(&self) -> Section {
        if self.section == Section::Next { Section::Next } else { Section::Own }
    }

    fn label(&self, found: &[Token]) -> bool {
        let w = self.clock.words;
        let bare = found.iter().take_while(|t| !t.is(':')).count();
        let name = found.get(..bare).unwrap_or_default();
        [&w.result_label, &w.hours_label, &w.other_label].iter().any(|list| list.are(name))
    }

    fn is_chat(&self, found: &[Token]) -> bool {
        let w = self.clock.words;
        [&w.greeting, &w.thanks, &w.okay, &w.announce].iter().any(|list| list.begin(found).is_some())
    }

    /// «План: смета 3ч», «Готово: каталог»: a section and what follows its colon.
    fn inline(&self, row: &Row) -> Option<(Section, String)> {
        let found = tokens(&row.text);
        let colon = found.iter().take(14).position(|t| t.is(':'))?;
        let (name, rest) = (found.get(..colon)?, found.get(colon + 1..)?);
        let clocklike = name.last().is_some_and(Token::is_digits) && rest.first().is_some_and(Token::is_digits);
        if rest.is_empty() || clocklike {
            return None;
        }
        let section = section_of(name, self.clock)?;
        if self.label(name) && (row.is_listed() || !matches!(section, Section::Report | Section::Numbers)) {
            return None;
        }
        // «Отчёт: цифры у Марины» is a task of a list.
        let task = row.is_listed() && matches!(section, Section::Report | Section::Plan);
        (!task).then(|| (section, slice(&row.text, rest).to_owned() + trailing(&row.text, rest)))
    }
}

/// Marks behind the last token of a slice belong to it.
fn trailing<'t>(text: &'t str, rest: &[Token]) -> &'t str {
    rest.last().and_then(|t| text.get(t.end..)).unwrap_or("")
}

/// The section some words name, whatever they say of the week.
fn section_of(found: &[Token], clock: &Clock<'_>) -> Option<Section> {
    let w = clock.words;
    let words: Vec<Token> = found.iter().filter(|t| t.is_word() || t.is_digits() || t.is('-')).cloned().collect();
    if words.is_empty() || words.len() > 12 {
        return None;
    }
    let lists: [(&Phrases, Section); 9] = [
        (&w.next_heading, Section::Next),
        (&w.unplanned_heading, Section::Unplanned),
        (&w.not_done_heading, Section::NotDone),
        (&w.done_heading, Section::Done),
        (&w.doing_heading, Section::Doing),
        (&w.numbers_heading, Section::Numbers),
        (&w.tasks_heading, Section::Tasks),
        (&w.report_heading, Section::Report),
        (&w.plan_heading, Section::Plan),
    ];
    if let Some((_, section)) = lists.iter().find(|(list, _)| list.begin(&words) == Some(words.len())) {
        return Some(*section);
    }
    // «привет, вот план на неделю».
    let mut rest = words.as_slice();
    let mut announced = false;
    while let Some(used) = [&w.greeting, &w.polite, &w.announce].iter().filter_map(|list| list.begin(rest)).max() {
        announced |= w.announce.begin(rest).is_some();
        rest = rest.get(used..).unwrap_or_default();
    }
    if announced && rest.iter().all(|t| is_time(t, clock)) {
        return Some(if w.next_week.stand_in(&words) { Section::Next } else { Section::Plan });
    }
    let lead =
        words.iter().position(|t| w.filler.begin(std::slice::from_ref(t)).is_none() || t.lower.len() > 6).unwrap_or(0);
    let core: Vec<Token> = words.iter().skip(lead).filter(|t| !is_time(t, clock)).cloned().collect();
    let next = w.next_week.stand_in(&words);
    if let Some((_, section)) = lists.iter().find(|(list, _)| !core.is_empty() && list.begin(&core) == Some(core.len()))
    {
        let dated = words.iter().filter(|t| t.is_digits()).count();
        let timed = words.iter().any(|t| t.is_word() && is_time(t, clock));
        if dated > 0 && !timed && dated < 2 {
            return None;
        }
        return Some(if next && *section == Section::Tasks { Section::Next } else { *section });
    }
    let only = |t: &Token| {
        is_time(t, clock)
            || w.filler.begin(std::slice::from_ref(t)).is_some()
            || w.planning.begin(std::slice::from_ref(t)).is_some()
    };
    (next && words.iter().all(only)).then_some(Section::Next)
}

fn is_time(token: &Token, clock: &Clock<'_>) -> bool {
    token.is_digits() || token.is('-') || clock.words.heading_time.begin(std::slice::from_ref(token)).is_some()
}
