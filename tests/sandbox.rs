//! The sandbox behaves as Telegram does, also where it hurts. Each test shows one behaviour, through the real
//! `teloxide` client or bare HTTP.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that surprises us stops")]

use planerka::sandbox::{ChatId as Chat, Event, Fault, FaultRule, Sandbox, UserId as Person};
use serde_json::{Value, json};
use teloxide::prelude::*;
use teloxide::types::{
    AllowedUpdate, BotCommand, ChatAction, InlineKeyboardButton, InlineKeyboardMarkup, InputFile, InputMedia,
    InputMediaPhoto, MediaKind, MessageId, MessageKind, ParseMode, ReactionType, ReplyParameters, Update, UpdateKind,
};
use teloxide::{ApiError, RequestError};

const PNG: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x04\xB0\0\0\x02\x58\x08\x06\0\0\0";
const NOON: i64 = 1_800_000_000;

/// A sandbox with one person who has pressed Start, and a teloxide bot that looks at it.
struct Office {
    tg: Sandbox,
    bot: Bot,
    anna: Person,
    http: reqwest::Client,
}

impl Office {
    async fn open() -> Self {
        let tg = Sandbox::start().await.unwrap();
        tg.set_now(NOON);
        let bot = Bot::new(tg.token()).set_api_url(tg.url().parse().unwrap());
        let anna = tg.add_user("Анна", "Ким", Some("anna_kim"), "ru");
        tg.say(anna, anna, "/start");
        let office = Self { tg, bot, anna, http: reqwest::Client::new() };
        office.drain().await;
        office
    }

    fn chat(&self) -> ChatId {
        ChatId(self.anna)
    }

    /// A bare call: the status and the answer.
    async fn call(&self, method: &str, params: Value) -> (u16, Value) {
        let url = format!("{}/bot{}/{method}", self.tg.url(), self.tg.token());
        let request = self.http.post(url).header("content-type", "application/json").body(params.to_string());
        let answer = request.send().await.unwrap();
        let status = answer.status().as_u16();
        (status, serde_json::from_str(&answer.text().await.unwrap()).unwrap())
    }

    /// The words of a refusal.
    async fn refused(&self, method: &str, params: Value) -> String {
        let (status, answer) = self.call(method, params).await;
        assert_eq!(answer["ok"], false, "{answer}");
        assert_eq!(answer["error_code"], status);
        answer["description"].as_str().unwrap().to_owned()
    }

    async fn send(&self, text: &str) -> i64 {
        let (_, answer) = self.call("sendMessage", json!({"chat_id": self.anna, "text": text})).await;
        answer["result"]["message_id"].as_i64().unwrap_or_else(|| panic!("{answer}"))
    }

    /// Fetches what is there and confirms it.
    async fn drain(&self) -> Vec<Update> {
        let (_, answer) = self.call("getUpdates", json!({})).await;
        let raw = answer["result"].as_array().unwrap().clone();
        if let Some(last) = raw.last() {
            self.call("getUpdates", json!({"offset": last["update_id"].as_i64().unwrap() + 1})).await;
        }
        let updates: Vec<Update> = raw.iter().map(|u| serde_json::from_str(&u.to_string()).unwrap()).collect();
        for (update, raw) in updates.iter().zip(&raw) {
            assert!(!matches!(update.kind, UpdateKind::Error(_)), "teloxide cannot read {raw}");
        }
        updates
    }

    fn text(&self, id: i64) -> String {
        self.tg.message(self.anna, id).unwrap().text
    }
}

fn keyboard(rows: &[&[(&str, &str)]]) -> Value {
    let rows: Vec<Vec<Value>> = rows
        .iter()
        .map(|r| r.iter().map(|(text, data)| json!({"text": text, "callback_data": data})).collect())
        .collect();
    json!({"inline_keyboard": rows})
}

fn api(e: RequestError) -> ApiError {
    match e {
        RequestError::Api(e) => e,
        other => panic!("not a refusal: {other:?}"),
    }
}

#[tokio::test]
async fn get_me_parses_with_teloxide_and_method_names_ignore_case() {
    let o = Office::open().await;
    let me = o.bot.get_me().await.unwrap();
    assert_eq!(me.username(), o.tg.bot_username());
    assert!(me.can_join_groups && !me.can_read_all_group_messages);
    assert_eq!(o.call("GETME", json!({})).await.0, 200);
    let get = format!("{}/bot{}/getMe", o.tg.url(), o.tg.token());
    assert_eq!(o.http.get(get).send().await.unwrap().status(), 200);
    assert_eq!(o.tg.calls("getMe"), 3);
}

#[tokio::test]
async fn a_wrong_token_and_an_unknown_method_are_refused_loudly() {
    let o = Office::open().await;
    let answer = o.http.get(format!("{}/bot1:wrong/getMe", o.tg.url())).send().await.unwrap();
    assert_eq!(answer.status(), 401);
    let body = r#"{"description":"Unauthorized","error_code":401,"ok":false}"#;
    assert_eq!(answer.text().await.unwrap(), body);
    assert_eq!(o.refused("sendTelepathy", json!({})).await, "Not Found: method not found");
    assert_eq!(o.tg.unknown_calls(), ["sendTelepathy"]);
}

