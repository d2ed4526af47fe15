//! What `apply` does only when told so: people leave, keys change hands, what was done in chat is undone.

use planerka::storage::company::{self, Redeemed};
use planerka::storage::{Db, Tx};
use tempfile::TempDir;

use crate::COMPANY;
use crate::command::{Ended, desk, planerka};
use crate::store::now;

/// A company that is applied, in which Anna and Olga have joined.
struct Desk {
    dir: TempDir,
}

impl Desk {
    async fn new() -> Self {
        let desk = Self { dir: desk() };
        assert_eq!(desk.apply(COMPANY, &[]).code, 0);
        for (key, account) in [("anna", 77), ("olga", 78)] {
            assert!(matches!(desk.joins(key, account).await, Redeemed::Joined(_)), "{key}");
        }
        desk
    }

    fn apply(&self, text: &str, more: &[&str]) -> Ended {
        std::fs::write(self.dir.path().join("company.toml"), text).expect("a file");
        let args = [&["apply", "company.toml"][..], more].concat();
        planerka(self.dir.path(), &args, &[("PLANERKA_NOW", "2026-11-23T09:00:00Z")])
    }

    async fn tx(&self) -> Tx {
        let db = Db::open(&self.dir.path().join("planerka.db")).await.expect("a database");
        db.begin().await.expect("a transaction")
    }

    async fn joins(&self, key: &str, account: i64) -> Redeemed {
        let mut tx = self.tx().await;
        let roster = company::load(&mut tx).await.expect("a read").expect("a company");
        let id = roster.people.iter().find(|person| person.key == key).expect("a person").id;
        let code = company::invite(&mut tx, id, now()).await.expect("a code");
        let redeemed = company::redeem(&mut tx, &code, account, now()).await.expect("an answer");
        tx.commit().await.expect("a commit");
        redeemed
    }

    /// Keys, names, accounts; those who left in brackets.
    async fn people(&self) -> Vec<String> {
        let mut tx = self.tx().await;
        let roster = company::load(&mut tx).await.expect("a read").expect("a company");
        let shown = |p: &planerka::domain::company::Person| {
            let account = p.telegram_id.map_or("-".to_owned(), |id| id.to_string());
            let line = format!("{} {} {account}", p.key, p.name);
            if p.left { format!("({line})") } else { line }
        };
        let mut people: Vec<String> = roster.people.iter().map(shown).collect();
        people.sort();
        people
    }

    async fn in_chat(&self, sql: &'static str) {
        let mut tx = self.tx().await;
        sqlx::query(sql).execute(tx.conn()).await.expect("a change");
        tx.commit().await.expect("a commit");
    }
}

fn without_anna() -> String {
    let (from, to) = (COMPANY.find("[[person]]\nkey = \"anna\""), COMPANY.find("[[sync]]"));
    let (from, to) = (from.expect("anna"), to.expect("the sync"));
    [&COMPANY[..from], &COMPANY[to..]].concat()
}

#[tokio::test]
async fn nobody_leaves_without_a_yes_and_what_would_happen_is_said_with_names() {
    let desk = Desk::new().await;
    let refused = desk.apply(&without_anna(), &[]);
    assert_eq!((refused.code, refused.out.as_str()), (1, "− person anna: Анна Смирнова\n"));
    assert_eq!(
        refused.err,
        "planerka: nothing was changed, for Анна Смирнова (anna) leaves the company; if that is meant: \
         planerka apply company.toml --yes\n"
    );
    assert_eq!(desk.people().await, ["anna Анна Смирнова 77", "olga Ольга Белова 78"]);
    let dry = desk.apply(&without_anna(), &["--dry-run"]);
    assert!(
        dry.code == 0 && dry.out.contains("? Анна Смирнова (anna) leaves the company: needs --yes\n"),
        "{}",
        dry.out
    );
    let json = desk.apply(&without_anna(), &["--json"]);
    assert_eq!((json.code, json.out.as_str(), json.err.as_str()), (1, "", refused.err.as_str()));
    assert_eq!(desk.apply(&without_anna(), &["--yes"]).code, 0);
    assert_eq!(desk.people().await, ["(anna Анна Смирнова 77)", "olga Ольга Белова 78"]);
    // Back by the same key and name, with the account.
    assert_eq!(desk.apply(COMPANY, &[]).code, 0);
    assert_eq!(desk.people().await, ["anna Анна Смирнова 77", "olga Ольга Белова 78"]);
}

