//! The settings of the process: read from `planerka.toml`, each overridden by an environment variable. All defaults are in this
//! file.

mod source;

use std::fmt;
use std::net::IpAddr;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, anyhow, bail};
use chrono::{DateTime, Utc};
use reqwest::redirect::Policy;
use secrecy::{ExposeSecret as _, SecretString};
use teloxide::Bot;
use teloxide::net::default_reqwest_settings;

use crate::clock::Clock;
use crate::domain::company::declaration::reader::{Reader, Section};
use crate::domain::numbers::source::Source;
use crate::import::text::decoded;

/// The settings file, which may be missing, unless `--config` names another.
pub const DEFAULT_FILE: &str = "planerka.toml";
const DEFAULT_DB: &str = "planerka.db";
const DEFAULT_LOG: &str = "info";
const KEYS: &[&str] = &["token", "token_file", "api_url", "db", "now", "log", "source"];

/// The settings of the process.
#[derive(Debug, Clone)]
pub struct Settings {
    token: Option<SecretString>,
    /// The Bot API server; `None` for Telegram's own.
    pub api_url: Option<reqwest::Url>,
    /// The database file.
    pub db: PathBuf,
    /// For rehearsals, the instant at which the process believes it starts; `None` for the present.
    pub now: Option<DateTime<Utc>>,
    /// The filter of the log.
    pub log: String,
    sources: source::Sources,
}

impl Settings {
    /// Reads the settings from a file, or from `planerka.toml` if there is one, and from the environment.
    ///
    /// # Errors
    /// Fails if a setting is wrong; the error is one sentence with its place and how to mend it.
    pub fn load(file: Option<&Path>) -> anyhow::Result<Self> {
        let path = file.unwrap_or(Path::new(DEFAULT_FILE));
        let text = match std::fs::read(path) {
            Ok(bytes) => match decoded(&bytes) {
                Some(decoded) => Some(decoded.text),
                None => bail!("cannot read settings {}: it is no text: save it as UTF-8", path.display()),
            },
            Err(error) if file.is_none() && error.kind() == std::io::ErrorKind::NotFound => None,
            Err(error) => return Err(error).with_context(|| format!("cannot read settings {}", path.display())),
        };
        let name = path.display().to_string();
        Self::read(text.as_deref().map(|text| (name.as_str(), text)), |key| std::env::var(key).ok())
    }

    /// Reads the settings from a file, given as its name and text, and from an environment.
    ///
    /// # Errors
    /// Fails as [`Settings::load`] does.
    pub fn read(file: Option<(&str, &str)>, env: impl Fn(&str) -> Option<String>) -> anyhow::Result<Self> {
        let file = file.map(|(name, text)| FileSettings::read(name, text, &env)).transpose()?.unwrap_or_default();
        let env = |key: &str| env(key).map(|value| value.trim().to_owned()).filter(|value| !value.is_empty());
        let from_env = |key: &'static str| env(key).map(|value| Said { value, place: key.to_owned() });

        let token = match (from_env("PLANERKA_TOKEN"), from_env("PLANERKA_TOKEN_FILE")) {
            (Some(token), _) => Some(token),
            (None, Some(path)) => Some(token_in(path)?),
            (None, None) => match (file.token, file.token_file) {
                (Some(token), None) => Some(token),
                (None, Some(path)) => Some(token_in(path)?),
                (Some(_), Some(path)) => bail!("{}: both token and token_file are set; keep one", path.place),
                (None, None) => None,
            },
        };
        Ok(Self {
            token: token.map(checked_token).transpose()?,
            api_url: from_env("PLANERKA_API_URL").or(file.api_url).map(api_url).transpose()?,
            db: from_env("PLANERKA_DB").or(file.db).map_or(DEFAULT_DB.into(), |db| db.value.into()),
            now: from_env("PLANERKA_NOW").or(file.now).map(instant).transpose()?,
            log: from_env("RUST_LOG").or(file.log).map_or(DEFAULT_LOG.into(), |log| log.value),
            sources: file.sources,
        })
    }

