//! Who works in the company, and its `company.toml`.

use std::fmt::Write as _;

use chrono::NaiveDate;
use chrono_tz::Tz;
use planerka::domain::calendar::week::Week;

/// A team. The first of its people heads it, all year.
#[derive(Debug, Clone)]
pub struct Team {
    pub key: &'static str,
    pub name: &'static str,
    pub chat: i64,
    pub zone: Tz,
}

pub const TEAMS: [Team; 3] = [
    Team { key: "marketing", name: "Маркетинг", chat: -1001, zone: chrono_tz::Europe::Berlin },
    Team { key: "sales", name: "Продажи", chat: -1002, zone: chrono_tz::Europe::Moscow },
    Team { key: "support", name: "Поддержка", chat: -1003, zone: chrono_tz::America::New_York },
];

/// Somebody of the company, or who was.
#[derive(Debug, Clone)]
pub struct Someone {
    pub key: String,
    /// Telegram's.
    pub account: i64,
    /// Places in [`TEAMS`], each with the first week it holds for; the last is the present one.
    teams: Vec<(Week, usize)>,
    pub heads: bool,
    pub left: bool,
    /// First and last days of absences.
    pub away: Vec<(NaiveDate, NaiveDate)>,
}

impl Someone {
    pub fn team(&self) -> usize {
        self.teams.last().unwrap().1
    }

    /// The team in which they count in a week.
    pub fn team_in(&self, week: Week) -> usize {
        let then = self.teams.iter().rfind(|(from, _)| *from <= week);
        then.or(self.teams.first()).unwrap().1
    }

    /// Whether they have moved in this week: where zones differ, both teams may ask them on that day.
    pub fn has_moved_in(&self, week: Week) -> bool {
        self.teams.len() > 1 && self.teams.last().unwrap().0 == week
    }

    pub fn moves(&mut self, week: Week, team: usize) {
        self.teams.push((week, team));
    }

    pub fn zone(&self) -> Tz {
        TEAMS[self.team()].zone
    }

    pub fn is_away(&self, day: NaiveDate) -> bool {
        self.away.iter().any(|(from, to)| (*from..=*to).contains(&day))
    }
}

/// Everybody, in the order they came.
#[derive(Debug, Clone, Default)]
pub struct Staff {
    pub people: Vec<Someone>,
    /// The teams there are, as places in [`TEAMS`].
    pub teams: Vec<usize>,
    pub country: Option<&'static str>,
}

impl Staff {
    /// So many people in each of these teams.
    pub fn of(teams: &[usize], each: usize, country: Option<&'static str>, week: Week) -> Self {
        let mut staff = Self { people: Vec::new(), teams: teams.to_vec(), country };
        for team in teams.iter().copied() {
            for n in 0..each {
                staff.hire(team, week);
                staff.people.last_mut().unwrap().heads = n == 0;
            }
        }
        staff
    }

    /// Somebody new.
    pub fn hire(&mut self, team: usize, week: Week) {
        let n = self.people.len();
        self.people.push(Someone {
            key: format!("p{n}"),
            account: i64::try_from(n).unwrap() + 1,
            teams: vec![(week, team)],
            heads: false,
            left: false,
            away: Vec::new(),
        });
    }

    pub fn at(&self, account: i64) -> Option<&Someone> {
        self.people.iter().find(|someone| someone.account == account)
    }

    /// Those who work here, as places in the list.
    pub fn here(&self) -> Vec<usize> {
        (0..self.people.len()).filter(|who| !self.people[*who].left).collect()
    }

    pub fn toml(&self) -> String {
        let mut toml = String::from("[company]\nname = \"ТП Лаб\"\ntimezone = \"Europe/Berlin\"\n");
        if let Some(country) = self.country {
            writeln!(toml, "country = \"{country}\"").unwrap();
        }
        toml.push_str("[[metric]]\nkey = \"leads\"\nname = \"Лиды\"\n");
        for n in &self.teams {
            let team = &TEAMS[*n];
            let head = self.people.iter().find(|p| p.heads && p.team() == *n).unwrap();
            write!(
                toml,
                "[[team]]\nkey = \"{}\"\nname = \"{}\"\nfunction = \"other\"\nmanager = \"{}\"\nchat = {}\ntimezone = \"{}\"\n",
                team.key, team.name, head.key, team.chat, team.zone
            )
            .unwrap();
        }
        let keys: Vec<&str> = self.teams.iter().map(|n| TEAMS[*n].key).collect();
        write!(
            toml,
            "[[person]]\nkey = \"director\"\nname = \"Дарья Первая\"\nteam = \"{}\"\nrole = \"admin\"\n",
            keys[0]
        )
        .unwrap();
        for p in self.people.iter().filter(|p| !p.left) {
            let role = if p.heads { "manager" } else { "employee" };
            write!(
                toml,
                "[[person]]\nkey = \"{}\"\nname = \"Имя{} Фамилия\"\nteam = \"{}\"\nrole = \"{role}\"\nmetrics = [\"leads\"]\n",
                p.key, p.account, TEAMS[p.team()].key
            )
            .unwrap();
        }
        let keys = keys.join("\", \"");
        write!(toml, "[[sync]]\nkey = \"s\"\nname = \"Планёрка\"\nteams = [\"{keys}\"]\nchat = -1009\n").unwrap();
        toml
    }
}
