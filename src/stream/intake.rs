//! Intake of pushes: the same as that of callbacks over HTTP, with the same promise.

use std::sync::Arc;

use tokio::time::Instant;
use tracing::warn;

use super::frame::{Ack, Push, PushKind, Reception};
use crate::bot::{Bot, Trust, Verdict};
use crate::dingtalk::Hosts;
use crate::dingtalk::event::{self, Event, EventHeaders};
use crate::dingtalk::inbound::{self, DecodeError};
use crate::domain::{Clock, RobotCode, Timestamp};
use crate::metrics::{Metrics, Stage};
use crate::seldom::Seldom;

/// All that taking in needs.
pub struct Intake {
    /// Where messages go.
    pub bot: Arc<Bot>,
    /// Our robot.
    pub robot_code: RobotCode,
    /// Where DingTalk is, to know its sessions by.
    pub hosts: Hosts,
    /// Where what comes in is counted.
    pub metrics: Arc<Metrics>,
    /// The time.
    pub clock: Arc<dyn Clock>,
    /// When it was last told that a message was refused.
    pub refused: Seldom,
    /// When it was last told that one could not be read.
    pub unreadable: Seldom,
}

impl Intake {
    /// Takes a push in, and says what the gateway is to be told: that it need not come again only
    /// when it is kept.
    pub(super) async fn take(&self, push: &Push) -> Ack {
        let (now, began) = (self.clock.now(), Instant::now());
        let (result, reception) = match self.take_in(push, now).await {
            Ok(verdict @ (Verdict::NoRoom | Verdict::NotKept)) => {
                (verdict.as_str(), Reception::NotKept)
            }
            Ok(verdict) => {
                if let Verdict::Refused(refusal) = verdict
                    && let Some(left_out) = self.refused.turn(now)
                {
                    warn!(left_out, "a message came by Stream and was refused: {refusal}");
                }
                (verdict.as_str(), Reception::Taken)
            }
            Err(error) => {
                if let Some(left_out) = self.unreadable.turn(now) {
                    warn!(%error, left_out, "a push cannot be read");
                }
                ("unreadable", Reception::Taken)
            }
        };
        self.metrics.frame(result);
        self.metrics.took(Stage::Intake, began.elapsed());
        push.answer(reception)
    }

    async fn take_in(&self, push: &Push, received_at: Timestamp) -> Result<Verdict, DecodeError> {
        let data = push.data.as_bytes();
        Ok(match push.kind {
            PushKind::Message => {
                let callback = inbound::decode(data, &self.robot_code, &self.hosts, received_at)?;
                self.bot.take_in(callback, Trust::First, received_at).await
            }
            PushKind::Event => {
                let headers = EventHeaders {
                    event_type: push.header("eventType"),
                    event_id: push.header("eventId"),
                    corp_id: push.header("eventCorpId"),
                };
                let event = event::decode(data, headers)?;
                // What happens to the directory is free, and no event of ours.
                if !matches!(event, Event::Check | Event::Other) {
                    self.bot.count_push(received_at);
                }
                // It comes on a connection that we opened to DingTalk, and cannot be a captured one.
                self.bot.take_in_event(event, None, received_at).await
            }
        })
    }
}