    /// The other systems that are asked for numbers.
    ///
    /// # Errors
    /// Fails if one of them names an environment variable that is not set.
    pub fn sources(&self) -> anyhow::Result<&[Source]> {
        self.sources.ready()
    }

    /// Whether a token was given.
    pub fn has_token(&self) -> bool {
        self.token.is_some()
    }

    /// The bot's token.
    ///
    /// # Errors
    /// Fails if none was given.
    pub fn token(&self) -> anyhow::Result<&SecretString> {
        let missing = || anyhow!("no bot token: set PLANERKA_TOKEN or PLANERKA_TOKEN_FILE (get one from @BotFather)");
        self.token.as_ref().ok_or_else(missing)
    }

    /// A client of the Bot API. Never print it with `{:?}`: that shows the token.
    ///
    /// # Errors
    /// Fails if no token was given.
    pub fn bot(&self) -> anyhow::Result<Bot> {
        // A redirect would take the token, which is part of every address, to another server.
        let client = default_reqwest_settings().redirect(Policy::none()).build().context("cannot start a client")?;
        let bot = Bot::with_client(self.token()?.expose_secret(), client);
        Ok(match &self.api_url {
            Some(url) => bot.set_api_url(url.clone()),
            None => bot,
        })
    }

    /// What is unsafe about the Bot API server's address, in words: the token goes to it unencrypted.
    pub fn unsafe_api(&self) -> Option<String> {
        let url = self.api_url.as_ref().filter(|url| url.scheme() == "http" && !is_this_machine(url))?;
        let host = url.host_str().unwrap_or_default();
        Some(format!("the token and all messages go to {host} unencrypted (http): anybody on the way can read them"))
    }

    /// The clock that the process goes by.
    pub fn clock(&self) -> Clock {
        self.now.map_or_else(Clock::system, Clock::starting_at)
    }
}

/// A setting as it was written, and where: `PLANERKA_DB`, or `planerka.toml:3: db`.
struct Said {
    value: String,
    place: String,
}

// Prints only the place, because the value may be a token.
impl fmt::Debug for Said {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.place)
    }
}

#[derive(Debug, Default)]
struct FileSettings {
    token: Option<Said>,
    token_file: Option<Said>,
    api_url: Option<Said>,
    db: Option<Said>,
    now: Option<Said>,
    log: Option<Said>,
    sources: source::Sources,
}

impl FileSettings {
    fn read(name: &str, text: &str, env: &dyn Fn(&str) -> Option<String>) -> anyhow::Result<Self> {
        let reader = Reader::new(name, text);
        let table = reader.root()?;
        let section = Section::open(&reader, String::new(), 0, &table, KEYS);
        let said = |key: &str| {
            let text = section.text(key)?;
            let place = format!("{name}:{}: {key}", reader.line(text.at));
            Some(Said { value: text.value.trim().to_owned(), place }).filter(|said| !said.value.is_empty())
        };
        let settings = Self {
            token: said("token"),
            token_file: said("token_file"),
            api_url: said("api_url"),
            db: said("db"),
            now: said("now"),
            log: said("log"),
            sources: source::read(name, &section, env),
        };
        Ok(reader.finish(Some(settings))?)
    }
}

fn token_in(path: Said) -> anyhow::Result<Said> {
    let token = std::fs::read_to_string(&path.value)
        .with_context(|| format!("{}: cannot read the token from {}", path.place, path.value))?;
    Ok(Said { value: token.trim().to_owned(), place: path.value })
}

fn checked_token(token: Said) -> anyhow::Result<SecretString> {
    let (number, secret) = token.value.split_once(':').unwrap_or_default();
    let well_formed = !number.is_empty()
        && number.chars().all(|c| c.is_ascii_digit())
        && !secret.is_empty()
        && secret.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-'));
    if !well_formed {
        bail!("{}: this is no bot token; it looks like 123456789:AAE… (copy it whole from @BotFather)", token.place);
    }
    Ok(SecretString::from(token.value))
}

