//! Draws a picture of numbers: first as SVG, then as PNG, with a font that is built in, so that it looks the same on every
//! machine.
//!
//! It is made for phones: 1200 px wide, and no text below 24 px, except a plan that is too long to fit beside its verdict.
//! Colours also differ in brightness (a test measures it) and each comes with a word, so that nobody has to tell red from green.
//! All measures are in pixels.

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

/// The picture's width.
const WIDTH: f64 = 1200.0;
/// The space left and right of everything.
const MARGIN: f64 = 32.0;
/// The space between two panels.
const GAP: f64 = 24.0;
/// The height of the title above the panels.
const HEAD: f64 = 150.0;
/// A panel's height.
const PANEL: f64 = 330.0;
/// The height of the legend below the panels.
const FOOT: f64 = 70.0;
/// The space left and right inside a panel.
const PADDING: f64 = 24.0;

/// The colour of words and of the mark of a plan.
const INK: &str = "#131C2B";
/// The colour of less important words.
const SOFT: &str = "#566176";
/// The colour of the line over the weeks.
const LINE: &str = "#2F6FDE";
/// The colour of the plan's dashed line.
const DASHES: &str = "#9AA4B4";
/// The colour of the part of a bar that is not reached.
const TRACK: &str = "#E7EAEF";

/// The colours of a mood.
struct Colours {
    /// The colour of the bar and of the last point. Green is clearly darker than amber, and red clearly darker than green.
    bar: &'static str,
    /// The colour of the verdict's words, which can be read on `pale`.
    words: &'static str,
    /// The colour behind the verdict's words.
    pale: &'static str,
}

/// Where something is drawn.
#[derive(Clone, Copy)]
struct Area {
    x: f64,
    y: f64,
    width: f64,
    height: f64,
}

/// How words look.
#[derive(Clone, Copy)]
struct Style {
    size: f64,
    bold: bool,
    colour: &'static str,
}

impl Style {
    const fn bold(size: f64, colour: &'static str) -> Self {
        Self { size, bold: true, colour }
    }

    const fn plain(size: f64, colour: &'static str) -> Self {
        Self { size, bold: false, colour }
    }
}

/// Which end of the words a position is.
enum Anchor {
    Start,
    End,
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
/// Fails if the drawing library does, which no picture that [`svg`] draws makes it do.
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
    let (style, title) = shrink(&picture.title, Style::bold(46.0, INK), 34.0, room);
    text(&mut out, (MARGIN, 72.0), style, &title);
    let style = Style::plain(28.0, SOFT);
    text(&mut out, (MARGIN, 118.0), style, &fit(&picture.subtitle, style, room));
    for (n, panel) in panels.iter().enumerate() {
        let x = MARGIN + (n % columns) as f64 * (width + GAP);
        let y = HEAD + (n / columns) as f64 * (PANEL + GAP);
        // The last of an odd number of panels has a row to itself.
        let alone = n + 1 == panels.len() && n % columns == 0;
        let width = if alone { room } else { width };
        draw(&mut out, panel, Area { x, y, width, height: PANEL });
    }
    legend(&mut out, &picture.legend, height - 28.0);
    out.push_str("</svg>");
    out
}

/// Draws one metric: its name, the number, how far it is towards the plan, the verdict, and its weeks.
fn draw(out: &mut String, panel: &Panel, Area { x, y, width, height }: Area) {
    let Colours { words, pale, .. } = colours(panel.mood);
    let (left, inner) = (x + PADDING, width - 2.0 * PADDING);
    let right = left + inner;
    let _ = write!(out, "<rect x='{x}' y='{y}' width='{width}' height='{height}' rx='20' fill='#FFFFFF'/>");
    let (style, name) = shrink(&panel.name, Style::bold(29.0, INK), 24.0, inner);
    text(out, (left, y + 48.0), style, &name);
    value(out, &panel.value, (left, y + 116.0), inner);
    bar(out, panel, Area { x: left, y: y + 142.0, width: inner, height: 22.0 });
    let style = Style::bold(25.0, words);
    let pill = measure(&panel.verdict, style) + 32.0;
    let _ =
        write!(out, "<rect x='{}' y='{}' width='{pill}' height='40' rx='20' fill='{pale}'/>", right - pill, y + 174.0);
    anchored(out, (right - 16.0, y + 203.0), Anchor::End, style, &panel.verdict);
    let (style, plan) = shrink(&panel.plan, Style::plain(26.0, SOFT), 18.0, inner - pill - 16.0);
    text(out, (left, y + 203.0), style, &plan);
    series(out, panel, Area { x: left + 6.0, y: y + 236.0, width: inner - 12.0, height: 74.0 });
}

/// Draws a number large and its unit beside it small, because the eye looks for the number.
fn value(out: &mut String, value: &str, (x, y): (f64, f64), room: f64) {
    let (number, unit) = split(value);
    let large = |size: f64| Style::bold(size, INK);
    let small = |size: f64| Style::plain(size * UNIT, SOFT);
    let wide = |size: f64| measure(number, large(size)) + measure(unit, small(size)) + size * UNIT * 0.4;
    let size = if wide(VALUE) <= room { VALUE } else { (VALUE * room / wide(VALUE)).floor().max(24.0) };
    text(out, (x, y), large(size), number);
    let beside = x + measure(number, large(size)) + size * UNIT * 0.4;
    text(out, (beside, y), small(size), unit);
}

/// The size of a value, and how much smaller its unit is.
const VALUE: f64 = 54.0;
const UNIT: f64 = 0.55;

