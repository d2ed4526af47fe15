//! Reading the company as a [`Roster`].

use anyhow::{Context as _, anyhow};

use crate::domain::calendar::holidays::Holidays;
use crate::domain::calendar::ritual::{Ritual, RitualPatch};
use crate::domain::company::{ChatId, Metric, Person, PersonId, Roster, Sync, Team, TeamId};
use crate::domain::numbers::definitions::{Definitions, Whose};
use crate::storage::Tx;
use crate::storage::company::word::read_word;
use crate::storage::company::{definitions, deputy, team_history};
use crate::storage::json::unjson;
use crate::storage::stamp::unstamp;

/// The company as it stands; `None` before the first `apply`. Retired teams, metrics and syncs are left out, people who
/// left are in it.
pub async fn load(tx: &mut Tx) -> anyhow::Result<Option<Roster>> {
    let Some(company) = company(tx).await? else { return Ok(None) };
    let metrics = metrics(tx).await?;
    let (teams, people, syncs) = (teams(tx).await?, people(tx).await?, syncs(tx).await?);
    let given = given_in_chat(&metrics, &teams, &people)?;
    let made: Vec<(String, Option<PersonId>)> = metrics.iter().map(|row| (row.key.clone(), row.made_by)).collect();
    let definitions =
        Definitions { past: definitions::past(tx).await?, made: definitions::made(&made), given: given.clone() };
    let ritual = company.ritual()?;
    Ok(Some(Roster {
        timezone: zone(&company.timezone)?,
        locale: read_word(&company.locale)?,
        formality: read_word(&company.formality)?,
        country: company.country,
        currency: company.currency,
        week_minutes: company.week_minutes,
        over_budget: read_word(&company.over_budget)?,
        chat: company.chat_id,
        declared_at: unstamp(&company.declared_at)?,
        revision: company.revision,
        company: company.name,
        metrics: metrics.into_iter().map(Metric::try_from).collect::<anyhow::Result<_>>()?,
        teams: teams.into_iter().map(|row| row.into_team(&ritual, &given)).collect::<anyhow::Result<_>>()?,
        people: people.into_iter().map(|row| row.into_person(&given)).collect::<anyhow::Result<_>>()?,
        definitions,
        past_teams: team_history::past(tx).await?,
        missed: crate::storage::missed::all(tx).await?,
        syncs: syncs.into_iter().map(Sync::try_from).collect::<anyhow::Result<_>>()?,
        deputies: deputy::all(tx).await?,
        goals: crate::storage::meeting::goal::all(tx).await?,
        ritual,
    }))
}

async fn company(tx: &mut Tx) -> anyhow::Result<Option<CompanyRow>> {
    sqlx::query_as(
        "SELECT name, timezone, locale, formality, country, currency, week_minutes, over_budget, chat_id, ritual, revision,
                declared_at
         FROM company",
    )
    .fetch_optional(tx.conn())
    .await
    .context("cannot read the company")
}

async fn metrics(tx: &mut Tx) -> anyhow::Result<Vec<MetricRow>> {
    sqlx::query_as(
        "SELECT key, name, unit, direction, aggregate, formula, threshold, made_by FROM metric
         WHERE NOT retired ORDER BY position, key",
    )
    .fetch_all(tx.conn())
    .await
    .context("cannot read the metrics")
}

async fn teams(tx: &mut Tx) -> anyhow::Result<Vec<TeamRow>> {
    sqlx::query_as(
        "SELECT id, key, name, function, manager_id, deputy_id, chat_id, visibility, timezone, ritual,
                (SELECT json_group_array(metric_key ORDER BY tm.position) FROM team_metric tm
                 WHERE tm.team_id = team.id AND NOT by_chat) AS metrics,
                (SELECT json_group_array(metric_key ORDER BY tm.position) FROM team_metric tm
                 WHERE tm.team_id = team.id AND by_chat) AS chat_metrics
         FROM team WHERE NOT retired ORDER BY position, id",
    )
    .fetch_all(tx.conn())
    .await
    .context("cannot read the teams")
}

