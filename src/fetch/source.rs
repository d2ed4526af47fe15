//! Other systems that know numbers: each is asked for a week before its report opens.

use std::sync::atomic::{AtomicI64, Ordering};

use reqwest::header::{CONTENT_TYPE, HeaderName, HeaderValue};
use reqwest::redirect::{Attempt, Policy};
use reqwest::{Client, Response};
use rust_decimal::Decimal;
use secrecy::ExposeSecret as _;

use crate::context::Context;
use crate::domain::calendar::ritual::weeks_in_reach;
use crate::domain::calendar::week::Week;
use crate::domain::company::{Person, PersonId, Roster};
use crate::domain::numbers::source::{Source, Trouble, WAITS, when};
use crate::domain::numbers::source_request::{RequestState, SourceRequest};
use crate::jobs::answered;
use crate::runner::{self, Work};
use crate::storage::numbers::source_request;

use crate::fetch::in_one::in_one;

/// The most that is read of an answer, in bytes. One with a number in it is far smaller.
const MOST_BYTES: usize = 1 << 20;
/// How many redirects are followed; each must stay on the source's own server.
const HOPS: usize = 3;

/// The sources of the settings, and how they are asked.
#[derive(Debug, Default)]
pub struct Sources {
    all: Vec<Source>,
    /// None where there are no sources.
    client: Option<Client>,
    /// The company's revision for which the log last named the sources that fit nobody.
    told: AtomicI64,
}

/// A number that is to be asked for now.
struct Due<'a> {
    source: &'a Source,
    person: PersonId,
    metric: String,
    week: Week,
}

impl Sources {
    /// Takes these sources, and makes the client they are asked with.
    ///
    /// # Errors
    /// Where the machine has no certificates or no randomness for TLS.
    pub fn new(all: Vec<Source>) -> anyhow::Result<Self> {
        if all.is_empty() {
            return Ok(Self::default());
        }
        let client = Client::builder()
            .redirect(Policy::custom(same_server_only))
            .referer(false)
            .user_agent(concat!("planerka/", env!("CARGO_PKG_VERSION")))
            .build()?;
        Ok(Self { all, client: Some(client), told: AtomicI64::new(-1) })
    }

    /// Asks one source for the number of a week that begins at midnight of this zone.
    ///
    /// # Errors
    /// Why no number came.
    pub async fn ask(&self, source: &Source, week: Week, zone: chrono_tz::Tz) -> Result<Decimal, Trouble> {
        let seconds = source.timeout.as_secs();
        let answer = tokio::time::timeout(source.timeout, self.fetch(source, week, zone)).await;
        source.read(&answer.map_err(|_| Trouble::TimedOut(seconds))??)
    }

    async fn fetch(&self, source: &Source, week: Week, zone: chrono_tz::Tz) -> Result<String, Trouble> {
        let client = self.client.as_ref().ok_or(Trouble::Unreachable)?;
        let address = source.address(week, zone);
        let mut request = match source.posted(week, zone) {
            None => client.get(address.expose_secret()),
            Some(body) => client
                .post(address.expose_secret())
                .header(CONTENT_TYPE, "application/json")
                .body(body.expose_secret().to_owned()),
        };
        for (name, value) in &source.headers {
            let name = HeaderName::from_bytes(name.as_bytes()).map_err(|_| Trouble::Unreachable)?;
            let mut value = HeaderValue::from_str(value.expose_secret()).map_err(|_| Trouble::Unreachable)?;
            value.set_sensitive(true);
            request = request.header(name, value);
        }
        // The error may hold the address, and the address may hold a secret: it is dropped.
        let response = request.send().await.map_err(|_| Trouble::Unreachable)?;
        let status = response.status();
        if status.is_redirection() {
            return Err(Trouble::Elsewhere);
        }
        if !status.is_success() {
            return Err(Trouble::Status(status.as_u16()));
        }
        String::from_utf8(body(response).await?).map_err(|_| Trouble::NoJson)
    }
}

async fn body(mut response: Response) -> Result<Vec<u8>, Trouble> {
    let mut bytes = Vec::new();
    while let Some(piece) = response.chunk().await.map_err(|_| Trouble::Unreachable)? {
        if bytes.len() + piece.len() > MOST_BYTES {
            return Err(Trouble::TooBig);
        }
        bytes.extend_from_slice(&piece);
    }
    Ok(bytes)
}

/// Follows a redirect only from a server to itself.
fn same_server_only(attempt: Attempt<'_>) -> reqwest::redirect::Action {
    let server =
        |url: &reqwest::Url| (url.scheme().to_owned(), url.host_str().map(str::to_owned), url.port_or_known_default());
    let same = attempt.previous().first().is_some_and(|first| server(first) == server(attempt.url()));
    if same && attempt.previous().len() <= HOPS { attempt.follow() } else { attempt.stop() }
}

/// Asks the next source that is due; whether there was one.
pub(super) async fn step(ctx: &Context, sources: &Sources) -> anyhow::Result<bool> {
    if sources.all.is_empty() {
        return Ok(false);
    }
    let due = runner::run(ctx, async |work| next(work, sources).await);
    let Some((due, zone)) = due.await? else { return Ok(false) };
    let answer = sources.ask(due.source, due.week, zone).await;
    if let Err(trouble) = &answer {
        tracing::warn!(source = due.source.name, metric = due.metric, week = %due.week, "no number came: {trouble:?}");
    }
    let asked = SourceRequest { source: &due.source.name, person: due.person, metric: &due.metric, week: due.week };
    in_one(ctx, async |unit| answered(unit, asked, answer).await).await?;
    Ok(true)
}

async fn next<'a>(work: &mut Work<'_>, sources: &'a Sources) -> anyhow::Result<Option<(Due<'a>, chrono_tz::Tz)>> {
    let Some(roster) = work.roster().await? else { return Ok(None) };
    let now = work.now();
    let new = sources.told.swap(roster.revision, Ordering::Relaxed) != roster.revision;
    for source in &sources.all {
        let (person, metric) = match source.target(roster) {
            Ok(target) => target,
            Err(misfit) => {
                if new {
                    tracing::warn!(
                        source = source.name,
                        "it fits nobody and is not asked: {misfit}; see planerka check"
                    );
                }
                continue;
            }
        };
        let (ritual, zone) = roster.calendar_of(person);
        for week in weeks_in_reach(now, zone) {
            let (from, until) = when(ritual, week, zone);
            let holidays = roster.holidays();
            let worked = (0..5).filter_map(|day| week.monday().checked_add_days(chrono::Days::new(day)));
            let off = !worked.into_iter().any(|day| holidays.works_on(day));
            if now < from || now >= until || off || roster.predates(from, now) {
                continue;
            }
            let asked = SourceRequest { source: &source.name, person: person.id, metric: &metric.key, week };
            let due = match source_request::state(work.tx(), asked).await? {
                None => true,
                // Also due where it is put off longer than any wait: then the clock was set back since.
                Some(RequestState::Again(_, at)) => {
                    at <= now || WAITS.iter().max().is_some_and(|wait| at > now + *wait)
                }
                Some(RequestState::Done | RequestState::Failed(_)) => false,
            };
            if due {
                return Ok(Some((Due { source, person: person.id, metric: metric.key.clone(), week }, zone)));
            }
        }
    }
    Ok(None)
}

/// The week that `planerka check` asks a source for, and the zone it begins in.
pub fn week_to_check(roster: &Roster, person: &Person, now: chrono::DateTime<chrono::Utc>) -> (Week, chrono_tz::Tz) {
    let (_, zone) = roster.calendar_of(person);
    (Week::at(now, zone), zone)
}
