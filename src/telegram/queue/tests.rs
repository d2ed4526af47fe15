use super::*;

/// Takes everything that may go within so many seconds; each send succeeds at once.
fn drain(queue: &mut Queue, seconds: u64) -> Vec<(Duration, Track)> {
    let mut sent = Vec::new();
    let mut at = Duration::ZERO;
    while at < Duration::from_secs(seconds) {
        while let Some((track, _)) = queue.next(DateTime::UNIX_EPOCH, at) {
            sent.push((at, track));
            queue.done(track);
        }
        match queue.next_pace() {
            Some(next) => at = next.max(at + Duration::from_millis(1)),
            None => break,
        }
    }
    sent
}

/// The most that went within any span of this length.
fn most_within(sent: &[(Duration, Track)], span: Duration) -> usize {
    let count = |from: Duration| sent.iter().filter(|(at, _)| *at >= from && *at < from + span).count();
    sent.iter().map(|(at, _)| count(*at)).max().unwrap_or(0)
}

#[test]
fn telegram_is_sent_no_more_than_it_takes() {
    let mut queue = Queue::new(Limits::TELEGRAM);
    for id in 0..300 {
        queue.push(Track::Chat(1 + id % 100), id, 1, None);
    }
    let sent = drain(&mut queue, 60);
    assert_eq!(sent.len(), 300, "all of it goes");
    assert!(most_within(&sent, Duration::from_secs(1)) <= 30);
    assert!(sent.last().is_some_and(|(at, _)| *at < Duration::from_secs(15)));
}

#[test]
fn a_private_chat_takes_a_short_burst_and_then_one_a_second() {
    let mut queue = Queue::new(Limits::TELEGRAM);
    for id in 0..10 {
        queue.push(Track::Chat(7), id, 0, None);
    }
    let sent = drain(&mut queue, 60);
    assert_eq!(most_within(&sent, Duration::from_millis(900)), 3);
    assert_eq!(sent.iter().filter(|(at, _)| *at < Duration::from_millis(5500)).count(), 8);
}

#[test]
fn a_group_takes_twenty_in_any_minute() {
    let mut queue = Queue::new(Limits::TELEGRAM);
    for id in 0..90 {
        queue.push(Track::Chat(-7), id, 1, None);
    }
    let sent = drain(&mut queue, 600);
    assert_eq!(sent.len(), 90);
    assert!(most_within(&sent, Duration::from_secs(60)) <= 20);
}

#[test]
fn answers_to_taps_do_not_wait_for_rates() {
    let mut queue = Queue::new(Limits::TELEGRAM);
    for id in 0..50 {
        queue.push(Track::Chat(id + 1), id, 1, None);
    }
    while queue.next(DateTime::UNIX_EPOCH, Duration::ZERO).is_some() {}
    queue.push(Track::Answer(99), 99, 0, None);
    assert_eq!(queue.next(DateTime::UNIX_EPOCH, Duration::ZERO), Some((Track::Answer(99), 99)));
}

#[test]
fn somebody_who_waits_goes_before_broadcasts_and_a_chat_keeps_its_order() {
    let mut queue = Queue::new(Limits::NONE);
    for (id, chat, lane) in [(1, 10, 1), (2, 20, 1), (3, 30, 1), (4, 30, 0), (5, 40, 0)] {
        queue.push(Track::Chat(chat), id, lane, None);
    }
    let mut order = Vec::new();
    while let Some((track, id)) = queue.next(DateTime::UNIX_EPOCH, Duration::ZERO) {
        order.push(id);
        queue.done(track);
    }
    assert_eq!(order, [3, 4, 5, 1, 2]);
}

