//! The connections that read: as many as there are threads that ask at the same time.

use std::sync::{Mutex, PoisonError};

use rusqlite::Connection;

use super::connect::connect;
use crate::store::error::DatabaseError;
use crate::store::url::SqliteAddress;

/// Connections that nobody uses at the moment; nothing once they are closed.
#[derive(Debug)]
pub(super) struct Readers {
    address: SqliteAddress,
    idle: Mutex<Option<Vec<Connection>>>,
}

impl Readers {
    pub(super) fn new(address: SqliteAddress) -> Self {
        Self { address, idle: Mutex::new(Some(Vec::new())) }
    }

    /// Runs a question where it is asked: it waits for nobody, since readers are not kept out by
    /// who writes.
    pub(super) fn read<T>(
        &self,
        run: impl FnOnce(&Connection) -> rusqlite::Result<T>,
    ) -> Result<T, DatabaseError> {
        let idle = match &mut *self.idle.lock().unwrap_or_else(PoisonError::into_inner) {
            Some(idle) => idle.pop(),
            None => return Err(DatabaseError::Closed),
        };
        let connection = match idle {
            Some(connection) => connection,
            None => connect(&self.address)?,
        };
        let answer = run(&connection);
        if let Some(idle) = &mut *self.idle.lock().unwrap_or_else(PoisonError::into_inner) {
            idle.push(connection);
        }
        Ok(answer?)
    }

    /// Closes those that are idle now, and the others when they have answered.
    pub(super) fn close(&self) {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner).take();
    }
}