#[tokio::test]
async fn forms_queries_and_text_chat_ids_are_read_alike() {
    let o = Office::open().await;
    let url = format!("{}/bot{}/sendMessage", o.tg.url(), o.tg.token());
    o.http.get(format!("{url}?chat_id={}&text=one", o.anna)).send().await.unwrap();
    let form = format!("chat_id={}&text=two+%26&parse_mode=HTML", o.anna);
    let kind = "application/x-www-form-urlencoded";
    o.http.post(&url).header("content-type", kind).body(form).send().await.unwrap();
    o.call("sendMessage", json!({"chat_id": o.anna.to_string(), "text": "three"})).await;
    let texts: Vec<_> = o.tg.messages(o.anna).into_iter().filter(|m| m.from_bot).map(|m| m.text).collect();
    assert_eq!(texts, ["one", "two &", "three"]);
}

#[tokio::test]
async fn html_becomes_text_and_entities() {
    let o = Office::open().await;
    let html = "<b>Жирно 😀</b> &lt;a&gt; <a href=\"https://x.test/?a=1&amp;b=2\">тут</a> <i>не <u>оба</u></i>&#33;\n";
    let sent = o.bot.send_message(o.chat(), html).parse_mode(ParseMode::Html).await.unwrap();
    assert_eq!(sent.text(), Some("Жирно 😀 <a> тут не оба!"));
    let m = o.tg.message(o.anna, i64::from(sent.id.0)).unwrap();
    let shape: Vec<_> = m.entities.iter().map(|e| (e.kind.as_str(), e.offset, e.length)).collect();
    assert_eq!(shape, [("bold", 0, 8), ("text_link", 13, 3), ("italic", 17, 6), ("underline", 20, 3)]);
    assert_eq!(m.entities[1].url.as_deref(), Some("https://x.test/?a=1&b=2"));
    assert_eq!(m.html, html);
}

#[tokio::test]
async fn bad_html_is_refused_in_telegrams_words() {
    let o = Office::open().await;
    for (html, words) in [
        ("<b>x", "Can't find end tag corresponding to start tag \"b\""),
        ("<b>x</i>", "Unmatched end tag at byte offset 4, expected \"</b>\", found \"</i>\""),
        ("x</b>", "Unexpected end tag at byte offset 1"),
        ("<h1>x</h1>", "Unsupported start tag \"h1\" at byte offset 0"),
        ("1 < 2", "Unsupported start tag \"\" at byte offset 2"),
        ("<b", "Unclosed start tag at byte offset 0"),
        ("<span>x</span>", "Tag \"span\" must have class \"tg-spoiler\" at byte offset 0"),
    ] {
        let got = o.refused("sendMessage", json!({"chat_id": o.anna, "text": html, "parse_mode": "HTML"})).await;
        assert_eq!(got, format!("Bad Request: can't parse entities: {words}"));
    }
    let fine = "<blockquote expandable>a</blockquote><span class='tg-spoiler'>b</span><tg-spoiler>c</tg-spoiler>\
                <pre><code class=\"language-rust\">d</code></pre><tg-emoji emoji-id=\"5\">👍</tg-emoji><DEL>e</DEL> A&B &nbsp;";
    let sent = o.bot.send_message(o.chat(), fine).parse_mode(ParseMode::Html).await.unwrap();
    assert_eq!(sent.text(), Some("abcd👍e A&B &nbsp;"));
    let kinds: Vec<_> = o.tg.latest(o.anna).unwrap().entities.into_iter().map(|e| e.kind).collect();
    assert_eq!(kinds, ["expandable_blockquote", "spoiler", "spoiler", "pre", "custom_emoji", "strikethrough"]);
}

#[tokio::test]
async fn lengths_are_counted_in_utf16_after_parsing() {
    let o = Office::open().await;
    let text = |s: String| json!({"chat_id": o.anna, "text": s, "parse_mode": "HTML"});
    assert_eq!(o.call("sendMessage", text(format!("<b>{}</b>", "я".repeat(4096)))).await.0, 200);
    assert_eq!(o.refused("sendMessage", text("я".repeat(4097))).await, "Bad Request: message is too long");
    assert_eq!(o.refused("sendMessage", text("😀".repeat(2049))).await, "Bad Request: message is too long");
    assert_eq!(o.refused("sendMessage", text("<b> </b>".into())).await, "Bad Request: message text is empty");
    let photo = o.bot.send_photo(o.chat(), InputFile::memory(PNG)).caption("я".repeat(1025)).await;
    assert_eq!(
        api(photo.unwrap_err()),
        ApiError::Unknown("Bad Request: message caption is too long".into()),
        "teloxide knows no name for it"
    );
}

