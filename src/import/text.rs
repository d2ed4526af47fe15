//! The text of a file, in whatever encoding Windows programs keep it.

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1251};

/// A text, and in which encoding it was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decoded {
    /// The text, without a byte order mark.
    pub text: String,
    /// The name of its encoding where that is not UTF-8: a guess that may be wrong.
    pub other_than_utf8: Option<&'static str>,
}

/// Reads UTF-8, UTF-16 and, where it is neither, windows-1251; none if the bytes are no text.
pub fn decoded(bytes: &[u8]) -> Option<Decoded> {
    let encoding = match Encoding::for_bom(bytes) {
        Some((encoding, _)) => encoding,
        None => match *bytes {
            // UTF-16 without its mark: the first character of a file is Latin.
            [0, second, ..] if second != 0 => UTF_16BE,
            [first, 0, ..] if first != 0 => UTF_16LE,
            _ if std::str::from_utf8(bytes).is_ok() => UTF_8,
            _ => WINDOWS_1251,
        },
    };
    let (text, _, broken) = encoding.decode(bytes);
    let other_than_utf8 = Some(encoding.name()).filter(|_| encoding != UTF_8);
    (!broken && !text.contains('\0')).then(|| Decoded { text: text.into_owned(), other_than_utf8 })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_windows_programs_write_is_read() {
        let text = "name = \"ТП Лаб\"";
        let wide = |bytes: fn(u16) -> [u8; 2]| text.encode_utf16().flat_map(bytes).collect::<Vec<u8>>();
        let (little, big) = (wide(u16::to_le_bytes), wide(u16::to_be_bytes));
        for (bytes, encoding) in [
            (text.as_bytes().to_vec(), None),
            ([b"\xEF\xBB\xBF", text.as_bytes()].concat(), None),
            (WINDOWS_1251.encode(text).0.into_owned(), Some("windows-1251")),
            (little.clone(), Some("UTF-16LE")),
            ([b"\xFF\xFE", little.as_slice()].concat(), Some("UTF-16LE")),
            (big.clone(), Some("UTF-16BE")),
            ([b"\xFE\xFF", big.as_slice()].concat(), Some("UTF-16BE")),
        ] {
            let read = decoded(&bytes).expect("a text");
            assert_eq!((read.text.as_str(), read.other_than_utf8), (text, encoding));
        }
        assert_eq!(decoded(b"PK\x03\x04\0\0\0"), None);
        assert_eq!(decoded(b""), Some(Decoded { text: String::new(), other_than_utf8: None }));
    }
}
