//! Metrics in `company.toml`: of the catalogue, with thresholds, beside those made in chat.

use chrono::{DateTime, Duration, Utc};
use planerka::domain::calendar::week::Week;
use planerka::domain::company::declaration::Declaration;
use planerka::domain::company::{Aggregate, Direction, Metric, MetricUnit};
use planerka::domain::numbers::definitions::Whose;
use planerka::storage::company::{make_metric, retire_metric, set_list};
use rstest::rstest;
use rust_decimal::Decimal;

use crate::COMPANY;
use crate::store::{Office, now, office};

const PRESETS: &str = r#"
[[metric]]
preset = "new_customers"

[[metric]]
preset = "cac"
threshold = 4_500.50

[[metric]]
preset = "ltv"
key = "lifetime"
name = "LTV за год"
unit = "count"
aggregate = "mean"

[[metric]]
preset = "ltv_cac"
formula = "lifetime / cac"
"#;

fn with_presets() -> String {
    format!("{COMPANY}{PRESETS}")
}

#[test]
fn a_preset_is_a_metric_and_what_is_written_beside_it_counts() {
    let declared = Declaration::parse("c.toml", &with_presets()).expect("a company");
    let metric = |key: &str| declared.metrics.iter().find(|m| m.key == key).expect(key).clone();
    assert_eq!(
        metric("cac"),
        Metric {
            key: "cac".into(),
            name: "Цена клиента (CAC)".into(),
            unit: MetricUnit::Money,
            direction: Direction::Down,
            aggregate: Aggregate::Sum,
            formula: Some("spend / new_customers".into()),
            threshold: Some("4500.5".parse().expect("a number")),
        }
    );
    let ltv = metric("lifetime");
    assert_eq!((ltv.name.as_str(), ltv.unit, ltv.aggregate), ("LTV за год", MetricUnit::Count, Aggregate::Mean));
    assert_eq!(metric("ltv_cac").threshold, Some(Decimal::from(3)));
    assert_eq!(metric("ltv_cac").formula.as_deref(), Some("lifetime / cac"));
    let english = with_presets().replace("timezone =", "locale = \"en\"\ntimezone =");
    let english = Declaration::parse("c.toml", &english).expect("a company");
    assert!(english.metrics.iter().any(|m| m.name == "Cost per customer (CAC)"));
}

#[rstest]
#[case("preset = \"cac\"", "preset = \"cpll\"", &["49: preset \"cpll\" in [[metric]] cpll is none of the catalogue; did you mean \"cpl\"? (traffic, leads, qualified_leads, spend, cac, cpl, lead_conversion, visit_conversion, ad_income, romi, marketing_share, impressions, clicks, ctr, cpc, actions, cpa, engagement, mentions, awareness, top_searches, hypotheses_tested, revenue, new_customers, deals, calls, meetings, deal_conversion, sale_conversion, orders, average_check, ltv, ltv_cac, market_share, tickets, resolved, first_reply, csat, active_clients, retention, repeat_purchases, complaints)", "61: [[metric]] ltv_cac: formula names the unknown metric \"cac\""])]
#[case("preset = \"new_customers\"", "preset = \"calls\"", &["49: [[metric]] cac: formula names the unknown metric \"new_customers\"; declare it too, with preset = \"new_customers\""])]
#[case("4_500.50", "\"4500\"", &["50: threshold in [[metric]] cac must be a number such as 3 or 0.5"])]
#[case("4_500.50", "inf", &["50: threshold in [[metric]] cac must be a number such as 3 or 0.5"])]
#[case("lifetime / cac", "lifetime / ltv_cac", &["61: [[metric]] ltv_cac: the formula depends on itself: ltv_cac → ltv_cac"])]
#[case("lifetime / cac", "min(lifetime) / cac", &["61: [[metric]] ltv_cac: formula has an unexpected \")\""])]
#[case("key = \"lifetime\"", "key = \"cac\"", &["54: two [[metric]] have the key \"cac\" (the other is on line 49)", "61: [[metric]] ltv_cac: formula names the unknown metric \"lifetime\""])]
fn what_is_wrong_is_named_with_its_line(#[case] from: &str, #[case] to: &str, #[case] problems: &[&str]) {
    let text = with_presets();
    assert!(text.contains(from), "the test bends a line that is there");
    let error = Declaration::parse("company.toml", &text.replacen(from, to, 1)).expect_err("a problem").to_string();
    let wanted: Vec<String> = problems.iter().map(|problem| format!("company.toml:{problem}")).collect();
    assert_eq!(error.lines().collect::<Vec<_>>(), wanted);
}