#[tokio::test]
async fn buttons_are_checked_and_tapped() {
    let o = Office::open().await;
    let with = |markup: Value| json!({"chat_id": o.anna, "text": "?", "reply_markup": markup});
    let data = "я".repeat(33);
    assert_eq!(
        o.refused("sendMessage", with(keyboard(&[&[("a", &data)]]))).await,
        "Bad Request: BUTTON_DATA_INVALID",
        "64 bytes, not letters"
    );
    let row = [("a", "a"); 9];
    assert!(o.refused("sendMessage", with(keyboard(&[&row]))).await.contains("too long"));
    assert!(
        o.refused("sendMessage", with(json!({"inline_keyboard": [[{"text": "a"}]]}))).await.contains("Text buttons")
    );

    let markup = InlineKeyboardMarkup::new([
        vec![InlineKeyboardButton::callback("✅ Утвердить", "ok:1"), InlineKeyboardButton::callback("Вернуть", "no:1")],
        vec![InlineKeyboardButton::url("Открыть", "https://x.test".parse().unwrap())],
    ]);
    let sent = o.bot.send_message(o.chat(), "План").reply_markup(markup).await.unwrap();
    let id = i64::from(sent.id.0);
    let error = o.tg.tap(o.anna, o.anna, id, "Нет такой").unwrap_err();
    assert!(error.contains("✅ Утвердить") && error.contains("Вернуть"), "{error}");
    assert!(o.tg.tap(o.anna, o.anna, id, "Открыть").unwrap_err().contains("https://x.test"));
    let query = o.tg.tap_latest(o.anna, o.anna, "Утвердить").unwrap();

    let updates = o.drain().await;
    let UpdateKind::CallbackQuery(q) = &updates[0].kind else { panic!("{updates:?}") };
    assert_eq!((q.id.0.as_str(), q.data.as_deref(), q.from.id.0), (query.as_str(), Some("ok:1"), 1001));
    assert!(!q.chat_instance.is_empty());
    assert_eq!(q.regular_message().unwrap().id, sent.id);
    assert_eq!(o.tg.unanswered_taps().len(), 1);
    o.bot.answer_callback_query(q.id.clone()).text("Готово").show_alert(true).await.unwrap();
    assert!(o.tg.unanswered_taps().is_empty());
    let (log, _) = o.tg.log_since(0);
    assert!(log.iter().any(|e| matches!(e, Event::Answered { text: Some(t), alert: true, .. } if t == "Готово")));
    assert!(log.iter().any(|e| matches!(e, Event::PersonTapped { label, .. } if label == "✅ Утвердить")));
}

#[tokio::test]
async fn a_tap_is_answered_once_and_within_a_quarter_of_an_hour() {
    let o = Office::open().await;
    let id = o.send("x").await;
    let too_old = "Bad Request: query is too old and response timeout expired or query ID is invalid";
    let answer = |q: &str| json!({"callback_query_id": q});
    let first = o.tg.tap_data(o.anna, o.anna, id, "forged");
    let long = json!({"callback_query_id": first, "text": "я".repeat(201)});
    assert_eq!(o.refused("answerCallbackQuery", long).await, "Bad Request: MESSAGE_TOO_LONG");
    assert_eq!(o.call("answerCallbackQuery", answer(&first)).await.0, 200);
    assert_eq!(o.refused("answerCallbackQuery", answer(&first)).await, too_old);
    assert_eq!(o.refused("answerCallbackQuery", answer("7")).await, too_old);
    let late = o.tg.tap_data(o.anna, o.anna, id, "late");
    o.tg.set_now(NOON + 15 * 60 + 1);
    assert_eq!(o.refused("answerCallbackQuery", answer(&late)).await, too_old);
}

#[tokio::test]
async fn a_tap_on_a_message_that_is_gone_carries_an_inaccessible_one() {
    let o = Office::open().await;
    let id = o.send("x").await;
    o.tg.delete(o.anna, id);
    o.tg.tap_data(o.anna, o.anna, id, "a");
    let UpdateKind::CallbackQuery(q) = o.drain().await.remove(0).kind else { panic!("a tap") };
    assert!(q.message.is_some() && q.regular_message().is_none());
}

#[tokio::test]
async fn edits_behave() {
    let o = Office::open().await;
    let sent = o.bot.send_message(o.chat(), "раз").await.unwrap();
    let id = i64::from(sent.id.0);
    o.bot.edit_message_text(o.chat(), sent.id, "<b>два</b>").parse_mode(ParseMode::Html).await.unwrap();
    let m = o.tg.message(o.anna, id).unwrap();
    assert_eq!((m.text.as_str(), m.edited, m.html.as_str()), ("два", 1, "<b>два</b>"));
    let same = o.bot.edit_message_text(o.chat(), sent.id, "<b>два</b>").parse_mode(ParseMode::Html).await;
    assert_eq!(api(same.unwrap_err()), ApiError::MessageNotModified);
    let markup = InlineKeyboardMarkup::new([[InlineKeyboardButton::callback("a", "a")]]);
    o.bot.edit_message_reply_markup(o.chat(), sent.id).reply_markup(markup).await.unwrap();
    assert_eq!(o.tg.message(o.anna, id).unwrap().labels(), ["a"]);
    let nowhere = o.bot.edit_message_text(o.chat(), MessageId(999), "x").await;
    assert_eq!(api(nowhere.unwrap_err()), ApiError::MessageToEditNotFound);
    let theirs = o.tg.say(o.anna, o.anna, "моё");
    let theirs = MessageId(i32::try_from(theirs).unwrap());
    assert_eq!(api(o.bot.edit_message_text(o.chat(), theirs, "x").await.unwrap_err()), ApiError::MessageCantBeEdited);
    o.tg.delete(o.anna, id);
    let gone = o.bot.edit_message_text(o.chat(), sent.id, "три").await;
    assert_eq!(api(gone.unwrap_err()), ApiError::MessageToEditNotFound);
}

