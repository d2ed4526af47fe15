//! The stage of the demo: the bot on a manual clock, the sandbox, and a narrator who prints what everybody sees.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, anyhow, ensure};
use chrono::{DateTime, NaiveDateTime, TimeZone as _, Utc};
use chrono_tz::Tz;
use teloxide::Bot;

use crate::app::App;
use crate::clock::Clock;
use crate::domain::company::Locale;
use crate::domain::company::declaration::Declaration;
use crate::jobs;
use crate::sandbox::{Event, Sandbox};
use crate::storage::{Db, company, health::health};
use crate::texts::{Texts, Zoned};

use crate::demo::cast::Lines;

const ZONE: Tz = chrono_tz::Europe::Moscow;

/// Where the play takes place.
pub struct Stage {
    app: App,
    sandbox: Sandbox,
    locale: Locale,
    /// The Telegram ids of people and chats, by their keys.
    ids: HashMap<&'static str, i64>,
    /// What the narrator calls people and chats, by their Telegram ids.
    names: HashMap<i64, String>,
    /// Join codes, by the keys of people.
    codes: HashMap<String, String>,
    /// Private chats whose messages are printed whole.
    watched: Vec<i64>,
    /// Whether nothing is printed.
    quiet: bool,
    /// How far the sandbox's log has been told.
    cursor: usize,
    /// The last text of each message, by chat and message id.
    seen: HashMap<(i64, i64), String>,
    /// The time that was printed last.
    printed_time: Option<DateTime<Utc>>,
    db: PathBuf,
    /// What is printed at the end.
    next: &'static str,
    /// What a picture is called.
    picture: &'static str,
    /// How many messages the bot has sent.
    messages: usize,
}

impl Stage {
    /// Declares the company in a new database and puts its people and chats into the sandbox.
    pub async fn set_up(keep: Option<&Path>, locale: Locale, lines: &Lines) -> anyhow::Result<Self> {
        let db = match keep {
            Some(file) => {
                ensure!(!file.exists(), "{} exists already; name a new file for the demo", file.display());
                file.to_owned()
            }
            None => std::env::temp_dir().join(format!("planerka-demo-{}.db", std::process::id())),
        };
        let start = instant("2026-11-19T14:00")?;
        let sandbox = Sandbox::start().await.context("cannot start the sandbox")?;
        sandbox.set_now(start.timestamp());
        sandbox.set_privacy(false);
        let (mut ids, mut names) = (HashMap::new(), HashMap::new());
        for (key, first, last) in lines.people {
            let id = sandbox.add_user(first, last, None, if locale == Locale::Ru { "ru" } else { "en" });
            ids.insert(key, id);
            names.insert(id, format!("{first} {last}"));
        }
        for (key, title, members) in lines.chats {
            let members: Vec<i64> = members.iter().filter_map(|m| ids.get(m).copied()).collect();
            let id = sandbox.add_group(title, &members);
            ids.insert(key, id);
            names.insert(id, title.to_owned());
        }
        let store = Db::open(&db).await?;
        let declaration =
            Declaration::parse("company.toml", lines.company).map_err(|problems| anyhow!("{problems}"))?;
        let mut tx = store.begin().await?;
        company::apply(&mut tx, &declaration, start).await?;
        let invited = company::invite_for_unjoined(&mut tx, start).await?;
        let roster = company::load(&mut tx).await?.context("the company was just declared")?;
        tx.commit().await?;
        let codes = invited.into_iter().filter_map(|(id, code)| Some((roster.person(id)?.key.clone(), code))).collect();
        let bot = Bot::new(sandbox.token()).set_api_url(sandbox.url().parse().context("the sandbox's address")?);
        let app = App::new(store, Clock::manual(start), Texts::load()?, bot);
        println!("{}\n", lines.opening.trim());
        Ok(Self {
            app,
            sandbox,
            locale,
            ids,
            names,
            codes,
            watched: Vec::new(),
            quiet: false,
            cursor: 0,
            seen: HashMap::new(),
            printed_time: None,
            db,
            next: lines.next,
            picture: lines.picture,
            messages: 0,
        })
    }

    /// Prints a heading.
    pub fn chapter(&self, title: &str) {
        println!("\n━━━ {title} {}\n", "━".repeat(90_usize.saturating_sub(title.chars().count())));
    }

    /// From now on prints the messages of these people whole, and of other people's only the first line. Messages in groups are
    /// always printed whole.
    pub fn watches(&mut self, people: &[&str]) {
        self.watched = people.iter().filter_map(|key| self.ids.get(key).copied()).collect();
    }

    /// Prints nothing until [`Stage::aloud`].
    pub fn quietly(&mut self) {
        self.quiet = true;
    }

    /// Prints again.
    pub fn aloud(&mut self) {
        self.quiet = false;
    }