#[test]
fn more_than_five_metrics_are_a_warning() {
    let six = "preset = \"calls\"\n[[metric]]\npreset = \"deals\"\n[[metric]]\npreset = \"meetings\"\n[[metric]]\npreset = \"orders\"";
    let text = COMPANY
        .replace("[[team]]", &format!("[[metric]]\n{six}\n\n[[team]]"))
        .replace("\"leads\", \"spend\"]", "\"leads\", \"spend\", \"calls\", \"deals\", \"meetings\", \"orders\"]");
    let declared = Declaration::parse("c.toml", &text).expect("a company");
    assert_eq!(declared.warnings, ["[[person]] anna has 6 metrics: three to five are what one can steer by"]);
}

fn clicks() -> Metric {
    Metric {
        key: "clicks".into(),
        name: "Клики".into(),
        unit: MetricUnit::Count,
        direction: Direction::Up,
        aggregate: Aggregate::Sum,
        formula: None,
        threshold: None,
    }
}

/// Olga makes a metric in chat and gives it to Anna and to the team.
async fn made_in_chat(office: &Office) {
    let (anna, olga) = (office.id("anna").await, office.id("olga").await);
    let mut tx = office.tx().await;
    let roster = planerka::storage::company::load(&mut tx).await.expect("a read").expect("a company");
    make_metric(&mut tx, &roster, &clicks(), olga, now()).await.expect("a write");
    let added = vec!["clicks".to_owned()];
    set_list(&mut tx, &roster, Whose::Person(anna), &added, now()).await.expect("a write");
    set_list(&mut tx, &roster, Whose::Team(roster.teams[0].id), &added, now()).await.expect("a write");
    tx.commit().await.expect("a commit");
}

#[tokio::test]
async fn the_file_leaves_alone_what_chat_made_until_it_declares_the_same() {
    let office = office().await;
    made_in_chat(&office).await;
    let anna = office.id("anna").await;
    for _ in 0..2 {
        assert!(office.apply(COMPANY).await.is_empty());
        let roster = office.roster().await;
        assert_eq!(roster.person(anna).expect("Anna").metrics, ["leads", "spend", "clicks"]);
        assert_eq!(roster.teams[0].metrics, ["clicks"]);
        assert!(roster.given_in_chat(Whose::Person(anna), "clicks") && roster.maker_of("clicks").is_some());
    }
    let fewer = COMPANY.replace("metrics = [\"leads\", \"spend\"]", "metrics = [\"leads\"]");
    assert_eq!(office.apply(&fewer).await, ["~ person anna: metrics leads, spend → leads"]);
    assert_eq!(office.roster().await.person(anna).expect("Anna").metrics, ["leads", "clicks"]);

    let declared = COMPANY
        .replace("[[team]]", "[[metric]]\npreset = \"clicks\"\nname = \"Клики в рекламе\"\n\n[[team]]")
        .replace("\"spend\"]", "\"spend\", \"clicks\"]");
    assert_eq!(
        office.apply(&declared).await,
        [
            "~ metric clicks: name Клики → Клики в рекламе",
            "~ metric clicks: made in chat → company.toml",
            "~ person anna: metrics leads → leads, spend, clicks",
        ]
    );
    assert!(office.apply(&declared).await.is_empty());
    let roster = office.roster().await;
    assert!(!roster.given_in_chat(Whose::Person(anna), "clicks") && roster.maker_of("clicks").is_none());
    // From then on it goes with the file.
    assert!(office.apply(COMPANY).await.contains(&"− metric clicks: Клики в рекламе".to_owned()));
    let roster = office.roster().await;
    assert!(roster.metric("clicks").is_none() && roster.teams[0].metrics.is_empty());
}

