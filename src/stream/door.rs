//! What becomes of a push: the same intake as behind the HTTP door, with the same promise.

use std::sync::Arc;

use tracing::warn;

use super::frame::{Ack, Push, PushKind, Reception};
use crate::bot::{Bot, KEEP_LIMIT, Verdict};
use crate::dingtalk::event::{self, EventHeaders};
use crate::dingtalk::{Hosts, inbound};
use crate::domain::{Clock, RobotCode, Timestamp};
use crate::metrics::Metrics;

/// All that taking in needs.
pub struct Door {
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
}

/// Why a push was not taken in.
enum Mishap {
    Unreadable(inbound::DecodeError),
    /// Whoever met it has told of it.
    NotKept,
}

impl From<inbound::DecodeError> for Mishap {
    fn from(error: inbound::DecodeError) -> Self {
        Self::Unreadable(error)
    }
}

impl Door {
    /// Takes a push in, and says what the gateway is to be told: that it need not come again only
    /// when it is kept.
    pub(super) async fn take(&self, push: &Push) -> Ack {
        let received_at = self.clock.now();
        let taken = tokio::time::timeout(KEEP_LIMIT, self.take_in(push, received_at)).await;
        let (result, reception) = match taken {
            Ok(Ok(Verdict::NoRoom)) => {
                warn!("too many commands wait; no more are taken");
                (Verdict::NoRoom.as_str(), Reception::NotKept)
            }
            Ok(Ok(verdict @ Verdict::Refused(refusal))) => {
                warn!(?refusal, "a push is not for us");
                (verdict.as_str(), Reception::Taken)
            }
            Ok(Ok(verdict)) => (verdict.as_str(), Reception::Taken),
            Ok(Err(Mishap::Unreadable(error))) => {
                warn!(%error, "a push cannot be read");
                ("unreadable", Reception::Taken)
            }
            Ok(Err(Mishap::NotKept)) => ("not_kept", Reception::NotKept),
            Err(_) => {
                warn!("a push could not be kept in time");
                ("not_kept", Reception::NotKept)
            }
        };
        self.metrics.frame(result);
        push.answer(reception)
    }

    async fn take_in(&self, push: &Push, received_at: Timestamp) -> Result<Verdict, Mishap> {
        let data = push.data.as_bytes();
        Ok(match push.kind {
            PushKind::Message => {
                let callback = inbound::decode(data, &self.robot_code, &self.hosts, received_at)?;
                self.bot.take_in(&callback, received_at).await.map_err(|_| Mishap::NotKept)?
            }
            PushKind::Event => {
                let headers = EventHeaders {
                    event_type: push.header("eventType"),
                    event_id: push.header("eventId"),
                    corp_id: push.header("eventCorpId"),
                };
                let event = event::decode(data, headers)?;
                self.bot.take_in_event(event, received_at).await.map_err(|_| Mishap::NotKept)?
            }
        })
    }
}
