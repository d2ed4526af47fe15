//! Doubts about a plan, in words.

use rust_decimal::Decimal;

use crate::domain::approval::doubt::Doubt;
use crate::domain::company::Metric;
use crate::domain::numbers::kpi::percent_change;
use crate::render::approval::view::ApprovalView;
use crate::render::html::ellipsis;
use crate::say;
use crate::texts::Words;

/// One doubt in words.
pub fn text(words: Words<'_>, view: &ApprovalView<'_>, doubt: &Doubt) -> String {
    match doubt {
        Doubt::OverBudget => {
            let sum = words.bare_hours(view.plan.draft.minutes());
            say!(words, "doubt-over", sum = sum, high = words.bare_hours(view.budget.high))
        }
        Doubt::NoDeliverable(numbers) => {
            let list: Vec<String> = numbers.iter().map(ToString::to_string).collect();
            say!(words, "doubt-no-deliverable", count = numbers.len(), numbers = list.join(", "))
        }
        Doubt::BelowActual(keys) => say!(words, "doubt-below", what = far_targets(words, view, keys)),
        Doubt::Bold(keys) => say!(words, "doubt-bold", what = far_targets(words, view, keys)),
        Doubt::NoGoal => say!(words, "doubt-no-goal"),
        Doubt::Eased(keys) => {
            let names: Vec<&str> =
                view.metrics.iter().filter(|(m, _)| keys.contains(&m.key)).map(|(m, _)| m.name.as_str()).collect();
            say!(words, "doubt-eased", names = names.join(", "))
        }
        Doubt::CarriedOn(carried) => {
            let title = |n: usize| view.plan.draft.tasks.get(n.saturating_sub(1)).map_or("", |t| t.title.as_str());
            let one = |(n, week): &(usize, u32)| {
                let title = ellipsis(title(*n), 60);
                say!(words, "doubt-carried-task", title = title, week = i64::from(*week))
            };
            say!(words, "doubt-carried", what = carried.iter().map(one).collect::<Vec<_>>().join("; "))
        }
    }
}

/// For each of these metrics «Лиды 120 после 131 (−8 %)».
fn far_targets(words: Words<'_>, view: &ApprovalView<'_>, keys: &[String]) -> String {
    let one = |(metric, last): &(&Metric, Option<Decimal>)| {
        let (target, last) = (view.plan.draft.target(&metric.key)?, (*last)?);
        let value = |v: Decimal| words.value(metric, view.currency, v);
        let (name, target_text, last_text) = (metric.name.as_str(), value(target), value(last));
        Some(match percent_change(last, target) {
            Some(change) => {
                let change = words.percent_change(change);
                say!(words, "doubt-target-change", name = name, target = target_text, last = last_text, change = change)
            }
            None => say!(words, "doubt-target", name = name, target = target_text, last = last_text),
        })
    };
    let far = view.metrics.iter().filter(|(metric, _)| keys.contains(&metric.key));
    far.filter_map(one).collect::<Vec<_>>().join("; ")
}
