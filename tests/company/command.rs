//! The real binary, as a user and a script meet it.

use std::io::{BufRead as _, BufReader, Write as _};
use std::net::TcpListener;
use std::path::Path;
use std::process::Command;

use planerka::domain::company::declaration::Declaration;
use serde_json::Value;
use tempfile::TempDir;

use crate::COMPANY;

pub struct Ended {
    pub code: i32,
    pub out: String,
    pub err: String,
}

/// Runs the binary in a directory with nothing but the given environment.
pub fn planerka(dir: &Path, args: &[&str], env: &[(&str, &str)]) -> Ended {
    let mut command = Command::new(env!("CARGO_BIN_EXE_planerka"));
    ended(command.args(args).current_dir(dir).env_clear().envs(env.iter().copied()))
}

/// Runs a command to its end.
pub fn ended(command: &mut Command) -> Ended {
    let ended = command.output().expect("the binary runs");
    Ended {
        code: ended.status.code().expect("an exit code"),
        out: String::from_utf8(ended.stdout).expect("UTF-8"),
        err: String::from_utf8(ended.stderr).expect("UTF-8"),
    }
}

pub fn desk() -> TempDir {
    let dir = TempDir::new().expect("a directory");
    std::fs::write(dir.path().join("company.toml"), COMPANY).expect("a file");
    dir
}

/// A Bot API that knows its bot, one chat where it can write and one it has left.
pub fn bot_api() -> String {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let address = listener.local_addr().expect("an address");
    std::thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let mut reader = BufReader::new(stream);
            let (mut first, mut length) = (String::new(), 0);
            reader.read_line(&mut first).expect("a request");
            loop {
                let mut header = String::new();
                reader.read_line(&mut header).expect("a header");
                if let Some(value) = header.to_lowercase().strip_prefix("content-length:") {
                    length = value.trim().parse().expect("a length");
                }
                if header.trim().is_empty() {
                    break;
                }
            }
            let mut body = vec![0; length];
            std::io::Read::read_exact(&mut reader, &mut body).expect("a body");
            let body = String::from_utf8(body).expect("UTF-8");
            let user = r#"{"id":7,"is_bot":true,"first_name":"П","username":"tp_lab_bot"}"#;
            let answer = match first.to_lowercase() {
                path if !path.contains("/bot7:good/") => {
                    r#"{"ok":false,"error_code":401,"description":"Unauthorized"}"#.to_owned()
                }
                path if path.contains("getme") => {
                    r#"{"ok":true,"result":{"id":7,"is_bot":true,"first_name":"П","username":"tp_lab_bot","can_join_groups":true,"can_read_all_group_messages":false,"supports_inline_queries":false,"can_connect_to_business":false,"has_main_web_app":false}}"#.to_owned()
                }
                path if path.contains("getchatmember") => {
                    let status = if body.contains("-10") { "member" } else { "left" };
                    format!(r#"{{"ok":true,"result":{{"status":"{status}","user":{user}}}}}"#)
                }
                _ => r#"{"ok":false,"error_code":400,"description":"Bad Request: chat not found"}"#.to_owned(),
            };
            let mut stream = reader.into_inner();
            let head = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close";
            write!(stream, "{head}\r\nContent-Length: {}\r\n\r\n{answer}", answer.len()).expect("an answer");
        }
    });
    format!("http://{address}")
}

#[test]
fn apply_says_what_changed_and_gives_links_and_the_second_time_changes_nothing() {
    let (desk, api) = (desk(), bot_api());
    let env = [("PLANERKA_TOKEN", "7:good"), ("PLANERKA_API_URL", api.as_str())];
    let dry = planerka(desk.path(), &["apply", "company.toml", "--dry-run"], &env);
    assert_eq!((dry.code, dry.err.as_str()), (0, ""));
    assert!(
        dry.out.contains("+ person anna: Анна Смирнова\n") && dry.out.contains("8 changes, not applied"),
        "{}",
        dry.out
    );
    assert!(!desk.path().join("planerka.db").exists());

    let first = planerka(desk.path(), &["apply", "company.toml"], &env);
    assert_eq!((first.code, first.err.as_str()), (0, ""));
    assert!(first.out.contains("Анна Смирнова (anna): https://t.me/tp_lab_bot?start="), "{}", first.out);
    let second = planerka(desk.path(), &["apply", "company.toml"], &env);
    assert!(second.out.starts_with("ТП Лаб: nothing to change\n"), "{}", second.out);
    let links = |out: &str| out.lines().filter(|line| line.contains("t.me")).map(str::to_owned).collect::<Vec<_>>();
    assert_eq!((links(&first.out).len(), links(&second.out).len()), (2, 2), "{}", second.out);

    let bent = COMPANY.replace("Анна Смирнова", "Анна Орлова");
    std::fs::write(desk.path().join("company.toml"), bent).expect("a file");
    for _ in 0..2 {
        let dry = planerka(desk.path(), &["apply", "company.toml", "--dry-run"], &env);
        let said = "~ person anna: name Анна Смирнова → Анна Орлова\nТП Лаб: 1 change, not applied (--dry-run)\n";
        assert!(dry.out.starts_with(said), "{}", dry.out);
    }
}