#[tokio::test]
async fn the_file_does_not_take_away_what_a_metric_of_chat_is_made_of() {
    let office = office().await;
    let olga = office.id("olga").await;
    let mut tx = office.tx().await;
    let roster = planerka::storage::company::load(&mut tx).await.expect("a read").expect("a company");
    let double = Metric { formula: Some("cpl * 2".into()), ..clicks() };
    make_metric(&mut tx, &roster, &double, olga, now()).await.expect("a write");
    tx.commit().await.expect("a commit");
    let without = COMPANY.replace("[[metric]]\nkey = \"cpl\"\nname = \"CPL\"\nformula = \"spend / leads\"\n", "");
    let declared = Declaration::parse("c.toml", &without).expect("a company");
    let mut tx = office.tx().await;
    let error = planerka::storage::company::apply(&mut tx, &declared, now()).await.expect_err("a refusal").to_string();
    assert!(
        error.starts_with("[[metric]] cpl is gone from the file, and the metric \"Клики\" made in chat"),
        "{error}"
    );
}

#[tokio::test]
async fn weeks_that_are_behind_keep_their_definitions() {
    let office = office().await;
    let this: Week = "2026-W48".parse().expect("a week");
    made_in_chat(&office).await;
    let changed = COMPANY
        .replace("formula = \"spend / leads\"", "formula = \"2 * spend / leads\"\nthreshold = 7")
        .replace("metrics = [\"leads\", \"spend\"]", "metrics = [\"leads\"]");
    office.apply(&changed).await;
    // Twice in a week: what counted before is what was there before the first.
    office.apply(&changed.replace("2 * spend", "3 * spend").replace("name = \"CPL\"", "name = \"Цена лида\"")).await;
    let roster = office.roster().await;
    let (then, now_) = (roster.in_week(this.previous()), roster.in_week(this));
    let cpl = |roster: &planerka::domain::company::WeekRoster<'_>| {
        let metric = roster.metric("cpl").expect("it").clone();
        (metric.name, metric.formula.expect("a formula"), metric.threshold)
    };
    assert_eq!(cpl(&then), ("CPL".into(), "spend / leads".into(), None));
    assert_eq!(cpl(&now_), ("Цена лида".into(), "3 * spend / leads".into(), Some(Decimal::from(7))));
    let anna = office.id("anna").await;
    assert_eq!(then.person(anna).expect("Anna").metrics, ["leads", "spend"]);
    assert_eq!(now_.person(anna).expect("Anna").metrics, ["leads", "clicks"]);
    assert!(then.teams()[0].metrics.is_empty());

    // A metric that was given up is still there for the weeks it was lived in.
    let mut tx = office.tx().await;
    let roster = planerka::storage::company::load(&mut tx).await.expect("a read").expect("a company");
    let next = now() + Duration::weeks(1);
    retire_metric(&mut tx, &roster, &clicks(), next).await.expect("a write");
    tx.commit().await.expect("a commit");
    let roster = office.roster().await;
    assert!(roster.metric("clicks").is_none() && roster.in_week(this.next()).metric("clicks").is_none());
    assert_eq!(roster.in_week(this).metric("clicks").map(|m| m.name.as_str()), Some("Клики"));
    assert_eq!(roster.in_week(this).teams()[0].metrics, ["clicks"]);
}

#[tokio::test]
async fn a_week_is_behind_once_its_digest_is_out() {
    let roster = office().await.roster().await;
    let at = |text: &str| text.parse::<DateTime<Utc>>().expect("an instant");
    assert_eq!(roster.settled_week(at("2026-11-27T14:59:00Z")).to_string(), "2026-W47");
    assert_eq!(roster.settled_week(at("2026-11-27T15:00:00Z")).to_string(), "2026-W48");
    assert_eq!(roster.settled_week(at("2026-11-30T06:00:00Z")).to_string(), "2026-W48");
}
