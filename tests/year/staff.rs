//! Who works in the company, and its `company.toml`.

use std::fmt::Write as _;

use chrono_tz::Tz;

/// A team. Its first member of the year heads it.
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
    Team { key: "support", name: "Поддержка", chat: -1003, zone: chrono_tz::Asia::Yekaterinburg },
];

/// Somebody of the company, or who was.
#[derive(Debug, Clone)]
pub struct Someone {
    pub key: String,
    /// Telegram's.
    pub account: i64,
    /// Into [`TEAMS`].
    pub team: usize,
    pub heads: bool,
    pub left: bool,
}

/// Everybody, in the order they came.
#[derive(Debug, Clone, Default)]
pub struct Staff {
    pub people: Vec<Someone>,
    pub teams: usize,
}

impl Staff {
    /// So many teams with so many people each.
    pub fn of(teams: usize, each: usize) -> Self {
        let mut staff = Self { people: Vec::new(), teams };
        for team in 0..teams {
            for n in 0..each {
                staff.hire(team);
                staff.people.last_mut().unwrap().heads = n == 0;
            }
        }
        staff
    }

    /// Somebody new; their place in the list.
    pub fn hire(&mut self, team: usize) -> usize {
        let n = self.people.len();
        let account = i64::try_from(n).unwrap() + 1;
        self.people.push(Someone { key: format!("p{n}"), account, team, heads: false, left: false });
        n
    }

    pub fn at(&self, account: i64) -> Option<&Someone> {
        self.people.iter().find(|someone| someone.account == account)
    }

    pub fn zone(&self, someone: &Someone) -> Tz {
        TEAMS[someone.team].zone
    }

    pub fn toml(&self) -> String {
        let mut toml = String::from("[company]\nname = \"ТП Лаб\"\ntimezone = \"Europe/Berlin\"\ncountry = \"DE\"\n");
        write!(toml, "[[metric]]\nkey = \"leads\"\nname = \"Лиды\"\n").unwrap();
        for team in &TEAMS[..self.teams] {
            let head = self.people.iter().find(|p| p.heads && TEAMS[p.team].key == team.key).unwrap();
            write!(
                toml,
                "[[team]]\nkey = \"{}\"\nname = \"{}\"\nfunction = \"other\"\nmanager = \"{}\"\nchat = {}\ntimezone = \"{}\"\n",
                team.key, team.name, head.key, team.chat, team.zone
            )
            .unwrap();
        }
        write!(
            toml,
            "[[person]]\nkey = \"director\"\nname = \"Дарья Первая\"\nteam = \"{}\"\nrole = \"admin\"\n",
            TEAMS[0].key
        )
        .unwrap();
        for p in self.people.iter().filter(|p| !p.left) {
            let role = if p.heads { "manager" } else { "employee" };
            write!(
                toml,
                "[[person]]\nkey = \"{}\"\nname = \"Имя{} Фамилия\"\nteam = \"{}\"\nrole = \"{role}\"\nmetrics = [\"leads\"]\n",
                p.key, p.account, TEAMS[p.team].key
            )
            .unwrap();
        }
        toml
    }
}
