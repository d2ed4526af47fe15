//! The register as CSV.

use anyhow::Context as _;

use crate::export::register::Register;

const COLUMNS: [&str; 22] = [
    "week",
    "team",
    "person",
    "plan_state",
    "version",
    "plan_late",
    "report_state",
    "report_late",
    "kind",
    "number",
    "title",
    "deliverable",
    "hours",
    "actual_hours",
    "state",
    "origin",
    "goal",
    "result",
    "target",
    "actual",
    "reason",
    "files",
];

/// CSV for a spreadsheet, with a row for each metric and each task of a person. It is UTF-8 with a byte order mark, separated by
/// semicolons: Excel opens that correctly in countries where the comma is the decimal sign.
///
/// # Errors
/// Fails if the csv library does, which no register makes it do.
pub fn csv(registers: &[Register]) -> anyhow::Result<String> {
    let mut writer = csv::WriterBuilder::new().delimiter(b';').from_writer(vec![0xef, 0xbb, 0xbf]);
    writer.write_record(COLUMNS)?;
    for (register, entry) in registers.iter().flat_map(|r| r.plans.iter().map(move |entry| (r, entry))) {
        let week = register.week.to_string();
        let (version, late) = (entry.version.to_string(), entry.late.to_string());
        let report_late = entry.report.late.to_string();
        let head = [&week, &entry.team, &entry.person, entry.state, &version, &late, entry.report.state, &report_late];
        for target in &entry.targets {
            let (planned, actual) = (or_empty(&target.target), or_empty(&target.actual));
            let reason = harmless(or_empty(&target.reason));
            let row = ["metric", "", &target.metric, "", "", "", "", "", "", "", planned, actual, &reason, ""];
            writer.write_record(head.iter().copied().chain(row))?;
        }
        for task in &entry.tasks {
            let number = task.number.to_string();
            let [title, deliverable, goal, result, reason] = [
                &task.title,
                or_empty(&task.deliverable),
                or_empty(&task.goal),
                or_empty(&task.result),
                or_empty(&task.reason),
            ]
            .map(harmless);
            let (planned, actual) = (or_empty(&task.hours), or_empty(&task.actual_hours));
            let files = if task.files > 0 { task.files.to_string() } else { String::new() };
            let row = [
                "task",
                &number,
                &title,
                &deliverable,
                planned,
                actual,
                task.state,
                task.origin,
                &goal,
                &result,
                "",
                "",
                &reason,
                &files,
            ];
            writer.write_record(head.iter().copied().chain(row))?;
        }
    }
    String::from_utf8(writer.into_inner()?).context("cannot write CSV")
}

fn or_empty(text: &Option<String>) -> &str {
    text.as_deref().unwrap_or_default()
}

/// Text that people wrote, with an apostrophe in front if a spreadsheet would take it for a formula: a formula could send the
/// sheet's contents elsewhere.
fn harmless(text: &str) -> String {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{text}") } else { text.to_owned() }
}
