//! Letters, quickly: what the standard library answers from tables, for the letters that people here type all day.

/// [`char::is_alphabetic`].
pub(super) fn is_letter(c: char) -> bool {
    match c {
        '\0'..='\u{7f}' => c.is_ascii_alphabetic(),
        'А'..='я' | 'Ё' | 'ё' => true,
        _ => c.is_alphabetic(),
    }
}

/// [`char::is_alphanumeric`].
pub(super) fn is_word(c: char) -> bool {
    is_letter(c) || c.is_ascii_digit() || (!c.is_ascii() && c.is_numeric())
}

/// [`str::to_lowercase`] with «е» for «ё»: people type both for one letter.
pub(super) fn lower(text: &str) -> String {
    let mut lower = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\0'..='\u{7f}' => lower.push(c.to_ascii_lowercase()),
            'а'..='я' => lower.push(c),
            'А'..='Я' => lower.push(char::from_u32(c as u32 + 32).unwrap_or(c)),
            'Ё' | 'ё' => lower.push('е'),
            _ => lower.extend(c.to_lowercase()),
        }
    }
    lower
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_letter_is_as_the_standard_library_says() {
        for c in '\0'..=char::MAX {
            assert_eq!(is_letter(c), c.is_alphabetic(), "{c:?}");
            assert_eq!(is_word(c), c.is_alphanumeric(), "{c:?}");
            let text = c.to_string();
            assert_eq!(lower(&text), text.to_lowercase().replace('ё', "е"), "{c:?}");
        }
    }
}
