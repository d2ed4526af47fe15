//! The project's papers: not too long, no line too wide, every link leads somewhere; every path, name of the code and table
//! that they mention exists.

#![allow(clippy::unwrap_used, reason = "a test stops where the world is not as it should be")]

use std::collections::HashMap;
use std::path::{Path, PathBuf};

/// Lines of the README, and characters of a line.
const LONGEST: usize = 150;
const WIDEST: usize = 120;

/// A path in backticks that begins with one of these is one of the repository.
const PLACES: [&str; 8] = ["src/", "tests/", "docs/", "locales/", "migrations/", "deploy/", "assets/", "benches/"];

/// The papers that tell of the code: what reads like a name of Rust in their backticks is one.
const OF_CODE: [&str; 4] = ["CONTRIBUTING.md", "docs/architecture.md", "docs/method.md", "docs/glossary.md"];

/// A paper: its path from the root of the repository, and its text.
struct Paper {
    path: PathBuf,
    text: String,
}

/// A line of a paper that is no part of a block of code.
struct Line<'a> {
    number: usize,
    text: &'a str,
}

impl Paper {
    fn read(path: PathBuf) -> Self {
        Self { text: std::fs::read_to_string(root().join(&path)).unwrap(), path }
    }

    /// Its prose: all but blocks of code.
    fn lines(&self) -> impl Iterator<Item = Line<'_>> {
        let mut code = false;
        self.text.lines().zip(1..).filter_map(move |(text, number)| {
            let fence = text.trim_start().starts_with("```");
            code ^= fence;
            (!code && !fence).then_some(Line { number, text })
        })
    }

    /// What stands between backticks, line by line.
    fn code_spans(&self) -> impl Iterator<Item = (usize, &str)> {
        self.lines().flat_map(|line| line.text.split('`').skip(1).step_by(2).map(move |span| (line.number, span)))
    }

    /// Names that are said to stand in a file or folder, each with that: of "`A`, `B::c` and `d` in `src/x.rs`" three.
    fn placed_names(&self) -> Vec<Placed<'_>> {
        let (mut placed, mut names, mut between) = (Vec::new(), Vec::new(), String::new());
        for line in self.lines() {
            for (at, part) in line.text.split('`').enumerate() {
                if at % 2 == 0 {
                    between.push_str(part);
                    continue;
                }
                match between.trim() {
                    "," | "and" | "or" => names.push(part),
                    "in" if is_path(part) => {
                        placed.extend(names.drain(..).filter(|name| is_name(name)).map(|name| Placed {
                            line: line.number,
                            name,
                            path: part,
                        }));
                    }
                    _ => names = vec![part],
                }
                between.clear();
            }
            between.push(' ');
        }
        placed
    }

    /// Where its links lead: the `target` of each `[text](target)`.
    fn links(&self) -> Vec<(usize, String)> {
        let targets = |line: Line<'_>| {
            let prose = without_code(line.text);
            let targets = prose.split("](").skip(1).filter_map(|rest| Some(rest.split_once(')')?.0.to_owned()));
            targets.map(|target| (line.number, target)).collect::<Vec<_>>()
        };
        self.lines().flat_map(targets).collect()
    }

    /// The anchors of its headings, as GitHub makes them.
    fn anchors(&self) -> Vec<String> {
        let mut times: HashMap<String, usize> = HashMap::new();
        let headings = self.lines().filter(|line| line.text.starts_with('#'));
        let anchor = headings.map(|line| {
            let title = line.text.trim_start_matches('#').trim().to_lowercase();
            let kept = title.chars().filter(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_'));
            let anchor: String = kept.map(|c| if c == ' ' { '-' } else { c }).collect();
            let before = times.entry(anchor.clone()).or_default();
            *before += 1;
            if *before == 1 { anchor } else { format!("{anchor}-{}", *before - 1) }
        });
        anchor.collect()
    }

    /// A complaint about a line of it.
    fn at(&self, line: usize, what: &str) -> String {
        format!("{}:{line}: {what}", self.path.display())
    }
}

/// A name and the file or folder it is said to stand in.
struct Placed<'a> {
    line: usize,
    name: &'a str,
    path: &'a str,
}

/// Whether what stands between backticks is a path of the repository.
fn is_path(span: &str) -> bool {
    PLACES.iter().any(|place| span.starts_with(place)) && !span.contains(char::is_whitespace)
}

/// Whether it may be a name of Rust, with its module or type or without: `MAX_TASKS`, `Draft::missing`.
fn is_name(span: &str) -> bool {
    let word = |word: &str| {
        word.starts_with(|c: char| c.is_ascii_alphabetic())
            && word.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
    };
    span.split("::").all(word)
}