#[tokio::test]
async fn deletions_behave() {
    let o = Office::open().await;
    let id = o.send("x").await;
    let params = json!({"chat_id": o.anna, "message_id": id});
    assert_eq!(o.call("deleteMessage", params.clone()).await.0, 200);
    assert!(o.tg.message(o.anna, id).unwrap().deleted);
    assert_eq!(o.refused("deleteMessage", params).await, "Bad Request: message to delete not found");
    let old = o.send("y").await;
    o.tg.set_now(NOON + 49 * 3600);
    let params = json!({"chat_id": o.anna, "message_id": old});
    assert_eq!(o.refused("deleteMessage", params).await, "Bad Request: message can't be deleted");
}

#[tokio::test]
async fn pictures_and_documents_arrive_byte_for_byte() {
    let o = Office::open().await;
    let photo = InputFile::memory(PNG).file_name("kpi.png");
    let sent = o.bot.send_photo(o.chat(), photo).caption("<b>KPI</b>").parse_mode(ParseMode::Html).await.unwrap();
    assert_eq!(sent.photo().unwrap().last().unwrap().width, 1200);
    let m = o.tg.latest(o.anna).unwrap();
    assert_eq!((m.photo.as_deref(), m.file_name.as_deref(), m.text.as_str()), (Some(PNG), Some("kpi.png"), "KPI"));

    let no_text = o.bot.edit_message_text(o.chat(), sent.id, "x").await.unwrap_err().to_string();
    assert!(no_text.contains("there is no text in the message to edit"), "{no_text}");
    o.bot.edit_message_caption(o.chat(), sent.id).caption("две").await.unwrap();
    let other: Vec<u8> = [PNG, b"!"].concat();
    let media = InputMediaPhoto::new(InputFile::memory(other.clone())).caption("три");
    o.bot.edit_message_media(o.chat(), sent.id, InputMedia::Photo(media)).await.unwrap();
    let m = o.tg.latest(o.anna).unwrap();
    assert_eq!((m.photo.as_deref(), m.text.as_str(), m.edited), (Some(&other[..]), "три", 2));

    let known = sent.photo().unwrap().last().unwrap().file.id.clone();
    o.bot.send_photo(o.chat(), InputFile::file_id(known)).await.unwrap();
    assert_eq!(o.tg.latest(o.anna).unwrap().photo.as_deref(), Some(PNG));

    let plan = InputFile::memory(&b"a;b"[..]).file_name("план.csv");
    o.bot.send_document(o.chat(), plan).await.unwrap();
    let (name, bytes) = o.tg.latest(o.anna).unwrap().document.unwrap();
    assert_eq!((name.as_str(), &bytes[..]), ("план.csv", &b"a;b"[..]));

    // A file goes out again as what it came in as, and as nothing else.
    o.tg.say_photo(o.anna, o.anna, PNG, "");
    let UpdateKind::Message(m) = o.drain().await.remove(0).kind else { panic!("a message") };
    let photo = &m.photo().unwrap().last().unwrap().file.id.0;
    let params = json!({"chat_id": o.anna, "document": photo});
    assert_eq!(o.refused("sendDocument", params).await, "Bad Request: can't use file of type Photo as Document");
    o.call("sendPhoto", json!({"chat_id": o.anna, "photo": photo})).await;
    assert_eq!(o.tg.latest(o.anna).unwrap().photo.as_deref(), Some(PNG));

    let fake = o.bot.send_photo(o.chat(), InputFile::memory(&b"not a picture"[..])).await;
    assert_eq!(api(fake.unwrap_err()), ApiError::ImageProcessFailed);
}

#[tokio::test]
async fn a_persons_document_can_be_fetched() {
    let o = Office::open().await;
    o.tg.say_document(o.anna, o.anna, "kpi.csv", &b"1;2"[..], "вот /kpi");
    let UpdateKind::Message(m) = o.drain().await.remove(0).kind else { panic!("a message") };
    assert_eq!((m.document().unwrap().file_name.as_deref(), m.caption()), (Some("kpi.csv"), Some("вот /kpi")));
    let file = o.bot.get_file(m.document().unwrap().file.id.clone()).await.unwrap();
    let url = format!("{}/file/bot{}/{}", o.tg.url(), o.tg.token(), file.path);
    assert_eq!(o.http.get(url).send().await.unwrap().text().await.unwrap(), "1;2");
}

#[tokio::test]
async fn updates_are_kept_until_the_offset_confirms_them() {
    let o = Office::open().await;
    for n in 0..150 {
        o.tg.say(o.anna, o.anna, &n.to_string());
    }
    let first = o.bot.get_updates().await.unwrap();
    assert_eq!((first.len(), o.tg.unconfirmed()), (100, 150));
    assert_eq!(o.bot.get_updates().limit(2).await.unwrap()[0].id, first[0].id, "not confirmed: they come again");
    let next = o.bot.get_updates().offset(first[99].id.as_offset()).await.unwrap();
    assert_eq!((next.len(), o.tg.unconfirmed()), (50, 50));
    let last = o.bot.get_updates().offset(-1).await.unwrap();
    assert_eq!((last.len(), last[0].id), (1, next[49].id));
    o.tg.set_now(NOON + 25 * 3600);
    assert!(o.bot.get_updates().await.unwrap().is_empty(), "a day is the longest Telegram waits");
    assert_eq!(o.tg.expired_updates(), 1);
}