#[test]
fn a_dry_run_says_what_the_calendar_does_next() {
    let desk = desk();
    let at = |time: &'static str| [("PLANERKA_NOW", time)];
    planerka(desk.path(), &["apply", "company.toml"], &at("2026-11-24T10:00:00+03:00"));
    let bent = COMPANY.replacen("[[metric]]", "[ritual]\nplan_open = \"Thu 11:00\"\n\n[[metric]]", 1);
    std::fs::write(desk.path().join("company.toml"), bent).expect("a file");
    let next = |time| {
        let dry = planerka(desk.path(), &["apply", "company.toml", "--dry-run"], &at(time)).out;
        dry.split_once("Next, where each team is:\n").map(|(_, next)| next.to_owned()).unwrap_or(dry)
    };
    assert_eq!(next("2026-11-26T10:00:00+03:00"), "  Thu 2026-11-26 11:00  marketing: plan_open\n");
    assert_eq!(next("2026-11-27T13:00:00+03:00"), "  Fri 2026-11-27 14:00  marketing: report_open\n");
}

#[test]
fn apply_as_json_has_the_codes_and_where_the_bot_is_known_the_links() {
    let (desk, api) = (desk(), bot_api());
    let read = |ended: &Ended| serde_json::from_str::<Value>(&ended.out).expect("JSON");
    let blind = planerka(desk.path(), &["apply", "company.toml", "--json"], &[]);
    assert!(blind.err.starts_with("no links, only codes: no bot token"), "{}", blind.err);
    let blind = read(&blind);
    let anna = &blind["people"][1];
    let code = anna["code"].as_str().expect("a code");
    assert_eq!((anna["key"].as_str(), anna["joined"].as_bool()), (Some("anna"), Some(false)));
    assert!(code.len() >= 24 && anna["link"].is_null());

    let env = [("PLANERKA_TOKEN", "7:good"), ("PLANERKA_API_URL", api.as_str())];
    let seeing = read(&planerka(desk.path(), &["apply", "company.toml", "--json"], &env));
    // What is kept of a code cannot be told again: each time there is a new one, and the one before works as well.
    let second = seeing["people"][1]["code"].as_str().expect("a code");
    assert_ne!(second, code);
    assert_eq!(seeing["people"][1]["link"], format!("https://t.me/tp_lab_bot?start={second}"));

    let fresh = read(&planerka(desk.path(), &["invite", "anna", "--json"], &env));
    assert_ne!(fresh["code"].as_str(), Some(second));
}

#[test]
fn a_broken_file_changes_nothing() {
    let desk = desk();
    planerka(desk.path(), &["apply", "company.toml"], &[]);
    let bent = COMPANY.replace("Анна Смирнова", "Анна Орлова").replace("manager = ", "managr = ").replace("40", "4");
    std::fs::write(desk.path().join("company.toml"), bent.replace("\"admin\"", "\"boss\"")).expect("a file");
    let broken = planerka(desk.path(), &["apply", "company.toml"], &[]);
    assert_eq!((broken.code, broken.out.as_str()), (1, ""));
    assert_eq!(
        broken.err,
        "company.toml:22: unknown key \"managr\" in [[team]] marketing; did you mean \"manager\"?\n\
         company.toml:31: role \"boss\" in [[person]] olga is none of employee, manager, admin\n"
    );
    std::fs::write(desk.path().join("company.toml"), COMPANY).expect("a file");
    assert!(planerka(desk.path(), &["apply", "company.toml"], &[]).out.starts_with("ТП Лаб: nothing to change"));
}

