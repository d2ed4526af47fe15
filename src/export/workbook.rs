//! The register as a workbook for Excel, LibreOffice and the like, with four sheets: plans, tasks, people's numbers, teams'
//! numbers.
//!
//! People's text is always written as text, so that no cell of theirs becomes a formula. Numbers are numbers, and sums and
//! differences are formulas of ours, which follow when somebody corrects a cell.

use chrono::Datelike as _;
use rust_decimal::prelude::ToPrimitive as _;
use rust_xlsxwriter::{ExcelDateTime, Format, Formula, Workbook, Worksheet, XlsxError};

use crate::domain::calendar::week::Week;
use crate::domain::company::{Metric, MetricUnit, Roster};
use crate::export::register::{Entry, Register};
use crate::say;
use crate::texts::Words;

/// A column: its heading, and its width in characters.
type Column = (String, f64);

/// The bytes of an XLSX file.
///
/// # Errors
/// Fails if a sheet would have more than a million rows.
pub fn workbook(words: Words<'_>, roster: &Roster, registers: &[Register]) -> anyhow::Result<Vec<u8>> {
    let mut book = Workbook::new();
    let writer = Writer::new(words, roster);
    writer.plans(book.add_worksheet(), registers)?;
    writer.tasks(book.add_worksheet(), registers)?;
    writer.numbers(book.add_worksheet(), registers)?;
    writer.kpis(book.add_worksheet(), registers)?;
    Ok(book.save_to_buffer()?)
}

/// A row of a sheet that is being written, cell by cell from the left.
struct Row<'s> {
    sheet: &'s mut Worksheet,
    /// The row's index, from 0. Its number in formulas is one more.
    row: u32,
    /// The index of the next cell, from 0.
    column: u16,
}

impl<'s> Row<'s> {
    fn new(sheet: &'s mut Worksheet, row: u32) -> Self {
        Self { sheet, row, column: 0 }
    }

    /// The index of the next cell, which is then taken.
    fn take(&mut self) -> u16 {
        self.column += 1;
        self.column - 1
    }

    fn text(&mut self, text: &str) -> Result<(), XlsxError> {
        let column = self.take();
        self.sheet.write_string(self.row, column, text)?;
        Ok(())
    }

    /// Text that somebody wrote, broken into lines within the cell.
    fn prose(&mut self, text: &str, wrap: &Format) -> Result<(), XlsxError> {
        let column = self.take();
        self.sheet.write_string_with_format(self.row, column, text, wrap)?;
        Ok(())
    }

    fn date(&mut self, date: &ExcelDateTime, format: &Format) -> Result<(), XlsxError> {
        let column = self.take();
        self.sheet.write_with_format(self.row, column, date, format)?;
        Ok(())
    }

    fn count(&mut self, count: f64) -> Result<(), XlsxError> {
        let column = self.take();
        self.sheet.write_number(self.row, column, count)?;
        Ok(())
    }

    /// A decimal number; the cell stays empty if there is none.
    fn number(&mut self, number: Option<&str>, format: &Format) -> Result<(), XlsxError> {
        let column = self.take();
        if let Some(number) = number.and_then(float) {
            self.sheet.write_with_format(self.row, column, number, format)?;
        }
        Ok(())
    }

    /// A formula and its present result, for readers that compute nothing.
    fn formula(&mut self, formula: String, result: f64, format: &Format) -> Result<(), XlsxError> {
        let column = self.take();
        let formula = Formula::new(formula).set_result(result.to_string());
        self.sheet.write_formula_with_format(self.row, column, formula, format)?;
        Ok(())
    }

    /// How a formula names the cell that is so many cells to the left of the next one, such as `F7`. Our sheets are narrow: no
    /// column is beyond Z.
    fn name_of_cell_back(&self, back: u16) -> String {
        let letter = char::from(b'A' + u8::try_from(self.column.saturating_sub(back) % 26).unwrap_or_default());
        format!("{letter}{}", self.row + 1)
    }
}

/// A metric's numbers as they stand in a row.
struct Numbers<'a> {
    /// The metric as it was in that week, if it is known.
    metric: Option<&'a Metric>,
    /// The metric's key, shown if it is not.
    key: &'a str,
    target: Option<&'a str>,
    actual: Option<&'a str>,
}

/// What all sheets are written with.
struct Writer<'a> {
    words: Words<'a>,
    roster: &'a Roster,
    head: Format,
    date: Format,
    hours: Format,
    number: Format,
    percent: Format,
    wrap: Format,
}

