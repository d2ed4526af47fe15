//! Which message said what, and what is asked: kept in one table each, also of what an older version had kept elsewhere.

use std::borrow::Cow;
use std::path::Path;

use planerka::domain::conversation::effect::Effect;
use planerka::domain::conversation::question::Question;
use planerka::domain::plan::Field;
use planerka::storage::conversation::effect;
use planerka::storage::{Db, conversation};
use sqlx::migrate::Migrator;
use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{ConnectOptions as _, Connection as _};

use crate::office::Office;
use crate::scenes::planned_week;

/// The migration that brought the two tables.
const SINCE: i64 = 26;

/// What an older version kept of what Anna said in which message, and what she and Pyotr are asked.
const BEFORE: &str = r#"
    INSERT INTO team (id, key, name, function, position) VALUES (1, 'marketing', 'Маркетинг', 'marketing', 1);
    INSERT INTO person (id, key, name, team_id, role, position) VALUES (1, 'anna', 'Анна', 1, 'employee', 1),
                                                                       (2, 'pyotr', 'Пётр', 1, 'employee', 2);
    INSERT INTO metric (key, name, unit, direction, aggregate, position) VALUES ('leads', 'Лиды', 'count', 'up', 'sum', 1);
    INSERT INTO plan (id, person_id, week, state, version, draft) VALUES (7, 1, '2026-W49', 'approved', 1, '
        {"targets": [{"metric": "leads", "value": "120", "source": 11}],
         "tasks": [{"uid": 3, "title": "Вебинар", "source": 10, "answers": [["title", 12]]}, {"uid": 4, "title": "Сайт"}]}');
    INSERT INTO task (id, plan_id, number, title, origin, result, result_source, reason, reason_source, source) VALUES
        (21, 7, 1, 'Вебинар', 'new', 'прошёл', 13, NULL, NULL, NULL), (22, 7, 2, 'Сайт', 'new', NULL, NULL, 'лежал', 14, NULL),
        (23, 7, 3, 'Баннер', 'unplanned', NULL, NULL, NULL, NULL, 15);
    INSERT INTO pulse (person_id, week, asked_at, words, source) VALUES (1, '2026-W49', '2026-12-02T08:00:00Z', 'сайт', 16);
    INSERT INTO metric_reason (person_id, metric_key, week, reason, source) VALUES (1, 'leads', '2026-W49', 'сайт', 17);
    INSERT INTO note (id, person_id, week, kind, text, source, written_at)
        VALUES (31, 1, '2026-W49', 'blocker', 'доступ', 18, '2026-12-02T08:00:00Z');
    INSERT INTO report_message (person_id, message, week, said) VALUES (1, 18, '2026-W49', '{"leads": "131"}');
    INSERT INTO attention (person_id, question, week) VALUES (1, '{"result": {"task": 21, "report": false}}', '2026-W50'),
                                                             (2, '"unplanned"', NULL);
"#;

/// A database as the last version without the two tables left it.
async fn older(path: &Path) {
    let all = Migrator::new(Path::new("migrations")).await.unwrap();
    let some = all.iter().filter(|migration| migration.version < SINCE).cloned().collect::<Vec<_>>();
    let older = Migrator { migrations: Cow::Owned(some), ..Migrator::DEFAULT };
    let mut conn = SqliteConnectOptions::new().filename(path).create_if_missing(true).connect().await.unwrap();
    older.run(&mut conn).await.unwrap();
    sqlx::raw_sql(BEFORE).execute(&mut conn).await.unwrap();
    conn.close().await.unwrap();
}

#[tokio::test]
async fn what_an_older_version_kept_is_found() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("old.db");
    older(&path).await;
    let db = Db::open(&path).await.unwrap();
    let mut tx = db.begin().await.unwrap();
    let week = "2026-W49".parse().unwrap();
    let numbers = [("leads".to_owned(), 131.into())].into();
    let said: [(i64, Vec<Effect>); 9] = [
        (10, vec![Effect::PlanLines { plan: 7 }]),
        (11, vec![Effect::PlanLines { plan: 7 }]),
        (12, vec![Effect::TaskWords { plan: 7, task: 3, field: Field::Title }]),
        (13, vec![Effect::TaskResult { task: 21 }]),
        (14, vec![Effect::TaskReason { task: 22 }]),
        (15, vec![Effect::Unplanned { task: 23 }]),
        (16, vec![Effect::Risk { week }]),
        (17, vec![Effect::MetricReason { week, metric: "leads".to_owned() }]),
        (18, vec![Effect::Report { week, numbers }, Effect::Note { note: 31 }]),
    ];
    for (message, effects) in said {
        assert_eq!(effect::of_message(&mut tx, 1, message).await.unwrap(), effects, "{message}");
    }
    let asked = conversation::asked(&mut tx, 1).await.unwrap();
    assert_eq!(asked, Some(Question::Result { task: 21, report: false }));
    assert_eq!(conversation::asked(&mut tx, 2).await.unwrap(), Some(Question::Unplanned));
    assert_eq!(conversation::chosen_week(&mut tx, 1).await.unwrap(), Some("2026-W50".parse().unwrap()));
    assert_eq!(conversation::chosen_week(&mut tx, 2).await.unwrap(), None);
    tx.commit().await.unwrap();
    db.close().await;
}

