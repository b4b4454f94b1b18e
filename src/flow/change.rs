//! Changes of callers' own settings that must be on disk before the answer: webhooks, tokens, exports, phones.

use std::time::Duration;

use super::hook::{HookEvent, HookOwner};
use super::outbound::Refusal;
use crate::model::{Name, Timestamp};

/// Most registered webhooks of one owner.
pub const HOOKS_MAX: u32 = 50;
/// Most tokens of one key. A further one ends the token that expires first.
pub const TOKENS_MAX: usize = 1000;
/// Most deliveries of one export.
pub const EXPORT_MAX: u32 = 10_000;

/// What a caller changes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// Registers a webhook, or replaces the one with this id.
    SetHook(NewHook),
    /// Removes a webhook. Its pending deliveries are dropped.
    RemoveHook {
        /// Who registered it.
        owner: HookOwner,
        /// The owner's id of it.
        id: String,
    },
    /// Delivers received messages of a period once more to the owner's webhooks.
    Export(Export),
    /// Stores a token.
    AddToken(NewToken),
    /// Replaces a token by a new one of the same key and the same rights.
    RefreshToken {
        /// SHA-256 of the refresh token, which is used up.
        refresh: [u8; 32],
        /// The new token.
        token: NewToken,
    },
    /// Ends a token.
    RevokeToken {
        /// The key that it belongs to.
        key: i64,
        /// Its id.
        jti: String,
    },
    /// Registers a phone that dials in, in place of an earlier one of this device.
    RegisterPhone(NewPhone),
}

/// A phone to register.
#[derive(Clone, PartialEq, Eq)]
pub struct NewPhone {
    /// The device.
    pub device: Name,
    /// The id that simgate gives it.
    pub id: String,
    /// SHA-256 of its token.
    pub token: [u8; 32],
    /// Maker and model.
    pub model: String,
    /// Tickets of submissions that no phone got. The new one gets them; all others become unknown.
    pub kept: Vec<i64>,
}

/// Without the hash.
impl std::fmt::Debug for NewPhone {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "NewPhone({} of {})", self.id, self.device)
    }
}

/// A webhook to register.
#[derive(Clone, PartialEq, Eq)]
pub struct NewHook {
    /// Who registers it.
    pub owner: HookOwner,
    /// The owner's id of it.
    pub id: String,
    /// Where its events are posted.
    pub url: String,
    /// The events that it gets.
    pub event: HookEvent,
}

/// Without the URL, which may contain a token.
impl std::fmt::Debug for NewHook {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "NewHook({})", self.event.as_str())
    }
}

/// Which received messages are delivered once more.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Export {
    /// Whose webhooks get them.
    pub owner: HookOwner,
    /// Received at this time or later.
    pub since: Timestamp,
    /// Received before this time.
    pub until: Timestamp,
    /// The events of the webhooks that get them.
    pub events: Vec<HookEvent>,
}

/// A token to store.
#[derive(Clone, PartialEq, Eq)]
pub struct NewToken {
    /// Its id.
    pub jti: String,
    /// The key that it belongs to.
    pub key: i64,
    /// Its scopes, separated by blanks.
    pub scopes: String,
    /// How long it is valid.
    pub ttl: Duration,
    /// When it expires.
    pub expires_at: Timestamp,
    /// SHA-256 of its refresh token.
    pub refresh: [u8; 32],
    /// When its refresh token expires.
    pub refresh_until: Timestamp,
}

/// Without the hash.
impl std::fmt::Debug for NewToken {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "NewToken({} of key {})", self.jti, self.key)
    }
}

/// Called once, with the answer to a change.
pub type ChangeReply = Box<dyn FnOnce(Result<(), Refusal>) + Send>;

/// Accepts changes from any thread, each with a callback for its answer.
pub type ChangeSink = std::sync::Arc<dyn Fn(Change, ChangeReply) + Send + Sync>;
