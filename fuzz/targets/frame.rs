//! A frame of the Stream: whatever comes, what is answered is JSON and answers that very frame.

use dingnick::dingtalk::event::{self, EventHeaders};
use dingnick::dingtalk::{Hosts, Region, inbound};
use dingnick::domain::{RobotCode, Timestamp};
use dingnick::stream::frame::{Ack, Frame, PushKind, Reception};
use serde_json::Value;

/// The data is the text of the frame.
pub(crate) fn run(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else { return };
    match Frame::parse(text) {
        Some(Frame::Ping(answer) | Frame::Stray(answer)) => {
            answers(&answer);
        }
        Some(Frame::Push(push)) => {
            for reception in [Reception::Taken, Reception::NotKept] {
                let answer = answers(&push.answer(reception));
                let id = push.header("messageId").unwrap_or_default();
                assert_eq!(answer["headers"]["messageId"], id);
            }
            match push.kind {
                PushKind::Message => {
                    let hosts = Hosts::new(Region::International, None, None);
                    let robot = RobotCode::parse("dingrobot").expect("a code");
                    let _ = inbound::decode(push.data.as_bytes(), &robot, &hosts, Timestamp(0));
                }
                PushKind::Event => {
                    let _ = event::decode(push.data.as_bytes(), EventHeaders::default());
                }
            }
        }
        Some(Frame::Disconnect | Frame::Idle) | None => {}
    }
}

fn answers(answer: &Ack) -> Value {
    let answer: Value = serde_json::from_str(&answer.text()).expect("JSON");
    assert!(answer["code"].is_u64() && answer["data"].is_string());
    answer
}
