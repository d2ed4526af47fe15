//! Which source file names what of which other: read from the tokens of the code, without tests, comments and strings.

use std::collections::{BTreeMap, BTreeSet};

use proc_macro2::{Delimiter, TokenStream, TokenTree};

use crate::texts::{root, sources};

/// A path as it is written, segment by segment.
type Path = Vec<String>;

/// What a file names.
#[derive(Default)]
struct Named {
    /// What it imports: under which name, the path, and whether others find it here (`pub use`).
    uses: Vec<(String, Path, bool)>,
    /// Paths of two segments and more anywhere else.
    paths: Vec<Path>,
    /// Modules that exist for tests only.
    tests: Vec<String>,
}

/// The files of the crate by module path (`storage::plan`), each with those it imports
/// from. A re-export counts for the file that defines the thing, and for nobody else: to list what is in a room is no import.
pub fn imports() -> BTreeMap<String, BTreeSet<String>> {
    let mut files: BTreeMap<String, Named> = BTreeMap::new();
    for (path, code) in sources("") {
        let path = path.strip_prefix(root().join("src")).unwrap().with_extension("");
        let mut module: Path = path.iter().map(|part| part.to_str().unwrap().to_owned()).collect();
        module.pop_if(|last| last == "mod");
        let mut named = Named::default();
        named.read(code.parse().unwrap_or_else(|error| panic!("{}: {error}", path.display())));
        files.insert(module.join("::"), named);
    }
    // The crate's table of contents, and the binary that calls it.
    files.retain(|module, _| !["lib", "main"].contains(&module.as_str()));
    let tests: Vec<String> = files
        .iter()
        .flat_map(|(module, named)| named.tests.iter().map(move |test| format!("{module}::{test}")))
        .collect();
    files.retain(|module, _| !tests.iter().any(|test| within(module, test)));
    files.keys().map(|module| (module.clone(), imported(&files, module))).collect()
}

/// Whether a module is another or stands below it.
pub fn within(module: &str, other: &str) -> bool {
    module.strip_prefix(other).is_some_and(|rest| rest.is_empty() || rest.starts_with("::"))
}

fn imported(files: &BTreeMap<String, Named>, module: &str) -> BTreeSet<String> {
    let named = &files[module];
    let mut found = BTreeSet::new();
    for (_, path, public) in &named.uses {
        let Some(path) = absolute(files, module, path) else { continue };
        let is_list = *public && within(&path.join("::"), module);
        // An imported module counts where something of it is named.
        if !is_list && !files.contains_key(&path.join("::")) {
            found.extend(defining(files, path));
        }
    }
    let paths = named.paths.iter().filter_map(|path| absolute(files, module, path));
    found.extend(paths.filter_map(|path| defining(files, path)));
    found.remove(module);
    found
}

/// The path from the crate's root; none where it leads out of the crate, or to something of the file itself.
fn absolute(files: &BTreeMap<String, Named>, module: &str, path: &[String]) -> Option<Path> {
    let mut base: Path = module.split("::").map(str::to_owned).collect();
    let mut rest = path;
    match rest.first()?.as_str() {
        "crate" => base.clear(),
        "self" => {}
        "super" => {
            while rest[1..].first().is_some_and(|next| next == "super") {
                base.pop();
                rest = &rest[1..];
            }
            base.pop();
        }
        first if files.contains_key(&format!("{module}::{first}")) => base.push(first.to_owned()),
        first => base = imported_as(files, module, first)?,
    }
    base.extend_from_slice(&rest[1..]);
    Some(base)
}

/// The path of what a file imports under a name: of a module, where a function or type has the same name.
fn imported_as(files: &BTreeMap<String, Named>, module: &str, name: &str) -> Option<Path> {
    // What is imported under the name of its own crate or room is not that.
    let known = files[module].uses.iter().filter(|(known, path, _)| known == name && path[0] != name);
    known
        .filter_map(|(_, path, _)| absolute(files, module, path))
        .max_by_key(|path| files.contains_key(&path.join("::")))
}

