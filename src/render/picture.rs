//! Numbers → SVG → PNG, with a font of our own: the same on every machine.
//!
//! Read on a phone: 1200 px wide, no text below 24 px. Colours differ in brightness too, and each comes with its word, so
//! that nobody has to tell red from green.

use std::fmt::Write as _;
use std::sync::{Arc, LazyLock};

use anyhow::Context as _;
use resvg::{tiny_skia, usvg};
use skrifa::MetadataProvider as _;

use crate::storage::outbox::picture::{Mood, Panel, Picture};

static REGULAR: &[u8] = include_bytes!("../../assets/fonts/GolosText-400.ttf");
static BOLD: &[u8] = include_bytes!("../../assets/fonts/GolosText-700.ttf");

static FONTS: LazyLock<Arc<usvg::fontdb::Database>> = LazyLock::new(|| {
    let mut fonts = usvg::fontdb::Database::new();
    fonts.load_font_data(REGULAR.to_vec());
    fonts.load_font_data(BOLD.to_vec());
    Arc::new(fonts)
});

/// The most metrics one picture holds.
pub const MOST: usize = 8;

const WIDTH: f64 = 1200.0;
const MARGIN: f64 = 32.0;
const GAP: f64 = 24.0;
const HEAD: f64 = 150.0;
const PANEL: f64 = 330.0;
const FOOT: f64 = 70.0;
const PADDING: f64 = 24.0;

const INK: &str = "#131C2B";
const SOFT: &str = "#566176";
const LINE: &str = "#2F6FDE";
const TRACK: &str = "#E7EAEF";

/// Strong colour, pale colour.
fn colours(mood: Mood) -> (&'static str, &'static str) {
    match mood {
        Mood::Good => ("#0F7A53", "#E0F3EA"),
        Mood::Near => ("#A56200", "#FDEFD8"),
        Mood::Bad => ("#B3261E", "#FBE4E2"),
        Mood::Quiet => ("#6A7384", "#E7EAEF"),
    }
}

/// The picture as a PNG file.
///
/// # Errors
/// Never for a picture that [`svg`] draws; the drawing library may refuse.
pub fn png(picture: &Picture) -> anyhow::Result<Vec<u8>> {
    let options =
        usvg::Options { fontdb: Arc::clone(&FONTS), font_family: "Golos Text".to_owned(), ..usvg::Options::default() };
    let tree = usvg::Tree::from_str(&svg(picture), &options).context("the picture's SVG")?;
    let size = tree.size().to_int_size();
    let mut canvas = tiny_skia::Pixmap::new(size.width(), size.height()).context("an empty picture")?;
    resvg::render(&tree, tiny_skia::Transform::identity(), &mut canvas.as_mut());
    canvas.encode_png().context("the picture's PNG")
}

/// The picture as SVG.
pub fn svg(picture: &Picture) -> String {
    let panels = &picture.panels[..picture.panels.len().min(MOST)];
    let columns = if panels.len() == 1 { 1 } else { 2 };
    let rows = panels.len().div_ceil(columns);
    let height = HEAD + rows as f64 * (PANEL + GAP) - GAP + FOOT;
    let width = (WIDTH - 2.0 * MARGIN - (columns - 1) as f64 * GAP) / columns as f64;
    let mut out = format!(
        "<svg xmlns='http://www.w3.org/2000/svg' width='{WIDTH}' height='{height}' font-family='Golos Text'>\
         <rect width='{WIDTH}' height='{height}' fill='#F1F3F7'/>"
    );
    let room = WIDTH - 2.0 * MARGIN;
    text(&mut out, MARGIN, 72.0, 46.0, true, INK, "start", &fit(&picture.title, 46.0, true, room));
    text(&mut out, MARGIN, 118.0, 28.0, false, SOFT, "start", &fit(&picture.subtitle, 28.0, false, room));
    for (n, panel) in panels.iter().enumerate() {
        let x = MARGIN + (n % columns) as f64 * (width + GAP);
        let y = HEAD + (n / columns) as f64 * (PANEL + GAP);
        // The last of an odd number has the row for itself.
        let alone = n + 1 == panels.len() && n % columns == 0;
        draw(&mut out, panel, x, y, if alone { room } else { width });
    }
    legend(&mut out, &picture.legend, height - 28.0);
    out.push_str("</svg>");
    out
}

