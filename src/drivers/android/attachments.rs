//! Attachments of multimedia messages. They stay in the phone, unless the operator names a directory for them.

use std::path::PathBuf;
use std::time::Duration;

use serde_json::Value;

use super::call::Call;
use crate::files;
use crate::model::Name;
use crate::outgoing_http::{Client, Destination, Pool, Reach, Request, Trust};

/// The most attachments of one message that are listed.
const LISTED_MAX: usize = 100;
/// The largest attachment that is saved. Operators carry 300 KB to 1 MB.
const BYTES_MAX: u64 = 8 * 1024 * 1024;
const TIMEOUT: Duration = Duration::from_secs(60);

/// One attachment to save.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attachment {
    /// Its path in the app.
    path: String,
    /// The file's name, which is the same whenever the message is read.
    file: String,
}

impl Attachment {
    /// The request for it.
    pub fn call(&self) -> Call {
        Call::get(self.path.clone())
    }
}

/// The attachments of a row of the inbox for a person: number, type, name, size, and the file if they are saved.
pub fn describe(row: &Value, are_saved: bool) -> Vec<String> {
    let describe = |part: &Value| {
        let number = part.get("partId")?.as_u64()?;
        let name = text(part, "name").map(|name| format!(" {name}")).unwrap_or_default();
        let size = part.get("size").and_then(Value::as_u64).map(|size| format!(" {size} bytes")).unwrap_or_default();
        let saved = attachment(row, part).filter(|_| are_saved).map(|saved| format!(", saved as {}", saved.file));
        let line = format!("attachment {number}: {}{name}{size}{}", kind(part), saved.unwrap_or_default());
        Some(line.chars().filter(|c| !c.is_control()).take(300).collect())
    };
    parts(row).filter_map(describe).take(LISTED_MAX).collect()
}

/// The attachments of a row of the inbox that are worth saving.
pub fn of(row: &Value) -> Vec<Attachment> {
    parts(row).filter_map(|part| attachment(row, part)).take(LISTED_MAX).collect()
}

fn parts(row: &Value) -> impl Iterator<Item = &Value> {
    row.get("attachments").and_then(Value::as_array).into_iter().flatten()
}

fn attachment(row: &Value, part: &Value) -> Option<Attachment> {
    // The order of the slides is no content.
    if kind(part) == "application/smil" {
        return None;
    }
    let (id, number) = (row.get("id")?.as_str()?, part.get("partId")?.as_u64()?);
    let hash: i32 = id.strip_prefix("mms:")?.parse().ok()?;
    let path = format!("/inbox/mms:{hash}/attachments/{number}");
    Some(Attachment { path, file: format!("mms-{:x}-{number}.{}", hash.cast_unsigned(), extension(&kind(part))) })
}

fn kind(part: &Value) -> String {
    text(part, "contentType").unwrap_or_else(|| "application/octet-stream".to_owned())
}

fn text(value: &Value, key: &str) -> Option<String> {
    value.get(key)?.as_str().map(str::to_owned)
}

/// The ending of a file of this type. Nothing of a sender's own name gets into a path.
fn extension(kind: &str) -> &'static str {
    match kind {
        "image/jpeg" | "image/jpg" => "jpg",
        "image/png" => "png",
        "image/gif" => "gif",
        "image/webp" => "webp",
        "image/heic" => "heic",
        "video/mp4" => "mp4",
        "video/3gpp" => "3gp",
        "audio/amr" => "amr",
        "audio/mpeg" => "mp3",
        "audio/mp4" => "m4a",
        "application/pdf" => "pdf",
        "text/plain" => "txt",
        "text/x-vcard" | "text/vcard" => "vcf",
        _ => "bin",
    }
}

/// Saves attachments in the directory of one device.
pub struct Shelf {
    device: Name,
    directory: PathBuf,
    http: Destination,
}

impl Shelf {
    /// Saves below `directory`, in a directory with the device's name.
    pub fn new(device: Name, directory: PathBuf, pool: &Pool) -> Self {
        let client =
            Client { timeout: TIMEOUT, trust: Trust::Public, reach: Reach::Anywhere, answer_bytes_max: BYTES_MAX };
        Self { directory: directory.join(device.as_str()), device, http: pool.destination(client) }
    }

    /// Requests an attachment and saves it, unless it is there. One that fails is requested again with the next reading
    /// of the inbox.
    pub fn save(&self, attachment: &Attachment, request: Request) {
        let (path, directory, device) =
            (self.directory.join(&attachment.file), self.directory.clone(), self.device.clone());
        if path.exists() {
            return;
        }
        self.http.send(
            move || Some(request),
            move |outcome| {
                let bytes = match outcome {
                    Ok(reply) if reply.status.is_success() => reply.body,
                    Ok(reply) => Err(format!("the app answered {}", reply.status)),
                    Err(failure) => Err(format!("{failure:?}")),
                };
                let saved = bytes.and_then(|bytes| {
                    files::private_directory(&directory)
                        .and_then(|()| files::replace(&path, &bytes))
                        .map_err(|error| error.to_string())
                });
                if let Err(why) = saved {
                    tracing::warn!(%device, file = %path.display(), why, "an attachment was not saved");
                }
            },
        );
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_row_names_its_attachments_and_nothing_of_the_sender_is_in_a_path() {
        let row = json!({ "id": "mms:-99", "attachments": [
            { "partId": 1, "contentType": "application/smil" },
            { "partId": 3, "contentType": "image/jpeg", "name": "../../etc/a.jpg", "size": 5 },
            { "partId": 4, "contentType": "application/x-../evil" },
            { "contentType": "image/png" }, "?" ] });
        let file = |path: &str, file: &str| Attachment { path: path.into(), file: file.into() };
        assert_eq!(
            of(&row),
            [
                file("/inbox/mms:-99/attachments/3", "mms-ffffff9d-3.jpg"),
                file("/inbox/mms:-99/attachments/4", "mms-ffffff9d-4.bin")
            ]
        );
        let saved = describe(&row, true);
        assert_eq!(saved[1], "attachment 3: image/jpeg ../../etc/a.jpg 5 bytes, saved as mms-ffffff9d-3.jpg");
        assert_eq!(describe(&row, false)[1], "attachment 3: image/jpeg ../../etc/a.jpg 5 bytes");
        assert_eq!(saved.len(), 3);
        for other in [json!({ "id": "text:5", "attachments": [{ "partId": 1 }] }), json!({ "id": "mms:x" }), json!(1)] {
            assert_eq!(of(&other), [], "{other}");
        }
    }
}