async fn people(tx: &mut Tx) -> anyhow::Result<Vec<PersonRow>> {
    sqlx::query_as(
        "SELECT id, key, name, team_id, role, post, week_minutes, reactive_mille, timezone, locale, chosen_locale,
                telegram_id, unreachable_since, left_at IS NOT NULL AS gone,
                (SELECT json_group_array(metric_key ORDER BY pm.position) FROM person_metric pm
                 WHERE pm.person_id = person.id AND NOT by_chat) AS metrics,
                (SELECT json_group_array(metric_key ORDER BY pm.position) FROM person_metric pm
                 WHERE pm.person_id = person.id AND by_chat) AS chat_metrics,
                (SELECT json_group_array(json_object('id', a.id, 'from', a.from_day, 'to', a.to_day, 'reason', a.reason)
                                         ORDER BY a.from_day)
                 FROM absence a WHERE a.person_id = person.id) AS absences
         FROM person ORDER BY position, id",
    )
    .fetch_all(tx.conn())
    .await
    .context("cannot read the people")
}

async fn syncs(tx: &mut Tx) -> anyhow::Result<Vec<SyncRow>> {
    sqlx::query_as(
        "SELECT id, key, name, chat_id,
                (SELECT json_group_array(team_id ORDER BY st.position) FROM sync_team st
                 WHERE st.sync_id = sync.id) AS teams
         FROM sync WHERE NOT retired ORDER BY id",
    )
    .fetch_all(tx.conn())
    .await
    .context("cannot read the syncs")
}

/// The metrics that teams and people were given in the chat and that `company.toml` does not list for them. Retired
/// metrics are left out.
fn given_in_chat(
    metrics: &[MetricRow],
    teams: &[TeamRow],
    people: &[PersonRow],
) -> anyhow::Result<Vec<(Whose, String)>> {
    let lists = teams
        .iter()
        .map(|row| (Whose::Team(row.id), &row.metrics, &row.chat_metrics))
        .chain(people.iter().map(|row| (Whose::Person(row.id), &row.metrics, &row.chat_metrics)));
    let mut given = Vec::new();
    for (whose, by_file, by_chat) in lists {
        let (by_file, by_chat): (Vec<String>, Vec<String>) = (unjson(by_file)?, unjson(by_chat)?);
        let known = |key: &String| metrics.iter().any(|metric| metric.key == *key);
        let added = by_chat.into_iter().filter(|key| !by_file.contains(key) && known(key));
        given.extend(added.map(|key| (whose, key)));
    }
    Ok(given)
}

/// The keys of a team's or person's metrics: those of the file, then those given in the chat.
fn metric_keys(whose: Whose, by_file: &str, given: &[(Whose, String)]) -> anyhow::Result<Vec<String>> {
    let mut keys: Vec<String> = unjson(by_file)?;
    keys.extend(given.iter().filter(|(of, _)| *of == whose).map(|(_, key)| key.clone()));
    Ok(keys)
}

#[derive(sqlx::FromRow)]
struct CompanyRow {
    name: String,
    timezone: String,
    locale: String,
    formality: String,
    country: Option<String>,
    currency: String,
    week_minutes: u32,
    over_budget: String,
    chat_id: Option<ChatId>,
    ritual: String,
    revision: i64,
    declared_at: String,
}

impl CompanyRow {
    /// The company's calendar with its public holidays. A country that `apply` does not accept any more, stored before
    /// it was checked, has none.
    fn ritual(&self) -> anyhow::Result<Ritual> {
        let mut ritual: Ritual = unjson(&self.ritual)?;
        ritual.holidays = self.country.as_deref().and_then(Holidays::of).unwrap_or_default();
        Ok(ritual)
    }
}

