//! A year in a school, on the clock of the story: classes that follow one rule, people who come, go
//! and rename themselves, an outage, a month that runs out. In the end every name is what the rule
//! says or is told of, and every paid call is accounted for.

use std::time::Duration;

use dingnick::domain::{Change, ChatId, Clock, ConversationId, RuleName, UserId};
use dingnick::simulator::deliver::Happening;
use dingnick::simulator::world::{Api, Fault, GroupId, Person, PersonId};
use dingnick::store::{RuleChange, Used};

use crate::story::Story;

const HOUR: Duration = Duration::from_secs(3600);
const DAY: Duration = Duration::from_secs(24 * 3600);

/// A slice of the school, or with `TEST_SCHOOL=40x50` all of it.
fn size() -> (usize, usize) {
    let size = std::env::var("TEST_SCHOOL").unwrap_or_else(|_| "5x12".to_owned());
    let (classes, children) = size.split_once('x').expect("as in 40x50");
    (classes.parse().expect("a number"), children.parse().expect("a number"))
}

/// How many calls a month has: enough for every name once, and not twice.
fn month_size() -> usize {
    let (classes, children) = size();
    classes * children * 3 / 2
}

struct Class {
    title: String,
    group: GroupId,
    cid: ConversationId,
    department: i64,
    people: Vec<PersonId>,
}

struct School {
    story: Story,
    classes: Vec<Class>,
    /// How many names had to change so far.
    due: usize,
    /// What a name is made with: the year's words before the class.
    prefix: &'static str,
}

impl School {
    async fn begin() -> Self {
        let (classes, children) = size();
        let month = month_size().to_string();
        let story = Story::begin_with(&[
            ("DINGNICK_MONTHLY_CALLS", month.as_str()),
            ("DINGNICK_MONTHLY_MESSAGES", "100000"),
        ])
        .await;
        let classes: Vec<Class> = story.world(|world| {
            world.facts.sender_nick_follows_group = true;
            let class = |number: usize| {
                let department = 100 + i64::try_from(number).expect("few");
                let title = format!("{}班", number + 1);
                world.add_department(department, &title);
                let people: Vec<PersonId> = (0..children)
                    .map(|index| {
                        let (id, name) =
                            (format!("c{number}n{index}"), format!("学生{number}之{index}"));
                        let person = Person::member(&id, &name).titled("学生", &id);
                        world.add_person(person.in_departments(&[department]))
                    })
                    .collect();
                let group = world.add_group(&title, people[0], &people);
                let cid = world.group(group).open_conversation_id.clone();
                let cid = ConversationId::parse(&cid).expect("an id");
                Class { title, group, cid, department, people }
            };
            (0..classes).map(class).collect()
        });
        let scope = story.scope();
        let rule = RuleName::parse("班级").expect("a name");
        for class in &classes {
            let chatid = story.world(|world| world.group(class.group).chatid.clone());
            let chatid = ChatId::parse(&chatid).expect("a chatid");
            let now = story.clock.now();
            scope.remember_title(&class.cid, &class.title).await.expect("it answers");
            scope.bind(&class.cid, &chatid, now).await.expect("it answers");
            for change in [Change::Use(rule.clone()), Change::Welcome(true)] {
                let (name, subject, value) = change.to_row();
                let asked_by = UserId::parse("admin1").expect("an id");
                let conversation = class.cid.clone();
                let change =
                    RuleChange { conversation, name, subject, value, asked_by, asked_at: now };
                scope.decide(&change, now).await.expect("it answers");
            }
        }
        let school = Self { story, classes, due: 0, prefix: "" };
        school.set_rule("{dept}-{name}").await;
        school
    }

    async fn set_rule(&self, format: &str) {
        let (rule, by) = (RuleName::parse("班级"), UserId::parse("admin1"));
        let (rule, by) = (rule.expect("a name"), by.expect("an id"));
        let now = self.story.clock.now();
        self.story.scope().share_rule(&rule, format, &by, now).await.expect("it answers");
    }

    fn all(&self) -> impl Iterator<Item = (&Class, PersonId)> {
        self.classes.iter().flat_map(|class| class.people.iter().map(move |it| (class, *it)))
    }

    fn right(&self, class: &Class, who: PersonId) -> String {
        let name = self.story.world(|world| world.person(who).name.clone());
        format!("{}{}-{name}", self.prefix, class.title)
    }

    fn is_right(&self, class: &Class, who: PersonId) -> bool {
        self.story.nickname_in(class.group, who) == Some(self.right(class, who))
    }

    fn wrong(&self) -> usize {
        self.all().filter(|(class, who)| !self.is_right(class, *who)).count()
    }

    /// In each class the owner has everybody put right. Returns how many names are left for another
    /// day.
    async fn put_right(&mut self) -> usize {
        let mut left = 0;
        let mut numbers = Vec::new();
        for class in &self.classes {
            self.story.say_in(class.group, class.people[0], "/nick apply").await;
            let plan = self.story.reply().await;
            if plan.contains("要等下个月") || plan.contains("没有列入计划") {
                left += 1;
            }
            if let Some((_, number)) = plan.rsplit_once("/nick confirm ") {
                let number: String = number.chars().take_while(char::is_ascii_digit).collect();
                numbers.push((class.group, class.people[0], number));
            }
        }
        for (group, owner, number) in numbers {
            self.story.say_in(group, owner, &format!("/nick confirm {number}")).await;
        }
        self.story.idle().await;
        self.story.read_all();
        left
    }

