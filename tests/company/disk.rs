//! Files and disks as they are found after a month: read-only, damaged, full, readable by everybody.

use std::os::unix::fs::{PermissionsExt as _, symlink};
use std::os::unix::process::CommandExt as _;
use std::path::Path;
use std::process::Command;

use crate::command::{Ended, desk, ended, planerka};

fn mode(path: &Path) -> u32 {
    std::fs::metadata(path).expect("a file").permissions().mode() & 0o777
}

fn set_mode(path: &Path, mode: u32) {
    std::fs::set_permissions(path, std::fs::Permissions::from_mode(mode)).expect("a mode");
}

/// The names of the files in a directory that have this in them.
fn names(dir: &Path, part: &str) -> Vec<String> {
    let files = std::fs::read_dir(dir).expect("a directory");
    let mut names: Vec<String> =
        files.map(|file| file.expect("a file").file_name().into_string().expect("UTF-8")).collect();
    names.retain(|name| name.contains(part));
    names.sort();
    names
}

/// Runs the binary without the rights of the superuser, for whom no file is read-only.
fn planerka_as_nobody(dir: &Path, args: &[&str]) -> Ended {
    let mut command = Command::new(env!("CARGO_BIN_EXE_planerka"));
    if std::fs::metadata("/proc/self").is_ok_and(|own| std::os::unix::fs::MetadataExt::uid(&own) == 0) {
        command.uid(65534).gid(65534);
    }
    ended(command.args(args).current_dir(dir).env_clear())
}

#[test]
fn check_says_which_file_is_read_only() {
    let desk = desk();
    let db = desk.path().join("planerka.db");
    assert_eq!(planerka(desk.path(), &["apply", "company.toml"], &[]).code, 0);
    set_mode(desk.path(), 0o777);
    set_mode(&db, 0o444);
    let seen = planerka_as_nobody(desk.path(), &["check"]);
    assert_eq!(seen.code, 1);
    assert!(seen.out.contains("planerka.db is read-only for this account: nothing can be kept"), "{}", seen.out);
    assert!(seen.out.contains("let that account own the file: chown, chmod u+w"), "{}", seen.out);
    assert!(!seen.out.contains("company: not declared"), "{}", seen.out);

    // The log beside it alone is as bad.
    set_mode(&db, 0o666);
    let wal = desk.path().join("planerka.db-wal");
    std::fs::write(&wal, "").expect("a file");
    set_mode(&wal, 0o444);
    let seen = planerka_as_nobody(desk.path(), &["check"]);
    assert!(seen.out.contains("planerka.db-wal is read-only for this account"), "{}", seen.out);
    assert!(!seen.out.contains("planerka.db is read-only"), "{}", seen.out);
    std::fs::remove_file(&wal).expect("removed");

    // SQLite makes files beside the database.
    set_mode(desk.path(), 0o555);
    let seen = planerka_as_nobody(desk.path(), &["check"]);
    set_mode(desk.path(), 0o777);
    assert!(seen.out.contains("is read-only for this account: SQLite makes files beside the database"), "{}", seen.out);
}

#[test]
fn check_says_that_a_page_is_damaged_and_how_to_mend_it() {
    let desk = desk();
    assert_eq!(planerka(desk.path(), &["apply", "company.toml"], &[]).code, 0);
    let db = desk.path().join("planerka.db");
    let whole = std::fs::read(&db).expect("the database");
    // A page of the schema, pages of tables, the last one: whatever is hit is told.
    for page in [1, 10, whole.len() / 4096 / 2, whole.len() / 4096 - 1] {
        let mut bent = whole.clone();
        bent[page * 4096..(page + 1) * 4096].fill(0xAA);
        std::fs::write(&db, bent).expect("written");
        let seen = planerka(desk.path(), &["check"], &[]);
        assert_eq!(seen.code, 1);
        let told = seen.out.contains("is damaged") || seen.out.contains("malformed");
        assert!(
            told && seen.out.contains("→ stop the bot and restore the last backup: planerka restore BACKUP"),
            "{}",
            seen.out
        );
        assert!(!seen.out.contains("company: not declared"), "{}", seen.out);
    }
}

#[test]
fn a_backup_that_fails_leaves_nothing_behind() {
    let desk = desk();
    assert_eq!(planerka(desk.path(), &["apply", "company.toml"], &[]).code, 0);
    // No file may have more than 200 blocks: the copy stops half-way, as on a full disk.
    let limited = format!("trap '' XFSZ; ulimit -f 200; exec '{}' backup copy.db", env!("CARGO_BIN_EXE_planerka"));
    let failed = ended(Command::new("sh").args(["-c", &limited]).current_dir(desk.path()).env_clear());
    assert_eq!((failed.code, failed.err.lines().count()), (1, 1), "{}", failed.err);
    assert!(failed.err.starts_with("planerka: cannot write copy.db: "), "{}", failed.err);
    assert_eq!(names(desk.path(), "copy"), [""; 0]);
    assert_eq!(planerka(desk.path(), &["backup", "copy.db"], &[]).code, 0);
    assert_eq!(names(desk.path(), "copy"), ["copy.db"]);
    assert_eq!(planerka(desk.path(), &["backup", "no/copy.db"], &[]).code, 1);
}

