//! Signed callbacks.

use serde_json::Value;

use super::Sitting;
use crate::conformance::bench::Scene;
use crate::conformance::blanks::merge;
use crate::conformance::set::{Answer, CallbackStep, Encoding, Place};

const KIND: &str = "callbacks";

impl Sitting<'_> {
    pub(super) async fn callbacks(&mut self, begins: &impl Fn(&str)) {
        for case in &self.set.callbacks {
            let no_address = self.target.callback.is_none().then_some("no address for callbacks");
            if let Some(why) = no_address.or_else(|| self.bench.hindrance(&case.needs)) {
                self.skip(KIND, case, why);
                continue;
            }
            begins(&case.id);
            let place = case.steps.first().map(|step| step.place).unwrap_or_default();
            let mut scene = self.bench.scene(place);
            let mut steps = Ok(());
            for step in &case.steps {
                steps = steps.and(self.say(&mut scene, step).await);
            }
            self.judge(KIND, case, scene, steps).await;
        }
    }

    /// Sends a callback, and says what of the answer is wrong.
    pub(super) async fn say(&self, scene: &mut Scene, step: &CallbackStep) -> Result<(), String> {
        self.bench.sign(scene, step.signed_s);
        self.write_message(scene, &step.patch);
        let raw = step.raw.as_deref().unwrap_or("{{message}}");
        let body = bytes(&scene.blanks.fill(raw), step.encoding);
        let usual = || {
            let kind = "application/json; charset=utf-8";
            [("content-type", kind), ("timestamp", "{{timestamp}}"), ("sign", "{{sign}}")]
                .map(|(name, value)| (name.to_owned(), value.to_owned()))
                .to_vec()
        };
        let headers = step.headers.clone().unwrap_or_else(usual);
        let headers = headers.into_iter().map(|(name, value)| (name, scene.blanks.fill(&value)));
        let headers: Vec<(String, String)> = headers.collect();
        let url = self.target.callback.as_deref().unwrap_or_default();
        let answer = self.bench.simulator.post(url, &headers, body).await;
        if let Ok(delivered) = &answer {
            scene.note_response(&delivered.body);
        }
        step.answer.wrong(&answer).map_or(Ok(()), Err)
    }

    /// The set's message with what is other in this case, in the forms that bodies are made of.
    pub(super) fn write_message(&self, scene: &mut Scene, patch: &Value) {
        let mut message = self.set.message.clone();
        if !patch.is_null() {
            merge(&mut message, patch);
        }
        let message = scene.blanks.fill_json(&message);
        let text = in_ascii(&message.to_string());
        let inner = text.trim_start_matches('{').trim_end_matches('}').to_owned();
        // What was cut by UTF-16 units is no text that JSON could be written from.
        let half = text.replace("\"Class\"", "\"Class\\ud83d\"");
        // The last bracket of an inner object went with the outer one.
        let closed = "}".repeat(text.len() - text.trim_end_matches('}').len() - 1);
        scene.blanks.set("message.inner", inner + &closed);
        scene.blanks.set("message.half", half);
        scene.blanks.set("message", message.to_string());
    }
}

/// An ordinary message, which is answered.
pub(super) fn plain() -> CallbackStep {
    CallbackStep {
        place: Place::Group,
        patch: Value::Null,
        raw: None,
        encoding: Encoding::Utf8,
        headers: None,
        signed_s: 0,
        answer: Answer::Taken,
    }
}

/// JSON with every other character escaped.
fn in_ascii(json: &str) -> String {
    let mut ascii = String::with_capacity(json.len());
    for character in json.chars() {
        if character.is_ascii() {
            ascii.push(character);
        } else {
            let units = character.encode_utf16(&mut [0; 2]).to_vec();
            ascii.extend(units.iter().map(|unit| format!("\\u{unit:04x}")));
        }
    }
    ascii
}

fn bytes(text: &str, encoding: Encoding) -> Vec<u8> {
    match encoding {
        Encoding::Utf8 => text.as_bytes().to_vec(),
        Encoding::Utf16 => text.encode_utf16().flat_map(u16::to_le_bytes).collect(),
        Encoding::Latin1 => text.chars().map(|c| u8::try_from(c).unwrap_or(b'?')).collect(),
    }
}
