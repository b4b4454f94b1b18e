use super::*;

const HOUR: u64 = 3600;

fn zone(name: &str) -> TimeZone {
    TimeZone::get(name).unwrap()
}

fn unix(text: &str) -> i64 {
    text.parse::<jiff::Timestamp>().unwrap().as_millisecond()
}

/// `hours` after a start at which the wall clock showed `start`.
fn at(start: &str, hours: f64) -> Now {
    let mono = Duration::from_secs_f64(hours * 3600.0);
    Now { wall: Timestamp::from_millis(unix(start) + millis(mono)), mono }
}

const RUN: &str = "6f1d52a4-98be-4d5e-9c0a-0123456789ab";

fn run(name: &str) -> RunId {
    RunId::stored(name)
}

/// The machine starts at the time `start` of the wall clock.
fn boot(start: &str) -> Boot {
    Boot { run: run(RUN), uptime: Duration::ZERO, at: at(start, 0.0) }
}

fn calendar(start: &str) -> Calendar {
    let mut calendar = Calendar::new(boot(start), Vec::new());
    assert_eq!(calendar.note_synchronised(at(start, 0.0)), ClockReading::New);
    calendar
}

fn hours(hours: f64) -> End {
    End::At(Duration::from_secs_f64(hours * 3600.0))
}

#[test]
fn a_network_time_counts_only_before_the_clock_was_synchronised() {
    let mut calendar = Calendar::new(boot("1970-01-01T00:00:00Z"), Vec::new());
    assert_eq!(calendar.note_network_time(at("2026-11-22T10:00:00Z", 0.5)), ClockReading::New);
    let late = at("2031-01-01T10:00:00Z", 0.6);
    assert_eq!(calendar.note_network_time(late), ClockReading::Unchanged, "the first one counts");
    assert_eq!(calendar.offsets().len(), 1);
    let own = calendar.note_synchronised(at("2026-11-22T11:00:00Z", 0.7));
    assert_eq!(own, ClockReading::New, "the machine's own clock counts beside it");
    assert_eq!(calendar.offsets().len(), 2);
}

#[test]
fn a_day_is_over_at_midnight_of_the_zone() {
    // 21:00 in Tokyo.
    let start = "2026-11-22T12:00:00Z";
    let (calendar, tokyo) = (calendar(start), zone("Asia/Tokyo"));
    let counts = |end, now| calendar.window(Period::Day, &tokyo, at(start, now)).holds(hours(end));
    assert!(counts(0.5, 2.99));
    assert!(!counts(0.5, 3.01));
    assert!(!counts(2.99, 3.01) && counts(2.9998, 3.01), "an SMSC's clock may be a little late");
    assert!(counts(3.01, 26.9) && !counts(3.01, 27.01));
    assert!(calendar.window(Period::Day, &tokyo, at(start, 90.0)).holds(End::Open));
    let wait = calendar.recheck_after(hours(0.5), Period::Day, &tokyo, at(start, 1.0));
    assert_eq!(wait, Duration::from_secs(2 * HOUR));
}

#[test]
fn a_day_of_25_hours_is_one_day() {
    // Summer time ends at 01:00 UTC: the day in Berlin is from 22:00 to 23:00 UTC.
    let start = "2026-10-24T22:00:00Z";
    let (calendar, berlin) = (calendar(start), zone("Europe/Berlin"));
    let counts = |now| calendar.window(Period::Day, &berlin, at(start, now)).holds(hours(0.1));
    assert!(counts(24.9) && !counts(25.05));
}

#[test]
fn without_a_clock_only_the_age_counts() {
    let start = "1970-01-01T00:00:00Z";
    let calendar = Calendar::new(boot(start), Vec::new());
    let utc = TimeZone::UTC;
    let counts = |end, now| calendar.window(Period::Day, &utc, at(start, now)).holds(end);
    assert!(counts(hours(1.0), 25.9) && !counts(hours(1.0), 26.1));
    assert!(counts(End::Before(Duration::ZERO, None), 24.9) && !counts(End::Before(Duration::ZERO, None), 25.1));
    let month = |now| calendar.window(Period::Month, &utc, at(start, now)).holds(hours(0.0));
    assert!(month(31.0 * 24.0) && !month(31.0 * 24.0 + 1.1));
    let wait = calendar.recheck_after(hours(1.0), Period::Day, &utc, at(start, 2.0));
    assert_eq!(wait, Duration::from_secs(24 * HOUR));
}