/// Splits a value into its number and its unit: at the first no-break space that is not followed by a digit, or before a per cent
/// sign. The sign of a currency in front of a number stays with it.
fn split(value: &str) -> (&str, &str) {
    let unit = value
        .match_indices('\u{a0}')
        .find(|(at, space)| !value[at + space.len()..].starts_with(|c: char| c.is_ascii_digit()))
        .map(|(at, space)| (&value[..at], &value[at + space.len()..]));
    let percent = || value.find('%').map(|at| value.split_at(at));
    unit.or_else(percent).unwrap_or((value, ""))
}

/// Draws how far the actual is towards the plan, which is a mark on the bar.
fn bar(out: &mut String, panel: &Panel, Area { x, y, width, height }: Area) {
    let colour = colours(panel.mood).bar;
    let round = height / 2.0;
    let _ = write!(out, "<rect x='{x}' y='{y}' width='{width}' height='{height}' rx='{round}' fill='{TRACK}'/>");
    let (actual, target) = (panel.actual.map(|v| v.max(0.0)), panel.target.map(|v| v.max(0.0)));
    let most = actual.unwrap_or(0.0).max(target.unwrap_or(0.0)) * 1.08;
    if most <= 0.0 {
        return;
    }
    if let Some(actual) = actual.filter(|v| *v > 0.0) {
        let length = (width * actual / most).max(height);
        let _ =
            write!(out, "<rect x='{x}' y='{y}' width='{length:.1}' height='{height}' rx='{round}' fill='{colour}'/>");
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

/// Draws the weeks as a line, with gaps where there is no number, and the plan as a dashed line.
fn series(out: &mut String, panel: &Panel, Area { x, y, width, height }: Area) {
    let colour = colours(panel.mood).bar;
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
            "<line x1='{x}' x2='{}' y1='{at:.1}' y2='{at:.1}' stroke='{DASHES}' stroke-width='2.5' stroke-dasharray='9 7'/>",
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

/// Draws a line through the points of `run`, which is emptied. A single point gets no line.
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

/// Explains the mark, the line and the dashes.
fn legend(out: &mut String, words: &[String; 3], y: f64) {
    let [mark, line, dashes] = words;
    let style = Style::plain(25.0, SOFT);
    let mut x = MARGIN;
    let _ = write!(out, "<rect x='{x}' y='{}' width='5' height='28' rx='2' fill='{INK}'/>", y - 22.0);
    text(out, (x + 18.0, y), style, mark);
    x += 18.0 + measure(mark, style) + 50.0;
    let _ = write!(
        out,
        "<line x1='{x}' x2='{}' y1='{}' y2='{}' stroke='{LINE}' stroke-width='5'/>",
        x + 60.0,
        y - 8.0,
        y - 8.0
    );
    text(out, (x + 74.0, y), style, line);
    x += 74.0 + measure(line, style) + 50.0;
    let _ = write!(
        out,
        "<line x1='{x}' x2='{}' y1='{}' y2='{}' stroke='{DASHES}' stroke-width='2.5' stroke-dasharray='9 7'/>",
        x + 60.0,
        y - 8.0,
        y - 8.0
    );
    text(out, (x + 74.0, y), style, dashes);
}

/// Draws words that begin at `at`.
fn text(out: &mut String, at: (f64, f64), style: Style, words: &str) {
    anchored(out, at, Anchor::Start, style, words);
}

fn anchored(out: &mut String, (x, y): (f64, f64), anchor: Anchor, style: Style, words: &str) {
    let words = shown(words);
    if words.is_empty() {
        return;
    }
    let Style { size, bold, colour } = style;
    let weight = if bold { 700 } else { 400 };
    let anchor = match anchor {
        Anchor::Start => "start",
        Anchor::End => "end",
    };
    let _ = write!(
        out,
        "<text x='{x:.1}' y='{y:.1}' font-size='{size}' font-weight='{weight}' fill='{colour}' text-anchor='{anchor}'>{}</text>",
        escape(&words)
    );
}

/// The words without signs that the font lacks, such as emoji, which would be drawn as empty boxes. Letters are kept in any case.
fn shown(words: &str) -> String {
    let Ok(font) = skrifa::FontRef::new(REGULAR) else { return words.to_owned() };
    let glyphs = font.charmap();
    let kept: String = words.chars().filter(|c| c.is_alphanumeric() || glyphs.map(*c).is_some()).collect();
    kept.trim().to_owned()
}

/// Words as XML text. Characters that XML cannot hold become spaces.
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

/// How wide the words are.
fn measure(words: &str, Style { size, bold, .. }: Style) -> f64 {
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

/// The words, shortened with an ellipsis if they are wider than `room`.
fn fit(words: &str, style: Style, room: f64) -> String {
    if measure(words, style) <= room {
        return words.to_owned();
    }
    let mut short: String = words.to_owned();
    while short.pop().is_some() {
        let cut = format!("{}…", short.trim_end());
        if measure(&cut, style) <= room {
            return cut;
        }
    }
    String::new()
}

/// The words and the style in which they fit into `room`: made smaller down to the size `least`, then shortened.
fn shrink(words: &str, style: Style, least: f64, room: f64) -> (Style, String) {
    let wide = measure(words, style);
    if wide <= room {
        return (style, words.to_owned());
    }
    let style = Style { size: (style.size * room / wide).floor().max(least), ..style };
    (style, fit(words, style, room))
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
