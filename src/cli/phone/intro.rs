//! What a person does on the phone before simgate can ask it.

use fast_qr::QRBuilder;

use crate::cli::terminal::note;

/// Where the app is found.
const PAGE: &str = "https://github.com/capcom6/android-sms-gateway/releases/latest";

const STEPS: [&str; 5] = [
    "1. Open that page on the phone and install the app SMS Gateway (SMSGate): the file that ends in `-release.apk`.",
    "2. Start it, allow all that it asks for, and switch Local server on.",
    "3. Tap the button Offline: it then shows Online, and under Local server stand address, user name and password.",
    "4. In the app: Settings › System › Battery optimization: allow it to run in the background. Switch Start on boot on.",
    "5. Keep the phone on a charger and in this network.",
];

/// Shows the app's page as a QR code, and what to do with it.
pub fn show() {
    note("Scan this with the phone's camera:");
    // A text of this length always has a code.
    if let Ok(code) = QRBuilder::new(PAGE).build() {
        code.to_str().lines().for_each(note);
    }
    note(PAGE);
    note("");
    STEPS.into_iter().for_each(note);
    note("");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_code_fits_a_narrow_terminal() {
        let code = QRBuilder::new(PAGE).build().unwrap().to_str();
        let rows: Vec<&str> = code.lines().collect();
        assert!(rows.len() < 24 && rows.iter().all(|row| row.chars().count() < 60), "{}", rows.len());
    }
}
