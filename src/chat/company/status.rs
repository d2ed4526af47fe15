//! `/status`: whether the bot works as it should.

use crate::cards;
use crate::domain::company::Person;
use crate::render::card::Card;
use crate::render::company::status;
use crate::storage::health::health;
use crate::storage::outbox::Lane;
use crate::texts::Zoned;
use crate::unit::Unit;

/// `/status`.
pub async fn show(unit: &mut Unit<'_>, person: &Person) -> anyhow::Result<()> {
    let health = health(unit.tx).await?;
    let text = status::status(
        unit.words(person),
        unit.roster,
        &health,
        Zoned { at: unit.now, zone: unit.roster.timezone_of(person) },
    );
    cards::tell(unit, person, Lane::Interactive, Card::sentence(&text)).await
}