fn draw(out: &mut String, panel: &Panel, x: f64, y: f64, width: f64) {
    let (strong, pale) = colours(panel.mood);
    let (left, inner) = (x + PADDING, width - 2.0 * PADDING);
    let right = left + inner;
    let _ = write!(out, "<rect x='{x}' y='{y}' width='{width}' height='{PANEL}' rx='20' fill='#FFFFFF'/>");
    text(out, left, y + 48.0, 29.0, true, INK, "start", &fit(&panel.name, 29.0, true, inner));
    let size = shrink(&panel.value, 54.0, inner);
    text(out, left, y + 116.0, size, true, INK, "start", &panel.value);
    bar(out, panel, left, y + 142.0, inner, strong);
    let pill = measure(&panel.verdict, 25.0, true) + 32.0;
    let _ =
        write!(out, "<rect x='{}' y='{}' width='{pill}' height='40' rx='20' fill='{pale}'/>", right - pill, y + 174.0);
    text(out, right - 16.0, y + 203.0, 25.0, true, strong, "end", &panel.verdict);
    let plan = fit(&panel.plan, 26.0, false, inner - pill - 16.0);
    text(out, left, y + 203.0, 26.0, false, SOFT, "start", &plan);
    series(out, panel, left + 6.0, y + 236.0, inner - 12.0, 74.0, strong);
}

/// How far the number came on the way to its plan; the mark is the plan.
fn bar(out: &mut String, panel: &Panel, x: f64, y: f64, width: f64, colour: &str) {
    let _ = write!(out, "<rect x='{x}' y='{y}' width='{width}' height='22' rx='11' fill='{TRACK}'/>");
    let (actual, target) = (panel.actual.map(|v| v.max(0.0)), panel.target.map(|v| v.max(0.0)));
    let most = actual.unwrap_or(0.0).max(target.unwrap_or(0.0)) * 1.08;
    if most <= 0.0 {
        return;
    }
    if let Some(actual) = actual.filter(|v| *v > 0.0) {
        let length = (width * actual / most).max(22.0);
        let _ = write!(out, "<rect x='{x}' y='{y}' width='{length:.1}' height='22' rx='11' fill='{colour}'/>");
    }
    if let Some(target) = target {
        let at = x + width * target / most;
        let _ = write!(
            out,
            "<rect x='{:.1}' y='{}' width='8' height='36' fill='#FFFFFF'/>\
             <rect x='{:.1}' y='{}' width='4' height='34' rx='2' fill='{INK}'/>",
            at - 4.0,
            y - 7.0,
            at - 2.0,
            y - 6.0
        );
    }
}

/// The weeks as a line with gaps where there is no number; the dashes are the plan.
fn series(out: &mut String, panel: &Panel, x: f64, y: f64, width: f64, height: f64, colour: &str) {
    let known: Vec<f64> = panel.series.iter().flatten().copied().chain(panel.target).collect();
    let (Some(low), Some(high)) = (known.iter().copied().reduce(f64::min), known.iter().copied().reduce(f64::max))
    else {
        return;
    };
    let reach = (high - low).max(f64::MIN_POSITIVE);
    let level = |value: f64| if high > low { y + height - (value - low) / reach * height } else { y + height / 2.0 };
    let steps = panel.series.len().max(2) - 1;
    let place = |n: usize| x + width * n as f64 / steps as f64;
    if let Some(target) = panel.target {
        let at = level(target);
        let _ = write!(
            out,
            "<line x1='{x}' x2='{}' y1='{at:.1}' y2='{at:.1}' stroke='#9AA4B4' stroke-width='2.5' stroke-dasharray='9 7'/>",
            x + width
        );
    }
    let mut run = String::new();
    for (n, value) in panel.series.iter().enumerate() {
        match value {
            Some(value) => {
                let _ = write!(run, "{:.1},{:.1} ", place(n), level(*value));
            }
            None => stroke(out, &mut run),
        }
    }
    stroke(out, &mut run);
    let last = panel.series.len().saturating_sub(1);
    for (n, value) in panel.series.iter().enumerate() {
        let Some(value) = value else { continue };
        let (radius, fill) = if n == last { (10.0, colour) } else { (6.0, LINE) };
        let _ = write!(
            out,
            "<circle cx='{:.1}' cy='{:.1}' r='{radius}' fill='{fill}' stroke='#FFFFFF' stroke-width='3'/>",
            place(n),
            level(*value)
        );
    }
}