#[test]
fn parts_sent_before_the_clock_was_right_are_dated_afterwards() {
    let start = "1970-01-01T00:00:00Z";
    let mut calendar = Calendar::new(boot(start), Vec::new());
    // After an hour the clock is synchronised, and shows that the machine started at 23:30.
    let right = "2026-11-22T23:30:00Z";
    calendar.note_synchronised(at(right, 1.0));
    let counts = |end, now| calendar.window(Period::Day, &TimeZone::UTC, at(right, now)).holds(end);
    assert!(!counts(hours(0.4), 1.0) && counts(hours(0.6), 1.0));
    // A part that ended before the machine started ended yesterday.
    assert!(!counts(End::Before(Duration::ZERO, None), 1.0));
    let late = End::Before(Duration::ZERO, Some(Timestamp::from_millis(unix("2026-11-25T00:00:00Z"))));
    assert!(!counts(late, 1.0), "the clock of then was wrong");
}

#[test]
fn parts_of_the_same_day_count_after_a_restart() {
    let start = "2026-11-22T12:00:00Z";
    let calendar = calendar(start);
    let counts = |latest: &str, now| {
        let end = End::Before(Duration::ZERO, Some(Timestamp::from_millis(unix(latest))));
        calendar.window(Period::Day, &TimeZone::UTC, at(start, now)).holds(end)
    };
    assert!(counts("2026-11-22T00:30:00Z", 1.0) && !counts("2026-11-21T23:30:00Z", 1.0));
    assert!(!counts("2026-11-22T00:30:00Z", 12.1));
    let hour = Period::Span(Duration::from_secs(HOUR));
    let recent = End::Before(Duration::ZERO, Some(Timestamp::from_millis(unix("2026-11-22T11:30:00Z"))));
    assert!(calendar.window(hour, &TimeZone::UTC, at(start, 0.4)).holds(recent));
    assert!(!calendar.window(hour, &TimeZone::UTC, at(start, 0.6)).holds(recent));
}

#[test]
fn a_clock_jump_neither_starts_a_new_day_nor_blocks_for_ever() {
    for jump in [24, -24, 6, -6] {
        let start = "2026-11-22T12:00:00Z";
        let mut calendar = calendar(start);
        let moved = |hours: f64| {
            let now = at(start, hours);
            Now { wall: Timestamp::from_millis(now.wall.as_millis() + jump * 3_600_000), ..now }
        };
        let counts =
            |calendar: &Calendar, now: f64| calendar.window(Period::Day, &TimeZone::UTC, moved(now)).holds(hours(1.0));
        // The jumped clock isn't synchronised, so it doesn't count.
        assert!(counts(&calendar, 2.0) && counts(&calendar, 11.9) && !counts(&calendar, 12.1));
        // It is synchronised: both offsets may be right.
        assert_eq!(calendar.note_synchronised(moved(2.0)), ClockReading::New);
        assert_eq!(calendar.note_synchronised(moved(2.1)), ClockReading::Unchanged);
        assert!(counts(&calendar, 11.9), "{jump}");
        assert!(!counts(&calendar, 26.1), "{jump}");
        // A day later, days follow the new offset alone, months still both.
        calendar.note_synchronised(moved(27.2));
        let relevant = |period| calendar.window(period, &TimeZone::UTC, moved(27.2)).begins.len();
        assert_eq!((relevant(Period::Day), relevant(Period::Month)), (1, 2));
        calendar.note_synchronised(moved(32.0 * 24.0));
        assert_eq!(calendar.offsets().len(), 1);
    }
}

/// An end after this many hours of a run, at this time at the latest.
fn stored(run: RunId, hours: f64, latest: Option<&str>) -> StoredEnd {
    let latest = latest.map(|text| Timestamp::from_millis(unix(text)));
    StoredEnd { run, ended: Some(Duration::from_secs_f64(hours * 3600.0)), latest }
}

