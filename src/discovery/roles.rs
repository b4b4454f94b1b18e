//! The roles of interfaces by vendor and product: `roles.txt`.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use crate::model::UsbId;

/// What an interface is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Role {
    /// Takes AT commands: the first choice.
    At,
    /// Takes AT commands, too.
    At2,
    /// Takes AT commands until a data call begins.
    Ppp,
    /// Positions, diagnostics, or something that must not be opened.
    Closed,
}

static ROLES: LazyLock<BTreeMap<UsbId, BTreeMap<u8, Role>>> =
    LazyLock::new(|| include_str!("roles.txt").lines().filter_map(row).collect());

fn row(row: &str) -> Option<(UsbId, BTreeMap<u8, Role>)> {
    let mut words = row.split_whitespace();
    let id = UsbId::parse(words.next()?)?;
    Some((id, words.filter_map(role).collect()))
}

fn role(word: &str) -> Option<(u8, Role)> {
    let (number, role) = word.split_once('=')?;
    let role = match role {
        "at" => Role::At,
        "at2" => Role::At2,
        "ppp" => Role::Ppp,
        "gps" | "diag" | "no" => Role::Closed,
        _ => return None,
    };
    Some((number.parse().ok()?, role))
}

/// The roles of the interfaces of a device, as far as they are known.
pub fn of(id: UsbId) -> Option<&'static BTreeMap<u8, Role>> {
    ROLES.get(&id)
}

/// Vendors that make little else than modems, so that a product of theirs that is not in the table is one, too: Huawei, ZTE, SIMCom,
/// Quectel, Telit, Sierra, Fibocom, u-blox, Cinterion, Option, Longcheer, Alcatel.
const MAKERS: [u16; 12] =
    [0x12d1, 0x19d2, 0x1e0e, 0x2c7c, 0x1bc7, 0x1199, 0x2cb7, 0x1546, 0x1e2d, 0x0af0, 0x1c9e, 0x1bbb];

/// Whether the device is a modem in one of its modes.
pub fn is_modem(id: UsbId) -> bool {
    MAKERS.contains(&id.vendor) || ROLES.contains_key(&id)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_row_of_the_table_is_understood() {
        let rows: Vec<&str> = include_str!("roles.txt").lines().filter(|row| !row.starts_with('#')).collect();
        for text in &rows {
            let (_, roles) = row(text).unwrap_or_else(|| panic!("{text}"));
            assert_eq!(roles.len(), text.split_whitespace().count() - 1, "{text}");
        }
        assert!(rows.is_sorted() && rows.len() == ROLES.len(), "sorted, and each device once");
    }

    #[test]
    fn an_ec25_takes_commands_on_its_third_interface() {
        let roles = of(UsbId { vendor: 0x2c7c, product: 0x0125 }).unwrap();
        assert_eq!((roles[&0], roles[&1], roles[&2], roles[&3]), (Role::Closed, Role::Closed, Role::At, Role::At2));
        assert!(
            is_modem(UsbId { vendor: 0x12d1, product: 0xffee }) && is_modem(UsbId { vendor: 0x413c, product: 0x81d7 })
        );
        // Dell makes more than modems, and an Arduino is none.
        assert!(
            !is_modem(UsbId { vendor: 0x413c, product: 0x2107 })
                && !is_modem(UsbId { vendor: 0x2341, product: 0x0043 })
        );
    }
}