    /// Lets time pass until a local time such as `2026-11-19T15:00`. Everything that is due on the way happens at its moment.
    pub async fn goes_to(&mut self, local: &str) -> anyhow::Result<()> {
        let to = instant(local)?;
        loop {
            let now = self.app.ctx.clock.now();
            let due = self.app.ctx.known_roster().and_then(|roster| jobs::next_due(&roster, now));
            let stop = due.filter(|due| *due < to).unwrap_or(to);
            self.app.ctx.clock.set(stop);
            self.sandbox.set_now(stop.timestamp());
            self.settle().await?;
            if stop >= to {
                return Ok(());
            }
        }
    }

    /// Somebody opens their personal link.
    pub async fn joins(&mut self, person: &str) -> anyhow::Result<()> {
        let code = self.codes.get(person).with_context(|| format!("no link for {person}"))?.clone();
        self.says(person, &format!("/start {code}")).await
    }

    /// Somebody writes to the bot.
    pub async fn says(&mut self, person: &str, text: &str) -> anyhow::Result<()> {
        let id = self.id(person)?;
        self.sandbox.say(id, id, text);
        self.settle().await
    }

    /// Somebody writes in a group.
    pub async fn says_in(&mut self, person: &str, chat: &str, text: &str) -> anyhow::Result<()> {
        self.sandbox.say(self.id(person)?, self.id(chat)?, text);
        self.settle().await
    }

    /// Somebody taps the newest button with such a label in their chat with the bot.
    pub async fn taps(&mut self, person: &str, label: &str) -> anyhow::Result<()> {
        self.taps_in(person, person, label).await
    }

    /// Somebody taps a button in a group.
    pub async fn taps_in(&mut self, person: &str, chat: &str, label: &str) -> anyhow::Result<()> {
        let tapped = self.sandbox.tap_latest(self.id(person)?, self.id(chat)?, label);
        tapped.map_err(|why| anyhow!("{person} finds no button «{label}»: {why}"))?;
        self.settle().await
    }

    /// An approver approves an author's plan, on its own card or opened from the list of plans that wait.
    pub async fn approves(&mut self, approver: &str, author: &str) -> anyhow::Result<()> {
        let (id, author) = (self.id(approver)?, self.id(author)?);
        let name = self.names.get(&author).cloned().unwrap_or_default();
        let button = if self.locale == Locale::Ru { "Утвердить" } else { "Approve" };
        let mut live: Vec<_> = self.sandbox.messages(id).into_iter().filter(|m| !m.deleted && m.from_bot).collect();
        live.reverse();
        let own = |text: &str| text.starts_with(&format!("📝 {name} "));
        let card = match live.iter().find(|m| own(&m.text) && m.button(button).is_some()) {
            Some(card) => card.id,
            None => {
                let list = live.iter().find(|m| m.button(&name).is_some());
                let list = list.with_context(|| format!("{approver} has no plan of {name} to approve"))?.id;
                self.sandbox.tap(id, id, list, &name).map_err(|why| anyhow!(why))?;
                self.settle().await?;
                list
            }
        };
        self.sandbox.tap(id, id, card, button).map_err(|why| anyhow!(why))?;
        self.settle().await
    }

    /// Ends the play. Returns what to print at the end.
    ///
    /// # Errors
    /// Fails if anything was left unsent or unanswered, or has failed.
    pub async fn finish(mut self, keep: Option<&Path>) -> anyhow::Result<String> {
        self.settle().await?;
        let mut tx = self.app.ctx.db.begin().await?;
        let health = health(&mut tx).await?;
        tx.rollback().await?;
        self.app.ctx.db.close().await;
        ensure!(health.queued == 0, "{} messages were left unsent", health.queued);
        ensure!(health.failed_messages == 0, "{} messages were refused by Telegram", health.failed_messages);
        ensure!(health.failed_jobs.is_empty(), "jobs of the calendar failed: {:?}", health.failed_jobs);
        ensure!(health.failed_updates == 0, "{} updates could not be handled", health.failed_updates);
        let unknown = self.sandbox.unknown_calls();
        ensure!(unknown.is_empty(), "the bot called what Telegram does not know: {}", unknown.join(", "));
        let unanswered = self.sandbox.unanswered_taps();
        ensure!(unanswered.is_empty(), "taps were left without an answer: {unanswered:?}");
        ensure!(self.sandbox.unconfirmed() == 0, "updates were left unconfirmed");
        let place = match keep {
            Some(file) => file.display().to_string(),
            None => {
                for suffix in ["", "-wal", "-shm"] {
                    let mut file = self.db.clone().into_os_string();
                    file.push(suffix);
                    std::fs::remove_file(file).ok();
                }
                "—".to_owned()
            }
        };
        let messages = self.messages.to_string();
        Ok(self.next.replace("{messages}", &messages).replace("{db}", &place).trim().to_owned() + "\n")
    }

    fn id(&self, key: &str) -> anyhow::Result<i64> {
        self.ids.get(key).copied().with_context(|| format!("nobody is called {key}"))
    }