fn stroke(out: &mut String, run: &mut String) {
    if run.split_whitespace().count() > 1 {
        let _ = write!(
            out,
            "<polyline points='{}' fill='none' stroke='{LINE}' stroke-width='5' stroke-linejoin='round' stroke-linecap='round'/>",
            run.trim_end()
        );
    }
    run.clear();
}

fn legend(out: &mut String, words: &[String; 3], y: f64) {
    let [mark, line, dashes] = words;
    let mut x = MARGIN;
    let _ = write!(out, "<rect x='{x}' y='{}' width='5' height='28' rx='2' fill='{INK}'/>", y - 22.0);
    text(out, x + 18.0, y, 25.0, false, SOFT, "start", mark);
    x += 18.0 + measure(mark, 25.0, false) + 50.0;
    let _ = write!(
        out,
        "<line x1='{x}' x2='{}' y1='{}' y2='{}' stroke='{LINE}' stroke-width='5'/>",
        x + 60.0,
        y - 8.0,
        y - 8.0
    );
    text(out, x + 74.0, y, 25.0, false, SOFT, "start", line);
    x += 74.0 + measure(line, 25.0, false) + 50.0;
    let _ = write!(
        out,
        "<line x1='{x}' x2='{}' y1='{}' y2='{}' stroke='#9AA4B4' stroke-width='2.5' stroke-dasharray='9 7'/>",
        x + 60.0,
        y - 8.0,
        y - 8.0
    );
    text(out, x + 74.0, y, 25.0, false, SOFT, "start", dashes);
}

#[expect(clippy::too_many_arguments, reason = "what SVG's text takes")]
fn text(out: &mut String, x: f64, y: f64, size: f64, bold: bool, fill: &str, anchor: &str, words: &str) {
    if words.is_empty() {
        return;
    }
    let weight = if bold { 700 } else { 400 };
    let _ = write!(
        out,
        "<text x='{x:.1}' y='{y:.1}' font-size='{size}' font-weight='{weight}' fill='{fill}' text-anchor='{anchor}'>{}</text>",
        escape(words)
    );
}

/// People's words inside XML; what XML cannot hold is left out.
fn escape(words: &str) -> String {
    let mut safe = String::with_capacity(words.len());
    for c in words.chars() {
        match c {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '\'' => safe.push_str("&#39;"),
            '"' => safe.push_str("&quot;"),
            c if c < ' ' || matches!(c, '\u{fffe}' | '\u{ffff}') => safe.push(' '),
            c => safe.push(c),
        }
    }
    safe
}

/// How wide the words are, in pixels.
fn measure(words: &str, size: f64, bold: bool) -> f64 {
    let Ok(font) = skrifa::FontRef::new(if bold { BOLD } else { REGULAR }) else { return 0.0 };
    let glyphs = font.charmap();
    let metrics =
        font.glyph_metrics(skrifa::instance::Size::new(size as f32), skrifa::instance::LocationRef::default());
    let missing = size * 0.6;
    words.chars().map(|c| glyphs.map(c).and_then(|glyph| metrics.advance_width(glyph)).map_or(missing, f64::from)).sum()
}

/// The words, cut with an ellipsis where they are wider than `room`.
fn fit(words: &str, size: f64, bold: bool, room: f64) -> String {
    if measure(words, size, bold) <= room {
        return words.to_owned();
    }
    let mut short: String = words.to_owned();
    while short.pop().is_some() {
        let cut = format!("{}…", short.trim_end());
        if measure(&cut, size, bold) <= room {
            return cut;
        }
    }
    String::new()
}

/// The size at which the words fit, at most `size`.
fn shrink(words: &str, size: f64, room: f64) -> f64 {
    let wide = measure(words, size, true);
    if wide <= room { size } else { (size * room / wide).floor().max(24.0) }
}