/// A process that starts when the machine has been up for this many hours.
fn process(run: RunId, hours_up: f64) -> Calendar {
    let uptime = Duration::from_secs_f64(hours_up * 3600.0);
    Calendar::new(Boot { run, uptime, at: at("1970-01-01T00:00:00Z", 0.0) }, Vec::new())
}

/// Whether an end still counts this many hours after the process started.
fn counts(calendar: &Calendar, stored: &StoredEnd, period: Period, hours: f64) -> bool {
    let now = at("1970-01-01T00:00:00Z", hours);
    calendar.window(period, &TimeZone::UTC, now).holds(calendar.end(stored, now))
}

const OTHER: &str = "0e9f7a10-5d2c-4b1f-8a3e-ba9876543210";
const HOURLY: Period = Period::Span(Duration::from_secs(HOUR));

#[test]
fn an_unknown_run_of_the_machine_makes_no_part_older() {
    let unknown = RunId::of_process(1);
    let pairs = [
        (unknown.clone(), run(RUN)),
        (run(RUN), unknown.clone()),
        (RunId::of_process(2), unknown.clone()),
        (run("unknown-1795343400120"), run(RUN)),
    ];
    for (then, now) in pairs {
        for (up, period, longest) in [(28.0, HOURLY, 1.0), (28.0, Period::Day, 25.0), (800.0, Period::Month, 745.0)] {
            let calendar = process(now.clone(), up);
            let stored = stored(then.clone(), 0.1, None);
            assert!(counts(&calendar, &stored, period, 0.0) && counts(&calendar, &stored, period, longest), "{then:?}");
            assert!(!counts(&calendar, &stored, period, longest + 0.1), "it does not count for ever");
        }
    }
    // An end of another run is older than the machine's uptime.
    let calendar = process(run(RUN), 28.0);
    assert!(!counts(&calendar, &stored(run(OTHER), 0.1, None), Period::Day, 0.0));
    // The age of an end of this run is known.
    assert!(counts(&calendar, &stored(run(RUN), 27.5, None), HOURLY, 0.4));
    assert!(!counts(&calendar, &stored(run(RUN), 27.5, None), HOURLY, 0.6));
}

#[test]
fn a_restored_machine_forgets_no_part_and_waits_one_period_at_most() {
    let calendar = process(run(RUN), 1.0);
    let later = stored(run(RUN), 700.0, None);
    assert!(counts(&calendar, &later, Period::Day, 0.0) && counts(&calendar, &later, Period::Day, 25.0));
    assert!(!counts(&calendar, &later, Period::Day, 25.1));
    // A submission in flight ends a little later than now.
    let now = at("1970-01-01T00:00:00Z", 0.0);
    let in_flight = StoredEnd { ended: Some(Duration::from_secs(3600) + IN_FLIGHT_MAX), ..later };
    assert_eq!(calendar.end(&in_flight, now), End::At(Duration::from_secs(3600) + IN_FLIGHT_MAX));
    let offsets =
        [0, 2].map(|hour| ClockOffset { offset_ms: hour, at: Duration::from_secs(hour.unsigned_abs() * HOUR) });
    let boot = Boot { run: run(RUN), uptime: Duration::from_secs(HOUR), at: now };
    assert_eq!(Calendar::new(boot, offsets.to_vec()).offsets(), &offsets[..1], "the later one is in the future");
}

#[test]
fn a_submission_that_outlives_a_reboot_ends_shortly_after_it_at_the_latest() {
    let start = "2026-11-22T23:58:00Z";
    let calendar = calendar(start);
    // Its outcome was unknown a minute before the start, and the modem kept its power.
    let stored = stored(run(OTHER), 5.0, Some("2026-11-23T00:00:30Z"));
    let counts = |hours| {
        let now = at(start, hours);
        calendar.window(Period::Day, &TimeZone::UTC, now).holds(calendar.end(&stored, now))
    };
    assert!(counts(0.1) && counts(24.0) && !counts(24.1));
}

