//! Buttons of `/language`.

use crate::domain::company::Locale;
use crate::render::buttons::parts::Parts;

/// What a tap on languages asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LanguageAction {
    /// A person chooses the language the bot speaks to them.
    Set {
        /// The language.
        locale: Locale,
    },
}

impl LanguageAction {
    pub(super) fn encode(self) -> String {
        match self {
            Self::Set { locale: Locale::Ru } => "la:ru".to_owned(),
            Self::Set { locale: Locale::En } => "la:en".to_owned(),
        }
    }

    pub(super) fn decode(name: &str, rest: &mut Parts<'_>) -> Option<Self> {
        if name != "la" {
            return None;
        }
        match rest.word()? {
            "ru" => Some(Self::Set { locale: Locale::Ru }),
            "en" => Some(Self::Set { locale: Locale::En }),
            _ => None,
        }
    }
}

#[cfg(test)]
pub(super) mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Any of them.
    pub fn actions() -> impl Strategy<Value = LanguageAction> {
        prop_oneof![Just(Locale::Ru), Just(Locale::En)].prop_map(|locale| LanguageAction::Set { locale })
    }
}
