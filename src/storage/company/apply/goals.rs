//! The goals of `company.toml`. Goals made in chat are left alone, unless the file takes one over by declaring its tag.

use std::collections::HashMap;

use anyhow::Context as _;
use chrono::{DateTime, Utc};

use crate::domain::company::PersonId;
use crate::domain::company::declaration::DeclaredGoal;
use crate::domain::meeting::goal::{Goal, GoalId, fold_tag};
use crate::storage::Tx;
use crate::storage::company::apply::changes::{Applying, Change, Fields, Thing};
use crate::storage::company::apply::rows::place;
use crate::storage::json::json;
use crate::storage::meeting::goal::{all, level_name};
use crate::storage::stamp::stamp;

/// A goal that no longer stands in the file is closed, and opened again when it does; one that
/// was closed in chat stays closed.
pub(super) async fn apply_goals(
    tx: &mut Tx,
    applying: &mut Applying<'_>,
    people: &HashMap<String, PersonId>,
) -> anyhow::Result<()> {
    let Applying { declared, now, ref mut differences, .. } = *applying;
    let before = all(tx).await?;
    let closed_here: Vec<GoalId> =
        sqlx::query_scalar("SELECT id FROM goal WHERE state = 'closed' AND closed_by IS NOT NULL")
            .fetch_all(tx.conn())
            .await
            .context("cannot read the goals")?;
    let old: Vec<&Goal> =
        before.iter().filter(|g| g.key.is_some() && (g.open || closed_here.contains(&g.id))).collect();
    let of_chat = |tag: &str| before.iter().find(|g| g.key.is_none() && g.open && fold_tag(&g.tag) == fold_tag(tag));
    for goal in &declared.goals {
        let known = old.iter().find(|old| old.key.as_ref() == Some(&goal.key));
        if let (Some(taken), true) = (of_chat(&goal.tag), before.iter().any(|g| g.key.as_ref() == Some(&goal.key))) {
            anyhow::bail!(
                "[[goal]] {}: the tag \"{}\" belongs to the goal \"{}\" made in chat: close that one, or choose another tag",
                goal.key,
                goal.tag,
                taken.title
            );
        }
        let fields = known.map(|known| old_fields(known, &before, people));
        if differences.compare(Thing { kind: "goal", key: &goal.key, name: &goal.title }, fields, fields_of(goal)) {
            let taken_over = of_chat(&goal.tag);
            if taken_over.is_some() {
                differences.all.push(Change::taken_over(format!("goal {}", goal.key)));
            }
            store(tx, goal, taken_over.map(|g| g.id), people, now).await?;
        }
    }
    set_parents(tx, &declared.goals).await?;
    for goal in old.iter().filter(|g| g.open && !declared.goals.iter().any(|new| Some(&new.key) == g.key.as_ref())) {
        differences.removed(Thing { kind: "goal", key: goal.key.as_deref().unwrap_or_default(), name: &goal.title });
        close(tx, goal, now).await?;
    }
    let keys: Vec<&str> = declared.goals.iter().map(|g| g.key.as_str()).collect();
    differences.order("goals", old.iter().filter_map(|g| g.key.as_deref()), keys.iter().copied());
    place(tx, "UPDATE goal SET position = ?2 WHERE key = ?1 AND position <> ?2", &keys).await
}

/// Stores which goal each goal serves, once all of them have an id.
async fn set_parents(tx: &mut Tx, goals: &[DeclaredGoal]) -> anyhow::Result<()> {
    for goal in goals {
        sqlx::query(
            "UPDATE goal SET parent_id = (SELECT id FROM goal above WHERE above.key = ?2)
             WHERE key = ?1 AND parent_id IS NOT (SELECT id FROM goal above WHERE above.key = ?2)",
        )
        .bind(&goal.key)
        .bind(&goal.parent)
        .execute(tx.conn())
        .await
        .with_context(|| format!("cannot store what goal {} serves", goal.key))?;
    }
    Ok(())
}