impl<'a> Writer<'a> {
    fn new(words: Words<'a>, roster: &'a Roster) -> Self {
        Self {
            words,
            roster,
            head: Format::new().set_bold().set_background_color("#E8EEF4").set_text_wrap(),
            date: Format::new().set_num_format("dd.mm.yyyy"),
            hours: Format::new().set_num_format("0.##"),
            number: Format::new().set_num_format("#,##0.####"),
            percent: Format::new().set_num_format("+0%;-0%;0%"),
            wrap: Format::new().set_text_wrap(),
        }
    }

    /// Names a sheet and writes its headings, which stay in sight when the rest is scrolled.
    fn begin(&self, sheet: &mut Worksheet, name: &str, columns: &[Column]) -> Result<(), XlsxError> {
        sheet.set_name(name)?;
        for (column, (title, width)) in (0u16..).zip(columns) {
            sheet.write_with_format(0, column, title.as_str(), &self.head)?;
            sheet.set_column_width(column, *width)?;
        }
        sheet.set_freeze_panes(1, 0)?;
        Ok(())
    }

    /// Lets the reader filter the rows of a sheet, of which there are `rows` besides the headings.
    fn end(sheet: &mut Worksheet, rows: u32, columns: &[Column]) -> Result<(), XlsxError> {
        let last = u16::try_from(columns.len()).unwrap_or(u16::MAX).saturating_sub(1);
        sheet.autofilter(0, 0, rows.max(1), last)?;
        Ok(())
    }

    /// The columns with which every sheet begins: the week, its Monday, the team.
    fn lead(&self) -> Vec<Column> {
        let words = self.words;
        vec![(say!(words, "xlsx-week"), 10.0), (say!(words, "xlsx-monday"), 11.0), (say!(words, "xlsx-team"), 16.0)]
    }

    fn write_lead(&self, row: &mut Row<'_>, week: Week, team: &str) -> Result<(), XlsxError> {
        let monday = week.monday();
        let date = ExcelDateTime::from_ymd(
            u16::try_from(monday.year()).unwrap_or(1900),
            u8::try_from(monday.month()).unwrap_or(1),
            u8::try_from(monday.day()).unwrap_or(1),
        )?;
        row.text(&week.to_string())?;
        row.date(&date, &self.date)?;
        row.text(self.roster.teams.iter().find(|t| t.key == team).map_or(team, |t| &t.name))
    }