#[test]
fn a_backup_of_a_damaged_database_is_whole_or_is_not_there() {
    let desk = desk();
    assert_eq!(planerka(desk.path(), &["apply", "company.toml"], &[]).code, 0);
    let db = desk.path().join("planerka.db");
    let whole = std::fs::read(&db).expect("the database");
    for page in [10, whole.len() / 4096 / 2, whole.len() / 4096 - 1] {
        let mut bent = whole.clone();
        bent[page * 4096..(page + 1) * 4096].fill(0xAA);
        std::fs::write(&db, bent).expect("written");
        let name = format!("of-page-{page}.db");
        // Indexes are made anew from their tables, so that the copy may be whole although the database is not.
        let made = planerka(desk.path(), &["backup", &name], &[]).code == 0;
        assert_eq!(names(desk.path(), "of-page").len(), usize::from(made));
        if made {
            let restored = planerka(desk.path(), &["restore", &name], &[("PLANERKA_DB", "other.db")]);
            assert_eq!((restored.code, restored.err.as_str()), (0, ""));
            std::fs::remove_file(desk.path().join(&name)).expect("removed");
        }
    }
}

#[test]
fn nothing_is_written_over_a_database_or_through_a_link_that_leads_nowhere() {
    let desk = desk();
    let path = |name: &str| desk.path().join(name);
    assert_eq!(planerka(desk.path(), &["apply", "company.toml"], &[]).code, 0);
    assert_eq!(planerka(desk.path(), &["backup", "copy.db"], &[]).code, 0);
    symlink("nowhere", path("dangling")).expect("a link");
    symlink("planerka.db", path("db-link")).expect("a link");
    for name in ["planerka.db", "copy.db", "db-link", "dangling"] {
        let before = std::fs::read(path(name)).ok();
        for args in [&["backup", name][..], &["export", "--out", name]] {
            let refused = planerka(desk.path(), args, &[]);
            assert_eq!((refused.code, refused.err.lines().count()), (1, 1), "{args:?} {}", refused.err);
        }
        assert_eq!(std::fs::read(path(name)).ok(), before);
    }
    assert!(!path("nowhere").exists());
    let refused = planerka(desk.path(), &["export", "--out", "copy.db"], &[]);
    assert_eq!(refused.err, "planerka: copy.db is a database: name another file for the export\n");
    let refused = planerka(desk.path(), &["export", "--out", "dangling"], &[]);
    assert_eq!(refused.err, "planerka: dangling is a link that leads nowhere\n");
    let refused = planerka(desk.path(), &["apply", "company.toml"], &[("PLANERKA_DB", "dangling")]);
    assert_eq!(refused.err, "planerka: database dangling is a link that leads nowhere\n");
    // An export of yesterday is written over, and what is no file is written to.
    for _ in 0..2 {
        assert_eq!(planerka(desk.path(), &["export", "--out", "register.json"], &[]).code, 0);
    }
    let piped = planerka(desk.path(), &["export", "--out", "/dev/stdout"], &[]);
    assert!(piped.code == 0 && piped.out.starts_with('{'), "{}{}", piped.out, piped.err);
}

#[test]
fn what_is_written_is_for_its_owner_alone() {
    let desk = desk();
    let path = |name: &str| desk.path().join(name);
    assert_eq!(planerka(desk.path(), &["apply", "company.toml"], &[]).code, 0);
    assert_eq!(planerka(desk.path(), &["backup", "copy.db"], &[]).code, 0);
    for format in ["json", "csv", "xlsx"] {
        let out = format!("register.{format}");
        assert_eq!(planerka(desk.path(), &["export", "--format", format, "--out", &out], &[]).code, 0);
        assert_eq!(mode(&path(&out)), 0o600, "{out}");
    }
    assert_eq!(planerka(desk.path(), &["restore", "copy.db"], &[]).code, 0);
    for name in names(desk.path(), ".db") {
        assert_eq!(mode(&path(&name)), 0o600, "{name}");
    }
    set_mode(&path("planerka.db"), 0o644);
    let seen = planerka(desk.path(), &["check"], &[]);
    assert!(seen.out.contains("planerka.db may be used by others (mode 644)\n    → chmod 600 "), "{}", seen.out);
}