#[tokio::test]
async fn a_long_poll_ends_with_the_first_update() {
    let o = Office::open().await;
    let poll = tokio::spawn(o.call_later("getUpdates", json!({"timeout": 40})));
    while o.tg.calls("getUpdates") < 3 {
        tokio::task::yield_now().await;
    }
    o.tg.say(o.anna, o.anna, "привет");
    let (_, answer) = poll.await.unwrap();
    assert_eq!(answer["result"][0]["message"]["text"], "привет");
}

#[tokio::test]
async fn a_second_poller_throws_the_first_one_out() {
    let o = Office::open().await;
    let first = tokio::spawn(o.call_later("getUpdates", json!({"timeout": 40})));
    while o.tg.calls("getUpdates") < 3 {
        tokio::task::yield_now().await;
    }
    assert_eq!(o.call("getUpdates", json!({"timeout": 0})).await.0, 200);
    let (status, answer) = first.await.unwrap();
    assert_eq!(status, 409);
    let words = "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running";
    assert_eq!(answer["description"], words);
}

impl Office {
    /// The same call, to be spawned.
    fn call_later(&self, method: &str, params: Value) -> impl Future<Output = (u16, Value)> + Send + 'static {
        let url = format!("{}/bot{}/{method}", self.tg.url(), self.tg.token());
        let request = self.http.post(url).header("content-type", "application/json").body(params.to_string());
        async move {
            let answer = request.send().await.unwrap();
            let status = answer.status().as_u16();
            (status, serde_json::from_str(&answer.text().await.unwrap()).unwrap())
        }
    }
}

#[tokio::test]
async fn unwanted_kinds_of_updates_are_not_kept() {
    let o = Office::open().await;
    o.bot.get_updates().allowed_updates([AllowedUpdate::Message]).await.unwrap();
    let id = o.send("x").await;
    o.tg.tap_data(o.anna, o.anna, id, "a");
    assert_eq!(o.tg.unconfirmed(), 0);
    o.tg.say(o.anna, o.anna, "да");
    assert_eq!(o.tg.unconfirmed(), 1);
}

#[tokio::test]
async fn people_cannot_be_written_to_whenever_the_bot_likes() {
    let o = Office::open().await;
    let stranger = o.tg.add_user("Олег", "", None, "");
    let to = |chat: Chat| json!({"chat_id": chat, "text": "x"});
    let cannot = "Forbidden: bot can't initiate conversation with a user";
    assert_eq!(o.refused("sendMessage", to(stranger)).await, cannot);
    assert_eq!(o.refused("sendMessage", to(55)).await, "Bad Request: chat not found");
    o.tg.block(o.anna);
    assert_eq!(api(o.bot.send_message(o.chat(), "x").await.unwrap_err()), ApiError::BotBlocked);
    let UpdateKind::MyChatMember(change) = o.drain().await.remove(0).kind else { panic!("a block") };
    assert!(change.old_chat_member.is_present() && change.new_chat_member.is_banned());
    let team = o.tg.add_group("Команда", &[o.anna]);
    o.tg.say(o.anna, team, "в группе");
    assert_eq!(o.refused("sendMessage", to(o.anna)).await, "Forbidden: bot was blocked by the user");
    o.tg.unblock(o.anna);
    o.send("снова").await;
    o.tg.block(o.anna);
    let start = o.tg.say(o.anna, o.anna, "/start");
    let answer = tokio::spawn({
        let (tg, anna) = (o.tg.clone(), o.anna);
        async move { tg.wait_reply(anna, start).await.text }
    });
    o.send("с возвращением").await;
    assert_eq!(answer.await.unwrap(), "с возвращением");
    o.tg.deactivate(o.anna);
    assert_eq!(api(o.bot.send_message(o.chat(), "x").await.unwrap_err()), ApiError::UserDeactivated);
}

#[tokio::test]
async fn groups_and_channels_have_their_refusals() {
    let o = Office::open().await;
    let team = o.tg.add_group("Команда", &[o.anna]);
    assert_eq!(team, -1_001_000_000_001);
    o.bot.send_message(ChatId(team), "x").await.unwrap();
    o.tg.kick_bot(team);
    assert_eq!(api(o.bot.send_message(ChatId(team), "x").await.unwrap_err()), ApiError::BotKickedFromSupergroup);
    o.tg.add_channel_with_id(-1_001_999, "Тихий", false);
    let quiet = o.bot.send_message(ChatId(-1_001_999), "x").await;
    assert_eq!(api(quiet.unwrap_err()), ApiError::NotEnoughRightsToPostMessages);
    o.tg.add_channel_with_id(-1_001_998, "Громкий", true);
    o.bot.send_message(ChatId(-1_001_998), "x").await.unwrap();
    let kinds: Vec<_> = o.drain().await.into_iter().map(|u| u.kind).collect();
    let members = kinds.iter().filter(|k| matches!(k, UpdateKind::MyChatMember(_))).count();
    assert_eq!((members, kinds.len()), (2, 3), "added, the words about it, kicked");
}