#[tokio::test]
async fn the_same_name_under_another_key_is_the_same_person_team_and_sync() {
    let desk = Desk::new().await;
    let renamed = COMPANY
        .replace("key = \"anna\"", "key = \"smirnova\"")
        .replace("\"marketing\"", "\"mkt\"")
        .replace("key = \"planerka\"", "key = \"weekly\"");
    let refused = desk.apply(&renamed, &[]);
    assert_eq!(refused.code, 1);
    for sentence in [
        "person anna is called smirnova from now on: «Анна Смирнова» stays the same person",
        "team marketing is called mkt from now on: «Маркетинг» stays the same team",
        "sync planerka is called weekly from now on: «Планёрка» stays the same sync",
    ] {
        assert!(refused.err.contains(sentence), "{}", refused.err);
    }
    assert_eq!(desk.people().await, ["anna Анна Смирнова 77", "olga Ольга Белова 78"]);
    let done = desk.apply(&renamed, &["--yes"]);
    assert!(
        done.code == 0 && done.out.contains("~ person smirnova: key anna → smirnova\n"),
        "{}{}",
        done.out,
        done.err
    );
    assert!(!done.out.contains("− "), "{}", done.out);
    assert_eq!(desk.people().await, ["olga Ольга Белова 78", "smirnova Анна Смирнова 77"]);
    assert!(desk.apply(&renamed, &[]).out.starts_with("ТП Лаб: nothing to change"));
}

#[tokio::test]
async fn a_key_that_somebody_else_gets_hands_on_no_account_and_no_history() {
    let desk = Desk::new().await;
    // In place: another person at once.
    let vera = COMPANY.replace("Анна Смирнова", "Вера Лис");
    let refused = desk.apply(&vera, &[]);
    assert!(
        refused.err.contains(
            "anna is Вера Лис from now on and was Анна Смирнова, whose account is not handed on: Вера Лис needs a link of their own"
        ),
        "{}",
        refused.err
    );
    let done = desk.apply(&vera, &["--yes"]);
    assert!(done.code == 0 && done.out.contains("Вера Лис (anna): /start "), "{}", done.out);
    assert!(done.out.starts_with("− person anna: Анна Смирнова\n+ person anna: Вера Лис\n"), "{}", done.out);
    assert_eq!(desk.people().await, ["(anna~1 Анна Смирнова 77)", "anna Вера Лис -", "olga Ольга Белова 78"]);
    assert!(desk.apply(&vera, &[]).out.starts_with("ТП Лаб: nothing to change"));
    // After somebody left, also by the same first name.
    assert_eq!(desk.apply(&without_anna(), &["--yes"]).code, 0);
    let namesake = COMPANY.replace("Анна Смирнова", "Вера Кузнецова");
    assert_eq!(desk.apply(&namesake, &[]).code, 1);
    assert_eq!(desk.apply(&namesake, &["--yes"]).code, 0);
    let people = desk.people().await;
    assert!(people.contains(&"anna Вера Кузнецова -".to_owned()), "{people:?}");
    assert!(people.contains(&"(anna~2 Вера Лис -)".to_owned()), "{people:?}");
    // A new surname is no new person.
    let married = COMPANY.replace("Анна Смирнова", "Вера Кузнецова").replace("Ольга Белова", "Ольга Чернова");
    assert_eq!(desk.apply(&married, &[]).code, 0);
    assert!(desk.people().await.contains(&"olga Ольга Чернова 78".to_owned()));
}

#[tokio::test]
async fn what_was_done_in_chat_is_undone_only_with_a_yes() {
    let desk = Desk::new().await;
    // Linked in chat; the file says nothing of it, and then something else.
    desk.in_chat("UPDATE team SET chat_id = -77").await;
    assert_eq!(desk.apply(COMPANY, &[]).code, 0);
    let linked = COMPANY.replace("manager = \"olga\"", "manager = \"olga\"\nchat = -10");
    let refused = desk.apply(&linked, &[]);
    assert!(refused.err.contains("team marketing: chat was set to -77 in the chat and becomes -10"), "{}", refused.err);
    assert_eq!(desk.apply(&linked, &["--yes"]).code, 0);
    // What the file itself said before is changed without a question.
    assert_eq!(desk.apply(&linked.replace("-10", "-20"), &[]).code, 0);
    // A metric made in chat that the file takes over.
    desk.in_chat(
        "INSERT INTO metric (key, name, unit, direction, aggregate, position, made_by)
         SELECT 'calls', 'Звонки', 'count', 'up', 'sum', 9, id FROM person WHERE key = 'olga'",
    )
    .await;
    desk.in_chat("UPDATE company SET revision = revision + 1").await;
    let taken =
        linked.replace("-10", "-20").replace("[[team]]", "[[metric]]\nkey = \"calls\"\nname = \"Звонки\"\n\n[[team]]");
    let refused = desk.apply(&taken, &[]);
    assert!(refused.err.contains("metric calls was made in the chat and becomes the file's"), "{}", refused.err);
    assert_eq!(desk.apply(&taken, &["--yes"]).code, 0);
    assert_eq!(desk.apply(&taken, &[]).code, 0);
}