#[test]
fn wrong_usage_is_2_and_failure_is_1_with_one_sentence() {
    let desk = desk();
    for args in
        [&[][..], &["aply"], &["apply"], &["run", "--fast"], &["export", "--week", "48"], &["demo", "--lang", "de"]]
    {
        assert_eq!(planerka(desk.path(), args, &[]).code, 2, "{args:?}");
    }
    for command in ["demo", "run", "apply", "invite", "export", "import-actuals", "backup", "restore", "check"] {
        let help = planerka(desk.path(), &[command, "--help"], &[]);
        assert_eq!(help.code, 0);
        assert!(help.out.contains("Usage: planerka") && help.out.contains("--config"), "{}", help.out);
    }
    std::fs::write(desk.path().join("junk.db"), "junk, and no database at all".repeat(100)).expect("a file");
    let token = ("PLANERKA_TOKEN", "secret-without-colon");
    for (args, env, sentence) in [
        (&["apply", "no.toml"][..], None, "cannot read no.toml: No such file or directory (os error 2)"),
        (
            &["invite", "anna"],
            None,
            "there is no database planerka.db; declare the company first: planerka apply company.toml",
        ),
        (
            &["backup", "b.db"],
            None,
            "there is no database planerka.db; declare the company first: planerka apply company.toml",
        ),
        (&["run"], None, "no bot token: set PLANERKA_TOKEN or PLANERKA_TOKEN_FILE (get one from @BotFather)"),
        (
            &["run"],
            Some(token),
            "PLANERKA_TOKEN: this is no bot token; it looks like 123456789:AAE… (copy it whole from @BotFather)",
        ),
        (
            &["apply", "company.toml", "--config", "no.toml"],
            None,
            "cannot read settings no.toml: No such file or directory (os error 2)",
        ),
        (
            &["apply", "company.toml"],
            Some(("PLANERKA_DB", "no/such.db")),
            "cannot open database no/such.db: unable to open database file",
        ),
        (
            &["apply", "company.toml"],
            Some(("PLANERKA_DB", "junk.db")),
            "cannot open database junk.db: file is not a database",
        ),
    ] {
        let ended = planerka(desk.path(), args, env.as_slice());
        assert_eq!((ended.code, ended.out.as_str()), (1, ""), "{args:?}");
        assert_eq!(ended.err, format!("planerka: {sentence}\n"));
    }
    planerka(desk.path(), &["apply", "company.toml"], &[]);
    let ended = planerka(desk.path(), &["invite", "ana"], &[]);
    assert_eq!(ended.err, "planerka: there is no person \"ana\" in the company; did you mean \"anna\"?\n");
}

#[test]
fn a_database_that_cannot_be_written_is_said_so() {
    let desk = desk();
    planerka(desk.path(), &["apply", "company.toml"], &[]);
    let db = desk.path().join("planerka.db");
    let mut rights = std::fs::metadata(&db).expect("a file").permissions();
    rights.set_readonly(true);
    std::fs::set_permissions(&db, rights).expect("rights");
    if std::fs::OpenOptions::new().write(true).open(&db).is_ok() {
        return; // The superuser writes everywhere.
    }
    let ended = planerka(desk.path(), &["apply", "company.toml"], &[]);
    assert_eq!((ended.code, ended.err.lines().count()), (1, 1));
    assert!(ended.err.contains("planerka.db") && ended.err.contains("readonly"), "{}", ended.err);
}

#[test]
fn settings_come_from_the_file_too() {
    let desk = desk();
    std::fs::write(desk.path().join("planerka.toml"), "db = \"other.db\"\n").expect("a file");
    assert_eq!(planerka(desk.path(), &["apply", "company.toml"], &[]).code, 0);
    assert!(desk.path().join("other.db").exists() && !desk.path().join("planerka.db").exists());
    let copy = planerka(desk.path(), &["backup", "copy.db"], &[]);
    assert!(copy.code == 0 && copy.out.starts_with("copy.db: ") && desk.path().join("copy.db").exists());
    assert_eq!(planerka(desk.path(), &["backup", "copy.db"], &[]).code, 1);
    std::fs::write(desk.path().join("bad.toml"), "\nport = 1\n").expect("a file");
    let bad = planerka(desk.path(), &["--config", "bad.toml", "backup", "x.db"], &[]);
    assert_eq!((bad.code, bad.err.as_str()), (1, "bad.toml:2: unknown key \"port\"\n"));
}