    async fn settle(&mut self) -> anyhow::Result<()> {
        self.app.settle().await?;
        let (events, cursor) = self.sandbox.log_since(self.cursor);
        self.cursor = cursor;
        for event in events {
            self.narrate(&event);
        }
        Ok(())
    }

    fn narrate(&mut self, event: &Event) {
        match event {
            Event::Sent { chat, message, .. } => {
                self.messages += 1;
                self.bot_says(*chat, *message, "←");
            }
            Event::Edited { chat, message, .. } => self.bot_says(*chat, *message, "✎"),
            Event::Answered { user, text: Some(text), .. } => self.print(*user, "←", &format!("({text})")),
            Event::PersonSaid { user, chat, text, .. } => {
                let text = if text.starts_with("/start ") { "/start …" } else { text.as_str() };
                let place = if chat == user { String::new() } else { format!(" [{}]", self.name(*chat)) };
                self.print(*user, &format!("→{place}"), text);
            }
            Event::PersonTapped { user, label, .. } => self.print(*user, "→", &format!("[ {label} ]")),
            _ => {}
        }
    }

    fn bot_says(&mut self, chat: i64, message: i64, arrow: &str) {
        let Some(message) = self.sandbox.message(chat, message).filter(|m| !m.deleted) else { return };
        let keyboard: Vec<String> = message
            .buttons
            .iter()
            .map(|row| row.iter().map(|b| format!("[ {} ]", b.text)).collect::<Vec<_>>().join(" "))
            .collect();
        let group = chat < 0;
        let mut text = message.text.trim_end().to_owned();
        for row in &keyboard {
            text.push('\n');
            text.push_str(row);
        }
        let before = self.seen.insert((chat, message.id), text.clone());
        if group || self.watched.contains(&chat) {
            if let Some(before) = before.filter(|_| arrow == "✎") {
                text = changes(&before, &text);
            }
            if let Some((width, height)) = message.photo.as_deref().and_then(size) {
                text = format!("🖼 {} ({width}×{height})\n{text}", self.picture);
            }
            if group { self.print_post(chat, arrow, &text) } else { self.print(chat, arrow, &text) }
        } else {
            let first = message.text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
            let more = if message.text.lines().count() > 1 { " …" } else { "" };
            self.print(chat, arrow, &format!("{first}{more}"));
        }
    }

    /// Prints a message in a group with a frame, because the whole team reads it.
    fn print_post(&mut self, chat: i64, arrow: &str, text: &str) {
        if self.quiet {
            return;
        }
        self.print_time();
        let edited = if arrow == "✎" { " ✎" } else { "" };
        println!("  ╔═ {}{edited}", self.name(chat));
        for line in text.lines() {
            println!("  ║ {line}");
        }
        println!("  ╚═");
    }

    fn print(&mut self, who: i64, arrow: &str, text: &str) {
        if self.quiet {
            return;
        }
        self.print_time();
        let name = self.name(who);
        let mut lines = text.lines();
        println!("  {name:<17} {arrow} {}", lines.next().unwrap_or_default());
        for line in lines {
            println!("  {:<19} {line}", "");
        }
    }

    fn print_time(&mut self) {
        let now = self.app.ctx.clock.now();
        if self.printed_time != Some(now) {
            self.printed_time = Some(now);
            let words = self.app.ctx.texts.of(self.locale);
            println!("· {}", words.moment(Zoned { at: now, zone: ZONE }));
        }
    }

    fn name(&self, id: i64) -> String {
        self.names.get(&id).cloned().unwrap_or_else(|| id.to_string())
    }
}

/// Width and height of a PNG, from its header.
fn size(png: &[u8]) -> Option<(u32, u32)> {
    let number = |at: usize| Some(u32::from_be_bytes(png.get(at..at + 4)?.try_into().ok()?));
    Some((number(16)?, number(20)?))
}

/// An edited card in short: its first line and the lines that are new.
fn changes(before: &str, after: &str) -> String {
    let old: Vec<&str> = before.lines().collect();
    let mut short: Vec<&str> = Vec::new();
    for (i, line) in after.lines().enumerate() {
        if i == 0 || !old.contains(&line) {
            short.push(line);
        } else if short.last() != Some(&"…") {
            short.push("…");
        }
    }
    short.join("\n")
}

fn instant(local: &str) -> anyhow::Result<DateTime<Utc>> {
    let local = NaiveDateTime::parse_from_str(local, "%Y-%m-%dT%H:%M").with_context(|| format!("instant '{local}'"))?;
    Ok(ZONE.from_local_datetime(&local).earliest().context("a local time that does not exist")?.with_timezone(&Utc))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn the_play_goes_through_in_both_languages() {
        for locale in [Locale::Ru, Locale::En] {
            let folder = tempfile::tempdir().expect("a folder");
            let file = folder.path().join("demo.db");
            let next = crate::demo::play(Some(&file), locale).await.expect("the play");
            assert!(next.contains("demo.db"), "{next}");
            assert!(file.exists());
        }
    }
}