#[tokio::test]
async fn a_migrated_group_points_to_its_new_id() {
    let o = Office::open().await;
    o.tg.add_group_with_id(-77, "Склад", &[o.anna]);
    let new = o.tg.migrate(-77);
    let moved = o.bot.send_message(ChatId(-77), "x").await.unwrap_err();
    assert!(matches!(moved, RequestError::MigrateToChatId(to) if to == ChatId(new)), "{moved:?}");
    o.bot.send_message(ChatId(new), "x").await.unwrap();
    let notes = o.drain().await.into_iter().filter_map(|u| match u.kind {
        UpdateKind::Message(m) => Some((m.migrate_to_chat_id().copied(), m.migrate_from_chat_id().copied())),
        _ => None,
    });
    let notes: Vec<_> = notes.skip(1).collect();
    assert_eq!(notes, [(Some(ChatId(new)), None), (None, Some(ChatId(-77)))]);
}

#[tokio::test]
async fn privacy_mode_hides_what_is_not_meant_for_the_bot() {
    let o = Office::open().await;
    let team = o.tg.add_group("Команда", &[o.anna]);
    let (_, sent) = o.call("sendMessage", json!({"chat_id": team, "text": "Итоги"})).await;
    o.drain().await;
    o.tg.say(o.anna, team, "между собой");
    o.tg.say(o.anna, team, "/plan@other_bot");
    assert_eq!(o.tg.unconfirmed(), 0);
    o.tg.say(o.anna, team, "/plan@planerka_bot");
    o.tg.say(o.anna, team, "эй @planerka_bot");
    o.tg.reply(o.anna, team, sent["result"]["message_id"].as_i64().unwrap(), "спасибо");
    let heard = o.drain().await;
    assert_eq!(heard.len(), 3);
    let UpdateKind::Message(last) = &heard[2].kind else { panic!("a message") };
    assert_eq!(last.reply_to_message().and_then(Message::text), Some("Итоги"));
    o.tg.add_bot(team, true);
    o.drain().await;
    o.tg.say(o.anna, team, "между собой");
    assert_eq!(o.tg.unconfirmed(), 1, "an administrator hears everything");
}

