//! Numbers → SVG → PNG, with a font of our own: the same on every machine.
//!
//! Read on a phone: 1200 px wide, no text below 24 px, but for a plan too long to stand beside its verdict. Colours differ
//! in brightness too (a test measures it), and each comes with its word, so that nobody has to tell red from green.

use std::fmt::Write as _;
use std::sync::{Arc, LazyLock};

use anyhow::Context as _;
use resvg::{tiny_skia, usvg};
use skrifa::MetadataProvider as _;

use crate::render::message::{Mood, Panel, Picture};

static REGULAR: &[u8] = include_bytes!("../../../assets/fonts/GolosText-400.ttf");
static BOLD: &[u8] = include_bytes!("../../../assets/fonts/GolosText-700.ttf");

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

/// The colours of a mood.
struct Colours {
    /// Of the bar and the last point: from amber over green to red each is clearly darker than the one before.
    bar: &'static str,
    /// Of the verdict's words, to be read on `pale`.
    words: &'static str,
    /// Behind the words.
    pale: &'static str,
}

fn colours(mood: Mood) -> Colours {
    let (bar, words, pale) = match mood {
        Mood::Good => ("#15915F", "#0B6646", "#DDF3E8"),
        Mood::Near => ("#E39A14", "#8A5200", "#FDEFD3"),
        Mood::Bad => ("#A61B15", "#9C1A14", "#FBE2E0"),
        Mood::Quiet => ("#8A93A3", "#5A6374", "#E7EAEF"),
    };
    Colours { bar, words, pale }
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
    let (size, title) = shrink(&picture.title, 46.0, 34.0, true, room);
    text(&mut out, MARGIN, 72.0, size, true, INK, "start", &title);
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
    let Colours { bar: strong, words, pale } = colours(panel.mood);
    let (left, inner) = (x + PADDING, width - 2.0 * PADDING);
    let right = left + inner;
    let _ = write!(out, "<rect x='{x}' y='{y}' width='{width}' height='{PANEL}' rx='20' fill='#FFFFFF'/>");
    let (size, name) = shrink(&panel.name, 29.0, 24.0, true, inner);
    text(out, left, y + 48.0, size, true, INK, "start", &name);
    value(out, &panel.value, left, y + 116.0, inner);
    bar(out, panel, left, y + 142.0, inner, strong);
    let pill = measure(&panel.verdict, 25.0, true) + 32.0;
    let _ =
        write!(out, "<rect x='{}' y='{}' width='{pill}' height='40' rx='20' fill='{pale}'/>", right - pill, y + 174.0);
    text(out, right - 16.0, y + 203.0, 25.0, true, words, "end", &panel.verdict);
    let (size, plan) = shrink(&panel.plan, 26.0, 18.0, false, inner - pill - 16.0);
    text(out, left, y + 203.0, size, false, SOFT, "start", &plan);
    series(out, panel, left + 6.0, y + 236.0, inner - 12.0, 74.0, strong);
}

/// The number, large, and its unit beside it, small: the eye looks for the number.
fn value(out: &mut String, value: &str, x: f64, y: f64, room: f64) {
    let (number, unit) = split(value);
    let wide = |size: f64| measure(number, size, true) + measure(unit, size * UNIT, false) + size * UNIT * 0.4;
    let size = if wide(VALUE) <= room { VALUE } else { (VALUE * room / wide(VALUE)).floor().max(24.0) };
    text(out, x, y, size, true, INK, "start", number);
    let beside = x + measure(number, size, true) + size * UNIT * 0.4;
    text(out, beside, y, size * UNIT, false, SOFT, "start", unit);
}

/// Size of a value, and how much smaller its unit is.
const VALUE: f64 = 54.0;
const UNIT: f64 = 0.55;

/// A value cut where its unit begins: at the first no-break space that no digit follows, or at the sign of per cent. A
/// currency's sign in front stays with its number.
fn split(value: &str) -> (&str, &str) {
    let unit = value
        .match_indices('\u{a0}')
        .find(|(at, space)| !value[at + space.len()..].starts_with(|c: char| c.is_ascii_digit()))
        .map(|(at, space)| (&value[..at], &value[at + space.len()..]));
    let percent = || value.find('%').map(|at| value.split_at(at));
    unit.or_else(percent).unwrap_or((value, ""))
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
    let words = shown(words);
    if words.is_empty() {
        return;
    }
    let weight = if bold { 700 } else { 400 };
    let _ = write!(
        out,
        "<text x='{x:.1}' y='{y:.1}' font-size='{size}' font-weight='{weight}' fill='{fill}' text-anchor='{anchor}'>{}</text>",
        escape(&words)
    );
}

/// The words without signs that the font lacks, such as emoji: an empty box says less than nothing. Letters stay.
fn shown(words: &str) -> String {
    let Ok(font) = skrifa::FontRef::new(REGULAR) else { return words.to_owned() };
    let glyphs = font.charmap();
    let kept: String = words.chars().filter(|c| c.is_alphanumeric() || glyphs.map(*c).is_some()).collect();
    kept.trim().to_owned()
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
    shown(words)
        .chars()
        .map(|c| glyphs.map(c).and_then(|glyph| metrics.advance_width(glyph)).map_or(missing, f64::from))
        .sum()
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

/// The size at which the words fit, from `size` down to `least`; at that they are cut.
fn shrink(words: &str, size: f64, least: f64, bold: bool, room: f64) -> (f64, String) {
    let wide = measure(words, size, bold);
    if wide <= room {
        return (size, words.to_owned());
    }
    let size = (size * room / wide).floor().max(least);
    (size, fit(words, size, bold, room))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Relative luminance, as the Web Content Accessibility Guidelines define it.
    fn luminance(colour: &str) -> f64 {
        let channel = |at: usize| {
            let value = f64::from(u8::from_str_radix(&colour[at..at + 2], 16).expect("hexadecimal")) / 255.0;
            if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5)
    }

    fn contrast(one: &str, other: &str) -> f64 {
        let (one, other) = (luminance(one), luminance(other));
        (one.max(other) + 0.05) / (one.min(other) + 0.05)
    }

    #[test]
    fn moods_differ_in_brightness_and_words_can_be_read() {
        let moods = [Mood::Near, Mood::Good, Mood::Bad];
        for pair in moods.windows(2) {
            let (lighter, darker) = (colours(pair[0]).bar, colours(pair[1]).bar);
            assert!(luminance(lighter) > luminance(darker), "{pair:?}");
            assert!(contrast(lighter, darker) > 1.6, "{pair:?} {}", contrast(lighter, darker));
        }
        for mood in moods.into_iter().chain([Mood::Quiet]) {
            let Colours { words, pale, .. } = colours(mood);
            assert!(contrast(words, pale) > 4.5, "{mood:?} {}", contrast(words, pale));
        }
    }

    #[test]
    fn a_value_and_its_unit() {
        for (value, number, unit) in [
            ("4\u{a0}385\u{a0}400\u{a0}₽", "4\u{a0}385\u{a0}400", "₽"),
            ("118\u{a0}млрд\u{a0}₽", "118", "млрд\u{a0}₽"),
            ("3,6\u{a0}%", "3,6", "%"),
            ("35%", "35", "%"),
            ("$27,480", "$27,480", ""),
            ("−0,004", "−0,004", ""),
            ("—", "—", ""),
        ] {
            assert_eq!(split(value), (number, unit));
        }
    }
}
