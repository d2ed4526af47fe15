//! Actuals from a file on the command line.

use crate::command::{desk, planerka};

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
        "2 numbers taken from \"fact.csv\"\nWeek of 23–27\u{a0}Nov (2026-W48)\nАнна Смирнова: Лиды 131, Расход 14,200.5\u{a0}₽\n"
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
