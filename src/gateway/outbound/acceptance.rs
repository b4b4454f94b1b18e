//! Accepts or refuses requests to send a message: repeated ones, wrong ones, and those that no line may ever send.

use std::time::Duration;

use crate::flow::ledger::Demand;
use crate::flow::outbound::{self, AHEAD_MAX, Accepted, OnExhausted, Refusal, RefusalCode, SendRequest, State};
use crate::flow::pool::Rules;
use crate::gateway::fingerprints::recipient_fingerprint;
use crate::gateway::transaction::Transaction;
use crate::model::{LineId, OutgoingRow, Timestamp};
use crate::store::{NewOutgoing, OpenMessage, StoreError};

use super::composing;
use super::outbox::Effect;
use super::seats::Seat;
use super::sending::is_from;

/// Accepts a request and queues its message, or refuses it and writes nothing.
pub fn accept(t: &mut Transaction, request: &SendRequest) -> Result<Result<Accepted, Refusal>, StoreError> {
    let fingerprint = request_fingerprint(t, request);
    if let Some(key) = &request.key
        && let Some(known) = t.tx.outgoing().by_key(&request.caller, key)?
    {
        let same = known.fingerprint == fingerprint;
        let reused = || Refusal::new(RefusalCode::KeyReused, "`id` was used before for another message");
        let (message_id, state, parts) = (known.id, known.state, known.parts);
        return Ok(if same { Ok(Accepted { message_id, state, parts }) } else { Err(reused()) });
    }
    let (recipient, parts) = match check(t, request, 0)? {
        Ok(checked) => checked,
        Err(refusal) => return Ok(Err(refusal)),
    };
    let (_, message_id) = insert(t, request, &recipient, parts)?;
    Ok(Ok(Accepted { message_id, state: State::Queued, parts }))
}

/// Writes a checked message, which is queued with the commit. Returns its row and its id.
pub fn insert(
    t: &mut Transaction,
    request: &SendRequest,
    recipient: &str,
    parts: u32,
) -> Result<(OutgoingRow, String), StoreError> {
    let fingerprint = request_fingerprint(t, request);
    let id = t.ids.next(t.now.wall).to_string();
    let send_at = request.send_at.filter(|at| *at > t.now.wall);
    let expires_at = send_at.unwrap_or(t.now.wall).after(time_to_live(t, request));
    let sender = request.from.as_ref().map(|from| from.as_str());
    let seq = t.tx.outgoing().insert(&NewOutgoing {
        id: &id,
        caller: &request.caller,
        key: request.key.as_deref(),
        fingerprint: &fingerprint,
        sender,
        line: request.line,
        recipient,
        text: &request.text,
        urgent: request.urgent,
        report: request.status_report,
        on_exhausted: request.on_exhausted.as_str(),
        send_at,
        created_at: t.now.wall,
        expires_at,
        parts,
    })?;
    let recipient_fingerprint = recipient_fingerprint(t.keyed, recipient);
    let open = OpenMessage {
        seq,
        sender: sender.map(str::to_owned),
        line: request.line,
        recipient: recipient.to_owned(),
        urgent: request.urgent,
        sim: None,
        send_at,
        expires_at,
        failures: 0,
        undebited: parts,
    };
    t.then(Effect::Queued { open, recipient_fingerprint });
    Ok((seq, id))
}

/// Fingerprint of all fields. A key that is used again must come with the same one.
fn request_fingerprint(t: &Transaction, request: &SendRequest) -> [u8; 32] {
    let (ttl, time) = (request.ttl.as_millis().to_string(), |at: Option<Timestamp>| at.map(|at| at.to_string()));
    let (send_at, expires_at) = (time(request.send_at).unwrap_or_default(), time(request.expires_at));
    let mut words = vec![
        "order",
        request.from.as_ref().map_or("", |from| from.as_str()),
        &request.to,
        &request.text,
        if request.urgent { "urgent" } else { "" },
        if request.status_report { "report" } else { "" },
        &ttl,
        &send_at,
        request.on_exhausted.as_str(),
    ];
    let line = request.line.map(|line| line.to_string());
    words.extend(expires_at.as_deref());
    words.extend(line.as_deref());
    t.fingerprint(&words)
}

/// How long the message is worth sending, from `send_at` or from now.
fn time_to_live(t: &Transaction, request: &SendRequest) -> Duration {
    let from = request.send_at.map_or(t.now.wall, |at| at.max(t.now.wall));
    let left = request.expires_at.map(|at| u64::try_from(at.as_millis() - from.as_millis()).unwrap_or(0));
    left.map_or(request.ttl, |left| request.ttl.min(Duration::from_millis(left)))
}

/// Checks a request, which `ahead` parts go before that are not queued yet. Returns its recipient, and how many parts it
/// needs.
pub fn check(t: &Transaction, request: &SendRequest, ahead: u32) -> Result<Result<(String, u32), Refusal>, StoreError> {
    let line = request.line.map(|row| t.tx.lines().of_row(row)).transpose()?;
    Ok(match line {
        Some(None) => Err(Refusal::new(RefusalCode::UnknownSender, "there is no such line here")),
        line => check_for(t, request, line.flatten(), t.tx.outgoing().next_row()?, ahead),
    })
}

