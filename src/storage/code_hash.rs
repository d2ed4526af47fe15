//! What is kept of a join code: its SHA-256. The codes are random and long, so that nothing has to be added to them.

use std::fmt::Write as _;

use sha2::{Digest as _, Sha256};
use sqlx::{Connection as _, SqliteConnection};

/// What a kept code begins with. No code has a colon in it.
const PREFIX: &str = "sha256:";

/// A code as it is kept.
pub(super) fn code_hash(code: &str) -> String {
    let mut kept = PREFIX.to_owned();
    for byte in Sha256::digest(code.as_bytes()) {
        // Writing to a String does not fail.
        let _ = write!(kept, "{byte:02x}");
    }
    kept
}

/// Replaces the codes that older versions kept in plain.
///
/// # Errors
/// Where the database fails.
pub(super) async fn hash_plain_codes(conn: &mut SqliteConnection) -> Result<(), sqlx::Error> {
    let plain: Vec<String> = sqlx::query_scalar("SELECT code_hash FROM invite WHERE code_hash NOT LIKE ? || '%'")
        .bind(PREFIX)
        .fetch_all(&mut *conn)
        .await?;
    if plain.is_empty() {
        return Ok(());
    }
    let mut tx = conn.begin().await?;
    for code in plain {
        sqlx::query("UPDATE invite SET code_hash = ? WHERE code_hash = ?")
            .bind(code_hash(&code))
            .bind(&code)
            .execute(&mut *tx)
            .await?;
    }
    tx.commit().await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_kept_as_its_sha_256() {
        // The example of FIPS 180.
        let kept = "sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        assert_eq!(code_hash("abc"), kept);
    }
}