#[derive(sqlx::FromRow)]
struct MetricRow {
    key: String,
    name: String,
    unit: String,
    direction: String,
    aggregate: String,
    formula: Option<String>,
    threshold: Option<String>,
    made_by: Option<PersonId>,
}

impl TryFrom<MetricRow> for Metric {
    type Error = anyhow::Error;

    fn try_from(row: MetricRow) -> anyhow::Result<Self> {
        Ok(Self {
            unit: read_word(&row.unit)?,
            direction: read_word(&row.direction)?,
            aggregate: read_word(&row.aggregate)?,
            key: row.key,
            name: row.name,
            formula: row.formula,
            threshold: row.threshold.map(|t| t.parse().with_context(|| format!("threshold '{t}'"))).transpose()?,
        })
    }
}

#[derive(sqlx::FromRow)]
struct TeamRow {
    id: TeamId,
    key: String,
    name: String,
    function: String,
    manager_id: Option<i64>,
    deputy_id: Option<i64>,
    chat_id: Option<ChatId>,
    visibility: String,
    timezone: Option<String>,
    ritual: String,
    metrics: String,
    chat_metrics: String,
}

impl TeamRow {
    fn into_team(self, company: &Ritual, given: &[(Whose, String)]) -> anyhow::Result<Team> {
        let patch: RitualPatch = unjson(&self.ritual)?;
        Ok(Team {
            id: self.id,
            function: read_word(&self.function)?,
            manager: self.manager_id,
            deputy: self.deputy_id,
            chat: self.chat_id,
            visibility: read_word(&self.visibility)?,
            timezone: self.timezone.as_deref().map(zone).transpose()?,
            ritual: patch.over(company),
            metrics: metric_keys(Whose::Team(self.id), &self.metrics, given)?,
            key: self.key,
            name: self.name,
        })
    }
}

#[derive(sqlx::FromRow)]
struct PersonRow {
    id: i64,
    key: String,
    name: String,
    team_id: TeamId,
    role: String,
    post: String,
    week_minutes: Option<u32>,
    reactive_mille: u32,
    timezone: Option<String>,
    locale: Option<String>,
    chosen_locale: Option<String>,
    telegram_id: Option<i64>,
    unreachable_since: Option<String>,
    gone: bool,
    metrics: String,
    chat_metrics: String,
    absences: String,
}

impl PersonRow {
    fn into_person(self, given: &[(Whose, String)]) -> anyhow::Result<Person> {
        Ok(Person {
            id: self.id,
            team: self.team_id,
            role: read_word(&self.role)?,
            metrics: metric_keys(Whose::Person(self.id), &self.metrics, given)?,
            week_minutes: self.week_minutes,
            reactive_mille: self.reactive_mille,
            timezone: self.timezone.as_deref().map(zone).transpose()?,
            locale: self.locale.as_deref().map(read_word).transpose()?,
            chosen_locale: self.chosen_locale.as_deref().map(read_word).transpose()?,
            telegram_id: self.telegram_id,
            unreachable_since: self.unreachable_since.as_deref().map(unstamp).transpose()?,
            left: self.gone,
            absences: unjson(&self.absences)?,
            key: self.key,
            name: self.name,
            post: self.post,
        })
    }
}

#[derive(sqlx::FromRow)]
struct SyncRow {
    id: i64,
    key: String,
    name: String,
    chat_id: Option<ChatId>,
    teams: String,
}

impl TryFrom<SyncRow> for Sync {
    type Error = anyhow::Error;

    fn try_from(row: SyncRow) -> anyhow::Result<Self> {
        Ok(Self { id: row.id, teams: unjson(&row.teams)?, chat: row.chat_id, key: row.key, name: row.name })
    }
}

fn zone(text: &str) -> anyhow::Result<chrono_tz::Tz> {
    text.parse().map_err(|_| anyhow!("unknown time zone '{text}' in the database"))
}
