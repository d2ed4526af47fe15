//! The `[company]` of `company.toml`.

use anyhow::Context as _;
use chrono::{DateTime, Utc};

use crate::domain::company::declaration::DeclaredCompany;
use crate::domain::company::{ChatId, Roster};
use crate::storage::Tx;
use crate::storage::company::apply::changes::{Applying, Fields, Thing, hours_field};
use crate::storage::company::apply::ritual::ritual_fields;
use crate::storage::company::word::word;
use crate::storage::json::json;
use crate::storage::stamp::stamp;

pub(super) async fn apply_company(tx: &mut Tx, applying: &mut Applying<'_>) -> anyhow::Result<()> {
    let before = applying.before;
    // A chat that the file does not name stays as it was linked.
    let chat = applying.declared.company.chat.or(before.and_then(|roster| roster.chat));
    let company = &DeclaredCompany { chat, ..applying.declared.company.clone() };
    let old = before.map(stored_fields).transpose()?;
    let thing = Thing { kind: "company", key: "", name: &company.name };
    let differs = applying.differences.compare(thing, old, declared_fields(company)?);
    if applying.declared.company.chat.is_none() {
        applying.differences.chat_not_declared(thing);
    }
    if differs {
        store(tx, company, applying.now).await?;
    }
    Ok(())
}

fn declared_fields(company: &DeclaredCompany) -> anyhow::Result<Fields> {
    let fields = vec![
        ("name", company.name.clone()),
        ("timezone", company.timezone.to_string()),
        ("locale", word(company.locale)?),
        ("formality", word(company.formality)?),
        ("country", company.country.clone().unwrap_or_default()),
        ("currency", company.currency.clone()),
        ("hours_per_week", hours_field(company.week_minutes)),
        ("over_budget", word(company.over_budget)?),
        ("chat", chat_field(company.chat)),
    ];
    Ok([fields, ritual_fields(&company.ritual)?].concat())
}

fn stored_fields(roster: &Roster) -> anyhow::Result<Fields> {
    let fields = vec![
        ("name", roster.company.clone()),
        ("timezone", roster.timezone.to_string()),
        ("locale", word(roster.locale)?),
        ("formality", word(roster.formality)?),
        ("country", roster.country.clone().unwrap_or_default()),
        ("currency", roster.currency.clone()),
        ("hours_per_week", hours_field(roster.week_minutes)),
        ("over_budget", word(roster.over_budget)?),
        ("chat", chat_field(roster.chat)),
    ];
    Ok([fields, ritual_fields(&roster.ritual)?].concat())
}

fn chat_field(chat: Option<ChatId>) -> String {
    chat.map(|chat| chat.to_string()).unwrap_or_default()
}

async fn store(tx: &mut Tx, company: &DeclaredCompany, now: DateTime<Utc>) -> anyhow::Result<()> {
    sqlx::query(
        "INSERT INTO company (id, name, timezone, locale, country, currency, week_minutes, ritual, declared_at,
                              over_budget, chat_id, formality)
         VALUES (1, ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)
         ON CONFLICT (id) DO UPDATE SET name = ?1, timezone = ?2, locale = ?3, country = ?4, currency = ?5,
                week_minutes = ?6, ritual = ?7, over_budget = ?9, chat_id = ?10, formality = ?11",
    )
    .bind(&company.name)
    .bind(company.timezone.name())
    .bind(word(company.locale)?)
    .bind(&company.country)
    .bind(&company.currency)
    .bind(company.week_minutes)
    .bind(json(&company.ritual)?)
    .bind(stamp(now))
    .bind(word(company.over_budget)?)
    .bind(company.chat)
    .bind(word(company.formality)?)
    .execute(tx.conn())
    .await
    .context("cannot store the company")?;
    Ok(())
}