/// The file that defines what a path names, whichever room lists it.
fn defining(files: &BTreeMap<String, Named>, mut path: Path) -> Option<String> {
    loop {
        let file = (1..=path.len()).rev().find(|n| files.contains_key(&path[..*n].join("::")))?;
        let module = path[..file].join("::");
        let rest = path.split_off(path.len().min(file + 1));
        let further = path.get(file).and_then(|name| imported_as(files, &module, name));
        let Some(further) = further else { return Some(module) };
        path = [further, rest].concat();
    }
}

impl Named {
    fn read(&mut self, tokens: TokenStream) {
        let tokens: Vec<TokenTree> = tokens.into_iter().collect();
        let mut at = 0;
        while at < tokens.len() {
            match &tokens[at] {
                TokenTree::Punct(hash) if hash.as_char() == '#' && is_test(tokens.get(at + 1)) => {
                    let item = end_of_item(&tokens, at);
                    let module = tokens[at..item].iter().position(|token| token.to_string() == "mod");
                    self.tests.extend(module.map(|found| tokens[at + found + 1].to_string()));
                    at = item;
                }
                TokenTree::Ident(word) if word == "use" && matches!(tokens.get(at + 1), Some(TokenTree::Ident(_))) => {
                    let end = at + tokens[at..].iter().position(|token| token.to_string() == ";").unwrap();
                    let public = at > 0 && matches!(tokens[at - 1].to_string().as_str(), "pub" | "(crate)" | "(super)")
                        || at > 1 && tokens[at - 2].to_string() == "pub";
                    self.read_use(&[], &tokens[at + 1..end], public);
                    at = end;
                }
                TokenTree::Ident(_) => {
                    let (path, end) = path_at(&tokens, at);
                    if path.len() > 1 {
                        self.paths.push(path);
                    }
                    at = end;
                    continue;
                }
                TokenTree::Group(group) => self.read(group.stream()),
                _ => {}
            }
            at += 1;
        }
    }

    /// A tree of imports, flattened.
    fn read_use(&mut self, before: &[String], tree: &[TokenTree], public: bool) {
        let (path, end) = path_at(tree, 0);
        let mut path = [before, &path].concat();
        match tree.get(end..).unwrap_or_default() {
            [.., TokenTree::Group(group)] => {
                let inside: Vec<TokenTree> = group.stream().into_iter().collect();
                for part in inside.split(|token| token.to_string() == ",").filter(|part| !part.is_empty()) {
                    self.read_use(&path, part, public);
                }
            }
            [TokenTree::Ident(word), name, ..] if word == "as" => self.uses.push((name.to_string(), path, public)),
            _ => {
                path.pop_if(|last| last == "self");
                self.uses.extend(path.last().cloned().map(|name| (name, path, public)));
            }
        }
    }
}

/// The path that begins at a place, and the place behind it.
fn path_at(tokens: &[TokenTree], mut at: usize) -> (Path, usize) {
    let mut path = Path::new();
    while let Some(TokenTree::Ident(word)) = tokens.get(at) {
        path.push(word.to_string());
        at += 1;
        let colons = tokens.get(at..at + 2).is_some_and(|next| next.iter().all(|token| token.to_string() == ":"));
        if !colons {
            break;
        }
        at += 2;
    }
    (path, at)
}

fn is_test(attribute: Option<&TokenTree>) -> bool {
    matches!(attribute, Some(TokenTree::Group(group)) if group.stream().to_string().replace(' ', "").starts_with("cfg(test"))
}

/// Where the item after an attribute ends: at its body, or its semicolon.
fn end_of_item(tokens: &[TokenTree], at: usize) -> usize {
    let ends = |token: &TokenTree| match token {
        TokenTree::Group(group) => group.delimiter() == Delimiter::Brace,
        other => other.to_string() == ";",
    };
    tokens[at..].iter().position(ends).map_or(tokens.len(), |found| at + found)
}
