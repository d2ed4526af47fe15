//! Everybody's menu of commands, which depends on role and language.

use crate::domain::company::Person;
use crate::render::company::help;
use crate::storage::{company, outbox};
use crate::unit::Unit;

/// Sets the menus that are out of date: after joining, and after a role or language changed. True where there were any.
pub async fn set(unit: &mut Unit<'_>) -> anyhow::Result<bool> {
    let roster = unit.roster;
    let shown = company::menus(unit.tx).await?;
    let mut any = false;
    for person in roster.people.iter().filter(|p| p.reachable()) {
        let Some(chat) = person.telegram_id else { continue };
        let wanted = signature(unit, person);
        if shown.iter().any(|(id, menu)| *id == person.id && *menu == wanted) {
            continue;
        }
        let in_sync = roster.meets(person);
        let commands = help::commands(unit.words(person), roster.role_of(person), in_sync);
        let commands = commands.into_iter().map(|(name, what)| (name.to_owned(), what)).collect();
        outbox::menu(unit.tx, chat, commands, unit.now);
        company::set_menu(unit.tx, person.id, &wanted).await?;
        any = true;
    }
    Ok(any)
}

/// What a menu depends on, as one text. The version goes up when the commands themselves change.
fn signature(unit: &Unit<'_>, person: &Person) -> String {
    const VERSION: u32 = 9;
    let roster = &unit.roster;
    let in_sync = roster.meets(person);
    let (role, locale) = (roster.role_of(person), roster.locale_of(person));
    format!("{VERSION}:{role:?}:{locale:?}:{in_sync}:{}", person.telegram_id.unwrap_or_default())
}
