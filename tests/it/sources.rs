//! Other systems that know numbers, as local stand-ins that answer the way the real ones do.

use std::sync::{Arc, Mutex};

use axum::body::to_bytes;
use axum::extract::{Request, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use chrono::Duration;
use insta::assert_snapshot;
use planerka::config::Settings;
use planerka::domain::numbers::source::{Source, Trouble};
use planerka::fetch::Sources;
use tokio::net::TcpListener;

use crate::office::{MARKETING, Office};
use crate::scenes::planned_week;

const ADMIN: &str = include_str!("../../docs/admin.md");

/// A server that writes down what it is asked.
struct StandIn {
    url: String,
    asked: Arc<Mutex<Vec<String>>>,
}

impl StandIn {
    async fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let asked = Arc::<Mutex<Vec<String>>>::default();
        let router = axum::Router::new().fallback(answer).with_state(Arc::clone(&asked));
        tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
        Self { url, asked }
    }

    fn asked(&self) -> Vec<String> {
        std::mem::take(&mut self.asked.lock().unwrap())
    }
}

async fn answer(State(asked): State<Arc<Mutex<Vec<String>>>>, request: Request) -> Response {
    let (parts, body) = request.into_parts();
    let body = String::from_utf8(to_bytes(body, 1 << 16).await.unwrap().to_vec()).unwrap();
    let authorization = parts.headers.get("authorization").map(|v| v.to_str().unwrap().to_owned()).unwrap_or_default();
    let seen = format!("{} {} {authorization} {body}", parts.method, parts.uri);
    asked.lock().unwrap().push(seen.split_whitespace().collect::<Vec<_>>().join(" "));
    let json = |text: &str| ([("content-type", "application/json")], text.to_owned()).into_response();
    let to = |place: &str| (StatusCode::FOUND, [("location", place.to_owned())]).into_response();
    match (parts.uri.path(), authorization.as_str()) {
        ("/rest/1/hook-secret/crm.lead.list.json", _) => {
            json(r#"{"result":[{"ID":"7"},{"ID":"8"}],"next":50,"total":128,"time":{"start":1795.25,"duration":0.5}}"#)
        }
        ("/api/v4/leads/unsorted/summary", "Bearer amo-secret") => json(
            r#"{"total":14200,"accepted":14000,"declined":10,"average_sort_time":44153027,"categories":{"forms":{"total":3}}}"#,
        ),
        ("/crm/v3/objects/deals/search", "Bearer hub-secret") => json(
            r#"{"total":12,"results":[{"id":"512","properties":{"amount":"1500"}}],"paging":{"next":{"after":"1"}}}"#,
        ),
        ("/moved", _) => to("/sum"),
        ("/away", _) => to("http://127.0.0.2:9/sum"),
        ("/round", _) => to("/round"),
        ("/sum", _) => json(r#"{"result":{"sum":"15000.50"}}"#),
        ("/null", _) => json(r#"{"result":{"sum":null}}"#),
        ("/list", _) => json(r#"{"result":{"sum":[1]}}"#),
        ("/page", _) => "<html>Вход</html>".into_response(),
        ("/big", _) => json(&format!(r#"{{"result":{{"sum":1,"rest":"{}"}}}}"#, "x".repeat(1 << 20))),
        ("/slow", _) => std::future::pending().await,
        ("/broken", _) => StatusCode::BAD_GATEWAY.into_response(),
        _ => StatusCode::UNAUTHORIZED.into_response(),
    }
}

fn sources(toml: &str) -> Vec<Source> {
    let env = |key: &str| {
        let all = [("BITRIX_HOOK", "hook-secret"), ("AMO_TOKEN", "amo-secret"), ("HUBSPOT_TOKEN", "hub-secret")];
        all.iter().find(|(name, _)| *name == key).map(|(_, value)| (*value).to_owned())
    };
    Settings::read(Some(("planerka.toml", toml)), env).unwrap().sources().unwrap().to_vec()
}

fn ask(mut office: Office, all: Vec<Source>) -> Office {
    office.app = office.app.with_sources(Sources::new(all).unwrap());
    office
}

/// The examples of `docs/admin.md`, pointed at the stand-in.
fn examples(stand_in: &StandIn) -> Vec<Source> {
    let block = ADMIN.split("```toml\n").find(|block| block.starts_with("[[source]]")).unwrap();
    let toml = block.split("```").next().unwrap();
    let hosts = ["https://example.bitrix24.ru", "https://example.amocrm.ru", "https://api.hubapi.com"];
    sources(&hosts.iter().fold(toml.to_owned(), |toml, host| {
        assert!(toml.contains(host));
        toml.replace(host, &stand_in.url)
    }))
}

fn one(stand_in: &StandIn, path: &str) -> Vec<Source> {
    sources(&format!(
        "[[source]]\nname = \"CRM\"\nurl = \"{}{path}\"\npointer = \"/result/sum\"\nmetric = \"leads\"\nperson = \"anna\"\ntimeout = 1",
        stand_in.url
    ))
}

#[tokio::test]
async fn the_examples_of_the_manual_fill_in_the_report_before_it_opens() {
    let stand_in = StandIn::start().await;
    let office = ask(planned_week("Fri 13:30").await, examples(&stand_in));
    office.goes_to("Fri 13:49").await;
    assert!(stand_in.asked().is_empty());
    office.goes_to("Fri 13:50").await;
    assert_snapshot!(stand_in.asked().join("\n"), @r#"
    GET /rest/1/hook-secret/crm.lead.list.json?select[]=ID&filter[%3E=DATE_CREATE]=2026-11-30&filter[%3CDATE_CREATE]=2026-12-07
    GET /api/v4/leads/unsorted/summary?filter[created_at][from]=1795986000&filter[created_at][to]=1796590799 Bearer amo-secret
    POST /crm/v3/objects/deals/search Bearer hub-secret {"limit": 1, "filterGroups": [{"filters": [ {"propertyName": "closedate", "operator": "GTE", "value": "1795986000000"}, {"propertyName": "closedate", "operator": "LT", "value": "1796590800000"}, {"propertyName": "hs_is_closed_won", "operator": "EQ", "value": "true"}]}]}
    "#);
    assert_snapshot!(office.transcript(), @"");
    office.goes_to("Fri 14:00").await;
    assert_snapshot!(office.transcript(), @"
    == Fri 04.12 14:00
    Ольга Белова reads:
        📊 Отчёт за 30 ноября – 4 декабря
        Сдать до пт 17:30.

        Показатели
        Новые клиенты: 12 из 12 (0 %) · из HubSpot

        Задачи
        ▫️ 1. Бюджет на год · 4 ч
            → согласован с директором

        Задача: ✅, остальное ▸ или строкой: «1 готово 5ч что вышло», «2 нет: причина».
        [Отчёт готов]
        [Всё сделано]
        [1 ✅] [1 ▸]
        [Главное] [Блокер] [Вывод] [Клиенты]
    Анна Смирнова reads:
        📊 Отчёт за 30 ноября – 4 декабря
        Сдать до пт 17:30.

        Показатели
        Лиды: 128 из 120 (+7 %) · из Битрикс24
        Трафик: 14 200 из 15 000 (−5 %) · из amoCRM

        Задачи
        ▫️ 1. Лендинг «Ритейл» · 6 ч
            → принимает заявки
        ▫️ 2. Вебинар · 5 ч
            → 3 спикера подтверждены

        Задача: ✅, остальное ▸ или строкой: «1 готово 5ч что вышло», «2 нет: причина».
        [Отчёт готов]
        [Всё сделано]
        [1 ✅] [1 ▸] [2 ✅] [2 ▸]
        [Главное] [Блокер] [Вывод] [Клиенты]
    Пётр Иванов reads:
        📊 Отчёт за 30 ноября – 4 декабря
        Сдать до пт 17:30.

        Показатели
        Расход на рекламу: сколько вышло? План 55 000 ₽

        Задачи
        ▫️ 1. Кампания в Директе · 8 ч
            → 40 заявок

        Числа одним сообщением: Расход на рекламу 55 000
        Задача: ✅, остальное ▸ или строкой: «1 готово 5ч что вышло», «2 нет: причина».
        [Отчёт готов]
        [Всё сделано]
        [1 ✅] [1 ▸]
        [Главное] [Блокер] [Вывод] [Клиенты]
    Игорь Титов reads:
        📊 Отчёт за 30 ноября – 4 декабря
        Сдать до пт 17:30.

        Показатели
        Выручка: сколько вышло?

        Числа одним сообщением: Выручка …
        [Отчёт готов]
        [Главное] [Блокер] [Вывод] [Клиенты]
    Вера Лис reads:
        📊 Отчёт за 30 ноября – 4 декабря
        Сдать до пт 17:30.

        Показатели
        Довольные клиенты: сколько вышло?

        Числа одним сообщением: Довольные клиенты …
        [Отчёт готов]
        [Главное] [Блокер] [Вывод] [Клиенты]
    ");
    assert!(stand_in.asked().is_empty());
    office.close().await;
}

#[tokio::test]
async fn the_author_has_the_last_word_and_says_why() {
    let stand_in = StandIn::start().await;
    let office = ask(planned_week("Fri 13:30").await, examples(&stand_in));
    office.goes_to("Fri 13:50").await;
    office.goes_to("Fri 14:05").await;
    office.skip();
    office.anna().says("Лиды 131").await;
    assert_snapshot!(office.anna().reads(), @"
    📊 Отчёт за 30 ноября – 4 декабря
    Сдать до пт 17:30.

    Показатели
    Лиды: 131 из 120 (+9 %) · в Битрикс24 128
    Трафик: 14 200 из 15 000 (−5 %) · из amoCRM
    Лиды: почему не 128, как в Битрикс24? Ответьте одной строкой, она останется рядом с числом.
    Взято в отчёт. Если это цель на 7–11 декабря: «План: Лиды 131»

    Задачи
    ▫️ 1. Лендинг «Ритейл» · 6 ч
        → принимает заявки
    ▫️ 2. Вебинар · 5 ч
        → 3 спикера подтверждены

    Задача: ✅, остальное ▸ или строкой: «1 готово 5ч что вышло», «2 нет: причина».
    [Отчёт готов]
    [↩️ Отменить]
    [Всё сделано]
    [1 ✅] [1 ▸] [2 ✅] [2 ▸]
    [Главное] [Блокер] [Вывод] [Клиенты]
    ");
    // Other lines mean what they always mean; then the reason.
    office.anna().says("Лиды 130").await;
    office.anna().says("1 готово").await;
    office.anna().says("2 готово").await;
    office.anna().says("двое пришли по телефону").await;
    assert_snapshot!(office.anna().reads().lines().take(6).collect::<Vec<_>>().join("\n"), @"
    📊 Отчёт за 30 ноября – 4 декабря
    Сдать до пт 17:30.

    Показатели
    Лиды: 130 из 120 (+8 %) · в Битрикс24 128: «двое пришли по телефону»
    Трафик: 14 200 из 15 000 (−5 %) · из amoCRM
    ");
    office.anna().taps("Отчёт").await;
    office.skip();
    office.olga().says("/history Анна").await;
    assert_snapshot!(office.olga().reads(), @"
    🗂 Анна Смирнова · история планов

    План на 30 ноября – 4 декабря
    чт, 26 ноября, 15:00 · версия 1 отправлена: Анна Смирнова
    чт, 26 ноября, 15:00 · версия 1 утверждена: Ольга Белова
    пт, 4 декабря, 13:50 · 📥 Лиды: 128, из Битрикс24
    пт, 4 декабря, 13:50 · 📥 Трафик: 14 200, из amoCRM
    пт, 4 декабря, 14:05 · 📥 Лиды: 130, в Битрикс24 128 — «двое пришли по телефону»
    ");
    office.goes_to("Fri 18:00").await;
    assert!(office.tg.latest(MARKETING).unwrap().text.contains("Лиды 130"));
    office.skip();
    office.close().await;
}

#[tokio::test]
async fn what_a_person_said_is_not_replaced_by_a_source() {
    let stand_in = StandIn::start().await;
    let office = ask(planned_week("Fri 13:30").await, examples(&stand_in));
    let file = "Кто;Показатель;Факт\nАнна;Лиды;140\n";
    office.olga().sends_file("факт.csv", file, "2026-W49").await;
    office.goes_to("Fri 13:50").await;
    office.goes_to("Fri 14:05").await;
    let card = office.anna().reads();
    assert!(card.contains("Лиды: 140 из 120 (+17 %) · из файла") && card.contains("· из amoCRM"), "{card}");
    // A file that comes after a source is somebody's word as well.
    office.olga().sends_file("факт.csv", "Кто;Показатель;Факт\nАнна;Трафик;15 000\n", "").await;
    let card = office.olga().reads();
    assert!(card.contains("Трафик 15 000 (было 14 200)"), "{card}");
    office.skip();
    office.close().await;
}

#[tokio::test]
async fn a_source_that_fails_is_told_of_once_and_the_report_goes_on() {
    let stand_in = StandIn::start().await;
    let mut office = ask(planned_week("Fri 13:30").await, one(&stand_in, "/broken"));
    for time in ["Fri 13:50", "Fri 13:51", "Fri 13:52"] {
        office.goes_to(time).await;
    }
    assert_eq!((stand_in.asked().len(), office.transcript().as_str()), (2, ""));
    office.restarts().await;
    office = ask(office, one(&stand_in, "/broken"));
    office.goes_to("Fri 13:54").await;
    assert_snapshot!(office.transcript(), @"
    == Fri 04.12 13:54
    Ольга Белова reads:
        📊 Не пришли числа за 30 ноября – 4 декабря
        CRM: Лиды, Анна Смирнова
            Вместо числа пришла ошибка 502.
        Отчёт идёт как обычно: число можно вписать в отчёт или прислать файлом, /import.
    ");
    office.goes_to("Fri 14:05").await;
    assert!(office.anna().reads().contains("Лиды: сколько вышло?"));
    assert_eq!(stand_in.asked().len(), 1);
    // A second number of the same week does not ring again.
    let spend = "[[source]]\nname = \"1С\"\nurl = \"URL/list\"\npointer = \"/result/sum\"\nmetric = \"spend\"\nteam = \"marketing\"";
    let mut all = one(&stand_in, "/broken");
    all.extend(sources(&spend.replace("URL", &stand_in.url)));
    office = ask(office, all);
    office.skip();
    for time in ["Fri 14:06", "Fri 14:07", "Fri 14:10"] {
        office.goes_to(time).await;
    }
    assert_snapshot!(office.transcript(), @"
    == Fri 04.12 14:10
    Ольга Белова sees changed:
        📊 Не пришли числа за 30 ноября – 4 декабря
        1С: Расход на рекламу, Пётр Иванов
            На месте числа в ответе стоит что-то другое.
        CRM: Лиды, Анна Смирнова
            Вместо числа пришла ошибка 502.
        Отчёт идёт как обычно: число можно вписать в отчёт или прислать файлом, /import.
    ");
    stand_in.asked();
    office = ask(office, one(&stand_in, "/broken"));
    // The next week it is asked again.
    office.goes_to("Fri 13:50").await;
    assert_eq!(stand_in.asked().len(), 1);
    office.skip();
    office.close().await;
}

#[tokio::test]
async fn a_bot_that_was_down_catches_up_until_the_digest() {
    let stand_in = StandIn::start().await;
    let mut office = planned_week("Fri 13:30").await;
    office.is_down_until("Fri 15:00").await;
    office = ask(office, examples(&stand_in));
    office.skip();
    office.settle().await;
    let news = office.transcript();
    assert!(news.contains("Анна Смирнова sees changed:") && news.contains("· из Битрикс24"), "{news}");
    office.is_down_until("Fri 19:00").await;
    office = ask(office, one(&stand_in, "/sum"));
    stand_in.asked();
    office.later(Duration::minutes(1)).await;
    assert!(stand_in.asked().is_empty(), "after the digest it is too late");
    office.skip();
    office.close().await;
}

#[tokio::test]
async fn every_trouble_has_its_sentence_and_nobody_goes_elsewhere() {
    let stand_in = StandIn::start().await;
    let week = "2026-W49".parse().unwrap();
    let mut seen = String::new();
    for path in ["/sum", "/moved", "/away", "/round", "/null", "/list", "/page", "/big", "/slow", "/broken", "/private"]
    {
        let all = one(&stand_in, path);
        let answer = Sources::new(all.clone()).unwrap().ask(&all[0], week, crate::office::MOSCOW).await;
        seen.push_str(&format!("{path}: {answer:?}\n"));
    }
    assert_snapshot!(seen, @"
    /sum: Ok(15000.5)
    /moved: Ok(15000.5)
    /away: Err(Elsewhere)
    /round: Err(Elsewhere)
    /null: Err(NotThere)
    /list: Err(NoNumber)
    /page: Err(NoJson)
    /big: Err(TooBig)
    /slow: Err(TimedOut(1))
    /broken: Err(Status(502))
    /private: Err(Status(401))
    ");
    let mut gone = one(&stand_in, "/sum");
    gone[0].url = "http://127.0.0.1:9/sum".to_owned().into();
    let answer = Sources::new(gone.clone()).unwrap().ask(&gone[0], week, crate::office::MOSCOW).await;
    assert_eq!(answer, Err(Trouble::Unreachable));
}
