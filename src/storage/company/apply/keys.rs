//! Keys that change: the same name under another key is the same thing, and another name under a key that somebody had is
//! another person, who inherits nothing.

use std::collections::BTreeSet;

use anyhow::Context as _;

use crate::domain::company::declaration::{Declaration, DeclaredPerson};
use crate::domain::company::{Person, Roster};
use crate::storage::Tx;
use crate::storage::company::apply::changes::{Applying, Change, Differences, Thing};
use crate::storage::company::apply::doubt::Doubt;
use crate::storage::company::team_history;
use crate::storage::stamp::stamp;

/// Gives what is there by the same name its new key, so that it stays what it was.
pub(super) async fn rename(
    tx: &mut Tx,
    before: &Roster,
    declared: &Declaration,
    differences: &mut Differences,
) -> anyhow::Result<()> {
    let people = before.people.iter().filter(|person| !person.left).map(|p| (p.key.as_str(), p.name.as_str()));
    let teams = before.teams.iter().map(|team| (team.key.as_str(), team.name.as_str()));
    let syncs = before.syncs.iter().map(|sync| (sync.key.as_str(), sync.name.as_str()));
    let new_people = declared.people.iter().map(|person| (person.key.as_str(), person.name.as_str()));
    let new_teams = declared.teams.iter().map(|team| (team.key.as_str(), team.name.as_str()));
    let new_syncs = declared.syncs.iter().map(|sync| (sync.key.as_str(), sync.name.as_str()));
    for (kind, sql, old, new) in [
        (
            "person",
            "UPDATE OR IGNORE person SET key = ?2 WHERE key = ?1",
            people.collect::<Vec<_>>(),
            new_people.collect::<Vec<_>>(),
        ),
        ("team", "UPDATE OR IGNORE team SET key = ?2 WHERE key = ?1", teams.collect(), new_teams.collect()),
        ("sync", "UPDATE OR IGNORE sync SET key = ?2 WHERE key = ?1", syncs.collect(), new_syncs.collect()),
    ] {
        for (from, to, name) in renamed(&old, &new) {
            // A key that something gone by has is not free: then one goes and the other comes back.
            let done = sqlx::query(sql).bind(from).bind(to).execute(tx.conn()).await;
            if done.with_context(|| format!("cannot rename {kind} {from}"))?.rows_affected() == 0 {
                continue;
            }
            let (old, new) = (from.to_owned(), to.to_owned());
            differences.all.push(Change::Changed {
                what: format!("{kind} {new}"),
                field: "key",
                old: old.clone(),
                new: new.clone(),
            });
            differences.doubts.push(Doubt::Renamed { kind, old, new, name: name.to_owned() });
        }
    }
    Ok(())
}

/// Which keys are gone, which are new, and have one name that nothing else has.
fn renamed<'a>(old: &[(&'a str, &str)], new: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str, &'a str)> {
    let has = |all: &[(&str, &str)], key: &str| all.iter().any(|(known, _)| *known == key);
    let gone: Vec<&(&str, &str)> = old.iter().filter(|(key, _)| !has(new, key)).collect();
    let come: Vec<&(&str, &str)> = new.iter().filter(|(key, _)| !has(old, key)).collect();
    let of_name = |name: &str| come.iter().filter(|(_, other)| words(other) == words(name)).count();
    let mut pairs = Vec::new();
    for (key, name) in &come {
        let same: Vec<_> = gone.iter().filter(|(_, other)| words(other) == words(name)).collect();
        if let ([only], 1) = (same.as_slice(), of_name(name)) {
            pairs.push((only.0, *key, *name));
        }
    }
    pairs
}

/// Frees the keys of people that are other people's now: the history and the account stay with whom they belong to, who is known
/// as `anna~1` from then on. Those keys.
pub(super) async fn free(tx: &mut Tx, applying: &mut Applying<'_>) -> anyhow::Result<BTreeSet<String>> {
    let mut freed = BTreeSet::new();
    let Applying { before: Some(before), declared, now, ref mut differences } = *applying else { return Ok(freed) };
    for person in &declared.people {
        let Some(was) = before.people.iter().find(|was| was.key == person.key && is_another(was, person)) else {
            continue;
        };
        if !was.left {
            differences.removed(Thing { kind: "person", key: &was.key, name: &was.name });
            team_history::keep(tx, before, was.id, Some(was.team), now).await?;
        }
        sqlx::query(
            "UPDATE person SET left_at = coalesce(left_at, ?2),
                    key = (WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 10000)
                           SELECT key || '~' || i FROM n
                           WHERE NOT EXISTS (SELECT 1 FROM person other WHERE other.key = person.key || '~' || i) LIMIT 1)
             WHERE id = ?1",
        )
        .bind(was.id)
        .bind(stamp(now))
        .execute(tx.conn())
        .await
        .with_context(|| format!("cannot free the key {}", was.key))?;
        differences.doubts.push(Doubt::OtherPerson {
            key: was.key.clone(),
            before: was.name.clone(),
            now: person.name.clone(),
            joined: was.telegram_id.is_some(),
        });
        freed.insert(was.key.clone());
    }
    Ok(freed)
}

/// Who is here may get another surname; whoever comes back has the name they left with.
fn is_another(was: &Person, person: &DeclaredPerson) -> bool {
    let (old, new) = (words(&was.name), words(&person.name));
    if was.left { old != new } else { old.is_disjoint(&new) }
}

/// The words of a name, in any order and case.
fn words(name: &str) -> BTreeSet<String> {
    name.to_lowercase().replace('ё', "е").split_whitespace().map(str::to_owned).collect()
}
