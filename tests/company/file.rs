//! What a company may not write, and what it is told.

use planerka::domain::company::declaration::Declaration;
use rstest::rstest;

use crate::COMPANY;
use crate::command::{desk, planerka};

#[rstest]
#[case("manager = \"olga\"", "managr = \"olga\"", &["22: unknown key \"managr\" in [[team]] marketing; did you mean \"manager\"?"])]
#[case("[[sync]]", "[[snyc]]", &["40: unknown key \"snyc\"; did you mean \"sync\"?"])]
#[case("manager = \"olga\"", "manager = \"olya\"", &["22: manager in [[team]] marketing names the unknown person \"olya\"; did you mean \"olga\"?"])]
#[case("manager = \"olga\"", "manager = 5", &["22: manager in [[team]] marketing must be text in quotes, not a number"])]
#[case("manager = \"olga\"", "manager = \"olga\"\ndeputy = \"ana\"", &["23: deputy in [[team]] marketing names the unknown person \"ana\"; did you mean \"anna\"?"])]
#[case("manager = \"olga\"", "manager = \"olga\"\ndeputy = \"olga\"", &["23: deputy in [[team]] marketing is the manager: name somebody else, or nobody"])]
#[case("manager = \"olga\"", "deputy = \"anna\"", &["22: deputy in [[team]] marketing needs a \"manager\" to stand in for"])]
#[case("manager = \"olga\"", "manager = \"olga\"\nvisibility = \"total\"", &["23: visibility \"total\" in [[team]] marketing is none of names, totals; did you mean \"totals\"?"])]
#[case("timezone =", "chat = 0\ntimezone =", &["3: chat 0 in [company] is no chat"])]
#[case("team = \"marketing\"\nrole", "team = \"sales\"\nrole", &["30: team in [[person]] olga names the unknown team \"sales\""])]
#[case("\"leads\", \"spend\"", "\"leads\", \"spent\"", &["37: metrics in [[person]] anna names the unknown metric \"spent\"; did you mean \"spend\"?"])]
#[case("\"leads\", \"spend\"", "\"leads\", \"leads\"", &["37: metrics in [[person]] anna names \"leads\" twice"])]
#[case("[\"leads\", \"spend\"]", "\"leads\"", &["37: metrics in [[person]] anna must be a list of texts, not text"])]
#[case("key = \"anna\"", "key = \"olga\"", &["34: two [[person]] have the key \"olga\" (the other is on line 28)"])]
#[case("key = \"spend\"", "key = \"leads\"", &["10: two [[metric]] have the key \"leads\" (the other is on line 6)", "17: [[metric]] cpl: formula names the unknown metric \"spend\"", "37: metrics in [[person]] anna names the unknown metric \"spend\""])]
#[case("key = \"anna\"", "key = \"Анна\"", &["34: key \"Анна\" of a [[person]] must be up to 64 small Latin letters, digits, _ and -, a letter first"])]
#[case("key = \"anna\"\n", "", &["33: [[person]] number 2 has no \"key\""])]
#[case("name = \"Анна Смирнова\"", "name = \" \"", &["35: name in [[person]] anna is empty"])]
#[case("spend / leads", "spend / lead", &["17: [[metric]] cpl: formula names the unknown metric \"lead\"; did you mean \"leads\"?"])]
#[case("spend / leads", "spend / / leads", &["17: [[metric]] cpl: formula has an unexpected \"/\""])]
#[case("spend / leads", "1 / 2", &["17: [[metric]] cpl: formula names no metric"])]
#[case("spend / leads", "spend / cpl", &["17: [[metric]] cpl: the formula depends on itself: cpl → cpl"])]
#[case("unit = \"money\"", "unit = \"money\"\nformula = \"cpl * 2\"", &["13: [[metric]] spend: the formula depends on itself: spend → cpl → spend"])]
#[case("\"money\"", "\"roubles\"", &["12: unit \"roubles\" in [[metric]] spend is none of count, money, percent, hours, ratio"])]
#[case("\"admin\"", "\"admn\"", &["31: role \"admn\" in [[person]] olga is none of employee, manager, admin; did you mean \"admin\"?"])]
#[case("\"Fri 19:00\"", "\"Fri 25:00\"", &["25: digest \"Fri 25:00\" in [team.ritual] of [[team]] marketing is no weekday and time such as \"Thu 15:00\""])]
#[case("digest =", "plan_due = \"Thu 14:00\"\ndigest =", &["25: plan_due (Thu 14:00) in [team.ritual] of [[team]] marketing must come after plan_open (Thu 15:00)"])]
#[case("[[metric]]\nkey = \"leads\"", "[ritual]\nreport_open = \"Fri 17:30\"\n\n[[metric]]\nkey = \"leads\"", &["6: report_due (Fri 17:30) in [ritual] must come after report_open (Fri 17:30)"])]
#[case("digest =", "pulse = \"Fri 14:00\"\ndigest =", &["25: pulse (Fri 14:00) in [team.ritual] of [[team]] marketing must come before report_open (Fri 14:00)"])]
#[case("digest =", "pulse = \"Wednesday\"\ndigest =", &["25: pulse \"Wednesday\" in [team.ritual] of [[team]] marketing is no weekday and time such as \"Thu 15:00\""])]
#[case("Europe/Moscow", "Europe/Moskow", &["3: timezone \"Europe/Moskow\" in [company] is no IANA time zone such as \"Europe/Moscow\"; did you mean \"Europe/Moscow\"?"])]
#[case("timezone = \"Europe/Moscow\"\n", "", &["1: [company] has no \"timezone\""])]
#[case("timezone =", "country = \"Russia\"\ntimezone =", &["3: country \"Russia\" in [company] is no code of 2 capital letters such as \"RU\""])]
#[case("timezone =", "country = \"ZZ\"\ntimezone =", &["3: country \"ZZ\" in [company] is none of the countries whose public holidays are known: AE, AM, AT, AZ, BG, BY, CH, CY, CZ, DE, EE, ES, FI, FR, GB, GE, IT, KG, KZ, LT, LV, MD, ME, NL, PL, PT, RS, RU, TJ, TM, TR, UA, US, UZ"])]
#[case("timezone =", "over_budget = \"blok\"\ntimezone =", &["3: over_budget \"blok\" in [company] is none of warn, block; did you mean \"block\"?"])]
#[case("timezone =", "formality = \"infomal\"\ntimezone =", &["3: formality \"infomal\" in [company] is none of formal, informal; did you mean \"informal\"?"])]
#[case("timezone =", "hours_per_week = 0.5\ntimezone =", &["3: hours_per_week 0.5 in [company] must be between 1 and 168"])]
#[case("timezone =", "hours_per_week = nan\ntimezone =", &["3: hours_per_week nan in [company] must be between 1 and 168"])]
#[case("reactive_share = 0.4", "reactive_share = 40", &["38: reactive_share 40 in [[person]] anna must be between 0 and 1"])]
#[case("[\"marketing\"]", "[]", &["40: [[sync]] planerka has no \"teams\""])]
#[case("[[sync]]", "[sync]", &["40: [sync] must be written [[sync]], once for each"])]
#[case("[company]\n", "[compny]\n", &["1: unknown key \"compny\"; did you mean \"company\"?", "1: no [company]: declare at least its name and timezone"])]
#[case("name = \"ТП Лаб\"", "name = «ТП Лаб»", &["2: quotes must be straight: name = \"…\""])]
#[case("timezone = \"Europe/Moscow\"", "timezone = Europe/Moscow", &["3: write the text in quotes: timezone = \"…\""])]
#[case("timezone = \"Europe/Moscow\"", "timezone = \"Europe/Moscow\"\nhours_per_week = 5 000", &["4: write the number without spaces: hours_per_week = 5000"])]
#[case("timezone = \"Europe/Moscow\"", "timezone = \"Europe/Moscow\"\nhours_per_week = \"40\"", &["4: hours_per_week in [company] must be a number, not text: write it without quotes"])]
#[case("timezone = \"Europe/Moscow\"", "timezone = \"Europe/Moscow\"\nchat = \"-100\"", &["4: chat in [company] must be a whole number, not text: write it without quotes"])]
#[case("manager = \"olga\"", "manager = olga", &["22: write the text in quotes: manager = \"…\""])]
#[case("manager = \"olga\"", "руководитель = \"olga\"", &["22: keys are in Latin letters, \"руководитель\" is not; did you mean \"manager\"?"])]
#[case("manager = \"olga\"", "\"руководитель\" = \"olga\"", &["22: unknown key \"руководитель\" in [[team]] marketing; did you mean \"manager\"?"])]
#[case("manager = \"olga\"", "manager = \"olga\"\ncountry = \"RU\"", &["23: unknown key \"country\" in [[team]] marketing; it belongs to [company]"])]
#[case("manager = \"olga\"", "manager = \"olga\"\nplan_due = \"Fri 16:00\"", &["23: unknown key \"plan_due\" in [[team]] marketing; it belongs to [ritual]"])]
#[case("name = \"ТП Лаб\"", "name = \"ТП Лаб\"\ntoken = \"7:x\"", &["3: unknown key \"token\" in [company]; it belongs to planerka.toml"])]
#[case("\"Fri 19:00\"", "\"Чт 15:00\"", &["25: digest \"Чт 15:00\" in [team.ritual] of [[team]] marketing is no weekday and time such as \"Thu 15:00\"; did you mean \"Thu 15:00\"?"])]
#[case("Europe/Moscow", "MSK", &["3: timezone \"MSK\" in [company] is no IANA time zone such as \"Europe/Moscow\"; did you mean \"Europe/Moscow\"?"])]
#[case("Europe/Moscow", "GMT+3", &["3: timezone \"GMT+3\" in [company] is no IANA time zone such as \"Europe/Moscow\"; UTC+3 is \"Europe/Moscow\", \"Europe/Minsk\" or \"Europe/Istanbul\""])]
#[case("[company]", "[[company]]", &["1: [[company]] must be written [company]: there is one"])]
fn what_is_wrong_is_named_with_its_line(#[case] from: &str, #[case] to: &str, #[case] problems: &[&str]) {
    assert!(COMPANY.contains(from), "the test bends a line that is there");
    let error = Declaration::parse("company.toml", &COMPANY.replacen(from, to, 1)).expect_err("a problem").to_string();
    let wanted: Vec<String> = problems.iter().map(|problem| format!("company.toml:{problem}")).collect();
    assert_eq!(error.lines().collect::<Vec<_>>(), wanted);
}

