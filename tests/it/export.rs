//! The register as scripts read it.

use insta::assert_snapshot;
use planerka::export;
use planerka::storage::company;

use crate::office::Office;
use crate::scenes::planned_week;

async fn register(office: &Office, week: &str) -> export::Register {
    let mut tx = office.tx().await;
    let roster = company::load(&mut tx).await.unwrap().unwrap();
    let teams: Vec<_> = roster.teams.iter().map(|team| team.id).collect();
    export::register(&mut tx, &roster, week.parse().unwrap(), &teams).await.unwrap()
}

#[tokio::test]
async fn plans_targets_actuals_tasks_and_states() {
    let office = planned_week("Fri 14:00").await;
    office.anna().says("/add =HYPERLINK(\"http://x\") ~ 1,5ч").await;
    office.anna().says("Лиды: 131\nТрафик: 14 200\n1 готово 5,5ч принимает заявки\n2 нет: спикеры молчат").await;
    office.anna().taps("3 ▸").await;
    office.anna().taps("🌓").await;
    office.anna().taps("К списку").await;
    office.anna().taps("Отчёт").await;
    office.anna().says("План\nСтатья => опубликована ~ 3ч #вебинары").await;
    office.skip();
    let mut register_of_week = register(&office, "2026-W49").await;
    register_of_week.plans.retain(|entry| entry.person == "anna");
    assert_snapshot!(export::json(std::slice::from_ref(&register_of_week)).unwrap(), @r#"
    {
      "week": "2026-W49",
      "company": "ТП Лаб",
      "plans": [
        {
          "person": "anna",
          "team": "marketing",
          "state": "approved",
          "version": 1,
          "late": false,
          "targets": [
            {
              "metric": "leads",
              "target": "120",
              "actual": "131",
              "reason": null
            },
            {
              "metric": "traffic",
              "target": "15000",
              "actual": "14200",
              "reason": null
            }
          ],
          "tasks": [
            {
              "number": 1,
              "title": "Лендинг «Ритейл»",
              "deliverable": "принимает заявки",
              "hours": "6",
              "actual_hours": "5.5",
              "state": "done",
              "origin": "new",
              "goal": null,
              "result": "принимает заявки",
              "reason": null,
              "files": 0
            },
            {
              "number": 2,
              "title": "Вебинар",
              "deliverable": "3 спикера подтверждены",
              "hours": "5",
              "actual_hours": "0",
              "state": "not_done",
              "origin": "new",
              "goal": null,
              "result": "спикеры молчат",
              "reason": "спикеры молчат",
              "files": 0
            },
            {
              "number": 3,
              "title": "=HYPERLINK(\"http://x\")",
              "deliverable": null,
              "hours": "1.5",
              "actual_hours": null,
              "state": "partly",
              "origin": "unplanned",
              "goal": null,
              "result": null,
              "reason": null,
              "files": 0
            }
          ],
          "report": {
            "state": "sent",
            "late": false
          }
        }
      ],
      "kpis": [
        {
          "team": "marketing",
          "metric": "leads",
          "target": "120",
          "actual": "131"
        },
        {
          "team": "marketing",
          "metric": "traffic",
          "target": "15000",
          "actual": "14200"
        },
        {
          "team": "marketing",
          "metric": "spend",
          "target": "55000",
          "actual": null
        },
        {
          "team": "marketing",
          "metric": "customers",
          "target": "12",
          "actual": null
        },
        {
          "team": "marketing",
          "metric": "cac",
          "target": "4583.3333",
          "actual": null
        }
      ]
    }
    "#);
    let csv = export::csv(std::slice::from_ref(&register_of_week)).unwrap();
    assert!(csv.starts_with("\u{feff}week;team;person;"), "{csv}");
    assert_snapshot!(csv.lines().last().unwrap(), @r#"2026-W49;marketing;anna;approved;1;false;sent;false;task;3;"'=HYPERLINK(""http://x"")";;1.5;;partly;unplanned;;;;;;"#);
    // A draft is exported too, under its own week.
    let mut next = register(&office, "2026-W50").await;
    next.plans.retain(|entry| entry.person == "anna");
    assert_snapshot!(export::json(&[next]).unwrap(), @r#"
    {
      "week": "2026-W50",
      "company": "ТП Лаб",
      "plans": [
        {
          "person": "anna",
          "team": "marketing",
          "state": "draft",
          "version": 0,
          "late": false,
          "targets": [],
          "tasks": [
            {
              "number": 1,
              "title": "Вебинар",
              "deliverable": "3 спикера подтверждены",
              "hours": "5",
              "actual_hours": null,
              "state": "open",
              "origin": "carried",
              "goal": null,
              "result": null,
              "reason": null,
              "files": 0
            },
            {
              "number": 2,
              "title": "=HYPERLINK(\"http://x\")",
              "deliverable": null,
              "hours": "1.5",
              "actual_hours": null,
              "state": "open",
              "origin": "carried",
              "goal": null,
              "result": null,
              "reason": null,
              "files": 0
            },
            {
              "number": 3,
              "title": "Статья",
              "deliverable": "опубликована",
              "hours": "3",
              "actual_hours": null,
              "state": "open",
              "origin": "new",
              "goal": "вебинары",
              "result": null,
              "reason": null,
              "files": 0
            }
          ],
          "report": {
            "state": "none",
            "late": false
          }
        }
      ],
      "kpis": []
    }
    "#);
    assert_snapshot!(export::json(&[register(&office, "2020-W01").await]).unwrap(), @r#"
    {
      "week": "2020-W01",
      "company": "ТП Лаб",
      "plans": [],
      "kpis": []
    }
    "#);
    office.close().await;
}