#[test]
fn a_busy_track_waits_and_holds_up_no_other() {
    let mut queue = Queue::new(Limits::NONE);
    let now = DateTime::UNIX_EPOCH;
    let (chat, card, reaction) = (Track::Chat(7), Track::Card { chat: 7, card: 3 }, Track::Single { chat: 7, row: 5 });
    for (id, track) in [(1, chat), (2, chat), (3, card), (4, card), (5, reaction), (6, Track::Answer(6))] {
        queue.push(track, id, 0, None);
    }
    let mut next = || queue.next(now, Duration::ZERO).map(|(_, id)| id);
    assert_eq!([next(), next(), next(), next(), next()], [Some(6), Some(1), Some(3), Some(5), None]);
    queue.done(chat);
    queue.done(card);
    assert_eq!(queue.next(now, Duration::ZERO), Some((chat, 2)));
    assert_eq!(queue.next(now, Duration::ZERO), Some((card, 4)));
}

#[test]
fn a_chat_that_is_to_be_left_alone_is_left_alone_in_all_its_tracks() {
    let mut queue = Queue::new(Limits::NONE);
    let (now, later) = (DateTime::UNIX_EPOCH, DateTime::UNIX_EPOCH + chrono::Duration::seconds(7));
    let card = Track::Card { chat: 7, card: 3 };
    queue.push(Track::Chat(7), 1, 0, None);
    queue.push(card, 2, 0, None);
    queue.push(Track::Chat(8), 3, 0, None);
    assert_eq!(queue.next(now, Duration::ZERO), Some((Track::Chat(7), 1)));
    queue.hold(Track::Chat(7), later);
    assert_eq!(queue.next(now, Duration::ZERO), Some((Track::Chat(8), 3)));
    queue.push(Track::Single { chat: 7, row: 4 }, 4, 0, None);
    queue.push(Track::Answer(5), 5, 0, None);
    assert_eq!(queue.next(now, Duration::ZERO), Some((Track::Answer(5), 5)));
    assert_eq!(queue.next(now, Duration::ZERO), None);
    assert_eq!(queue.next_instant(), Some(later));
    let mut next = || queue.next(later, Duration::ZERO).map(|(_, id)| id);
    assert_eq!([next(), next(), next(), next()], [Some(1), Some(2), Some(4), None]);
}

#[test]
fn failures_are_waited_out_longer_and_longer_until_something_works() {
    let mut queue = Queue::new(Limits::NONE);
    let track = Track::Chat(1);
    queue.push(track, 1, 0, None);
    let mut waits = Vec::new();
    for _ in 0..8 {
        assert!(queue.next(DateTime::UNIX_EPOCH, Duration::ZERO).is_some());
        let wait = queue.backoff(track);
        waits.push(wait.num_seconds());
        queue.hold(track, DateTime::UNIX_EPOCH + wait);
        assert!(queue.next(DateTime::UNIX_EPOCH, Duration::ZERO).is_none());
        queue.hold(track, DateTime::UNIX_EPOCH);
    }
    assert_eq!(waits, [1, 2, 4, 8, 16, 32, 60, 60]);
    queue.hold(track, DateTime::UNIX_EPOCH + chrono::Duration::seconds(60));
    queue.recovered();
    assert!(queue.next(DateTime::UNIX_EPOCH, Duration::ZERO).is_some());
}

#[test]
fn a_wait_that_telegram_asked_for_does_not_grow_when_the_clock_is_set_back() {
    let mut queue = Queue::new(Limits::NONE);
    let (track, at) = (Track::Chat(7), Duration::ZERO);
    let now = DateTime::UNIX_EPOCH + chrono::Duration::days(1);
    queue.push(track, 1, 1, None);
    queue.clock_shows(now);
    assert!(queue.next(now, at).is_some());
    queue.hold(track, now + chrono::Duration::seconds(30));
    let back = now - chrono::Duration::hours(1);
    queue.clock_shows(back);
    assert_eq!(queue.next(back + chrono::Duration::seconds(29), at), None);
    queue.push(track, 2, 1, None);
    assert_eq!(queue.next(back + chrono::Duration::seconds(30), at), Some((track, 1)), "and not an hour later");
}