#[test]
fn a_file_that_is_no_toml_is_told_so_with_its_line() {
    for (text, line) in [("[company\nname = 1", 1), ("[company]\nname = \"x", 2), ("a = 1\na = 2", 2), ("\u{0}", 1)] {
        let error = Declaration::parse("c.toml", text).expect_err(text);
        assert_eq!(error.all.first().map(|(line, _)| *line), Some(line), "{error}");
    }
}

#[test]
fn odd_spaces_line_ends_and_a_byte_order_mark_do_no_harm() {
    let windows = format!("\u{feff}{}", COMPANY.replace('\n', "\r\n").replace("Анна Смирнова", " Анна  Смирнова "));
    assert_eq!(Declaration::parse("c.toml", &windows), Declaration::parse("c.toml", COMPANY));
}

#[test]
fn what_is_probably_not_meant_is_a_warning() {
    let text = COMPANY.replace("role = \"admin\"", "").replace("Fri 19:00", "Fri 10:00");
    let warnings = Declaration::parse("c.toml", &text).expect("a company").warnings;
    assert_eq!(
        warnings,
        [
            "nobody is admin: give one [[person]] role = \"admin\", who can settle what others cannot",
            "olga manages marketing with role \"employee\": give them role = \"manager\" for the manager's commands",
            "the digest of marketing (Fri 10:00) comes before its reports are due (Fri 17:30)",
        ]
    );
    assert!(Declaration::parse("c.toml", COMPANY).expect("a company").warnings.is_empty());
}

