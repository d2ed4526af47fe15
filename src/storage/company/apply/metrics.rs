//! The metrics of `company.toml`.

use crate::domain::company::Metric;
use crate::domain::numbers::definitions::Was;
use crate::domain::numbers::formula;
use crate::storage::Tx;
use crate::storage::company::apply::changes::{Applying, Change, Fields, Thing};
use crate::storage::company::apply::rows::{place, retire};
use crate::storage::company::definitions::{keep, store};
use crate::storage::company::word::word;

/// Metrics made in chat are left alone, unless the file declares one with the same key: then the file takes it over.
pub(super) async fn apply_metrics(tx: &mut Tx, applying: &mut Applying<'_>) -> anyhow::Result<()> {
    let Applying { before, declared, now, ref mut differences } = *applying;
    let all = before.map_or(&[][..], |roster| &roster.metrics);
    let of_chat = |metric: &&Metric| before.is_some_and(|roster| roster.maker_of(&metric.key).is_some());
    for metric in &declared.metrics {
        let known = all.iter().find(|m| m.key == metric.key);
        let fields = known.map(metric_fields).transpose()?;
        let differs = differences.compare(
            Thing { kind: "metric", key: &metric.key, name: &metric.name },
            fields,
            metric_fields(metric)?,
        );
        let taken_over = known.as_ref().is_some_and(of_chat);
        if taken_over {
            differences.all.push(Change::taken_over(format!("metric {}", metric.key)));
        }
        if let (true, Some(roster), Some(known)) = (differs, before, known) {
            keep(tx, roster, &Was::Metric(known.clone()), now).await?;
        }
        if differs || taken_over {
            store(tx, metric, None).await?;
        }
    }
    let old: Vec<&Metric> = all.iter().filter(|metric| !of_chat(metric)).collect();
    for metric in old.iter().filter(|old| !declared.metrics.iter().any(|new| new.key == old.key)) {
        let of_it = |m: &&Metric| m.formula.as_deref().is_some_and(|text| formula::names(text, &metric.key));
        if let Some(user) = all.iter().filter(of_chat).find(of_it) {
            anyhow::bail!(
                "[[metric]] {} is gone from the file, and the metric \"{}\" made in chat is computed from it: give that one up \
                 in chat (/metrics), or leave this one in",
                metric.key,
                user.name
            );
        }
        differences.removed(Thing { kind: "metric", key: &metric.key, name: &metric.name });
        if let Some(roster) = before {
            keep(tx, roster, &Was::Metric((*metric).clone()), now).await?;
        }
        retire(tx, "UPDATE metric SET retired = 1 WHERE key = ?", &metric.key).await?;
    }
    let keys: Vec<&str> = declared.metrics.iter().map(|m| m.key.as_str()).collect();
    differences.order("metrics", old.iter().map(|m| m.key.as_str()), keys.iter().copied());
    place(tx, "UPDATE metric SET position = ?2 WHERE key = ?1 AND position <> ?2", &keys).await
}

fn metric_fields(metric: &Metric) -> anyhow::Result<Fields> {
    Ok(vec![
        ("name", metric.name.clone()),
        ("unit", word(metric.unit)?),
        ("direction", word(metric.direction)?),
        ("aggregate", word(metric.aggregate)?),
        ("formula", metric.formula.clone().unwrap_or_default()),
        ("threshold", metric.threshold.map(|threshold| threshold.to_string()).unwrap_or_default()),
    ])
}
