//! Frames of a Stream.

use serde_json::Value;
use uuid::Uuid;

use super::Sitting;
use crate::conformance::bench::Scene;
use crate::conformance::set::{Place, StreamStep};
use crate::simulator::Message;
use crate::simulator::world::{Ack, Push, World};

const KIND: &str = "stream";

impl Sitting<'_> {
    pub(super) async fn stream(&mut self, begins: &impl Fn(&str)) {
        for case in &self.set.stream {
            if !self.target.stream {
                self.skip(KIND, case, "no Stream");
                continue;
            }
            begins(&case.id);
            let mut scene = self.bench.scene(Place::Group);
            let mut steps = self.connected(0).await;
            for step in &case.steps {
                if steps.is_ok() {
                    steps = self.push(&mut scene, step).await;
                }
            }
            self.judge(KIND, case, scene, steps).await;
        }
    }

    /// Waits until a connection hears what is said, other than the first so many.
    async fn connected(&self, older: usize) -> Result<(), String> {
        let (simulator, patience) = (&self.bench.simulator, self.bench.options.patience);
        let connected = simulator.wait_for(patience, |_| simulator.is_heard(older).then_some(()));
        connected.await.ok_or_else(|| "it opened no connection".to_owned())
    }

    async fn push(&self, scene: &mut Scene, step: &StreamStep) -> Result<(), String> {
        let simulator = &self.bench.simulator;
        let older = simulator.with(|world| world.gateway.connections.len());
        if step.reconnects {
            simulator.disconnect("connection is expired");
            return self.connected(older).await;
        }
        let frame_id = Uuid::new_v4().simple().to_string();
        self.bench.sign(scene, 0);
        self.write_message(scene, &Value::Null);
        scene.blanks.set("frame_id", &frame_id);
        if let Some(raw) = &step.raw {
            simulator.say_raw(&Message::text(scene.blanks.fill(raw)));
        }
        let frame = step.frame.as_ref().map(|frame| scene.blanks.fill_json(frame).to_string());
        if let Some(frame) = &frame {
            let (message_id, key) = (frame_id.clone(), frame_id.clone());
            let push = Push { message_id, key, connection: 0, answer: None };
            simulator.with(|world| world.gateway.pushes.push(push));
            simulator.say_raw(&Message::text(frame.clone()));
        }
        let Some(expected) = &step.ack else {
            return Ok(());
        };
        let answer = |world: &World| world.gateway.answers(&frame_id).into_iter().flatten().next();
        let half = self.bench.options.patience / 2;
        let ack = match (simulator.wait_for(half, answer).await, frame) {
            // It went out over a connection that was about to end, perhaps.
            (None, Some(frame)) => {
                simulator.say_raw(&Message::text(frame));
                simulator.wait_for(half, answer).await
            }
            (ack, _) => ack,
        };
        let Some(ack) = ack else {
            return Err("a frame was not acknowledged".to_owned());
        };
        let data: Value = serde_json::from_str(&ack.data).unwrap_or_default();
        let has = |(name, value): (&String, &Value)| {
            data.get(name) == Some(&scene.blanks.fill_json(value))
        };
        let Ack { code, .. } = ack;
        if code != expected.code || !expected.data.iter().all(has) {
            let data_expected = Value::Object(expected.data.clone());
            return Err(format!(
                "acknowledged with {code} and {data}, and {} and {data_expected} expected",
                expected.code
            ));
        }
        Ok(())
    }
}
