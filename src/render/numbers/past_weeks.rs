//! Looking back: a digest with buttons to other weeks and teams, and a team over eight weeks.

use crate::domain::calendar::week::Week;
use crate::domain::company::{Metric, Team, WeekRoster, WeekRosters};
use crate::domain::numbers::record::{Number, WeekRecord};
use crate::domain::numbers::verdict::Trend;
use crate::render::buttons::{Action, LookAction};
use crate::render::card::Card;
use crate::render::html::{Html, ellipsis};
use crate::render::numbers::panel;
use crate::render::numbers::panel::subtitle;
use crate::render::numbers::record::{body, series, totals};
use crate::say;
use crate::texts::Words;

/// The longest name of a team on a button, in characters.
const LABEL: usize = 24;

/// The buttons under a digest.
#[derive(Debug)]
pub struct Ways<'a> {
    /// The digest's team; none for the digest over all teams.
    pub team: Option<&'a Team>,
    /// The teams that the reader may see.
    pub teams: &'a [&'a Team],
    /// The digest's week.
    pub week: Week,
    /// There is something in earlier weeks.
    pub back: bool,
    /// The next week can be chosen.
    pub on: bool,
}

/// Adds the buttons to the weeks around a digest, to other teams and to the team's last weeks.
pub fn with_ways(words: Words<'_>, mut card: Card, ways: &Ways<'_>) -> Card {
    let to = |week| Action::Look(LookAction::Digest { team: ways.team.map(|team| team.id), week });
    let (before, after) = (ways.week.previous(), ways.week.next());
    let mut turns = Vec::new();
    if ways.back {
        turns.push((say!(words, "btn-week-back", number = before.number()), to(before)));
    }
    if ways.on {
        turns.push((say!(words, "btn-week-on", number = after.number()), to(after)));
    }
    card = card.row(turns.iter().map(|(label, action)| (label.clone(), action)));
    let Some(team) = ways.team else {
        let of = |team: &&Team| Action::from(LookAction::Digest { team: Some(team.id), week: ways.week });
        let keys: Vec<(String, Action)> = ways.teams.iter().map(|t| (ellipsis(&t.name, LABEL), of(t))).collect();
        for row in keys.chunks(2) {
            card = card.row(row.iter().map(|(label, action)| (label.clone(), action)));
        }
        return card;
    };
    card = card.button(say!(words, "btn-team-weeks"), &LookAction::Weeks { team: team.id }.into());
    if ways.teams.len() > 1 {
        let all = LookAction::Digest { team: None, week: ways.week };
        card = card.button(say!(words, "btn-all-teams"), &all.into());
    }
    card
}

/// A team's last weeks.
#[derive(Debug)]
pub struct TeamWeeks<'a> {
    /// The team.
    pub team: &'a Team,
    /// The team's numbers, oldest first.
    pub trends: Vec<Trend<'a>>,
    /// The team's people with their weeks, as `/me` shows them; none where the reader sees only sums.
    pub people: Option<Vec<(&'a str, Vec<WeekRecord>)>>,
    /// The records of all people and weeks, for the sums.
    pub records: Vec<WeekRecord>,
    /// The company in each of the weeks.
    pub lived: &'a WeekRosters<'a>,
    /// The company in the last of the weeks.
    pub then: &'a WeekRoster<'a>,
}

/// The weeks, below `head`.
pub fn team_weeks(words: Words<'_>, head: Option<Html>, view: &TeamWeeks<'_>) -> Card {
    let mut card = Card::default();
    let last = view.then.week();
    let first = view.lived.iter().map(WeekRoster::week).min().unwrap_or(last);
    let (from, to) = (words.day_month(first.monday()), words.day_month(last.friday()));
    let title = say!(words, "team-weeks-title", team = view.team.name.as_str(), from = from, to = to);
    match head {
        Some(head) => _ = card.html.push(head),
        None => _ = card.html.text("📈 ").bold(title.as_str()).nl(),
    }
    card.details_title = say!(words, "digest-rest", title = title.as_str());
    let sums = sums(words, view);
    if !sums.plain().trim().is_empty() {
        let mut section = Html::new();
        section.bold(say!(words, "team-weeks-all").as_str()).push(sums);
        card.details.push(section);
    }
    for (name, weeks) in view.people.iter().flatten() {
        let numbered = |metric: &&Metric| weeks.iter().any(|week| week.number(&metric.key).is_some());
        let metrics: Vec<&Metric> = view.then.metrics().iter().filter(numbered).collect();
        let own = body(words, weeks, &metrics, view.lived, view.then.currency());
        if !own.plain().trim().is_empty() {
            let mut section = Html::new();
            section.bold(*name).push(own);
            card.details.push(section);
        }
    }
    let trends: Vec<&Trend<'_>> = view.trends.iter().collect();
    let below = subtitle(words, words.week(last), &trends);
    card.picture = panel::picture(words, title, below, &trends, view.then.currency());
    if view.people.is_none() && card.details.is_empty() && card.picture.is_none() {
        card.html.text(&say!(words, "team-weeks-empty")).nl();
    }
    card
}

/// The team's numbers, and sums over everybody's tasks, plans and reports.
fn sums(words: Words<'_>, view: &TeamWeeks<'_>) -> Html {
    let weeks = view.lived.iter().map(WeekRoster::week);
    let numbers = |n: usize| {
        let kpis = view.trends.iter().filter_map(move |trend| trend.weeks.get(n));
        kpis.map(|kpi| Number { metric: kpi.metric.clone(), target: kpi.target, actual: kpi.actual }).collect()
    };
    let mut all: Vec<WeekRecord> =
        weeks.enumerate().map(|(n, week)| WeekRecord { numbers: numbers(n), ..WeekRecord::empty(week) }).collect();
    let unknown = all.iter().take_while(|week| week.numbers.iter().all(|n| n.actual.is_none())).count();
    all.drain(..unknown);
    let mut html = Html::new();
    for trend in &view.trends {
        html.push(series(words, &all, trend.metric, view.lived, view.then.currency()));
    }
    totals(words, &view.records, &mut html);
    html
}
