//! The scopes of tokens, in the app's words, and the rights of a key that each of them needs.

use crate::api::keys::{Caller, Scope};

/// What a token allows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AppScope {
    /// Whatever the key may.
    AllAny,
    /// To send messages, and to cancel them.
    MessagesSend,
    /// To read messages.
    MessagesRead,
    /// To list messages.
    MessagesList,
    /// To deliver the inbox to webhooks again.
    MessagesExport,
    /// To cancel messages.
    MessagesCancel,
    /// To list received messages.
    InboxList,
    /// To read received messages.
    InboxRead,
    /// To deliver the inbox to webhooks again.
    InboxRefresh,
    /// To list devices.
    DevicesList,
    /// To delete devices, which nobody can.
    DevicesDelete,
    /// To list webhooks.
    WebhooksList,
    /// To register webhooks.
    WebhooksWrite,
    /// To remove webhooks.
    WebhooksDelete,
    /// To read settings.
    SettingsRead,
    /// To change settings, which nobody can.
    SettingsWrite,
    /// To read the log of events.
    LogsRead,
    /// To make and revoke tokens.
    TokensManage,
}

impl AppScope {
    const ALL: [Self; 18] = [
        Self::AllAny,
        Self::MessagesSend,
        Self::MessagesRead,
        Self::MessagesList,
        Self::MessagesExport,
        Self::MessagesCancel,
        Self::InboxList,
        Self::InboxRead,
        Self::InboxRefresh,
        Self::DevicesList,
        Self::DevicesDelete,
        Self::WebhooksList,
        Self::WebhooksWrite,
        Self::WebhooksDelete,
        Self::SettingsRead,
        Self::SettingsWrite,
        Self::LogsRead,
        Self::TokensManage,
    ];

    /// The word for it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::AllAny => "all:any",
            Self::MessagesSend => "messages:send",
            Self::MessagesRead => "messages:read",
            Self::MessagesList => "messages:list",
            Self::MessagesExport => "messages:export",
            Self::MessagesCancel => "messages:cancel",
            Self::InboxList => "inbox:list",
            Self::InboxRead => "inbox:read",
            Self::InboxRefresh => "inbox:refresh",
            Self::DevicesList => "devices:list",
            Self::DevicesDelete => "devices:delete",
            Self::WebhooksList => "webhooks:list",
            Self::WebhooksWrite => "webhooks:write",
            Self::WebhooksDelete => "webhooks:delete",
            Self::SettingsRead => "settings:read",
            Self::SettingsWrite => "settings:write",
            Self::LogsRead => "logs:read",
            Self::TokensManage => "tokens:manage",
        }
    }

    /// Reads the word.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|scope| scope.as_str() == text)
    }

    /// Whether the key of a caller has the right.
    pub fn is_within(self, caller: &Caller) -> bool {
        match self {
            Self::AllAny | Self::TokensManage => true,
            Self::MessagesSend | Self::MessagesCancel => caller.may(Scope::Send),
            // A key that may send sees its own messages.
            Self::MessagesRead | Self::MessagesList => caller.may(Scope::Read) || caller.may(Scope::Send),
            Self::DevicesDelete | Self::SettingsWrite => caller.may(Scope::Admin),
            Self::MessagesExport
            | Self::InboxList
            | Self::InboxRead
            | Self::InboxRefresh
            | Self::DevicesList
            | Self::WebhooksList
            | Self::WebhooksWrite
            | Self::WebhooksDelete
            | Self::SettingsRead
            | Self::LogsRead => caller.may(Scope::Read),
        }
    }
}

/// The scopes of the token that a request came with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Granted {
    /// The request came with the key itself.
    Everything,
    /// The request came with a token.
    Only(Vec<AppScope>),
}

impl Granted {
    /// Reads the scopes of a token from the store.
    pub fn parse(text: &str) -> Self {
        Self::Only(text.split(' ').filter_map(AppScope::parse).collect())
    }

    /// Whether a scope is among them.
    pub fn has(&self, scope: AppScope) -> bool {
        match self {
            Self::Everything => true,
            Self::Only(scopes) => scopes.contains(&scope) || scopes.contains(&AppScope::AllAny),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_has_its_scopes_and_no_others() {
        let granted = Granted::parse("messages:send inbox:list");
        for scope in AppScope::ALL {
            let wanted = matches!(scope, AppScope::MessagesSend | AppScope::InboxList);
            assert_eq!(granted.has(scope), wanted, "{scope:?}");
            assert!(Granted::parse("all:any").has(scope) && Granted::Everything.has(scope));
            assert!(!Granted::parse("").has(scope) && !Granted::parse("messages").has(scope));
            assert_eq!(AppScope::parse(scope.as_str()), Some(scope));
        }
    }
}