#[tokio::test]
async fn everything_people_send_parses_with_teloxide() {
    let o = Office::open().await;
    let (tg, anna) = (&o.tg, o.anna);
    let said = tg.say(anna, anna, "/plan@planerka_bot 40 😀 https://x.test");
    tg.edit(anna, anna, said, "/plan 50");
    let file = json!({"file_id": "f", "file_unique_id": "u", "file_size": 1});
    let with = |extra: Value| {
        let mut v = file.clone();
        v.as_object_mut().unwrap().extend(extra.as_object().unwrap().clone());
        v
    };
    tg.say_raw(anna, anna, json!({"voice": with(json!({"duration": 3, "mime_type": "audio/ogg"}))}));
    let sticker = json!({"type": "regular", "width": 512, "height": 512, "is_animated": false, "is_video": false});
    tg.say_raw(anna, anna, json!({"sticker": with(sticker)}));
    let origin = json!({"type": "hidden_user", "sender_user_name": "Кто-то", "date": NOON});
    tg.say_raw(anna, anna, json!({"text": "чужое", "forward_origin": origin}));
    tg.say_raw(anna, anna, json!({"photo": [with(json!({"width": 9, "height": 9}))], "caption": "фото /x"}));
    tg.push_update(
        json!({"message": {"message_id": 9, "date": NOON, "chat": {"id": anna, "type": "private", "first_name": "A"},
                          "from": {"id": anna, "is_bot": false, "first_name": "A"}, "text": "сырое"}}),
    );
    let updates = o.drain().await;
    let messages: Vec<_> = updates
        .iter()
        .map(|u| match &u.kind {
            UpdateKind::Message(m) | UpdateKind::EditedMessage(m) => m,
            other => panic!("{other:?}"),
        })
        .collect();
    let kinds: Vec<_> = messages[0].entities().unwrap().iter().map(|e| (e.offset, e.length)).collect();
    assert_eq!(kinds, [(0, 18), (25, 14)]);
    assert!(messages[1].edit_date().is_some());
    assert!(messages[2].voice().is_some() && messages[3].sticker().is_some());
    assert!(messages[4].forward_origin().is_some());
    assert_eq!(messages[5].caption(), Some("фото /x"));
    assert_eq!(messages[5].caption_entities().unwrap().len(), 1);
    assert!(tg.messages(anna).iter().any(|m| m.text == "фото /x"));
    assert_eq!(messages[6].text(), Some("сырое"));
    for m in messages {
        let MessageKind::Common(common) = &m.kind else { panic!("{m:?}") };
        assert!(!matches!(common.media_kind, MediaKind::Story(_)));
    }
    let id = tg.push_update_text(r#"{"update_id": {update_id}, "brand_new": {"x": }}"#);
    let url = format!("{}/bot{}/getUpdates", tg.url(), tg.token());
    let body = o.http.get(url).send().await.unwrap().text().await.unwrap();
    assert!(body.contains(&format!("{{\"update_id\": {id}, \"brand_new\": {{\"x\": }}}}")), "not looked at: {body}");
}

#[tokio::test]
async fn a_fixed_port_and_people_of_its_own() {
    let first = Sandbox::start().await.unwrap();
    let port: u16 = first.url().rsplit_once(':').unwrap().1.parse().unwrap();
    assert!(Sandbox::start_on(([127, 0, 0, 1], port)).await.is_err(), "taken");
    let anna = first.add_user("Анна", "Ким", None, "ru");
    let boris = first.add_user("Борис", "", None, "");
    assert_eq!((anna, boris, first.chats()), (1001, 1002, vec![1001, 1002]));
    assert_eq!(first.name(anna).as_deref(), Some("Анна Ким"));
}

#[tokio::test]
async fn a_long_text_arrives_in_pieces() {
    let o = Office::open().await;
    o.tg.say(o.anna, o.anna, &"я".repeat(5000));
    assert_eq!(o.drain().await.len(), 2);
}

#[tokio::test]
async fn commands_and_descriptions_can_be_inspected() {
    let o = Office::open().await;
    o.bot.set_my_commands([BotCommand::new("plan", "План недели")]).language_code("ru").await.unwrap();
    let sets = o.tg.commands();
    assert_eq!((sets[0].language.as_str(), sets[0].scope.as_str()), ("ru", r#"{"type":"default"}"#));
    assert_eq!(sets[0].commands, [("plan".to_owned(), "План недели".to_owned())]);
    assert_eq!(o.bot.get_my_commands().language_code("ru").await.unwrap().len(), 1);
    assert!(o.bot.get_my_commands().await.unwrap().is_empty());
    let bad = json!({"commands": [{"command": "План", "description": "x"}]});
    assert_eq!(o.refused("setMyCommands", bad).await, "Bad Request: BOT_COMMAND_INVALID");
    o.bot.delete_my_commands().language_code("ru").await.unwrap();
    assert!(o.tg.commands().is_empty());
    o.bot.set_my_description().description("Планёрка").await.unwrap();
    o.bot.set_my_short_description().short_description("П").await.unwrap();
    assert_eq!(o.tg.description("").as_deref(), Some("Планёрка"));
}

#[tokio::test]
async fn chats_and_members_can_be_looked_at() {
    let o = Office::open().await;
    let team = ChatId(o.tg.add_group("Команда", &[o.anna]));
    assert_eq!(o.bot.get_chat(team).await.unwrap().title(), Some("Команда"));
    assert_eq!(o.bot.get_chat(o.chat()).await.unwrap().first_name(), Some("Анна"));
    let anna = UserId(o.anna.unsigned_abs());
    assert!(o.bot.get_chat_member(team, anna).await.unwrap().is_owner());
    let me = o.bot.get_me().await.unwrap().user.id;
    assert!(o.bot.get_chat_member(team, me).await.unwrap().is_member());
    o.tg.add_bot(team.0, true);
    assert_eq!(o.bot.get_chat_administrators(team).await.unwrap().len(), 2);
    assert_eq!(o.bot.get_webhook_info().await.unwrap().pending_update_count, 3);
    o.bot.delete_webhook().drop_pending_updates(true).await.unwrap();
    o.bot.leave_chat(team).await.unwrap();
    let gone = o.refused("sendMessage", json!({"chat_id": team.0, "text": "x"})).await;
    assert_eq!(gone, "Forbidden: bot is not a member of the supergroup chat");
    assert_eq!(o.tg.unconfirmed(), 1);
}

#[tokio::test]
async fn reactions_pins_replies_and_typing() {
    let o = Office::open().await;
    let said = o.tg.say(o.anna, o.anna, "готово");
    let id = MessageId(i32::try_from(said).unwrap());
    let thumb = |emoji: &str| [ReactionType::Emoji { emoji: emoji.to_owned() }];
    o.bot.set_message_reaction(o.chat(), id).reaction(thumb("👍")).await.unwrap();
    assert_eq!(o.tg.message(o.anna, said).unwrap().reaction.as_deref(), Some("👍"));
    let bad = o.bot.set_message_reaction(o.chat(), id).reaction(thumb("🐈")).await.unwrap_err().to_string();
    assert!(bad.contains("REACTION_INVALID"));
    o.bot.send_chat_action(o.chat(), ChatAction::Typing).await.unwrap();
    o.bot.pin_chat_message(o.chat(), id).await.unwrap();
    assert!(o.tg.message(o.anna, said).unwrap().pinned);
    let team = ChatId(o.tg.add_group("Команда", &[o.anna]));
    let sent = o.bot.send_message(team, "x").await.unwrap();
    let refused = o.bot.pin_chat_message(team, sent.id).await;
    assert_eq!(api(refused.unwrap_err()), ApiError::NotEnoughRightsToManagePins);
    let answer = o.bot.send_message(o.chat(), "ок").reply_parameters(ReplyParameters::new(id)).await.unwrap();
    assert_eq!(answer.reply_to_message().unwrap().text(), Some("готово"));
    let nowhere = o.bot.send_message(o.chat(), "ок").reply_parameters(ReplyParameters::new(MessageId(999))).await;
    assert_eq!(api(nowhere.unwrap_err()), ApiError::MessageToReplyNotFound);
}

#[tokio::test]
async fn speed_limits_answer_with_retry_after() {
    let o = Office::open().await;
    for _ in 0..20 {
        o.send("без предела").await;
    }
    o.tg.rate_limits(true);
    for _ in 0..5 {
        o.send("x").await;
    }
    let (status, answer) = o.call("sendMessage", json!({"chat_id": o.anna, "text": "x"})).await;
    assert_eq!((status, &answer["parameters"]["retry_after"]), (429, &json!(1)));
    assert_eq!(answer["description"], "Too Many Requests: retry after 1");
    let team = o.tg.add_group("Команда", &[o.anna]);
    let mut passed = 0;
    while o.call("sendMessage", json!({"chat_id": team, "text": "x"})).await.0 == 200 {
        passed += 1;
    }
    assert_eq!(passed, 20);
}

#[tokio::test]
async fn faults_come_when_ordered_and_as_often() {
    let o = Office::open().await;
    let rule = |fault| FaultRule::new(fault).on("sendmessage").in_chat(o.anna);
    o.tg.fault(rule(Fault::TooManyRequests { retry_after: 7 }).times(2));
    assert_eq!(o.tg.faults_left(), 2);
    o.bot.get_me().await.unwrap();
    for _ in 0..2 {
        let e = o.bot.send_message(o.chat(), "x").await.unwrap_err();
        assert!(matches!(e, RequestError::RetryAfter(s) if s.seconds() == 7), "{e:?}");
    }
    o.tg.fault(rule(Fault::Server { status: 502 }));
    let (status, answer) = o.call("sendMessage", json!({"chat_id": o.anna, "text": "x"})).await;
    assert_eq!((status, &answer["description"]), (502, &json!("Bad Gateway")));
    o.tg.fault(rule(Fault::Raw { status: 200, body: "<html>".into() }));
    let e = o.bot.send_message(o.chat(), "x").await.unwrap_err();
    assert!(matches!(e, RequestError::InvalidJson { .. }), "{e:?}");
    o.tg.fault(rule(Fault::Hang { millis: 1 }).after(1));
    o.send("мимо").await;
    assert_eq!(o.tg.faults_left(), 1);
    o.send("с задержкой").await;
    assert_eq!(o.tg.faults_left(), 0);
}

#[tokio::test]
async fn a_cut_connection_may_or_may_not_have_had_its_effect() {
    let o = Office::open().await;
    let bot_said = || o.tg.messages(o.anna).into_iter().filter(|m| m.from_bot).map(|m| m.text).collect::<Vec<_>>();
    o.send("раз").await;
    o.tg.fault(FaultRule::new(Fault::Cut));
    let e = o.bot.send_message(o.chat(), "два").await.unwrap_err();
    assert!(matches!(e, RequestError::Network(_)), "{e:?}");
    assert_eq!(bot_said(), ["раз"]);
    o.tg.fault(FaultRule::new(Fault::CutAfter));
    let e = o.bot.send_message(o.chat(), "три").await.unwrap_err();
    assert!(matches!(e, RequestError::Network(_)), "{e:?}");
    assert_eq!(bot_said(), ["раз", "три"]);
    assert_eq!(o.tg.calls("sendMessage"), 3, "the client does not try again by itself");
}

#[tokio::test]
async fn a_group_can_migrate_under_a_call() {
    let o = Office::open().await;
    o.tg.add_group_with_id(-5, "Склад", &[o.anna]);
    o.tg.fault(FaultRule::new(Fault::Migrate).in_chat(-5));
    let e = o.bot.send_message(ChatId(-5), "x").await.unwrap_err();
    let RequestError::MigrateToChatId(to) = e else { panic!("{e:?}") };
    o.bot.send_message(to, "x").await.unwrap();
}

#[tokio::test]
async fn the_log_tells_everything_in_order_and_wakes_who_waits() {
    let o = Office::open().await;
    let (_, cursor) = o.tg.log_since(0);
    let waiting = {
        let tg = o.tg.clone();
        tokio::spawn(async move {
            tg.wait_past(cursor).await;
            tg.log_since(cursor)
        })
    };
    let id = o.send("привет").await;
    let (events, next) = waiting.await.unwrap();
    assert_eq!(events, [Event::Sent { chat: o.anna, message: id, text: "привет".into() }]);
    assert!(o.tg.log_since(next).0.is_empty());
    let version = o.tg.wait_chat(o.anna, 0).await;
    o.call("editMessageText", json!({"chat_id": o.anna, "message_id": id, "text": "пока"})).await;
    assert!(o.tg.wait_chat(o.anna, version).await > version);
    assert_eq!(o.text(id), "пока");
    o.tg.keep_messages(2);
    o.send("a").await;
    o.send("b").await;
    let texts: Vec<_> = o.tg.messages(o.anna).into_iter().map(|m| m.text).collect();
    assert_eq!(texts, ["a", "b"]);
}