proptest::proptest! {
    #[test]
    fn no_file_breaks_the_reader(at in 0usize..700, junk in "[\\[\\]\"=a-z0-9 \\n.{}'🦀-]{0,12}") {
        let mut text = COMPANY.to_owned();
        let at = (0..=at.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
        text.insert_str(at, &junk);
        if let Err(problems) = Declaration::parse("c.toml", &text) {
            proptest::prop_assert!(!problems.all.is_empty());
        }
    }
}

#[test]
fn a_preset_that_is_none_is_told_the_nearest_and_all_there_are() {
    for (written, near) in [("lead", "leads"), ("Лиды", "leads"), ("cak", "cac")] {
        let text = format!("{COMPANY}\n[[metric]]\npreset = \"{written}\"\n");
        let error = Declaration::parse("c.toml", &text).expect_err("a problem").to_string();
        let nearest = format!("is none of the catalogue; did you mean \"{near}\"? (traffic, leads, ");
        assert!(error.contains(&nearest) && error.contains("complaints)"), "{error}");
    }
}

#[test]
fn sections_of_which_there_are_several_are_told_so_although_the_second_is_no_toml() {
    let error = Declaration::parse("c.toml", &COMPANY.replace("[[person]]", "[person]")).expect_err("a problem");
    let lines: Vec<String> = error.to_string().lines().map(str::to_owned).collect();
    assert!(lines.iter().all(|line| line.contains("[person] must be written [[person]], once for each")), "{lines:?}");
}

#[test]
fn names_that_are_there_twice_and_zones_and_heads_in_a_circle_are_warned_of() {
    let text = COMPANY
        .replace("Расход", "лиды")
        .replace("Анна Смирнова", "Ольга Белова")
        .replace("timezone = \"Europe/Moscow\"", "timezone = \"Etc/GMT+3\"")
        .replace("[[sync]]", "[[team]]\nkey = \"sales\"\nname = \"Продажи\"\nmanager = \"anna\"\n\n[[sync]]")
        .replace("team = \"marketing\"\nrole = \"admin\"", "team = \"sales\"\nrole = \"admin\"")
        .replace("metrics = [\"leads\", \"spend\"]", "role = \"manager\"");
    assert_eq!(
        Declaration::parse("c.toml", &text).expect("a company").warnings,
        [
            "[[metric]] leads and spend have one name, \"лиды\": nobody can tell them apart in the chat",
            "[[person]] olga and anna have one name, \"Ольга Белова\": nobody can tell them apart in the chat",
            "timezone in [company]: \"Etc/GMT+3\" is 3 hours behind Greenwich, its sign is the other way round; \
             UTC+3 is \"Europe/Moscow\", \"Europe/Minsk\" or \"Europe/Istanbul\"",
            "olga and anna head each other: let one of them be in a team that an admin or nobody of them heads",
        ]
    );
}

#[test]
fn a_file_in_windows_1251_or_utf_16_is_read_and_said_to_be_so() {
    let utf_16: Vec<u8> = std::iter::once(0xFEFF).chain(COMPANY.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    let letter = |c: char| match u32::from(c) {
        code @ 0..0x80 => u8::try_from(code).expect("ASCII"),
        code @ 0x410..=0x44F => u8::try_from(code - 0x410 + 0xC0).expect("a Russian letter"),
        _ => b'?',
    };
    let windows_1251: Vec<u8> = COMPANY.chars().map(letter).collect();
    for (bytes, encoding) in [(utf_16, "UTF-16LE"), (windows_1251, "windows-1251")] {
        let desk = desk();
        std::fs::write(desk.path().join("company.toml"), bytes).expect("a file");
        let applied = planerka(desk.path(), &["apply", "company.toml"], &[]);
        assert!(applied.code == 0 && applied.out.contains("+ person anna: Анна Смирнова\n"), "{}", applied.out);
        let warning = format!(
            "warning: company.toml is not UTF-8 and is read as {encoding}; if names look wrong, save it as UTF-8\n"
        );
        assert!(applied.err.contains(&warning), "{}", applied.err);
    }
    let desk = desk();
    std::fs::write(desk.path().join("company.toml"), b"PK\x03\x04\0\0").expect("a file");
    let refused = planerka(desk.path(), &["apply", "company.toml"], &[]);
    assert_eq!(refused.err, "planerka: cannot read company.toml: it is no text: save it as UTF-8\n");
}

#[test]
fn a_token_without_quotes_is_told_so_and_not_shown() {
    let desk = desk();
    std::fs::write(desk.path().join("planerka.toml"), "token = 123456789:AAE-secret\n").expect("a file");
    let refused = planerka(desk.path(), &["check"], &[]);
    assert!(refused.out.contains("planerka.toml:1: write the text in quotes: token = \"…\""), "{}", refused.out);
    assert!(!refused.out.contains("secret") && !refused.err.contains("secret"), "{}", refused.out);
}