#[tokio::test]
async fn only_the_last_message_has_said_what_came_out() {
    let office = planned_week("Thu 15:30").await;
    let task = office.count("SELECT min(id) FROM task").await;
    let mut tx = office.tx().await;
    let result = Effect::TaskResult { task };
    let lines = Effect::PlanLines { plan: 1 };
    for message in [101, 102] {
        effect::keep(&mut tx, 1, message, &result).await.unwrap();
        effect::keep(&mut tx, 1, message, &lines).await.unwrap();
    }
    assert_eq!(effect::of_message(&mut tx, 1, 101).await.unwrap(), std::slice::from_ref(&lines));
    assert_eq!(effect::of_message(&mut tx, 1, 102).await.unwrap(), [lines.clone(), result.clone()]);
    effect::forget(&mut tx, 1, &result).await.unwrap();
    assert_eq!(effect::of_message(&mut tx, 1, 102).await.unwrap(), [lines]);
    // A task that goes takes along what was said of it: its number may be given again.
    effect::keep(&mut tx, 1, 103, &result).await.unwrap();
    sqlx::query("DELETE FROM task WHERE id = ?").bind(task).execute(tx.conn()).await.unwrap();
    assert!(effect::of_message(&mut tx, 1, 103).await.unwrap().is_empty());
    tx.rollback().await.unwrap();
    office.close().await;
}

#[tokio::test]
async fn a_question_that_cannot_be_read_is_no_longer_asked() {
    let office = Office::on("Thu 16:00").await;
    let now = office.now();
    let mut tx = office.tx().await;
    conversation::ask(&mut tx, 1, &Question::Metric, now).await.unwrap();
    assert_eq!(conversation::asked(&mut tx, 1).await.unwrap(), Some(Question::Metric));
    sqlx::query("UPDATE question SET kind = 'riddle'").execute(tx.conn()).await.unwrap();
    assert_eq!(conversation::asked(&mut tx, 1).await.unwrap(), None);
    conversation::ask(&mut tx, 1, &Question::Unplanned, now).await.unwrap();
    conversation::close_where(&mut tx, 1, Question::is_of_report).await.unwrap();
    assert_eq!(conversation::asked(&mut tx, 1).await.unwrap(), Some(Question::Unplanned));
    conversation::close(&mut tx, 1).await.unwrap();
    assert_eq!(conversation::asked(&mut tx, 1).await.unwrap(), None);
    tx.rollback().await.unwrap();
    office.close().await;
}
