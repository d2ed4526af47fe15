//! What the permissions of `domain::company::access` say of the people of the stories.

use std::sync::Arc;

use chrono::{DateTime, Utc};
use planerka::domain::company::{Person, PersonId, Roster, Team};
use planerka::domain::meeting::goal::Goal;
use planerka::domain::meeting::hypothesis::Hypothesis;
use planerka::domain::numbers::definitions::Whose;
use planerka::storage::company;
use planerka::storage::meeting::hypothesis;

use crate::office::Office;

/// Commands that not everybody may give.
pub const COMMANDS: [&str; 12] = [
    "/inbox",
    "/reopen",
    "/target",
    "/deputy",
    "/metrics",
    "/link",
    "/export",
    "/import",
    "/settings",
    "/people",
    "/invite",
    "/status",
];

/// Every permission, about Anna, her team, and what she and Olga have written.
pub const PERMISSIONS: [&str; 42] = [
    "decides_for_others",
    "may_approve(anna)",
    "may_reopen_plan(anna)",
    "may_reopen_report(anna)",
    "may_read_report(anna)",
    "may_see_files(anna)",
    "may_read_history(anna)",
    "may_write_about_plan(anna)",
    "may_set_target(anna)",
    "may_name_deputies",
    "may_name_deputy(vera)",
    "may_cancel_deputy(1)",
    "may_see_team(marketing)",
    "may_see_names(marketing)",
    "may_see_team(sales)",
    "teams_exportable_by: marketing",
    "teams_importable_by: marketing",
    "teams_exportable_by: any",
    "teams_importable_by: any",
    "may_add_metrics",
    "may_change_metric(kliki)",
    "may_change_metric(leads)",
    "may_change_list(anna)",
    "may_change_list(marketing)",
    "may_add_goals",
    "may_change_goal(Вебинары)",
    "may_reach_goal(Вебинары)",
    "may_take_part(planerka)",
    "may_answer_decision(anna, olga)",
    "may_drop_decision(anna, olga)",
    "may_close_decision(anna, olga)",
    "may_add_hypotheses",
    "may_see_hypothesis(1)",
    "may_change_hypothesis(1)",
    "may_link_chats",
    "may_link_team(marketing)",
    "may_link_sync(planerka)",
    "may_link_company",
    "may_see_settings",
    "may_list_people",
    "may_invite",
    "may_see_status",
];

/// The company they are asked of.
pub struct Permissions {
    roster: Arc<Roster>,
    hypothesis: Hypothesis,
    now: DateTime<Utc>,
}

impl Permissions {
    /// As things stand in an office with one hypothesis.
    pub async fn load(office: &Office) -> Self {
        let mut tx = office.tx().await;
        let roster = Arc::new(company::load(&mut tx).await.unwrap().unwrap());
        let hypothesis = hypothesis::get(&mut tx, 1).await.unwrap().unwrap();
        Self { roster, hypothesis, now: office.now() }
    }

    fn person(&self, key: &str) -> &Person {
        self.roster.people.iter().find(|person| person.key == key).unwrap_or_else(|| panic!("nobody is {key}"))
    }

    fn team(&self, key: &str) -> &Team {
        self.roster.teams.iter().find(|team| team.key == key).unwrap()
    }

    fn goal(&self, title: &str) -> &Goal {
        self.roster.goals.iter().find(|goal| goal.title.starts_with(title)).unwrap()
    }

    fn whose(&self, key: &str) -> Whose {
        let team = self.roster.teams.iter().find(|team| team.key == key);
        team.map_or_else(|| Whose::Person(self.person(key).id), |team| Whose::Team(team.id))
    }

    /// Whether somebody may give a command.
    pub fn may_give(&self, command: &str, who: &str) -> bool {
        self.roster.may_give_command(self.person(who), &command[1..], self.now).is_ok()
    }

    /// Whether somebody has a permission: the name of the function, and about whom or what in parentheses.
    pub fn holds(&self, permission: &str, who: &str) -> bool {
        let (name, about) = permission.trim_end_matches(')').split_once('(').unwrap_or((permission, ""));
        let (roster, now, who) = (&self.roster, self.now, self.person(who));
        let person = || self.person(about);
        let week = "2026-W49".parse().unwrap();
        let (owner, made_by): (Option<PersonId>, PersonId) = match about.split_once(", ") {
            Some((owner, made_by)) => (Some(self.person(owner).id), self.person(made_by).id),
            None => (None, 0),
        };
        let marketing = self.team("marketing").id;
        match name {
            "everybody" => true,
            "own" => who.key == about,
            "decides_for_others" => roster.decides_for_others(who, now),
            "may_approve" => roster.may_approve(who, person(), now),
            "may_reopen_plan" => roster.may_reopen_plan(who, person(), week, now),
            "may_reopen_report" => roster.may_reopen_report(who, person(), week, now),
            "may_read_report" => roster.may_read_report(who, person(), week, now),
            "may_see_files" => roster.may_see_files(who, person(), week, now),
            "may_read_history" => roster.may_read_history(who, person(), now),
            "may_write_about_plan" => roster.may_write_about_plan(who, person(), person().id, now),
            "may_set_target" => roster.may_set_target(who, person(), now),
            "may_name_deputies" => roster.may_name_deputies(who),
            "may_name_deputy" => roster.may_name_deputy(who, person()),
            "may_cancel_deputy" => {
                let deputy = roster.deputies.iter().find(|deputy| deputy.id.to_string() == about);
                deputy.is_some_and(|deputy| roster.may_cancel_deputy(who, deputy))
            }
            "may_see_team" => roster.may_see_team(who, self.team(about), now),
            "may_see_names" => roster.may_see_names(who, self.team(about), now),
            "teams_exportable_by: marketing" => roster.teams_exportable_by(who).contains(&marketing),
            "teams_importable_by: marketing" => roster.teams_importable_by(who).contains(&marketing),
            "teams_exportable_by: any" => !roster.teams_exportable_by(who).is_empty(),
            "teams_importable_by: any" => !roster.teams_importable_by(who).is_empty(),
            "may_add_metrics" => roster.may_add_metrics(who),
            "may_change_metric" => roster.may_change_metric(who, roster.metric(about).unwrap()),
            "may_change_list" => roster.may_change_list(who, self.whose(about)),
            "may_add_goals" => roster.may_add_goals(who),
            "may_change_goal" => roster.may_change_goal(who, self.goal(about)),
            "may_reach_goal" => roster.may_reach_goal(who, self.goal(about)),
            "may_take_part" => roster.may_take_part(who, &roster.syncs[0]),
            "may_answer_decision" => roster.may_answer_decision(who, made_by),
            "may_drop_decision" => roster.may_drop_decision(who, owner, made_by),
            "may_close_decision" => roster.may_close_decision(who, owner, made_by, roster.syncs[0].id),
            "may_add_hypotheses" => roster.may_add_hypotheses(who),
            "may_see_hypothesis" => roster.may_see_hypothesis(who, &self.hypothesis),
            "may_change_hypothesis" => roster.may_change_hypothesis(who, &self.hypothesis),
            "may_link_chats" => roster.may_link_chats(who),
            "may_link_team" => roster.may_link_team(who, self.team(about)),
            "may_link_sync" => roster.may_link_sync(who, &roster.syncs[0]),
            "may_link_company" => roster.may_link_company(who),
            "may_see_settings" => roster.may_see_settings(who),
            "may_list_people" => roster.may_list_people(who),
            "may_invite" => roster.may_invite(who),
            "may_see_status" => roster.may_see_status(who),
            _ => panic!("there is no permission {permission}"),
        }
    }
}
