//! Measures the code finder: a usual text, and the longest ones that senders send.

use divan::{Bencher, black_box};
use simgate::code::Finder;

fn main() {
    divan::main();
}

#[divan::bench(sample_count = 100, sample_size = 50)]
fn usual_text(bencher: Bencher<'_, '_>) {
    let finder = Finder::default();
    bencher.bench(|| {
        finder
            .find(black_box("Example"), black_box("Your Example code is 482913. Do not share it. Valid for 5 minutes."))
    });
}

/// Ten parts of 153 septets.
#[divan::bench(sample_count = 100, sample_size = 50)]
fn ten_parts_latin(bencher: Bencher<'_, '_>) {
    let sentence = "Dear customer, your order 4471 of 12/03/2026 left our house in Main Street 17; the courier calls you at 14:05. ";
    let text: String = sentence.chars().cycle().take(1530 - 60).collect::<String>()
        + " Your verification code is 482913. Do not share it.";
    let finder = Finder::default();
    bencher.bench(|| finder.find(black_box("Example"), black_box(&text)));
}

/// Ten parts of 67 UTF-16 units.
#[divan::bench(sample_count = 100, sample_size = 50)]
fn ten_parts_chinese(bencher: Bencher<'_, '_>) {
    let sentence = "尊敬的客户，您的订单4471已于3月12日发出，快递员将在14:05致电您，请保持电话畅通。";
    let text: String = sentence.chars().cycle().take(670 - 20).collect::<String>() + "您的验证码是482913，请勿泄露。";
    let finder = Finder::default();
    bencher.bench(|| finder.find(black_box("Example"), black_box(&text)));
}