/// Whether it can only be the name of a type, or of what belongs to one: `PlanState`, `Draft::missing`.
fn is_type(span: &str) -> bool {
    let first = span.split("::").next().unwrap();
    is_name(span)
        && first.starts_with(|c: char| c.is_ascii_uppercase())
        && first.contains(|c: char| c.is_ascii_lowercase())
}

/// The Rust files at a path, and below it.
fn sources(path: &Path) -> Vec<PathBuf> {
    if path.is_file() {
        return vec![path.to_owned()];
    }
    let Ok(entries) = std::fs::read_dir(path) else { return Vec::new() };
    let entries = entries.map(|entry| entry.unwrap().path());
    entries.flat_map(|entry| sources(&entry)).filter(|path| path.extension().is_some_and(|end| end == "rs")).collect()
}

fn has_word(text: &str, word: &str) -> bool {
    let part = |c: char| c.is_ascii_alphanumeric() || c == '_';
    text.match_indices(word).any(|(at, _)| !text[..at].ends_with(part) && !text[at + word.len()..].starts_with(part))
}

/// A file of Rust without what it only brings in from elsewhere, or passes on.
fn without_uses(text: &str) -> String {
    let mut inside = false;
    let own = text.lines().filter(|line| {
        inside |= line.starts_with("use ") || line.starts_with("pub use ") || line.starts_with("pub(super) use ");
        let own = !inside;
        inside &= !line.trim_end().ends_with(';');
        own
    });
    own.collect::<Vec<_>>().join("\n")
}

/// Whether one of the files at a path holds all parts of a name, other than to bring it in from elsewhere.
fn stands_in(name: &str, path: &Path) -> bool {
    sources(path).iter().any(|file| {
        let text = without_uses(&std::fs::read_to_string(file).unwrap());
        name.split("::").all(|part| has_word(&text, part))
    })
}

