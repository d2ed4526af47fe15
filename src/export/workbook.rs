//! The register as a workbook for Excel, LibreOffice and the like: plans, tasks, people's numbers, teams' numbers. Text
//! stays text (a cell is never read as a formula), numbers are numbers, and what a reader would sum is summed by formulas.

use rust_decimal::prelude::ToPrimitive as _;
use rust_xlsxwriter::{ExcelDateTime, Format, Formula, Workbook, Worksheet, XlsxError};

use crate::domain::calendar::week::Week;
use crate::domain::company::{Metric, MetricUnit, Roster};
use crate::export::Register;
use crate::say;
use crate::texts::Words;

/// A column: its heading and its width in characters.
type Column = (String, f64);

/// The bytes of an XLSX file.
///
/// # Errors
/// Where a sheet would hold more than a million rows.
pub fn workbook(words: Words<'_>, roster: &Roster, registers: &[Register]) -> anyhow::Result<Vec<u8>> {
    let mut book = Workbook::new();
    let pen = Pen::new(words, roster);
    pen.plans(book.add_worksheet(), registers)?;
    pen.tasks(book.add_worksheet(), registers)?;
    pen.numbers(book.add_worksheet(), registers)?;
    pen.kpis(book.add_worksheet(), registers)?;
    Ok(book.save_to_buffer()?)
}

/// What all sheets are written with.
struct Pen<'a> {
    words: Words<'a>,
    roster: &'a Roster,
    head: Format,
    date: Format,
    hours: Format,
    number: Format,
    percent: Format,
    wrap: Format,
}

impl<'a> Pen<'a> {
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

    /// Names the sheet, writes its head, keeps it in sight.
    fn begin(&self, sheet: &mut Worksheet, name: &str, columns: &[Column]) -> Result<(), XlsxError> {
        sheet.set_name(name)?;
        for (column, (title, width)) in (0u16..).zip(columns) {
            sheet.write_with_format(0, column, title.as_str(), &self.head)?;
            sheet.set_column_width(column, *width)?;
        }
        sheet.set_freeze_panes(1, 0)?;
        Ok(())
    }

    /// Filters over what was written.
    fn end(sheet: &mut Worksheet, rows: u32, columns: &[Column]) -> Result<(), XlsxError> {
        let last = u16::try_from(columns.len()).unwrap_or(u16::MAX).saturating_sub(1);
        sheet.autofilter(0, 0, rows.max(1), last)?;
        Ok(())
    }

    /// Which week, when it began, whose it is: the columns every sheet begins with.
    fn lead(&self) -> Vec<Column> {
        let words = self.words;
        vec![(say!(words, "xlsx-week"), 10.0), (say!(words, "xlsx-monday"), 11.0), (say!(words, "xlsx-team"), 16.0)]
    }

    fn write_lead(&self, sheet: &mut Worksheet, row: u32, week: Week, team: &str) -> Result<(), XlsxError> {
        use chrono::Datelike as _;
        let monday = week.monday();
        let year = u16::try_from(monday.year()).unwrap_or(1900);
        let date = ExcelDateTime::from_ymd(
            year,
            u8::try_from(monday.month()).unwrap_or(1),
            u8::try_from(monday.day()).unwrap_or(1),
        )?;
        sheet.write(row, 0, week.to_string())?;
        sheet.write_with_format(row, 1, &date, &self.date)?;
        let name = self.roster.teams.iter().find(|t| t.key == team).map_or(team, |t| &t.name);
        sheet.write(row, 2, name)?;
        Ok(())
    }

