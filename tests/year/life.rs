//! What happens in the company, week by week, and the bot's own misfortunes.

use std::collections::BTreeMap;

use chrono::{DateTime, Days, Duration, NaiveDate, Utc};
use planerka::chat::{self, batch};
use planerka::clock::Clock;
use planerka::context::Context;
use planerka::domain::calendar::holidays::Holidays;
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
/// The most people at once.
const MOST_PEOPLE: usize = 60;

/// Something somebody does.
#[derive(Debug, Clone, Copy)]
enum Deed {
    Plans {
        who: usize,
        target: i64,
    },
    Reports {
        who: usize,
        week: Week,
        actual: i64,
    },
    Approves {
        who: usize,
    },
    GoesAway {
        who: usize,
        from: NaiveDate,
        to: NaiveDate,
    },
    /// Somebody comes, leaves or moves.
    Staffing,
}

impl Deed {
    fn who(self) -> Option<usize> {
        match self {
            Self::Plans { who, .. }
            | Self::Reports { who, .. }
            | Self::Approves { who }
            | Self::GoesAway { who, .. } => Some(who),
            Self::Staffing => None,
        }
    }
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
    holidays: Holidays,
    /// How often the bot was started.
    starts: usize,
    dir: tempfile::TempDir,
}

impl Life {
    /// The company is declared and everybody joins, on Monday morning of the first week.
    pub async fn begin(seed: u64) -> Self {
        let week: Week = FIRST.parse().unwrap();
        let start = at("Mon 08:00", week, 0);
        let memory = std::path::Path::new("/dev/shm");
        // Where there is a disk in memory, the flushes of a year cost nothing.
        let dir = if memory.is_dir() { tempfile::tempdir_in(memory) } else { tempfile::tempdir() }.unwrap();
        let db = Db::open(&dir.path().join("year.db")).await.unwrap();
        let clock = Clock::manual(start);
        let ctx = Context::new(db, clock.clone(), Texts::load().unwrap());
        let mut random = Random::new(seed);
        let country = *random.one_of(&[None, Some("DE"), Some("RU")]);
        let teams = *random.one_of(&[&[0, 1], &[1, 2], &[0, 2]]);
        // Most companies are small: what grows with people is the same things more often. One year in ten is a large one's.
        let each = if seed.is_multiple_of(10) { 10 } else { usize::try_from(random.between(2, 3)).unwrap() };
        let mut life = Self {
            random,
            tg: Telegram::default(),
            ctx,
            clock,
            staff: Staff::of(teams, each, country, week),
            model: Model::default(),
            checks: Checks::default(),
            week,
            holidays: country.and_then(Holidays::of).unwrap_or_default(),
            starts: 1,
            dir,
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

    fn works(&self, day: NaiveDate) -> bool {
        self.holidays.works_on(day)
    }

    fn works_in(&self, who: usize, week: Week) -> bool {
        let days = (0..7).map(|n| week.monday() + Days::new(n));
        days.into_iter().any(|day| self.works(day) && !self.staff.people[who].is_away(day))
    }

    /// One week, from Monday to Sunday.
    pub async fn week(&mut self) {
        let deeds = self.deeds();
        let down = self.downtime();
        let mut restarted = false;
        for (when, mut together) in deeds {
            if let Some((from, to)) = down.filter(|(from, _)| when > *from && !restarted) {
                self.goes_to(from).await;
                if when < to {
                    // What people say while the bot is down waits at Telegram.
                    self.clock.set(when);
                    together.retain(|deed| self.may(*deed));
                    together.iter().for_each(|deed| self.says(*deed));
                    self.clock.set(to);
                    self.restarts().await;
                    self.goes_on(together).await;
                    together = Vec::new();
                } else {
                    self.clock.set(to);
                    self.restarts().await;
                    self.goes_to(when).await;
                }
                restarted = true;
            } else {
                // What was due before the bot came back is done after it.
                self.goes_to(when.max(self.now())).await;
            }
            if self.random.between(1, 200) == 1 {
                self.restarts().await;
            }
            self.do_all(together).await;
        }
        self.week = self.week.next();
        self.goes_to(at("Mon 00:00", self.week, 0).max(self.now())).await;
        self.checks.past_weeks(&self.ctx.db, self.week, &self.staff, &self.model).await;
    }

    /// Once in four weeks the bot is down for up to a day, sometimes over the end of the week.
    fn downtime(&mut self) -> Option<(DateTime<Utc>, DateTime<Utc>)> {
        if !self.random.percent(25) {
            return None;
        }
        let from = at("Mon 03:00", self.week, 0) + Duration::minutes(self.random.between(0, 6_500));
        Some((from, from + Duration::minutes(self.random.between(5, 1_300))))
    }

    /// What is done this week, by time: whatever happens in the same twenty minutes happens together.
    fn deeds(&mut self) -> BTreeMap<DateTime<Utc>, Vec<Deed>> {
        let mut all: BTreeMap<DateTime<Utc>, Vec<Deed>> = BTreeMap::new();
        let week = self.week;
        let mut add = |when: DateTime<Utc>, deed| {
            let grid = when - Duration::seconds(when.timestamp().rem_euclid(1_200));
            all.entry(grid + Duration::minutes(7)).or_default().push(deed);
        };
        for who in self.staff.here() {
            let (account, team) = (self.staff.people[who].account, self.staff.people[who].team());
            let last = self.model.last_actual(account, week.next()).unwrap_or(1_000);
            let actual = last + self.random.between(-20, 30);
            if self.random.percent(90) {
                let when = at("Fri 14:20", week, team) + Duration::minutes(self.random.between(0, 180));
                add(when, Deed::Reports { who, week, actual });
            }
            let late = Duration::minutes(self.random.between(0, 1_000));
            add(at("Mon 09:20", week, team) + late, Deed::Reports { who, week: week.previous(), actual });
            if self.random.percent(90) {
                let when = at("Thu 15:20", week, team) + Duration::minutes(self.random.between(0, 1_600));
                add(when, Deed::Plans { who, target: actual + 10 });
            }
            if self.staff.people[who].heads {
                add(at("Fri 17:40", week, team), Deed::Approves { who });
                add(at("Mon 11:00", week, team), Deed::Approves { who });
            }
            if self.random.percent(5) {
                let from = week.monday() + Days::new(u64::try_from(self.random.between(4, 30)).unwrap());
                let to = from + Days::new(u64::try_from(self.random.between(0, 12)).unwrap());
                add(at("Tue 10:00", week, team), Deed::GoesAway { who, from, to });
            }
        }
        if self.random.percent(30) {
            add(at("Wed 12:00", week, 0), Deed::Staffing);
        }
        all
    }

    /// Whether somebody is there to do it, and has reason to.
    fn may(&self, deed: Deed) -> bool {
        let Some(who) = deed.who() else { return true };
        let someone = &self.staff.people[who];
        let today = self.now().with_timezone(&someone.zone()).date_naive();
        let there = !someone.left && !someone.is_away(today) && self.works(today);
        there
            && match deed {
                Deed::Reports { week, .. } => {
                    let reported = self.model.actuals.contains_key(&(someone.account, week));
                    let planned = self.model.targets.contains_key(&(someone.account, week));
                    // Whoever has moved to another zone since may be asked later than they thought.
                    let asked = at("Fri 14:00", week, someone.team()) <= self.now();
                    !reported && planned && asked && self.works_in(who, week)
                }
                Deed::Plans { .. } => {
                    let asked = at("Thu 15:00", self.week, someone.team()) <= self.now();
                    asked && self.works_in(who, self.week.next())
                }
                Deed::Approves { .. } | Deed::GoesAway { .. } | Deed::Staffing => true,
            }
    }

    /// People do something at the same time: all write, then all tap.
    async fn do_all(&mut self, deeds: Vec<Deed>) {
        let deeds: Vec<Deed> = deeds.into_iter().filter(|deed| self.may(*deed)).collect();
        for deed in &deeds {
            self.says(*deed);
        }
        self.settle().await;
        self.goes_on(deeds).await;
    }

    /// What they wrote is heard: they tap, and whoever leads decides.
    async fn goes_on(&mut self, deeds: Vec<Deed>) {
        for label in ["Всё сделано", "Отчёт готов", "Отправить"] {
            let mut tapped = false;
            for deed in &deeds {
                let mine = matches!(
                    (deed, label),
                    (Deed::Reports { .. }, "Всё сделано" | "Отчёт готов") | (Deed::Plans { .. }, "Отправить")
                );
                if let Some(who) = deed.who().filter(|_| mine) {
                    let did = self.tg.tap(self.staff.people[who].account, label);
                    assert!(did || label == "Всё сделано", "nothing to tap for {deed:?} at {}", self.now());
                    tapped |= did;
                }
            }
            if tapped {
                self.settle().await;
            }
        }
        for deed in deeds {
            match deed {
                Deed::Approves { who } => self.approves(who).await,
                Deed::Staffing => self.changes_staff().await,
                _ => {}
            }
        }
    }

    /// What is written, and what the model makes of it.
    fn says(&mut self, deed: Deed) {
        let Some(who) = deed.who() else { return };
        let (account, now) = (self.staff.people[who].account, self.now());
        match deed {
            Deed::Plans { target, .. } => {
                self.notes(account, format!("plan {target}"));
                let task = "Обзвон базы => 40 ответов записаны ~ 3ч";
                self.tg.say(account, &format!("План\nМетрики:\nЛиды: {target}\nЗадачи:\n- {task}"), now);
                self.model.targets.insert((account, self.week.next()), target);
            }
            Deed::Reports { week, actual, .. } => {
                self.notes(account, format!("actual {actual} of {week}"));
                self.tg.say(account, &format!("Лиды {actual}"), now);
                self.model.actuals.insert((account, week), actual);
                if week < self.week {
                    self.model.late.insert((account, week));
                }
            }
            Deed::GoesAway { from, to, .. } => {
                let day = |day: NaiveDate| day.format("%d.%m.%Y");
                self.tg.say(account, &format!("/away {}–{}", day(from), day(to)), now);
                self.staff.people[who].away.push((from, to));
            }
            Deed::Approves { .. } | Deed::Staffing => {}
        }
    }

    fn notes(&mut self, account: i64, what: String) {
        let line = format!("{} in {}: {what}", self.now(), self.week);
        self.model.typed.entry(account).or_default().push(line);
    }

    async fn approves(&mut self, who: usize) {
        let account = self.staff.people[who].account;
        for _ in 0..MOST_PEOPLE {
            if !self.tg.tap(account, "Утвердить") {
                break;
            }
            self.settle().await;
        }
    }

    /// Somebody comes, leaves, or goes to another team.
    async fn changes_staff(&mut self) {
        let (team, what) = (*self.random.one_of(&self.staff.teams), self.random.between(1, 3));
        let here = self.staff.here();
        let others: Vec<usize> = here.iter().copied().filter(|who| !self.staff.people[*who].heads).collect();
        if what == 1 && here.len() < MOST_PEOPLE {
            self.staff.hire(team, self.week);
        } else if others.len() > 1 {
            let who = *self.random.one_of(&others);
            match what {
                2 => self.staff.people[who].left = true,
                _ => self.staff.people[who].moves(self.week, team),
            }
        }
        self.declare().await;
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
    }

    /// The process ends and another one begins on the same database.
    async fn restarts(&mut self) {
        self.ctx.db.close().await;
        let db = Db::open(&self.dir.path().join("year.db")).await.unwrap();
        self.ctx = Context::new(db, self.clock.clone(), Texts::load().unwrap());
        self.starts += 1;
        self.settle().await;
    }

    /// Runs the bot until nothing is left to do, and looks at all it says. What people said is heard before the calendar speaks.
    async fn settle(&mut self) {
        loop {
            let batch = self.tg.fetch();
            batch::handle(&self.ctx, &batch, &chat::hear).await.unwrap();
            if batch.len() == 100 {
                continue;
            }
            self.ctx.heard_all(self.now());
            jobs::tick(&self.ctx, &jobs::carry_out).await.unwrap();
            for one in &self.tg.deliver(&self.ctx.db, self.now()).await {
                self.checks.look(one, &self.staff, &self.model);
            }
            return;
        }
    }

    /// What the year came to.
    pub fn summary(&self) -> String {
        let Checks { asked, digests, suggestions, .. } = &self.checks;
        assert!(*asked > 300 && *digests > 80 && *suggestions > 100, "a year in which little happens checks nothing");
        let people = self.staff.people.len();
        format!(
            "{people} people, {} starts, {asked} questions, {digests} digests, {suggestions} suggestions, {} late reports",
            self.starts,
            self.model.late.len()
        )
    }
}

/// A time of the week where a team is.
fn at(time: &str, week: Week, team: usize) -> DateTime<Utc> {
    time.parse::<WeekTime>().unwrap().instant(week, TEAMS[team].zone)
}