/// Whether a name with modules leads to something: `chat::batch::handle` to a `handle` in `src/chat/batch.rs` or below
/// `src/chat/batch`. None where it begins with no module of ours.
fn leads_somewhere(name: &str) -> Option<bool> {
    let (mut module, mut rest) = (root().join("src"), name.split("::").peekable());
    while let Some(deeper) = rest.peek().map(|part| module.join(part)) {
        if !deeper.is_dir() && !deeper.with_extension("rs").is_file() {
            break;
        }
        (module, _) = (deeper, rest.next());
    }
    if module == root().join("src") {
        return None;
    }
    let rest: Vec<&str> = rest.collect();
    let stands = |name: &str| stands_in(name, &module) || stands_in(name, &module.with_extension("rs"));
    Some(match rest.as_slice() {
        [] => true,
        [function] if function.starts_with(|c: char| c.is_ascii_lowercase()) => {
            let mut files = [sources(&module), sources(&module.with_extension("rs"))].concat();
            files.retain(|file| file.parent() == Some(&module) || file.parent() == module.parent());
            files.iter().any(|file| has_word(&std::fs::read_to_string(file).unwrap(), &format!("fn {function}")))
        }
        [module, _, ..] if module.starts_with(|c: char| c.is_ascii_lowercase()) => false,
        parts => stands(&parts.join("::")),
    })
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn papers() -> Vec<Paper> {
    let docs = std::fs::read_dir(root().join("docs")).unwrap();
    let docs = docs.map(|entry| Path::new("docs").join(entry.unwrap().file_name()));
    let docs = docs.filter(|path| path.extension().is_some_and(|end| end == "md"));
    let top = ["README.md", "CONTRIBUTING.md", "CHANGELOG.md"].into_iter().map(PathBuf::from);
    top.chain(docs).map(Paper::read).collect()
}

/// A line without what stands between backticks.
fn without_code(line: &str) -> String {
    line.split('`').step_by(2).collect()
}

/// The part of a path before the first component with a `*`.
fn before_star(path: &str) -> &str {
    path.find('*').and_then(|star| path.get(..star)?.rsplit_once('/')).map_or(path, |(folder, _)| folder)
}

/// `docs` and `../src/lib.rs` make `src/lib.rs`.
fn joined(folder: &Path, relative: &str) -> PathBuf {
    let mut path = folder.to_owned();
    for part in relative.split('/') {
        match part {
            "." | "" => {}
            ".." => assert!(path.pop(), "{relative} leads out of the repository"),
            part => path.push(part),
        }
    }
    path
}

#[test]
fn the_readme_is_short() {
    let lines = Paper::read("README.md".into()).text.lines().count();
    assert!(lines <= LONGEST, "README.md has {lines} lines, more than {LONGEST}: move something to docs/");
}

#[test]
fn no_line_is_too_wide() {
    let mut wide = Vec::new();
    for paper in papers() {
        for line in paper.lines() {
            let (width, table) = (line.text.chars().count(), line.text.trim_start().starts_with('|'));
            if width > WIDEST && !table && !line.text.contains("://") {
                wide.push(paper.at(line.number, &format!("{width} characters, more than {WIDEST}")));
            }
        }
    }
    assert!(wide.is_empty(), "\n{}", wide.join("\n"));
}

#[test]
fn every_link_leads_somewhere() {
    let papers = papers();
    let mut dead = Vec::new();
    for paper in &papers {
        for (line, link) in paper.links() {
            if link.contains("://") || link.starts_with("mailto:") {
                continue;
            }
            let (file, anchor) = link.split_once('#').map_or((link.as_str(), None), |(file, a)| (file, Some(a)));
            let folder = paper.path.parent().unwrap();
            let target = if file.is_empty() { paper.path.clone() } else { joined(folder, file) };
            let there = match anchor {
                None => root().join(&target).exists(),
                Some(anchor) => {
                    let target = papers.iter().find(|known| known.path == target);
                    target.is_some_and(|target| target.anchors().iter().any(|known| known == anchor))
                }
            };
            if !there {
                dead.push(paper.at(line, &format!("({link}) leads nowhere")));
            }
        }
    }
    assert!(dead.is_empty(), "\n{}", dead.join("\n"));
}

#[test]
fn every_path_that_is_named_exists() {
    let mut gone = Vec::new();
    for paper in papers() {
        for (line, span) in paper.code_spans() {
            if is_path(span) && !root().join(before_star(span)).exists() {
                gone.push(paper.at(line, &format!("there is no {span}")));
            }
        }
    }
    assert!(gone.is_empty(), "\n{}", gone.join("\n"));
}

#[test]
fn every_name_stands_where_it_is_said_to() {
    let mut gone = Vec::new();
    for paper in papers() {
        for Placed { line, name, path } in paper.placed_names() {
            if path.ends_with(".rs") || root().join(path).is_dir() {
                let there = stands_in(name, &root().join(path));
                gone.extend((!there).then(|| paper.at(line, &format!("there is no {name} in {path}"))));
            }
        }
    }
    assert!(gone.is_empty(), "\n{}", gone.join("\n"));
}

#[test]
fn every_name_of_the_code_exists() {
    let mut gone = Vec::new();
    let everywhere = [root().join("src"), root().join("tests")];
    for paper in papers().iter().filter(|paper| OF_CODE.iter().any(|known| paper.path == Path::new(known))) {
        for (line, span) in paper.code_spans().filter(|(_, span)| is_name(span)) {
            let there = match leads_somewhere(span) {
                Some(there) if span.contains("::") => there,
                _ if is_type(span) => everywhere.iter().any(|place| stands_in(span, place)),
                _ => true,
            };
            gone.extend((!there).then(|| paper.at(line, &format!("there is no {span}"))));
        }
    }
    assert!(gone.is_empty(), "\n{}", gone.join("\n"));
}

/// The last column of the glossary names tables, some with a column. What the storage does not speak of is none.
#[test]
fn every_table_of_the_glossary_exists() {
    let mut gone = Vec::new();
    let paper = Paper::read("docs/glossary.md".into());
    for line in paper.lines().filter(|line| line.text.starts_with('|')) {
        let tables = line.text.trim_end_matches([' ', '|']).rsplit('|').next().unwrap();
        for span in tables.split('`').skip(1).step_by(2) {
            let (table, column) = span.split_once('.').unwrap_or((span, span));
            let words = [table, column].into_iter().filter(|word| is_name(word));
            for word in words.filter(|word| !stands_in(word, &root().join("src/storage"))) {
                gone.push(paper.at(line.number, &format!("there is no {span}: the storage knows no {word}")));
            }
        }
    }
    assert!(gone.is_empty(), "\n{}", gone.join("\n"));
}

#[test]
fn every_migration_is_told_of() {
    let changelog = Paper::read("CHANGELOG.md".into()).text;
    let migrations = std::fs::read_dir(root().join("migrations")).unwrap();
    let names = migrations.map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let untold: Vec<String> = names.filter(|name| !changelog.contains(&format!("`migrations/{name}`"))).collect();
    assert!(untold.is_empty(), "CHANGELOG.md does not tell of {}", untold.join(", "));
}
