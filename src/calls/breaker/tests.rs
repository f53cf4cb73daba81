use super::*;

const NOW: Timestamp = Timestamp(1_000_000);

fn breaker() -> Breaker {
    Breaker::new(Duration::from_millis(500))
}

fn circuit(group: &str) -> Circuit {
    Circuit { api: Api::UpdateGroupNick, group: ConversationId::parse(group) }
}

fn error(class: Class, code: &str, key: &'static str) -> Result<(), DingTalkError> {
    let mut error = DingTalkError::repeated(Api::UpdateGroupNick, class, code.to_owned(), key);
    error.arrival = Arrival::Unknown;
    Err(error)
}

fn no_answer() -> Result<(), DingTalkError> {
    error(Class::Retry, "no-answer", "no-answer")
}

fn not_connected() -> Result<(), DingTalkError> {
    no_answer().map_err(|mut error| {
        error.arrival = Arrival::NotSent;
        error
    })
}

fn page() -> Result<(), DingTalkError> {
    error(Class::Blocked, "blocked", "blocked")
}

fn wait(lesson: Lesson) -> Option<u64> {
    match lesson {
        Lesson::OfTheJob => None,
        Lesson::Wait(until) => Some(until.since(NOW).as_secs()),
    }
}

#[test]
fn each_kind_of_refusal_has_a_wait_of_its_own() {
    for (class, code, key, expected) in [
        (Class::Throttle, "90018", "rate", Some(1)),
        (Class::Congestion, "90002", "rate", Some(1)),
        (Class::Blocked, "Qpm", "rate-minute", Some(60)),
        (Class::Blocked, "1111", "blocked", Some(4)),
        (Class::Blocked, "http-403", "blocked", None),
        (Class::Retry, "no-answer", "no-answer", None),
        (Class::Retry, "-1", "system-busy", None),
        (Class::Config, "90020", "quota", None),
        (Class::UserInput, "41049", "forbidden-content", None),
    ] {
        let lesson = breaker().learn(&circuit("a"), Some(1), NOW, &error(class, code, key));
        assert_eq!(wait(lesson), expected, "failed on {code}");
    }
}

#[test]
fn when_everybody_is_held_back_the_pause_doubles_to_four_seconds() {
    let breaker = breaker();
    let mut now = NOW;
    let congestion = error(Class::Congestion, "90002", "rate");
    let mut pauses = Vec::new();
    for _ in 0..4 {
        let Lesson::Wait(until) = breaker.learn(&circuit("a"), Some(1), now, &congestion) else {
            panic!("it is DingTalk's own word");
        };
        pauses.push(until.since(now).as_secs());
        now = until;
    }
    assert_eq!(pauses, [1, 2, 4, 4]);
    breaker.learn(&circuit("a"), Some(1), now, &Ok(()));
    let lesson = breaker.learn(&circuit("a"), Some(1), now, &congestion);
    assert_eq!(lesson, Lesson::Wait(now.plus(Duration::from_secs(1))), "it went well between");
}

#[test]
fn silence_towards_many_groups_stops_everybody_and_one_call_tries_again() {
    let breaker = breaker();
    for (job, group) in (1..5).zip(["b", "c", "d", "e"]) {
        let lesson = breaker.learn(&circuit(group), Some(job), NOW, &no_answer());
        assert_eq!(lesson, Lesson::OfTheJob);
        assert_eq!(breaker.opening(NOW), Opening::Free);
    }
    let lesson = breaker.learn(&circuit("a"), Some(5), NOW, &no_answer());
    let Opening::Stopped { until, is_away: true } = breaker.opening(NOW) else {
        panic!("the fifth failure stops everybody");
    };
    assert_eq!(lesson, Lesson::Wait(until.plus(Duration::from_millis(500))));
    breaker.learn(&circuit("b"), Some(6), NOW, &Ok(()));
    assert!(matches!(breaker.opening(NOW), Opening::Stopped { .. }), "it was under way");
    assert_eq!(breaker.opening(until), Opening::OnTrial);
    let (mut longest, mut now) = (Duration::ZERO, until);
    for _ in 0..10 {
        breaker.learn(&circuit("a"), Some(5), now, &no_answer());
        let Opening::Stopped { until, .. } = breaker.opening(now) else {
            panic!("one failure stops it again");
        };
        longest = longest.max(until.since(now));
        now = until;
    }
    assert!((60..=75).contains(&longest.as_secs()), "{longest:?}");
    breaker.learn(&circuit("c"), Some(7), now, &Ok(()));
    assert_eq!(breaker.opening(now), Opening::Free);
}

#[test]
fn what_cannot_be_sent_at_all_stops_everybody_whoever_tried() {
    let breaker = breaker();
    for _ in 0..4 {
        breaker.learn(&circuit("a"), Some(1), NOW, &not_connected());
    }
    assert_eq!(breaker.opening(NOW), Opening::Free);
    breaker.learn(&circuit("a"), Some(1), NOW, &not_connected());
    assert!(matches!(breaker.opening(NOW), Opening::Stopped { is_away: true, .. }));
}

