//! Actuals from a file on the command line, and what `check` says of other systems.

use std::io::{BufRead as _, BufReader, Write as _};
use std::net::TcpListener;

use crate::command::{bot_api, desk, planerka};

#[test]
fn a_file_is_taken_row_by_row_and_twice_is_once() {
    let desk = desk();
    let run = |args: &[&str]| planerka(desk.path(), args, &[("PLANERKA_NOW", "2026-11-27T15:00:00+03:00")]);
    let write = |text: &str| std::fs::write(desk.path().join("fact.csv"), text).expect("a file");
    write("who;metric;actual\nanna;Лиды;131\nАнна Смирнова;spend;14 200,5\n");
    assert_eq!(
        run(&["import-actuals", "fact.csv"]).err,
        "planerka: there is no database planerka.db; declare the company first: planerka apply company.toml\n"
    );
    run(&["apply", "company.toml"]);
    let first = run(&["import-actuals", "fact.csv"]);
    assert_eq!((first.code, first.err.as_str()), (0, ""));
    assert_eq!(
        first.out,
        "2 numbers taken from \"fact.csv\"\nWeek of 23–27\u{a0}Nov (2026-W48)\nАнна Смирнова: Лиды 131, Расход 14,200.50\u{a0}₽\n"
    );
    let again = run(&["import-actuals", "fact.csv"]);
    assert_eq!(
        (again.code, again.out.as_str()),
        (0, "\"fact.csv\": all of it is there already, nothing has changed\n")
    );

    write("who,metric,actual\nanna,leads,120\nanna,leads,1,5\nboris,leads,7\nanna,cpl,2\n");
    let partly = run(&["import-actuals", "fact.csv", "--week", "2026-W47"]);
    assert_eq!(
        (partly.code, partly.err.as_str()),
        (1, "planerka: 3 rows were not taken, listed above; the rest is in\n")
    );
    assert_eq!(
        partly.out,
        "1 number taken from \"fact.csv\"\nWeek of 16–20\u{a0}Nov (2026-W47)\nАнна Смирнова: Лиды 120\n\
         fact.csv:3: more fields than columns; put a number with a comma in quotes: \"1,5\"\n\
         fact.csv:4: nobody is called \"boris\"\nfact.csv:5: \"CPL\" is computed by a formula\n"
    );
    let register = run(&["export", "--week", "2026-W48"]);
    assert!(register.out.contains("\"actual\": \"14200.5\""), "{}", register.out);

    write("name;sum\nanna;1\n");
    let odd = run(&["import-actuals", "fact.csv"]);
    assert_eq!((odd.code, odd.out.as_str()), (1, ""));
    assert_eq!(
        odd.err,
        "planerka: \"fact.csv\" has no row of headings, or these columns are missing in it: Metric, Actual. /import sends a file to fill in.\n"
    );
    assert!(run(&["import-actuals", "no.csv"]).err.starts_with("planerka: cannot read no.csv: "));
}

/// A server with one answer for every request that has the token.
fn crm() -> String {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let address = listener.local_addr().expect("an address");
    std::thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let mut reader = BufReader::new(stream);
            let mut head = String::new();
            while reader.read_line(&mut head).is_ok_and(|read| read > 2) {}
            let known = head.to_lowercase().contains("authorization: bearer t0ken");
            let (status, body) = if known { ("200 OK", r#"{"total": 128}"#) } else { ("403 Forbidden", "") };
            let length = body.len();
            let mut stream = reader.into_inner();
            write!(stream, "HTTP/1.1 {status}\r\nConnection: close\r\nContent-Length: {length}\r\n\r\n{body}")
                .expect("an answer");
        }
    });
    format!("http://{address}")
}

#[test]
fn check_asks_the_sources() {
    let (desk, api, crm) = (desk(), bot_api(), crm());
    let source = |name: &str, rest: &str| {
        format!(
            "[[source]]\nname = \"{name}\"\nurl = \"{crm}/${{HOOK}}?from={{from}}\"\npointer = \"/total\"\n{rest}\n"
        )
    };
    let headers = "headers = { Authorization = \"Bearer ${CRM_TOKEN}\" }\n";
    let toml = [
        source("CRM", &format!("{headers}metric = \"leads\"\nteam = \"marketing\"")),
        source("Касса", "metric = \"spend\"\nperson = \"anna\""),
        source("Один", "metric = \"leads\"\nperson = \"boris\""),
        source("Два", "metric = \"cpl\"\nperson = \"anna\""),
        source("Три", "metric = \"leads\"\nperson = \"olga\""),
    ];
    std::fs::write(desk.path().join("planerka.toml"), toml.concat()).expect("a file");
    let env = [
        ("PLANERKA_TOKEN", "7:good"),
        ("PLANERKA_API_URL", api.as_str()),
        ("HOOK", "h00k"),
        ("CRM_TOKEN", "t0ken"),
        ("PLANERKA_NOW", "2026-11-27T15:00:00+03:00"),
    ];
    assert_eq!(planerka(desk.path(), &["apply", "company.toml"], &env[..2]).code, 0);
    let checked = planerka(desk.path(), &["check"], &env);
    for line in [
        "✓ source CRM: leads of anna in 2026-W48 is 128",
        "✗ source Касса: spend of anna in 2026-W48: Error 403 came instead of a number.",
        "✗ source Один: there is no person 'boris'",
        "✗ source Два: the metric 'cpl' is computed by a formula",
        "✗ source Три: 'olga' does not report 'leads'",
    ] {
        assert!(checked.out.contains(line), "{line}: {}", checked.out);
    }
    assert!(!checked.out.contains("h00k") && !checked.out.contains("t0ken") && checked.code == 1);
    let bare = planerka(desk.path(), &["check"], &env[..2]);
    assert!(bare.out.contains("✗ sources: planerka.toml:3: url: the environment has no HOOK"), "{}", bare.out);
    assert_eq!(
        planerka(desk.path(), &["run"], &env[..2]).err,
        "planerka: planerka.toml:3: url: the environment has no HOOK\n"
    );
}