/// The same for the row that the message would get, and for the line that the caller wants, if it named one.
fn check_for(
    t: &Transaction,
    request: &SendRequest,
    line: Option<LineId>,
    seq: OutgoingRow,
    ahead: u32,
) -> Result<(String, u32), Refusal> {
    let address = outbound::recipient(&request.to)?;
    let recipient = address.to_string();
    if request.send_at.is_some_and(|at| at > t.now.wall.after(AHEAD_MAX)) {
        return Err(Refusal::new(RefusalCode::InvalidTime, "`send_at` is more than a year ahead"));
    }
    let ttl = time_to_live(t, request);
    if ttl.is_zero() {
        return Err(Refusal::new(RefusalCode::InvalidTime, "`expires_at` is over before it could be sent"));
    }
    let tpdus = outbound::parts(&address, &request.text, composing::reference(seq), request.status_report, ttl)?;
    let parts = u32::try_from(tpdus.len()).unwrap_or(u32::MAX);
    let sender = request.from.as_ref().map(|from| from.as_str());
    let directory = &t.settings.directory;
    let configured = directory.routes.lines.keys().cloned();
    let seated = t.outbox.seats.all().map(|seat| seat.line.clone());
    let is_named = line.is_some();
    let lines: Vec<LineId> = line.map_or_else(|| configured.chain(seated).collect(), |line| vec![line]);
    let lines: Vec<LineId> = lines.into_iter().filter(|line| is_from(line, sender, directory)).collect();
    if lines.is_empty() && (sender.is_some() || is_named) {
        return Err(Refusal::new(RefusalCode::UnknownSender, "`from` is not the number of any line here"));
    }
    let sending = &t.settings.sending;
    let is_stopped = |line: &LineId| t.outbox.is_stopped(line, &recipient, sending);
    if !lines.is_empty() && lines.iter().all(is_stopped) {
        return Err(Refusal::new(RefusalCode::Stopped, "the recipient answered STOP, and wants no messages from here"));
    }
    let lines: Vec<LineId> = lines.into_iter().filter(|line| !is_stopped(line)).collect();
    let mut rules: Vec<&Rules> = lines.iter().map(|line| sending.rules(line)).collect();
    if rules.is_empty() {
        rules.push(&sending.default_rules);
    }
    rules.retain(|rules| rules.allow(&recipient));
    if rules.is_empty() {
        return Err(Refusal::new(RefusalCode::NotAllowed, "no line may send to this number"));
    }
    let most = rules.iter().map(|rules| rules.limits.parts_max(request.urgent)).max().unwrap_or(0);
    if parts > most {
        let message = format!("`message` takes {parts} parts, and no line may ever send more than {most}");
        return Err(Refusal::new(RefusalCode::LimitTooSmall, message));
    }
    if request.on_exhausted == OnExhausted::Refuse {
        has_room(t, request, &recipient, ahead.saturating_add(parts))?;
    }
    Ok((recipient, parts))
}

/// Checks whether the limits leave room for a message after all that are queued.
fn has_room(t: &Transaction, request: &SendRequest, recipient: &str, parts: u32) -> Result<(), Refusal> {
    let (outbox, sending, now) = (t.outbox, &t.settings.sending, t.now);
    let sender = request.from.as_ref().map(|from| from.as_str());
    let fits = |seat: &&Seat| {
        seat.ready
            && request.line.is_none_or(|line| line == seat.key)
            && is_from(&seat.line, sender, &t.settings.directory)
            && sending.rules(&seat.line).allow(recipient)
            && !outbox.is_stopped(&seat.line, recipient, sending)
    };
    let recipient_fingerprint = recipient_fingerprint(t.keyed, recipient);
    let mut left: u32 = 0;
    let mut wait: Option<Duration> = None;
    let mut lines = 0;
    for seat in outbox.seats.all().filter(fits) {
        lines += 1;
        let limits = &sending.rules(&seat.line).limits;
        let of_line = outbox.ledger.left(seat.key, request.urgent, limits, &outbox.calendar, now);
        let demand = Demand {
            parts: of_line.unwrap_or(0).saturating_add(1).max(parts),
            urgent: request.urgent,
            recipient_fingerprint: &recipient_fingerprint,
        };
        if let Err(full) = outbox.ledger.room(Some(seat.key), demand, limits, &outbox.calendar, now) {
            wait = Some(wait.map_or(full.wait, |known| known.min(full.wait)));
        }
        left = left.saturating_add(of_line.unwrap_or(u32::MAX));
    }
    if lines == 0 {
        return Err(Refusal::new(RefusalCode::NoLine, "no line that may send it is ready"));
    }
    if left >= outbox.queue.demand().saturating_add(parts) {
        return Ok(());
    }
    let mut refusal = Refusal::new(RefusalCode::Exhausted, "every line that may send it has reached its limit");
    refusal.next_at = wait.map(|wait| now.wall.after(wait));
    Err(refusal)
}