#[test]
fn a_contradicting_offset_changes_the_dates_of_stored_ends() {
    let start = "2026-11-22T12:00:00Z";
    let mut calendar = calendar(start);
    let now = at(start, 2.0);
    let mine = stored(run(RUN), 1.0, Some("2026-11-22T13:00:00Z"));
    assert_eq!(calendar.redated(&mine, now), None, "nothing changed");
    // By the new offset it is a day later, so this may have ended a day later, too.
    calendar.note_synchronised(at("2026-11-23T12:00:00Z", 2.0));
    let dated = calendar.redated(&mine, now).unwrap();
    assert_eq!(dated.latest, Some(Timestamp::from_millis(unix("2026-11-23T13:00:00Z"))));
    assert_eq!(calendar.redated(&dated, now), None);
    // For an end of another run the date of then is better, unless it is later than now.
    assert_eq!(calendar.redated(&stored(run(OTHER), 9.0, Some("2026-11-20T09:00:00Z")), now), None);
    for latest in [None, Some("2031-01-01T00:00:00Z")] {
        let dated = calendar.redated(&stored(run(OTHER), 9.0, latest), now).unwrap();
        assert_eq!((dated.run, dated.ended), (run(RUN), Some(IN_FLIGHT_MAX)));
        assert_eq!(dated.latest, Some(Timestamp::from_millis(unix("2026-11-23T12:03:00Z"))));
    }
}

#[test]
fn a_wrong_clock_that_counted_for_days_ends_no_month() {
    let start = "2026-11-05T12:00:00Z";
    let mut calendar = calendar(start);
    // On the same day the clock jumps ahead by twenty days, and stays wrong.
    let wrong = |hours: f64| {
        let now = at(start, hours);
        Now { wall: Timestamp::from_millis(now.wall.as_millis() + 20 * 86_400_000), ..now }
    };
    for hour in [3.0, 20.0, 40.0, 80.0] {
        calendar.note_synchronised(wrong(hour));
    }
    let counts = |hours: f64| calendar.window(Period::Month, &TimeZone::UTC, wrong(hours)).holds(self::hours(1.0));
    assert!(counts(80.0) && counts(600.0) && !counts(620.0));
}

#[test]
fn a_valid_offset_is_stored_every_hour() {
    let start = "2026-11-22T12:00:00Z";
    let mut calendar = calendar(start);
    assert_eq!(calendar.note_synchronised(at(start, 0.9)), ClockReading::Unchanged);
    assert_eq!(calendar.note_synchronised(at(start, 1.1)), ClockReading::Confirmed);
    assert_eq!(calendar.note_synchronised(at(start, 1.2)), ClockReading::Unchanged);
    // A process that starts within the hour continues the count.
    let offsets = calendar.offsets().to_vec();
    let mut next = Calendar::new(Boot { uptime: Duration::from_secs(2 * HOUR), ..boot(start) }, offsets);
    let same = Now { wall: at(start, 2.0).wall, mono: Duration::ZERO };
    assert_eq!(next.note_synchronised(same), ClockReading::Unchanged);
}

#[test]
fn impossible_times_make_a_line_wait() {
    for start in ["1969-12-31T00:00:00Z", "-009998-01-01T00:00:00Z", "9999-10-30T00:00:00Z"] {
        let calendar = calendar(start);
        for period in [Period::Day, Period::Month, HOURLY] {
            let holds = |hours: f64| {
                let mono = Duration::from_secs_f64(hours * 3600.0);
                let now = Now { wall: Timestamp::from_millis(unix(start) + millis(mono)), mono };
                assert!(calendar.recheck_after(self::hours(0.5), period, &TimeZone::UTC, now) > Duration::ZERO);
                calendar.window(period, &TimeZone::UTC, now).holds(self::hours(0.5))
            };
            assert!(holds(0.6), "{start} {period:?}");
            assert!(!holds(800.0), "{start} {period:?}");
        }
    }
    let far = Now { wall: Timestamp::from_millis(i64::MAX), mono: Duration::from_secs(HOUR) };
    let mut calendar = calendar("2026-11-22T12:00:00Z");
    calendar.note_synchronised(far);
    assert!(calendar.window(Period::Day, &TimeZone::UTC, far).holds(hours(0.9)));
    assert!(calendar.recheck_after(hours(0.9), Period::Day, &TimeZone::UTC, far) > Duration::ZERO);
}
