use super::*;
use crate::domain::calendar::ritual::Ritual;
use crate::domain::company::absence::Absence;
use crate::domain::company::{Function, Role, testing};
use chrono::{Days, NaiveDate};
use proptest::prelude::*;

const TODAY: (i32, u32, u32) = (2026, 11, 30);

fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(TODAY.0, TODAY.1, TODAY.2).expect("a date")
}

fn now() -> DateTime<Utc> {
    today().and_hms_opt(9, 0, 0).expect("a time").and_utc()
}

/// Somebody of a team: joined, there, no admin.
pub fn person(id: i64, team: i64) -> Person {
    let somebody = testing::person(id, &format!("p{id}"), &format!("Человек {id}"));
    Person { team, telegram_id: Some(id), ..somebody }
}

fn away(mut person: Person) -> Person {
    person.absences = vec![Absence { id: person.id, from: today(), to: today(), reason: String::new() }];
    person
}

fn admin(mut person: Person) -> Person {
    person.role = Role::Admin;
    person
}

/// Teams are numbered from 1, each with its manager and the deputy of the file.
pub fn company(people: Vec<Person>, teams: &[(Option<i64>, Option<i64>)], deputies: Vec<Deputy>) -> Roster {
    let team = |(id, (manager, deputy)): (i64, &(Option<i64>, Option<i64>))| Team {
        id,
        key: format!("t{id}"),
        name: format!("Команда {id}"),
        function: Function::Other,
        manager: *manager,
        deputy: *deputy,
        chat: None,
        visibility: Default::default(),
        timezone: None,
        ritual: Ritual::default(),
        metrics: Vec::new(),
    };
    Roster { teams: (1i64..).zip(teams).map(team).collect(), people, deputies, ..testing::roster() }
}

fn who(roster: &Roster, author: i64, level: u32) -> Vec<(i64, Option<i64>)> {
    let author = roster.person(author).expect("the author");
    let deciders = roster.deciders(author, now(), level);
    deciders.iter().map(|d| (d.person.id, d.instead_of.map(|m| m.id))).collect()
}

fn deputy(manager: i64, person: i64, days: Option<(NaiveDate, NaiveDate)>) -> Deputy {
    Deputy { id: 1, manager, person, days }
}

/// Author 1 in team 1 of 2, who belongs to team 2 of 3, who belongs to team 3 without a manager; 9 is admin there.
fn tall(people: impl Fn(i64, Person) -> Person, deputies: Vec<Deputy>) -> Roster {
    let all = [(1, 1), (2, 2), (3, 3), (4, 1), (5, 2)].map(|(id, team)| people(id, person(id, team)));
    let all = all.into_iter().chain([people(9, admin(person(9, 3)))]).collect();
    company(all, &[(Some(2), Some(5)), (Some(3), None), (None, None)], deputies)
}

#[test]
fn a_plan_is_escalated_from_manager_to_manager_and_then_to_the_admins() {
    let roster = tall(|_, p| p, Vec::new());
    assert_eq!(
        [0, 1, 2, 3].map(|level| who(&roster, 1, level)),
        [vec![(2, None)], vec![(3, None)], vec![(9, None)], vec![(9, None)]]
    );
    let author = roster.person(1).expect("the author");
    assert_eq!([0, 1, 2].map(|level| roster.next_level(author, now(), level)), [Some(1), Some(2), None]);
    // A manager's own plan begins one higher.
    assert_eq!(who(&roster, 2, 0), [(3, None)]);
    assert_eq!(who(&roster, 9, 0), [(9, None)], "the only admin, and nobody above");
}

#[test]
fn a_deputy_takes_the_place_of_whoever_is_not_there() {
    let gone = |id, p| if id == 2 { away(p) } else { p };
    assert_eq!(who(&tall(gone, Vec::new()), 1, 0), [(5, Some(2))], "the file's");
    assert_eq!(who(&tall(gone, vec![deputy(2, 4, None)]), 1, 0), [(4, Some(2))], "the one named in the chat first");
    assert_eq!(who(&tall(gone, vec![deputy(2, 4, None)]), 4, 0), [(5, Some(2))], "never on one's own plan");
    let both_gone = |id, p| if id == 2 || id == 5 { away(p) } else { p };
    assert_eq!(who(&tall(both_gone, Vec::new()), 1, 0), [(3, None)], "without a deputy it is escalated");
    // For days: then and not otherwise, whether the manager is there or not.
    let tomorrow = today() + Days::new(1);
    assert_eq!(who(&tall(|_, p| p, vec![deputy(2, 4, Some((today(), tomorrow)))]), 1, 0), [(4, Some(2))]);
    assert_eq!(who(&tall(|_, p| p, vec![deputy(2, 4, Some((tomorrow, tomorrow)))]), 1, 0), [(2, None)]);
    let roster = tall(|_, p| p, vec![deputy(2, 4, Some((tomorrow, tomorrow)))]);
    let may = |who, author| {
        let person = |id| roster.person(id).expect("somebody");
        roster.may_approve(person(who), person(author), now())
    };
    assert!(may(2, 1) && may(3, 1) && may(9, 1) && !may(5, 1) && !may(4, 1) && !may(1, 1) && !may(1, 2));
}