#[test]
fn check_says_what_is_broken_and_how_to_mend_it() {
    let (desk, api) = (desk(), bot_api());
    let linked = COMPANY.replace("manager = \"olga\"", "manager = \"olga\"\nchat = -10");
    std::fs::write(desk.path().join("company.toml"), &linked).expect("a file");
    let env = [("PLANERKA_TOKEN", "7:good"), ("PLANERKA_API_URL", api.as_str())];
    let bare = planerka(desk.path(), &["check"], &env);
    assert_eq!(bare.code, 1);
    assert!(bare.out.contains("✗ company: not declared\n    → planerka apply company.toml"), "{}", bare.out);

    planerka(desk.path(), &["apply", "company.toml"], &env);
    let fine = planerka(desk.path(), &["check"], &env);
    assert_eq!((fine.code, fine.err.as_str()), (0, ""), "{}", fine.out);
    for line in [
        "✓ token: the bot is @tp_lab_bot",
        "✓ company: ТП Лаб, 1 team, 2 people",
        "✓ team marketing: digest chat -10: the bot can write",
        "! sync planerka: no chat is linked, its agenda goes to the manager of its first team",
        "! 2 of 2 have not joined: Ольга Белова (olga), Анна Смирнова (anna)",
        "! nobody who has joined approves the plans of olga, anna (team marketing)",
    ] {
        assert!(fine.out.lines().any(|l| l == line), "{line}\n{}", fine.out);
    }

    std::fs::write(desk.path().join("company.toml"), linked.replace("-10", "-20")).expect("a file");
    planerka(desk.path(), &["apply", "company.toml"], &env);
    let left = planerka(desk.path(), &["check"], &env);
    assert!(left.out.contains("✗ team marketing: digest chat -20: the bot is not in it\n    → add"), "{}", left.out);
    assert_eq!((left.code, left.err.as_str()), (1, "planerka: 1 thing is broken, marked ✗ above\n"));

    let text = linked.replace("timezone =", "country = \"RU\"\nchat = -10\ntimezone =");
    std::fs::write(desk.path().join("company.toml"), text).expect("a file");
    planerka(desk.path(), &["apply", "company.toml"], &env);
    let in_2026 = planerka(desk.path(), &["check"], &[env[0], env[1], ("PLANERKA_NOW", "2026-11-26T12:00:00Z")]);
    assert!(in_2026.out.contains("✓ public holidays of RU: 2025 to 2029"), "{}", in_2026.out);
    assert!(in_2026.out.contains("✓ company: digest chat -10: the bot can write"), "{}", in_2026.out);
    let in_2029 = planerka(desk.path(), &["check"], &[env[0], env[1], ("PLANERKA_NOW", "2029-12-01T12:00:00Z")]);
    let beyond = "! public holidays of RU are known for 2025 to 2029: in 2030 none are counted\n    → install";
    assert!(in_2029.out.contains(beyond), "{}", in_2029.out);

    let wrong = planerka(desk.path(), &["check"], &[("PLANERKA_TOKEN", "7:bad"), env[1]]);
    assert!(wrong.code == 1 && wrong.out.contains("does not accept the token"), "{}", wrong.out);
    assert!(!format!("{}{}", wrong.out, wrong.err).contains("7:bad"));
}

#[test]
fn the_example_company_applies() {
    let desk = desk();
    let example = concat!(env!("CARGO_MANIFEST_DIR"), "/deploy/company.example.toml");
    let text = std::fs::read_to_string(example).expect("the example");
    let declaration = Declaration::parse("company.example.toml", &text).expect("it is right");
    assert_eq!((declaration.teams.len(), declaration.warnings.len()), (3, 0));
    assert!(declaration.metrics.iter().any(|metric| metric.formula.is_some()));
    assert_eq!(planerka(desk.path(), &["apply", example], &[]).code, 0);
    assert!(planerka(desk.path(), &["apply", example], &[]).out.starts_with("ТП Лаб: nothing to change"));
}

#[test]
fn the_register_goes_to_a_file_for_one_team_and_several_weeks() {
    let desk = desk();
    assert_eq!(planerka(desk.path(), &["apply", "company.toml"], &[]).code, 0);
    let weeks = ["export", "--week", "2026-W48", "--until", "2026-W50", "--team", "marketing"];
    let with = |more: &[&'static str]| planerka(desk.path(), &[&weeks[..], more].concat(), &[]);
    let json = with(&[]);
    let registers: serde_json::Value = serde_json::from_str(&json.out).expect("JSON");
    assert_eq!(registers.as_array().map(Vec::len), Some(3), "{}", json.out);
    let book = with(&["--format", "xlsx", "--out", "register.xlsx"]);
    assert_eq!(book.out, "0 plans of 2026-W48 to 2026-W50 in register.xlsx\n");
    let bytes = std::fs::read(desk.path().join("register.xlsx")).expect("the workbook");
    assert!(bytes.starts_with(b"PK"));
    for (args, sentence) in [
        (&["export", "--team", "markting"][..], "planerka: there is no team 'markting'\n"),
        (&["export", "--week", "2026-W48", "--until", "2026-W47"], "planerka: --until 2026-W47 is before 2026-W48\n"),
    ] {
        let ended = planerka(desk.path(), args, &[]);
        assert_eq!((ended.code, ended.err.as_str()), (1, sentence));
    }
}
