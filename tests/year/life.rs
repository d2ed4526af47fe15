//! What happens in the company, week by week.

use chrono::{DateTime, Duration, Utc};
use planerka::chat::{self, batch};
use planerka::clock::Clock;
use planerka::context::Context;
use planerka::domain::calendar::ritual::WeekTime;
use planerka::domain::calendar::week::Week;
use planerka::domain::company::declaration::Declaration;
use planerka::jobs;
use planerka::storage::{Db, company};
use planerka::texts::Texts;

use crate::checks::Checks;
use crate::model::Model;
use crate::random::Random;
use crate::staff::{Staff, TEAMS};
use crate::telegram::Telegram;

/// From the week of 2 March 2026 on.
pub const WEEKS: usize = 53;
const FIRST: &str = "2026-W10";

/// Something somebody does.
#[derive(Debug, Clone)]
enum Deed {
    Plans { who: usize, target: i64 },
    Reports { who: usize, actual: i64 },
    Approves { who: usize },
}

pub struct Life {
    random: Random,
    tg: Telegram,
    ctx: Context,
    clock: Clock,
    staff: Staff,
    model: Model,
    checks: Checks,
    week: Week,
    _dir: tempfile::TempDir,
}

impl Life {
    /// The company is declared and everybody joins, on Monday morning of the first week.
    pub async fn begin(seed: u64) -> Self {
        let week: Week = FIRST.parse().unwrap();
        let start = at("Mon 08:00", week, 0);
        let dir = tempfile::tempdir().unwrap();
        let db = Db::open(&dir.path().join("year.db")).await.unwrap();
        let clock = Clock::manual(start);
        let ctx = Context::new(db, clock.clone(), Texts::load().unwrap());
        let mut life = Self {
            random: Random::new(seed),
            tg: Telegram::default(),
            ctx,
            clock,
            staff: Staff::of(1, 4),
            model: Model::default(),
            checks: Checks::default(),
            week,
            _dir: dir,
        };
        life.declare().await;
        life
    }

    /// `planerka apply`, and whoever is new joins.
    async fn declare(&mut self) {
        let declared = Declaration::parse("company.toml", &self.staff.toml()).unwrap();
        let mut tx = self.ctx.db.begin().await.unwrap();
        company::apply(&mut tx, &declared, self.now()).await.unwrap();
        let codes = company::invite_for_unjoined(&mut tx, self.now()).await.unwrap();
        let roster = company::load(&mut tx).await.unwrap().unwrap();
        tx.commit().await.unwrap();
        for (id, code) in codes {
            let key = &roster.person(id).unwrap().key;
            if let Some(new) = self.staff.people.iter().find(|p| p.key == *key) {
                self.tg.say(new.account, &format!("/start {code}"), self.now());
            }
        }
        self.settle().await;
    }

    fn now(&self) -> DateTime<Utc> {
        self.clock.now()
    }

    /// One week, from Monday to Sunday.
    pub async fn week(&mut self) {
        let mut deeds: Vec<(DateTime<Utc>, Deed)> = Vec::new();
        for who in 0..self.staff.people.len() {
            let team = self.staff.people[who].team;
            let last = self.model.last_actual(self.staff.people[who].account, self.week.next()).unwrap_or(1_000);
            let actual = last + self.random.between(-20, 30);
            if self.random.percent(90) {
                let when = at("Fri 14:05", self.week, team) + Duration::minutes(self.random.between(0, 200));
                deeds.push((when, Deed::Reports { who, actual }));
            }
            let when = at("Thu 15:05", self.week, team) + Duration::minutes(self.random.between(0, 1_480));
            deeds.push((when, Deed::Plans { who, target: actual + 10 }));
            if self.staff.people[who].heads {
                deeds.push((at("Fri 17:40", self.week, team), Deed::Approves { who }));
            }
        }
        deeds.sort_by_key(|(when, _)| *when);
        for (when, deed) in deeds {
            self.goes_to(when).await;
            self.does(deed).await;
        }
        self.week = self.week.next();
        self.goes_to(at("Mon 00:00", self.week, 0)).await;
    }

    async fn does(&mut self, deed: Deed) {
        let now = self.now();
        match deed {
            Deed::Plans { who, target } => {
                let account = self.staff.people[who].account;
                let text =
                    format!("План\nМетрики:\nЛиды: {target}\nЗадачи:\n- Обзвон базы => 40 ответов записаны ~ 3ч");
                self.tg.say(account, &text, now);
                self.settle().await;
                assert!(self.tg.tap(account, "Отправить"), "{account} finds nothing to submit at {now}");
                self.model.targets.insert((account, self.week.next()), target);
            }
            Deed::Reports { who, actual } => {
                let account = self.staff.people[who].account;
                self.tg.say(account, &format!("Лиды {actual}"), now);
                self.model.actuals.insert((account, self.week), actual);
                self.settle().await;
                if self.tg.tap(account, "Всё сделано") {
                    self.settle().await;
                }
                assert!(self.tg.tap(account, "Отчёт готов"), "{account} finds no report to send at {now}");
            }
            Deed::Approves { who } => {
                let account = self.staff.people[who].account;
                while self.tg.tap(account, "Утвердить") {
                    self.settle().await;
                }
            }
        }
        self.settle().await;
    }

    /// Lets time pass; what is due on the way happens at its moment.
    async fn goes_to(&mut self, target: DateTime<Utc>) {
        loop {
            let roster = self.ctx.known_roster().unwrap();
            let Some(due) = jobs::next_due(&roster, self.now()).filter(|due| *due <= target) else { break };
            self.clock.set(due);
            self.settle().await;
        }
        self.clock.set(target);
        self.settle().await;
    }

    /// Runs the bot until nothing is left to do, and looks at all it says.
    async fn settle(&mut self) {
        loop {
            let batch = self.tg.fetch();
            let heard = batch::handle(&self.ctx, &batch, &chat::hear).await.unwrap();
            let ticked = jobs::tick(&self.ctx, &jobs::carry_out).await.unwrap();
            let said = self.tg.deliver(&self.ctx.db, self.now()).await;
            for one in &said {
                self.checks.look(one, &self.staff, &self.model);
            }
            if heard == 0 && !ticked && said.is_empty() {
                return;
            }
        }
    }

    /// What the year came to.
    pub fn summary(&self) -> String {
        let Checks { asked, digests, suggestions, .. } = &self.checks;
        assert!(*asked > 300 && *digests > 40 && *suggestions > 100, "a year in which little happens checks nothing");
        format!("{asked} questions, {digests} digests, {suggestions} suggestions")
    }
}

/// A time of the week where a team is.
fn at(time: &str, week: Week, team: usize) -> DateTime<Utc> {
    time.parse::<WeekTime>().unwrap().instant(week, TEAMS[team].zone)
}