#[test]
fn a_standing_deputy_may_decide_only_while_the_manager_is_not_there() {
    let may = |roster: &Roster, who| {
        let person = |id| roster.person(id).expect("somebody");
        roster.may_approve(person(who), person(1), now())
    };
    let there = tall(|_, p| p, vec![deputy(2, 4, None)]);
    assert_eq!([2, 4, 5].map(|who| may(&there, who)), [true, false, false]);
    let gone = tall(|id, p| if id == 2 { away(p) } else { p }, vec![deputy(2, 4, None)]);
    assert_eq!([2, 4, 5].map(|who| may(&gone, who)), [true, true, true]);
}

#[test]
fn weeks_are_seen_from_above_and_sums_from_within() {
    use crate::domain::company::Visibility;
    use crate::domain::company::access::TeamAccess;
    let tomorrow = today() + Days::new(1);
    let roster = tall(|_, p| p, vec![deputy(2, 4, Some((tomorrow, tomorrow)))]);
    let seat = |who, team: usize| roster.team_access(roster.person(who).expect("somebody"), &roster.teams[team], now());
    assert_eq!(
        [1, 2, 3, 4, 5, 9].map(|who| seat(who, 0)).map(|seat| seat.map(|seat| seat == TeamAccess::Head)),
        [
            Some(false), // the author: one of the team
            Some(true),  // its manager
            Some(true),  // the manager's manager
            Some(false), // a deputy, but not today
            None,        // the file's deputy, while the manager is there
            Some(true),  // an admin
        ]
    );
    assert_eq!([1, 4, 5].map(|who| seat(who, 2)), [None; 3]);
    let seen = |who| roster.teams_seen_by(roster.person(who).expect("somebody"), now()).len();
    assert_eq!(
        [1, 2, 3, 9].map(seen),
        [1, 1, 2, 3],
        "whoever is above some is not shown their own as one of its people"
    );
    let mut team = roster.teams[0].clone();
    assert!(TeamAccess::Member.sees_names(&team) && TeamAccess::Head.sees_names(&team));
    team.visibility = Visibility::Totals;
    assert!(!TeamAccess::Member.sees_names(&team) && TeamAccess::Head.sees_names(&team));
}

#[test]
fn managers_who_head_each_other_do_not_go_round_for_ever() {
    let roster =
        company(vec![person(1, 1), person(2, 2), admin(person(9, 1))], &[(Some(2), None), (Some(1), None)], vec![]);
    assert_eq!(who(&roster, 1, 0), [(2, None)]);
    assert_eq!(who(&roster, 1, 1), [(9, None)]);
    assert_eq!(who(&roster, 2, 0), [(1, None)]);
}

fn people() -> impl Strategy<Value = Vec<Person>> {
    let state = (1i64..=3, 0u8..6, any::<bool>(), any::<bool>(), any::<bool>(), any::<bool>());
    prop::collection::vec(state, 1..7).prop_map(|states| {
        let one = |(id, (team, role, joined, reached, left, there)): (i64, (i64, u8, bool, bool, bool, bool))| {
            let mut p = person(id, team);
            p.role = if role == 0 { Role::Admin } else { Role::Employee };
            p.telegram_id = (joined || reached).then_some(id);
            p.unreachable_since = (!reached && !joined).then(now);
            p.left = left && !joined;
            if there { p } else { away(p) }
        };
        (1i64..).zip(states).map(one).collect()
    })
}

proptest! {
    #[test]
    fn somebody_decides_and_never_on_their_own(
        people in people(),
        teams in prop::collection::vec((prop::option::of(1i64..8), prop::option::of(1i64..8)), 1..4),
        named in prop::collection::vec((1i64..8, 1i64..8, prop::option::of(0u64..3)), 0..4),
        level in 0u32..6,
    ) {
        let named = named.into_iter().map(|(manager, person, days)| {
            deputy(manager, person, days.map(|n| (today() + Days::new(n), today() + Days::new(2))))
        });
        let roster = company(people, &teams, named.collect());
        for author in &roster.people {
            let found = roster.deciders(author, now(), level);
            prop_assert_eq!(&found, &roster.deciders(author, now(), level), "the same every time");
            if author.left {
                prop_assert!(found.is_empty());
                continue;
            }
            let admin = roster.admins().into_iter().any(|a| a.reachable());
            prop_assert!(!found.is_empty() || !admin, "an admin is there");
            let own = found.iter().any(|d| d.person.id == author.id);
            let sole = author.role == Role::Admin
                && !roster.admins().into_iter().any(|a| a.id != author.id && a.active());
            prop_assert!(!own || (sole && found.len() == 1), "nobody decides on their own");
            for decider in &found {
                prop_assert!(decider.person.active());
                prop_assert!(roster.reached(author, now(), level).iter().any(|p| p.id == decider.person.id));
                prop_assert!(roster.may_approve(decider.person, author, now()));
            }
            let mut steps = 0;
            let mut at = 0;
            while let Some(next) = roster.next_level(author, now(), at) {
                prop_assert!(next > at);
                (at, steps) = (next, steps + 1);
                prop_assert!(steps <= roster.teams.len() + 1, "it ends");
            }
        }
    }
}
