use super::*;
use proptest::prelude::*;

/// What Telegram would show of a message, having checked that its marks are balanced.
fn shown(message: &str) -> String {
    let (mut text, mut open, mut rest) = (String::new(), Vec::new(), message);
    while let Some(first) = rest.chars().next() {
        if first == '<' {
            let end = rest.find('>').expect("a whole tag");
            let tag = &rest[1..end];
            match tag.strip_prefix('/') {
                Some(name) => assert_eq!(open.pop().as_deref(), Some(name), "{message}"),
                None => open.push(tag.split(' ').next().expect("a name").to_owned()),
            }
            rest = &rest[end + 1..];
        } else if first == '&' {
            let end = rest.find(';').expect("a whole entity");
            text.push(match &rest[..=end] {
                "&amp;" => '&',
                "&lt;" => '<',
                "&gt;" => '>',
                "&quot;" => '"',
                other => unreachable!("unknown {other}"),
            });
            rest = &rest[end + 1..];
        } else {
            assert_ne!(first, '>');
            text.push(first);
            rest = &rest[first.len_utf8()..];
        }
    }
    assert!(open.is_empty(), "{message}");
    text
}

fn without_space(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

#[test]
fn marks_and_words_do_not_mix() {
    let mut html = Html::new();
    html.bold("<b>").text(" & \u{0}\u{202E}x\t").link("https://a.b/?c=1&d=\"", "y").link("javascript:z", "w").code("");
    assert_eq!(html.utf16_len(), 10);
    assert_eq!(html.into_string(), "<b>&lt;b&gt;</b> &amp; x <a href=\"https://a.b/?c=1&amp;d=&quot;\">y</a>w");
}

#[test]
fn a_quotation_stands_on_lines_of_its_own() {
    let mut html = Html::from("Вернули:");
    html.quote(Html::new().bold("a").quote("b\n")).text("c").expandable("d").nl().line("e");
    assert_eq!(
        html.into_string(),
        "Вернули:\n<blockquote><b>a</b>\nb</blockquote>\nc\n<blockquote expandable>d</blockquote>\ne\n"
    );
}

#[test]
fn a_long_text_is_cut_at_line_ends_and_its_marks_go_on() {
    let mut html = Html::new();
    html.bold("один\nдва\nтри").line("").text("четыре");
    assert_eq!(html.split(10), ["<b>один\nдва\n</b>", "<b>три</b>\nчетыре"]);
    assert_eq!(Html::from("ёлка".repeat(3)).split(5), ["ёлкаё", "лкаёл", "ка"]);
    // A family, a flag and an accent stay whole.
    assert_eq!(Html::from("abc👨‍👩‍👧d🇷🇺e\u{301}").split(8), ["abc", "👨‍👩‍👧", "d🇷🇺e\u{301}"]);
}

#[test]
fn an_ellipsis_counts() {
    assert_eq!(ellipsis("Контент", 7), "Контент");
    assert_eq!(ellipsis("Контент и", 9), "Контент и");
    assert_eq!(ellipsis("Контент и текст", 9), "Контент…");
    assert_eq!(ellipsis("ab", 0), "");
}

fn any_html() -> impl Strategy<Value = Html> {
    let piece = "[ -~\n\u{400}-\u{45f}\u{202e}\u{0}🦀👨‍👩‍👧🇷🇺<>&\"]{0,30}";
    prop::collection::vec((0u8..9, piece), 0..12).prop_map(|pieces| {
        let mut html = Html::new();
        for (kind, text) in pieces {
            match kind {
                0 => html.text(&text),
                1 => html.bold(text),
                2 => html.italic(Html::new().bold(&text).text("!")),
                3 => html.code(&text),
                4 => html.quote(Html::new().line(&text).strike(text)),
                5 => html.expandable(text),
                6 => html.link("https://example.org/?a=\"&b=<", &text),
                7 => html.line(text),
                _ => html.push(Html::new().text(&text).quote(text)),
            };
        }
        html
    })
}

proptest! {
    #[test]
    fn escaping_goes_there_and_back(text in any::<String>()) {
        let html = Html::from(&text);
        let plain = html.plain();
        prop_assert_eq!(&plain, &clean(&text));
        prop_assert_eq!(shown(&html.into_string()), plain);
    }

    #[test]
    fn parts_fit_and_lose_nothing(html in any_html(), limit in 2usize..60) {
        let plain = html.plain();
        let all = shown(&html.clone().into_string());
        prop_assert_eq!(&all, &plain);
        prop_assert_eq!(utf16_len(&all), html.utf16_len());
        let parts: Vec<String> = html.split(limit).iter().map(|part| shown(part)).collect();
        for part in &parts {
            prop_assert!(utf16_len(part) <= limit, "{part:?}");
            prop_assert!(!part.trim().is_empty());
        }
        prop_assert_eq!(without_space(&parts.concat()), without_space(&plain));
    }
}
