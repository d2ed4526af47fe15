//! The register as CSV.

use anyhow::Context as _;

use crate::export::Register;

/// As CSV for a spreadsheet, one row a task and one a metric: UTF-8 with a byte order mark and `;`, which is what
/// Excel opens rightly where the comma is the decimal sign.
///
/// # Errors
/// Never for what `registers` reads.
pub fn csv(registers: &[Register]) -> anyhow::Result<String> {
    let mut writer = csv::WriterBuilder::new().delimiter(b';').from_writer(vec![0xef, 0xbb, 0xbf]);
    writer.write_record([
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
    ])?;
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
            let words: Vec<String> = [
                Some(&task.title),
                task.deliverable.as_ref(),
                task.goal.as_ref(),
                task.result.as_ref(),
                task.reason.as_ref(),
            ]
            .map(|text| text.map(|t| harmless(t)).unwrap_or_default())
            .to_vec();
            let [title, deliverable, goal, result, reason] = words.as_slice() else { continue };
            let (planned, actual) = (or_empty(&task.hours), or_empty(&task.actual_hours));
            let files = if task.files > 0 { task.files.to_string() } else { String::new() };
            let head_of_task = ["task", number.as_str(), title, deliverable, planned, actual, task.state, task.origin];
            let row = head_of_task.into_iter().chain([goal.as_str(), result, "", "", reason, &files]);
            writer.write_record(head.iter().copied().chain(row))?;
        }
    }
    String::from_utf8(writer.into_inner()?).context("cannot write CSV")
}

fn or_empty(text: &Option<String>) -> &str {
    text.as_deref().unwrap_or_default()
}

/// People's text that a spreadsheet would take for a formula is kept from being one.
fn harmless(text: &str) -> String {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{text}") } else { text.to_owned() }
}
