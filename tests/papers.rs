//! The project's papers: not too long, no line too wide, every link leads somewhere, every path that is named exists.

#![allow(clippy::unwrap_used, reason = "a test stops where the world is not as it should be")]

use std::collections::HashMap;
use std::path::{Path, PathBuf};

/// Lines of the README, and characters of a line.
const LONGEST: usize = 150;
const WIDEST: usize = 120;

/// A path in backticks that begins with one of these is one of the repository.
const PLACES: [&str; 8] = ["src/", "tests/", "docs/", "locales/", "migrations/", "deploy/", "assets/", "benches/"];

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
            let path = PLACES.iter().any(|place| span.starts_with(place)) && !span.contains(char::is_whitespace);
            if path && !root().join(before_star(span)).exists() {
                gone.push(paper.at(line, &format!("there is no {span}")));
            }
        }
    }
    assert!(gone.is_empty(), "\n{}", gone.join("\n"));
}
