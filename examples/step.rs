//! One step of the way of a message, done once more than it is asked for: `scripts/count-instructions`
//! counts what it takes after the first time.

use std::collections::BTreeMap;
use std::hint::black_box;

use dingnick::command;
use dingnick::dingtalk::sign::{self, Window};
use dingnick::dingtalk::{Hosts, Region, inbound};
use dingnick::domain::{Bearer, Likeness, Nickname, Reply, RobotCode, Timestamp, Titles};
use dingnick::i18n::{Locale, Naming, Words};

/// What people ask for.
const COMMANDS: &[&str] = &[
    "/nick Bob",
    "/nick Name 17 of m5",
    "/nick 张三-三年级二班",
    "改名 李小红",
    "把我的群昵称改成 王小明 谢谢",
    "please rename me to Al",
    "/nick undo",
    "/nick status",
];

/// What they say beside it.
const CHAT: &[&str] = &[
    "大家好，明天下午三点开会，请准时参加",
    "hello everyone, the meeting is at three tomorrow",
    "你好",
];

/// What they want to be called.
const NAMES: &[&str] = &["Bob Smith", "张三-三年级二班", "Name 17 of m5", "李小红 🌹"];

const CALLBACK: &[u8] = include_bytes!("../fixtures/callbacks/text-nick-self.json");
const NOW: Timestamp = Timestamp(1_780_000_002_200);

fn main() -> Result<(), String> {
    let mut arguments = std::env::args().skip(1);
    let name = arguments.next().unwrap_or_default();
    let step = step_called(&name).ok_or_else(|| format!("{name:?} is no step"))?;
    let times = arguments.next().map_or(Ok(1), |times| times.parse::<u32>());
    let times = times.map_err(|_| "the second argument says how often".to_owned())?;
    // Tables are made and expressions compiled the first time.
    step();
    for _ in 0..times {
        counted(&*step);
    }
    Ok(())
}

/// By this name it is found.
#[inline(never)]
fn counted(step: &dyn Fn()) {
    step();
    black_box(());
}

fn step_called(name: &str) -> Option<Box<dyn Fn()>> {
    Some(match name {
        "verify" => {
            let timestamp = NOW.0.to_string();
            let secrets = ["the-secret-of-the-count".into()];
            let sign = sign::sign(&secrets[0], &timestamp);
            let hour = std::time::Duration::from_secs(3600);
            let window = Window { past: hour, future: hour };
            Box::new(move || {
                let verified = sign::verify(&secrets, black_box(&timestamp), &sign, NOW, window);
                verified.expect("it is signed");
            })
        }
        "decode" => {
            let robot_code = RobotCode::parse("dingfixturerobot0001").expect("a robot");
            let hosts = Hosts::new(Region::China, None, None);
            Box::new(move || {
                let decoded = inbound::decode(black_box(CALLBACK), &robot_code, &hosts, NOW);
                black_box(decoded.expect("it can be read"));
            })
        }
        "parse" => Box::new(|| parse(COMMANDS)),
        "chat" => Box::new(|| parse(CHAT)),
        "look" => Box::new(|| {
            for name in NAMES {
                black_box(Likeness::of(black_box(name)));
                let name = Nickname::parse(name).expect("a name");
                let (titles, bearer) = (Titles::standard(), Bearer::default());
                black_box(titles.undue(&name, None, &BTreeMap::new(), &bearer));
            }
        }),
        "render" => {
            let words = Words::new();
            let new = Nickname::parse("李小红").expect("a name");
            let reply = Reply::Renamed { target: None, old: None, new };
            let (sender, target) = ("@manager7675".to_owned(), String::new());
            let naming = Naming { sender, is_mention: true, target };
            Box::new(move || {
                for locale in Locale::all() {
                    black_box(words.answer(locale, &reply, &[], &naming));
                }
            })
        }
        _ => return None,
    })
}

fn parse(lines: &[&str]) {
    for line in lines {
        black_box(command::parse(black_box(line), &[]));
    }
}