    async fn sleep(&mut self, duration: Duration) {
        self.story.stop().await;
        self.story.clock.advance(duration);
        self.story.start().await;
    }

    /// Calls for names that DingTalk carried out.
    fn given(&self) -> usize {
        self.story.world(|world| {
            let calls = world.calls.iter().filter(|call| call.api == Api::UpdateGroupNick);
            calls.filter(|call| call.code == "ok").count()
        })
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_year_in_a_school_ends_with_right_names_and_every_call_accounted_for() {
    let mut school = School::begin().await;
    // September: everybody is named.
    school.due += school.all().count();
    assert_eq!(school.put_right().await, 0, "the month has room for all of it");
    assert_eq!(school.wrong(), 0);
    // Again, and nothing changes.
    let given = school.given();
    school.put_right().await;
    assert_eq!(school.given(), given, "names that are right cost nothing");

    // October: some join and are named on arrival, some leave, some rename themselves by hand.
    school.sleep(32 * DAY).await;
    for number in 0..school.classes.len() {
        let class = &school.classes[number];
        let (id, name) = (format!("new{number}"), format!("新生{number}"));
        let (group, by) = (class.group, class.people[0]);
        let joined = school.story.world(|world| {
            let person = Person::member(&id, &name).in_departments(&[class.department]);
            world.add_person(person)
        });
        let people = vec![joined];
        school.story.happen(Happening::MembersAdded { group, by, people }).await;
        school.due += 1;
        let gone = school.classes[number].people.pop().expect("there are many");
        let people = vec![gone];
        school.story.happen(Happening::MembersRemoved { group, by, people }).await;
        school.classes[number].people.push(joined);
    }
    school.story.idle().await;
    school.story.read_all();
    assert_eq!(school.wrong(), 0, "who came in has their name");
    let by_hand: Vec<(GroupId, PersonId)> =
        school.classes.iter().map(|class| (class.group, class.people[1])).collect();
    for (group, who) in &by_hand {
        // It was seen before under the name that it had.
        school.story.say_in(*group, *who, "/nick whoami").await;
        school.story.idle().await;
        school.story.world(|world| {
            let members = &mut world.group_mut(*group).members;
            let member = members.iter_mut().find(|member| member.person == *who);
            member.expect("they are in it").nickname = Some("大笨蛋".to_owned());
        });
        school.story.say_in(*group, *who, "/nick whoami").await;
        school.due += 1;
    }
    school.story.idle().await;
    school.story.read_all();
    school.put_right().await;
    assert_eq!(school.wrong(), 0, "names that were changed by hand are seen, and put right");

    // November: DingTalk does nothing for six hours; what was asked for is told of after that.
    school.sleep(30 * DAY).await;
    school.story.world(|world| world.faults.always(Api::UpdateGroupNick, Fault::Bare(-1)));
    let (group, who) = (school.classes[0].group, school.classes[0].people[2]);
    let other = format!("{}-另一个", school.classes[0].title);
    school.story.say_in(group, who, &format!("/nick {other}")).await;
    school.sleep(6 * HOUR).await;
    school.story.world(|world| world.faults.clear());
    let told = school.story.reply().await;
    assert!(
        told.contains("没有改") || told.contains("没有执行") || told.contains("半小时"),
        "{told}"
    );
    school.story.idle().await;
    school.story.read_all();
    assert_eq!(school.wrong(), 0, "nobody has half a name");

    // The new year: the rule changes once, for all classes, and the month has no room for all.
    school.prefix = "新";
    school.set_rule("新{dept}-{name}").await;
    school.due += school.all().count();
    // Less is left before the reserve than one class has names.
    let (classes, children) = size();
    let used = month_size() * 95 / 100 - children / 2 - classes;
    let scope = school.story.scope();
    let used = Used { calls: used as u64, messages: 0 };
    let organisation = scope.robot_code().as_str().to_owned();
    let month = month_of(&school.story);
    scope.store().add_used(&organisation, &month, used).await.expect("it answers");
    school.sleep(HOUR).await;
    let left = school.put_right().await;
    assert!(left > 0, "some are told to wait");
    let wrong = school.wrong();
    assert!(wrong > 0, "nobody waits for the next month");
    school.sleep(32 * DAY).await;
    assert_eq!(school.put_right().await, 0);
    assert_eq!(school.wrong(), 0, "every name is what the rule says");

    // The account.
    let (given, due) = (school.given(), school.due);
    assert!(given * 100 <= due * 101, "{given} calls for {due} names");
    school.story.stop().await;
    let metered = school.story.world(|world| {
        let calls = world
            .calls
            .iter()
            .filter(|call| call.api.is_metered() && call.api != Api::ConvertChatId);
        i64::try_from(calls.count()).expect("few")
    });
    let told =
        "SELECT CAST(coalesce(sum(count), 0) AS bigint) FROM tallies WHERE what LIKE 'calls.%'";
    let told = school.story.count(told).await;
    assert!((metered - told).abs() <= 2, "{metered} calls, {told} of them accounted for");
}

/// The month as DingTalk counts it.
fn month_of(story: &Story) -> String {
    let now = jiff::Timestamp::from_millisecond(story.clock.now().0).expect("a time");
    let beijing = jiff::tz::TimeZone::fixed(jiff::tz::offset(8));
    now.to_zoned(beijing).strftime("%Y-%m").to_string()
}
