//! The end of a transaction.

use crate::storage::Tx;
use crate::storage::outbox;

impl Tx {
    /// Writes the messages of the write set into the outbox and makes everything since
    /// [`Db::begin`](crate::storage::Db::begin) durable.
    ///
    /// # Errors
    /// Where the disk refuses. Then nothing is stored, and the next transaction opens a new connection.
    pub async fn commit(mut self) -> Result<(), sqlx::Error> {
        let write_set = std::mem::take(&mut self.write_set);
        outbox::flush(&mut self, write_set).await?;
        let result = sqlx::query("COMMIT").execute(self.conn()).await;
        self.slot.dirty = false;
        if result.is_err() {
            self.slot.conn = None;
        }
        result.map(|_| ())
    }
}