    fn person(&self, key: &'a str) -> &'a str {
        self.roster.people.iter().find(|p| p.key == key).map_or(key, |p| &p.name)
    }

    fn plans(&self, sheet: &mut Worksheet, registers: &[Register]) -> Result<(), XlsxError> {
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
        let tasks = say!(words, "xlsx-sheet-tasks");
        let mut row = 0;
        for register in registers {
            for entry in &register.plans {
                row += 1;
                self.write_lead(sheet, row, register.week, &entry.team)?;
                sheet.write(row, 3, self.person(&entry.person))?;
                sheet.write(row, 4, self.plan_state(entry.state))?;
                sheet.write(row, 5, entry.version as f64)?;
                sheet.write(row, 6, self.yes(entry.late))?;
                sheet.write(row, 7, self.report_state(entry.report.state))?;
                sheet.write(row, 8, self.yes(entry.report.late))?;
                // Counted from the sheet of tasks, so that a correction there is followed here.
                let line = row + 1;
                for (column, formula) in [
                    (9, format!("=COUNTIFS('{tasks}'!A:A,A{line},'{tasks}'!D:D,D{line})")),
                    (10, format!("=SUMIFS('{tasks}'!H:H,'{tasks}'!A:A,A{line},'{tasks}'!D:D,D{line})")),
                    (11, format!("=SUMIFS('{tasks}'!I:I,'{tasks}'!A:A,A{line},'{tasks}'!D:D,D{line})")),
                ] {
                    let result = match column {
                        9 => entry.tasks.len() as f64,
                        10 => sum(entry.tasks.iter().map(|t| t.hours.as_deref())),
                        _ => sum(entry.tasks.iter().map(|t| t.actual_hours.as_deref())),
                    };
                    let formula = Formula::new(formula).set_result(result.to_string());
                    sheet.write_formula_with_format(row, column, formula, &self.hours)?;
                }
            }
        }
        Self::end(sheet, row, &columns)
    }

    fn tasks(&self, sheet: &mut Worksheet, registers: &[Register]) -> Result<(), XlsxError> {
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
        let mut row = 0;
        for register in registers {
            for (entry, task) in register.plans.iter().flat_map(|e| e.tasks.iter().map(move |t| (e, t))) {
                row += 1;
                self.write_lead(sheet, row, register.week, &entry.team)?;
                sheet.write(row, 3, self.person(&entry.person))?;
                sheet.write(row, 4, task.number as f64)?;
                sheet.write_string_with_format(row, 5, &task.title, &self.wrap)?;
                sheet.write_string_with_format(row, 6, task.deliverable.as_deref().unwrap_or_default(), &self.wrap)?;
                self.value(sheet, row, 7, task.hours.as_deref(), &self.hours)?;
                self.value(sheet, row, 8, task.actual_hours.as_deref(), &self.hours)?;
                sheet.write(row, 9, self.task_state(task.state))?;
                sheet.write(row, 10, self.origin(task.origin))?;
                sheet.write_string(row, 11, task.goal.as_deref().unwrap_or_default())?;
                sheet.write_string_with_format(row, 12, task.result.as_deref().unwrap_or_default(), &self.wrap)?;
                sheet.write_string_with_format(row, 13, task.reason.as_deref().unwrap_or_default(), &self.wrap)?;
                if task.files > 0 {
                    sheet.write(row, 14, f64::from(task.files))?;
                }
            }
        }
        Self::end(sheet, row, &columns)
    }

    fn numbers(&self, sheet: &mut Worksheet, registers: &[Register]) -> Result<(), XlsxError> {
        let words = self.words;
        let mut columns = self.lead();
        columns.push((say!(words, "xlsx-person"), 24.0));
        columns.extend(self.number_columns());
        columns.push((say!(words, "xlsx-reason"), 30.0));
        self.begin(sheet, &say!(words, "xlsx-sheet-numbers"), &columns)?;
        let mut row = 0;
        for register in registers {
            // Names and units as they were.
            let then = self.roster.in_week(register.week);
            for (entry, number) in register.plans.iter().flat_map(|e| e.targets.iter().map(move |t| (e, t))) {
                row += 1;
                self.write_lead(sheet, row, register.week, &entry.team)?;
                sheet.write(row, 3, self.person(&entry.person))?;
                let values = [number.target.as_deref(), number.actual.as_deref()];
                self.write_number(sheet, row, 4, then.metric(&number.metric), &number.metric, values)?;
                sheet.write_string_with_format(row, 9, number.reason.as_deref().unwrap_or_default(), &self.wrap)?;
            }
        }
        Self::end(sheet, row, &columns)
    }

    fn kpis(&self, sheet: &mut Worksheet, registers: &[Register]) -> Result<(), XlsxError> {
        let words = self.words;
        let mut columns = self.lead();
        columns.extend(self.number_columns());
        self.begin(sheet, &say!(words, "xlsx-sheet-kpi"), &columns)?;
        let mut row = 0;
        for register in registers {
            let then = self.roster.in_week(register.week);
            for kpi in &register.kpis {
                row += 1;
                self.write_lead(sheet, row, register.week, &kpi.team)?;
                let values = [kpi.target.as_deref(), kpi.actual.as_deref()];
                self.write_number(sheet, row, 3, then.metric(&kpi.metric), &kpi.metric, values)?;
            }
        }
        Self::end(sheet, row, &columns)
    }

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

    /// Metric, unit, target, actual, and how far the actual is from the target.
    fn write_number(
        &self,
        sheet: &mut Worksheet,
        row: u32,
        column: u16,
        metric: Option<&Metric>,
        key: &str,
        [target, actual]: [Option<&str>; 2],
    ) -> Result<(), XlsxError> {
        sheet.write(row, column, metric.map_or(key, |m| &m.name))?;
        sheet.write(row, column + 1, metric.map(|m| self.unit(m)).unwrap_or_default())?;
        self.value(sheet, row, column + 2, target, &self.number)?;
        self.value(sheet, row, column + 3, actual, &self.number)?;
        let known = target.and_then(float).zip(actual.and_then(float)).filter(|(target, _)| *target != 0.0);
        if let Some((target_value, actual_value)) = known {
            let cell = |column: u16| format!("{}{}", letter(column), row + 1);
            let (target, actual) = (cell(column + 2), cell(column + 3));
            let result = (actual_value - target_value) / target_value.abs();
            let formula = Formula::new(format!("=({actual}-{target})/ABS({target})")).set_result(result.to_string());
            sheet.write_formula_with_format(row, column + 4, formula, &self.percent)?;
        }
        Ok(())
    }

    fn value(
        &self,
        sheet: &mut Worksheet,
        row: u32,
        column: u16,
        text: Option<&str>,
        format: &Format,
    ) -> Result<(), XlsxError> {
        if let Some(number) = text.and_then(float) {
            sheet.write_with_format(row, column, number, format)?;
        }
        Ok(())
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

/// The name of a column of our narrow sheets: A to Z.
fn letter(column: u16) -> char {
    char::from(b'A' + u8::try_from(column % 26).unwrap_or_default())
}

/// A spreadsheet's numbers are binary; ours are exact and stay so in the database, JSON and CSV.
fn float(text: &str) -> Option<f64> {
    text.parse::<rust_decimal::Decimal>().ok()?.to_f64()
}

fn sum<'a>(hours: impl Iterator<Item = Option<&'a str>>) -> f64 {
    hours.flatten().filter_map(float).fold(0.0, |sum, hours| sum + hours)
}