    /// The name of the person of this key.
    fn person(&self, key: &'a str) -> &'a str {
        self.roster.people.iter().find(|p| p.key == key).map_or(key, |p| &p.name)
    }

    fn plans(&self, sheet: &mut Worksheet, registers: &'a [Register]) -> Result<(), XlsxError> {
        let words = self.words;
        let mut columns = self.lead();
        columns.extend([
            (say!(words, "xlsx-person"), 24.0),
            (say!(words, "xlsx-plan"), 16.0),
            (say!(words, "xlsx-version"), 9.0),
            (say!(words, "xlsx-plan-late"), 12.0),
            (say!(words, "xlsx-report"), 12.0),
            (say!(words, "xlsx-report-late"), 12.0),
            (say!(words, "xlsx-tasks"), 9.0),
            (say!(words, "xlsx-hours"), 10.0),
            (say!(words, "xlsx-actual-hours"), 10.0),
        ]);
        self.begin(sheet, &say!(words, "xlsx-sheet-plans"), &columns)?;
        let mut rows = 0;
        for (register, entry) in registers.iter().flat_map(|r| r.plans.iter().map(move |entry| (r, entry))) {
            rows += 1;
            let mut row = Row::new(sheet, rows);
            self.write_lead(&mut row, register.week, &entry.team)?;
            row.text(self.person(&entry.person))?;
            row.text(&self.plan_state(entry.state))?;
            row.count(entry.version as f64)?;
            row.text(&self.yes(entry.late))?;
            row.text(&self.report_state(entry.report.state))?;
            row.text(&self.yes(entry.report.late))?;
            self.write_totals(&mut row, entry)?;
        }
        Self::end(sheet, rows, &columns)
    }

    /// The number of a person's tasks, their estimated and their actual hours: counted from the sheet of tasks, where column A is
    /// the week, D the person, H the estimate and I the actual hours.
    fn write_totals(&self, row: &mut Row<'_>, entry: &Entry) -> Result<(), XlsxError> {
        let words = self.words;
        let tasks = say!(words, "xlsx-sheet-tasks");
        let number = row.row + 1;
        let of_the_person = format!("'{tasks}'!A:A,A{number},'{tasks}'!D:D,D{number}");
        let estimate = sum(entry.tasks.iter().map(|t| t.hours.as_deref()));
        let actual = sum(entry.tasks.iter().map(|t| t.actual_hours.as_deref()));
        row.formula(format!("=COUNTIFS({of_the_person})"), entry.tasks.len() as f64, &self.hours)?;
        row.formula(format!("=SUMIFS('{tasks}'!H:H,{of_the_person})"), estimate, &self.hours)?;
        row.formula(format!("=SUMIFS('{tasks}'!I:I,{of_the_person})"), actual, &self.hours)
    }

    fn tasks(&self, sheet: &mut Worksheet, registers: &'a [Register]) -> Result<(), XlsxError> {
        let words = self.words;
        let mut columns = self.lead();
        columns.extend([
            (say!(words, "xlsx-person"), 24.0),
            (say!(words, "xlsx-number"), 5.0),
            (say!(words, "xlsx-task"), 40.0),
            (say!(words, "xlsx-deliverable"), 40.0),
            (say!(words, "xlsx-hours"), 10.0),
            (say!(words, "xlsx-actual-hours"), 10.0),
            (say!(words, "xlsx-state"), 14.0),
            (say!(words, "xlsx-origin"), 16.0),
            (say!(words, "xlsx-goal"), 14.0),
            (say!(words, "xlsx-result"), 40.0),
            (say!(words, "xlsx-reason"), 30.0),
            (say!(words, "xlsx-files"), 9.0),
        ]);
        self.begin(sheet, &say!(words, "xlsx-sheet-tasks"), &columns)?;
        let mut rows = 0;
        for register in registers {
            for (entry, task) in register.plans.iter().flat_map(|e| e.tasks.iter().map(move |t| (e, t))) {
                rows += 1;
                let mut row = Row::new(sheet, rows);
                self.write_lead(&mut row, register.week, &entry.team)?;
                row.text(self.person(&entry.person))?;
                row.count(task.number as f64)?;
                row.prose(&task.title, &self.wrap)?;
                row.prose(task.deliverable.as_deref().unwrap_or_default(), &self.wrap)?;
                row.number(task.hours.as_deref(), &self.hours)?;
                row.number(task.actual_hours.as_deref(), &self.hours)?;
                row.text(&self.task_state(task.state))?;
                row.text(&self.origin(task.origin))?;
                row.text(task.goal.as_deref().unwrap_or_default())?;
                row.prose(task.result.as_deref().unwrap_or_default(), &self.wrap)?;
                row.prose(task.reason.as_deref().unwrap_or_default(), &self.wrap)?;
                if task.files > 0 {
                    row.count(f64::from(task.files))?;
                }
            }
        }
        Self::end(sheet, rows, &columns)
    }

    fn numbers(&self, sheet: &mut Worksheet, registers: &'a [Register]) -> Result<(), XlsxError> {
        let words = self.words;
        let mut columns = self.lead();
        columns.push((say!(words, "xlsx-person"), 24.0));
        columns.extend(self.number_columns());
        columns.push((say!(words, "xlsx-reason"), 30.0));
        self.begin(sheet, &say!(words, "xlsx-sheet-numbers"), &columns)?;
        let mut rows = 0;
        for register in registers {
            // Names and units as they were in that week.
            let then = self.roster.in_week(register.week);
            for (entry, number) in register.plans.iter().flat_map(|e| e.targets.iter().map(move |t| (e, t))) {
                rows += 1;
                let mut row = Row::new(sheet, rows);
                self.write_lead(&mut row, register.week, &entry.team)?;
                row.text(self.person(&entry.person))?;
                let numbers = Numbers {
                    metric: then.metric(&number.metric),
                    key: &number.metric,
                    target: number.target.as_deref(),
                    actual: number.actual.as_deref(),
                };
                self.write_numbers(&mut row, &numbers)?;
                row.prose(number.reason.as_deref().unwrap_or_default(), &self.wrap)?;
            }
        }
        Self::end(sheet, rows, &columns)
    }

    fn kpis(&self, sheet: &mut Worksheet, registers: &'a [Register]) -> Result<(), XlsxError> {
        let words = self.words;
        let mut columns = self.lead();
        columns.extend(self.number_columns());
        self.begin(sheet, &say!(words, "xlsx-sheet-kpi"), &columns)?;
        let mut rows = 0;
        for register in registers {
            let then = self.roster.in_week(register.week);
            for kpi in &register.kpis {
                rows += 1;
                let mut row = Row::new(sheet, rows);
                self.write_lead(&mut row, register.week, &kpi.team)?;
                let numbers = Numbers {
                    metric: then.metric(&kpi.metric),
                    key: &kpi.metric,
                    target: kpi.target.as_deref(),
                    actual: kpi.actual.as_deref(),
                };
                self.write_numbers(&mut row, &numbers)?;
            }
        }
        Self::end(sheet, rows, &columns)
    }

    /// The columns of [`Writer::write_numbers`].
    fn number_columns(&self) -> [Column; 5] {
        let words = self.words;
        [
            (say!(words, "xlsx-metric"), 24.0),
            (say!(words, "xlsx-unit"), 9.0),
            (say!(words, "xlsx-target"), 13.0),
            (say!(words, "xlsx-actual"), 13.0),
            (say!(words, "xlsx-difference"), 11.0),
        ]
    }

    /// Metric, unit, target, actual, and the difference of the actual to the target as a share of the target.
    fn write_numbers(&self, row: &mut Row<'_>, numbers: &Numbers<'_>) -> Result<(), XlsxError> {
        let Numbers { metric, key, target, actual } = *numbers;
        row.text(metric.map_or(key, |m| &m.name))?;
        row.text(&metric.map(|m| self.unit(m)).unwrap_or_default())?;
        row.number(target, &self.number)?;
        row.number(actual, &self.number)?;
        let known = target.and_then(float).zip(actual.and_then(float)).filter(|(target, _)| *target != 0.0);
        let Some((target, actual)) = known else {
            row.take();
            return Ok(());
        };
        let (target_cell, actual_cell) = (row.name_of_cell_back(2), row.name_of_cell_back(1));
        let formula = format!("=({actual_cell}-{target_cell})/ABS({target_cell})");
        row.formula(formula, (actual - target) / target.abs(), &self.percent)
    }

    fn unit(&self, metric: &Metric) -> String {
        let words = self.words;
        match metric.unit {
            MetricUnit::Count => say!(words, "xlsx-unit-count"),
            MetricUnit::Money => self.roster.currency.clone(),
            MetricUnit::Percent => "%".to_owned(),
            MetricUnit::Hours => say!(words, "xlsx-unit-hours"),
            MetricUnit::Ratio => say!(words, "xlsx-unit-ratio"),
        }
    }

    fn yes(&self, is: bool) -> String {
        let words = self.words;
        if is { say!(words, "xlsx-yes") } else { String::new() }
    }

    fn plan_state(&self, state: &str) -> String {
        let words = self.words;
        match state {
            "submitted" => say!(words, "state-submitted"),
            "returned" => say!(words, "state-returned"),
            "approved" => say!(words, "state-approved"),
            _ => say!(words, "state-draft"),
        }
    }

    fn report_state(&self, state: &str) -> String {
        let words = self.words;
        match state {
            "sent" => say!(words, "state-sent"),
            "draft" => say!(words, "state-draft"),
            _ => say!(words, "state-none"),
        }
    }

    fn task_state(&self, state: &str) -> String {
        let words = self.words;
        match state {
            "done" => say!(words, "xlsx-done"),
            "partly" => say!(words, "xlsx-partly"),
            "not_done" => say!(words, "xlsx-not-done"),
            "cancelled" => say!(words, "xlsx-cancelled"),
            _ => say!(words, "xlsx-open"),
        }
    }

    fn origin(&self, origin: &str) -> String {
        let words = self.words;
        match origin {
            "carried" => say!(words, "origin-carried"),
            "regular" => say!(words, "origin-regular"),
            "goal" => say!(words, "origin-goal"),
            "decision" => say!(words, "origin-decision"),
            "unplanned" => say!(words, "origin-unplanned"),
            _ => say!(words, "xlsx-new"),
        }
    }
}

/// The nearest binary number, which is what spreadsheets compute with. The database, JSON and CSV keep the exact one.
fn float(text: &str) -> Option<f64> {
    text.parse::<rust_decimal::Decimal>().ok()?.to_f64()
}

fn sum<'a>(hours: impl Iterator<Item = Option<&'a str>>) -> f64 {
    hours.flatten().filter_map(float).fold(0.0, |sum, hours| sum + hours)
}
