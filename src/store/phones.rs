//! Table `phone`: the registrations of phones that dial in. Each device has one at most.

use rusqlite::{Connection, OptionalExtension, Row, params};

use crate::flow::change::NewPhone;
use crate::model::{Name, Timestamp};

use super::StoreError;

/// The registration of a phone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PhoneRow {
    /// The device.
    pub device: Name,
    /// The id that simgate gave the phone.
    pub id: String,
    /// Maker and model.
    pub model: String,
}

/// Reads registrations.
pub struct Phones<'a>(pub(super) &'a Connection);

impl Phones<'_> {
    /// All registrations.
    pub fn all(&self) -> Result<Vec<PhoneRow>, StoreError> {
        let mut statement = self.0.prepare("SELECT device, id, model FROM phone ORDER BY device")?;
        let rows = statement.query_map([], phone)?.collect::<Result<Vec<_>, _>>()?;
        Ok(rows.into_iter().flatten().collect())
    }

    /// The phone with this token, by its hash.
    pub fn by_token(&self, token: &[u8; 32]) -> Result<Option<PhoneRow>, StoreError> {
        let mut statement = self.0.prepare_cached("SELECT device, id, model FROM phone WHERE token = ?1")?;
        Ok(statement.query_row([token], phone).optional()?.flatten())
    }
}

fn phone(row: &Row<'_>) -> rusqlite::Result<Option<PhoneRow>> {
    let device: String = row.get(0)?;
    let (id, model) = (row.get(1)?, row.get(2)?);
    Ok(Name::parse(&device).ok().map(|device| PhoneRow { device, id, model }))
}

/// Changes registrations, in a transaction.
pub struct PhoneWriter<'a>(pub(super) &'a Connection);

impl PhoneWriter<'_> {
    /// Writes a registration, in place of an earlier one of the device.
    pub fn set(&self, phone: &NewPhone, now: Timestamp) -> Result<(), StoreError> {
        let sql = "INSERT OR REPLACE INTO phone (device, id, token, model, registered_at) VALUES (?1, ?2, ?3, ?4, ?5)";
        let NewPhone { device, id, token, model, kept: _ } = phone;
        self.0.prepare_cached(sql)?.execute(params![device.as_str(), id, token, model, now.as_millis()])?;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::Store;

    #[test]
    fn a_device_has_one_registration_and_its_old_token_ends() {
        let mut store = Store::in_memory().unwrap();
        let name = |text: &str| Name::parse(text).unwrap();
        let mut register = |device: &str, id: &str, token: u8| {
            let phone =
                NewPhone { device: name(device), id: id.into(), token: [token; 32], model: "m".into(), kept: vec![] };
            store.transaction(|tx| tx.phones().set(&phone, Timestamp::from_millis(0))).unwrap();
        };
        register("pixel", "a", 1);
        register("nokia", "b", 2);
        register("pixel", "c", 3);
        let row = |device: &str, id: &str| PhoneRow { device: name(device), id: id.into(), model: "m".into() };
        assert_eq!(store.phones().all().unwrap(), [row("nokia", "b"), row("pixel", "c")]);
        let by_token = |token| store.phones().by_token(&[token; 32]).unwrap();
        assert_eq!([1, 2, 3, 4].map(by_token), [None, Some(row("nokia", "b")), Some(row("pixel", "c")), None]);
    }
}