#[test]
fn one_name_that_is_answered_with_a_page_stops_nobody_else() {
    let breaker = breaker();
    let (bad, good) = (circuit("bad"), circuit("good"));
    for _ in 0..8 {
        assert_eq!(breaker.learn(&bad, Some(1), NOW, &page()), Lesson::OfTheJob, "it counts");
        assert_eq!(breaker.is_open_until(&bad, NOW), None, "others of the group may go on");
        breaker.learn(&good, Some(2), NOW, &Ok(()));
    }
    assert_eq!(breaker.opening(NOW), Opening::Free);
}

#[test]
fn several_jobs_that_fail_stop_the_calls_of_their_group_alone() {
    let breaker = breaker();
    let (bad, good) = (circuit("bad"), circuit("good"));
    for job in 0..5 {
        let lesson = breaker.learn(&bad, Some(job), NOW, &page());
        assert_eq!(lesson, Lesson::OfTheJob, "others are answered, so it counts");
        breaker.learn(&good, Some(9), NOW, &Ok(()));
    }
    let until = breaker.is_open_until(&bad, NOW).expect("its calls are stopped");
    assert_eq!(until.since(NOW).as_secs(), 4);
    assert_eq!(breaker.is_open_until(&good, NOW), None);
    assert_eq!(breaker.opening(NOW), Opening::Free);
    assert_eq!(breaker.is_open_until(&bad, until), None, "one tries");
    assert!(breaker.is_open_until(&bad, until).is_some(), "and the others wait for how it goes");
    breaker.learn(&bad, Some(5), until, &Ok(()));
    assert_eq!(breaker.is_open_until(&bad, until), None);
}

#[test]
fn names_that_fail_in_a_few_groups_stop_those_alone() {
    let breaker = breaker();
    let few = ["a", "b", "c", "d"].map(circuit);
    for job in 0..40 {
        for circuit in &few {
            breaker.learn(circuit, Some(job), NOW, &page());
        }
    }
    assert_eq!(breaker.opening(NOW), Opening::Free);
    for circuit in &few {
        assert!(breaker.closed_until(circuit, NOW).is_some());
    }
    assert_eq!(breaker.closed_until(&circuit("good"), NOW), None);
}

#[test]
fn a_job_that_nobody_is_answered_beside_waits_without_counting() {
    let breaker = breaker();
    let only = circuit("only");
    let lessons: Vec<_> =
        (0..5).map(|_| wait(breaker.learn(&only, Some(1), NOW, &no_answer()))).collect();
    assert_eq!(lessons[..4], [None; 4]);
    assert_eq!(lessons[4], Some(1), "for all it knows, DingTalk is away");
}

#[test]
fn a_used_up_quota_is_told_without_a_call() {
    let breaker = breaker();
    let api = Api::UpdateGroupNick;
    assert!(breaker.known_answer(api, NOW).is_none());
    breaker.learn(&circuit("a"), Some(1), NOW, &error(Class::Config, "90020", "quota"));
    assert_eq!(breaker.opening(NOW), Opening::Free);
    let known = breaker.known_answer(api, NOW).expect("an answer");
    assert_eq!((known.key, known.code.as_str()), ("quota", "90020"));
    assert!(breaker.known_answer(api, NOW.plus(Duration::from_secs(10))).is_none());
}

#[test]
fn what_dingtalk_asks_for_is_waited_for() {
    let mut asked = DingTalkError::repeated(
        Api::UpdateGroupNick,
        Class::Throttle,
        "http-429".to_owned(),
        "rate",
    );
    asked.retry_after = Some(Duration::from_secs(7));
    let lesson = breaker().learn(&circuit("a"), Some(1), NOW, &Err::<(), _>(asked));
    assert_eq!(wait(lesson), Some(7));
}

#[test]
fn circuits_that_fail_are_forgotten_in_time() {
    let breaker = breaker();
    for group in 0..3000 {
        let at = NOW.plus(Duration::from_secs(group));
        breaker.learn(&circuit(&format!("cid{group}")), Some(1), at, &page());
    }
    assert!(breaker.state().circuits.len() <= MOST_CIRCUITS);
}

#[test]
fn the_end_of_a_ban_that_a_message_names_is_waited_for_within_reason() {
    for (named, waited) in [(9, 9), (0, 1), (86_400, 60)] {
        let mut ban = DingTalkError::of_code(Api::UpdateGroupNick, "90002");
        ban.named.until = Some(NOW.plus(Duration::from_secs(named)));
        let lesson = breaker().learn(&circuit("a"), Some(1), NOW, &Err::<(), _>(ban));
        assert_eq!(wait(lesson), Some(waited), "until {named} s from now");
    }
}