async fn close(tx: &mut Tx, goal: &Goal, now: DateTime<Utc>) -> anyhow::Result<()> {
    sqlx::query("UPDATE goal SET state = 'closed', closed_at = ?, closed_by = NULL WHERE id = ?")
        .bind(stamp(now))
        .bind(goal.id)
        .execute(tx.conn())
        .await
        .with_context(|| format!("cannot close goal {}", goal.key.as_deref().unwrap_or_default()))?;
    Ok(())
}

async fn store(
    tx: &mut Tx,
    goal: &DeclaredGoal,
    taken_over: Option<GoalId>,
    people: &HashMap<String, PersonId>,
    now: DateTime<Utc>,
) -> anyhow::Result<()> {
    if let Some(id) = taken_over {
        sqlx::query("UPDATE goal SET key = ? WHERE id = ?")
            .bind(&goal.key)
            .bind(id)
            .execute(tx.conn())
            .await
            .with_context(|| format!("cannot take goal {} over", goal.key))?;
    }
    let id: GoalId = sqlx::query_scalar(
        "INSERT INTO goal (key, tag, title, level, owner_id, due, position, made_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, 0, ?7)
         ON CONFLICT (key) DO UPDATE SET tag = ?2, title = ?3, level = ?4, owner_id = ?5, due = ?6,
                state = iif(closed_by IS NULL, 'open', state), closed_at = iif(closed_by IS NULL, NULL, closed_at)
         RETURNING id",
    )
    .bind(&goal.key)
    .bind(&goal.tag)
    .bind(&goal.title)
    .bind(level_name(goal.level))
    .bind(goal.owner.as_ref().and_then(|owner| people.get(owner)))
    .bind(goal.due.map(|due| due.to_string()))
    .bind(stamp(now))
    .fetch_one(tx.conn())
    .await
    .with_context(|| format!("cannot store goal {}", goal.key))?;
    let months: Vec<String> = goal.milestones.iter().map(|(month, _)| month.to_string()).collect();
    sqlx::query(
        "UPDATE task SET goal_month = NULL WHERE goal_id = ?1 AND goal_month NOT IN (SELECT value FROM json_each(?2));
         DELETE FROM goal_milestone WHERE goal_id = ?1 AND month NOT IN (SELECT value FROM json_each(?2))",
    )
    .bind(id)
    .bind(json(&months)?)
    .execute(tx.conn())
    .await
    .with_context(|| format!("cannot clear the milestones of goal {}", goal.key))?;
    for (month, text) in &goal.milestones {
        crate::storage::meeting::goal::set_milestone(tx, id, *month, text).await?;
    }
    Ok(())
}

fn fields_of(goal: &DeclaredGoal) -> Fields {
    vec![
        ("title", goal.title.clone()),
        ("tag", goal.tag.clone()),
        ("level", level_name(goal.level).to_owned()),
        ("parent", goal.parent.clone().unwrap_or_default()),
        ("owner", goal.owner.clone().unwrap_or_default()),
        ("due", goal.due.map(|due| due.to_string()).unwrap_or_default()),
        ("milestones", milestones(goal.milestones.iter().map(|(month, text)| format!("{month} {text}")))),
    ]
}

fn old_fields(goal: &Goal, all: &[Goal], people: &HashMap<String, PersonId>) -> Fields {
    let owner = people.iter().find(|(_, id)| goal.owner == Some(**id)).map(|(key, _)| key.clone());
    let parent = all.iter().find(|g| Some(g.id) == goal.parent).and_then(|g| g.key.clone());
    fields_of(&DeclaredGoal {
        key: goal.key.clone().unwrap_or_default(),
        tag: goal.tag.clone(),
        title: goal.title.clone(),
        level: goal.level,
        parent,
        owner,
        due: goal.due,
        milestones: goal.milestones.iter().map(|m| (m.month, m.text.clone())).collect(),
    })
}

fn milestones(all: impl Iterator<Item = String>) -> String {
    all.collect::<Vec<_>>().join("; ")
}