fn api_url(said: Said) -> anyhow::Result<reqwest::Url> {
    let url = reqwest::Url::parse(&said.value).ok().filter(|url| matches!(url.scheme(), "http" | "https"));
    let refusal = || anyhow!("{}: '{}' is no web address such as http://127.0.0.1:8081", said.place, said.value);
    let mut url = url.ok_or_else(refusal)?;
    url.path_segments_mut().map_err(|()| refusal())?.pop_if_empty();
    Ok(url)
}

/// Whether an address is on this machine, where nobody is on the way.
fn is_this_machine(url: &reqwest::Url) -> bool {
    let host = url.host_str().unwrap_or_default();
    let number = host.trim_start_matches('[').trim_end_matches(']').parse::<IpAddr>();
    number.map_or(host == "localhost" || host.ends_with(".localhost"), |number| number.is_loopback())
}

fn instant(said: Said) -> anyhow::Result<DateTime<Utc>> {
    let at = DateTime::parse_from_rfc3339(&said.value).map_err(|_| {
        anyhow!("{}: '{}' is no RFC 3339 instant such as 2026-11-27T15:00:00+03:00", said.place, said.value)
    })?;
    Ok(at.with_timezone(&Utc))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(file: &str, env: &[(&str, &str)]) -> anyhow::Result<Settings> {
        let find = |key: &str| env.iter().find(|(k, _)| *k == key).map(|(_, v)| (*v).to_owned());
        Settings::read(Some(("planerka.toml", file)), find)
    }

    fn error(file: &str, env: &[(&str, &str)]) -> String {
        read(file, env).expect_err("an error").to_string()
    }

    #[test]
    fn the_environment_wins_over_the_file_and_the_file_over_the_defaults() {
        let settings = read("", &[]).expect("settings");
        assert_eq!((settings.db.to_str(), settings.log.as_str()), (Some("planerka.db"), "info"));
        let file = "token = \"1:file\"\ndb = \"a.db\"\nlog = \"debug\"";
        let env = [("PLANERKA_DB", "b.db"), ("PLANERKA_NOW", "2026-11-27T18:00:00+03:00"), ("RUST_LOG", " ")];
        let settings = read(file, &env).expect("settings");
        assert_eq!((settings.db.to_str(), settings.log.as_str()), (Some("b.db"), "debug"));
        assert_eq!(settings.now.expect("an instant").to_rfc3339(), "2026-11-27T15:00:00+00:00");
        assert_eq!(settings.token().expect("a token").expose_secret(), "1:file");
        let settings = read(file, &[("PLANERKA_TOKEN", "2:env"), ("PLANERKA_TOKEN_FILE", "/no")]).expect("settings");
        assert_eq!(settings.token().expect("a token").expose_secret(), "2:env");
        assert!(!format!("{settings:?}").contains("env"));
    }

    #[test]
    fn mistakes_are_named_with_their_place_and_never_show_a_token() {
        assert_eq!(
            read("", &[]).expect("settings").token().expect_err("none").to_string(),
            "no bot token: set PLANERKA_TOKEN or PLANERKA_TOKEN_FILE (get one from @BotFather)"
        );
        assert_eq!(error("\ntokn = \"x\"", &[]), "planerka.toml:2: unknown key \"tokn\"; did you mean \"token\"?");
        assert_eq!(error("db = 5", &[]), "planerka.toml:1: db must be text in quotes, not a number");
        assert!(error("now = \"soon\"", &[]).starts_with("planerka.toml:1: now: 'soon' is no RFC 3339 instant"));
        assert!(error("", &[("PLANERKA_API_URL", "ftp://x")]).starts_with("PLANERKA_API_URL: 'ftp://x' is no web"));
        assert!(error("", &[("PLANERKA_TOKEN_FILE", "/no/such")]).contains("cannot read the token from /no/such"));
        assert!(error("token = \"1:a\"\ntoken_file = \"b\"", &[]).contains("both token and token_file"));
        for bad in ["secret", "1:", ":secret", "1:se cret", "x1:secret"] {
            let error = error("", &[("PLANERKA_TOKEN", bad)]);
            assert!(error.starts_with("PLANERKA_TOKEN: this is no bot token") && !error.contains("secret"), "{error}");
        }
    }

    #[test]
    fn sources_take_their_secrets_from_the_environment_and_show_none() {
        let toml = "[[source]]\nname = \"CRM\"\nurl = \"https://crm.example/${HOOK}/x?a={from}\"\npointer = \"/a\"\n\
                    metric = \"leads\"\nteam = \"marketing\"\nheaders = { Authorization = \"Bearer ${TOKEN}\" }";
        let settings = read(toml, &[("HOOK", "s3cret"), ("TOKEN", "t0ken")]).expect("settings");
        let sources = settings.sources().expect("sources");
        let week = "2026-W48".parse().expect("a week");
        let address = sources[0].address(week, chrono_tz::Tz::UTC);
        assert_eq!(address.expose_secret(), "https://crm.example/s3cret/x?a=2026-11-23");
        assert_eq!(sources[0].headers[0].1.expose_secret(), "Bearer t0ken");
        let shown = format!("{settings:?}");
        assert!(!shown.contains("s3cret") && !shown.contains("t0ken"), "{shown}");
        // Commands that ask no source need no secrets.
        let bare = read(toml, &[("HOOK", "s3cret")]).expect("settings");
        assert_eq!(
            bare.sources().expect_err("lacking").to_string(),
            "planerka.toml:7: headers: the environment has no TOKEN"
        );
    }

    #[test]
    fn one_number_has_one_source() {
        let one =
            "[[source]]\nname = \"A\"\nurl = \"http://a/\"\npointer = \"\"\nmetric = \"leads\"\nperson = \"anna\"\n";
        assert_eq!(
            error(&one.repeat(2), &[]),
            "planerka.toml:7: [[source]] number 2 tells a number that another source tells already"
        );
    }

    #[test]
    fn mistakes_in_a_source_are_named() {
        let good = [
            ("name", "\"CRM\""),
            ("url", "\"https://crm.example/\""),
            ("pointer", "\"/a\""),
            ("metric", "\"leads\""),
            ("person", "\"anna\""),
        ];
        for (key, value, wrong) in [
            ("url", "\"https://${HOST}/\"", "must name its host in plain words"),
            ("url", "\"https://a@b/\"", "must name its host in plain words"),
            ("url", "\"ftp://crm.example/\"", "is no web address"),
            ("url", "\"https://\"", "is no web address"),
            ("pointer", "\"total\"", "is no JSON pointer"),
            ("timeout", "90", "must be 1 to 60 seconds"),
            ("team", "\"marketing\"", "needs either \"person\" or \"team\""),
            ("headers", "{ \"Bad Name\" = \"x\" }", "is no header"),
            ("headers", "{ Accept = 1 }", "must be texts in quotes"),
            ("tiemout", "5", "unknown key \"tiemout\""),
        ] {
            let lines = good.iter().filter(|(known, _)| *known != key).map(|(k, v)| format!("{k} = {v}\n"));
            let toml = format!("[[source]]\n{}{key} = {value}", lines.collect::<String>());
            let error = error(&toml, &[("HOST", "x")]);
            assert!(error.starts_with("planerka.toml:") && error.contains(wrong), "{error}");
        }
    }

    #[test]
    fn http_to_another_machine_is_unsafe() {
        let warned = |text: &str| read("", &[("PLANERKA_API_URL", text)]).expect("settings").unsafe_api().is_some();
        for here in ["http://localhost:8081", "http://127.0.0.1", "http://[::1]:8081", "https://api.example.com"] {
            assert!(!warned(here), "{here}");
        }
        for there in ["http://192.168.0.5:8081", "http://api.example.com", "http://localhost.example.com"] {
            assert!(warned(there), "{there}");
        }
        assert!(read("", &[]).expect("settings").unsafe_api().is_none());
    }

    #[test]
    fn a_path_of_the_api_survives() {
        let url = |text: &str| read("", &[("PLANERKA_API_URL", text)]).expect("settings").api_url.map(String::from);
        assert_eq!(url("http://localhost:8081").as_deref(), Some("http://localhost:8081/"));
        assert_eq!(url("http://x/telegram/").as_deref(), Some("http://x/telegram"));
    }
}
