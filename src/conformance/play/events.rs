//! Events over HTTP, in their envelope.

use base64::{Engine, prelude::BASE64_STANDARD};
use serde_json::Value;
use url::Url;
use uuid::Uuid;

use super::Sitting;
use crate::conformance::bench::{Scene, Subscription};
use crate::conformance::set::{Answer, EventStep, Place, Sealed};
use crate::simulator::deliver::Crypto;

const KIND: &str = "events";

/// Whom another app's envelopes are sealed for.
const OTHER_OWNER: &str = "dingsomebodyelses0001";

impl Sitting<'_> {
    pub(super) async fn events(&mut self, begins: &impl Fn(&str)) {
        let subscription = self.bench.options.subscription.clone();
        for case in &self.set.events {
            let (Some(url), Some(subscription)) = (&self.target.events, &subscription) else {
                self.skip(KIND, case, "no address for events, or no token and key");
                continue;
            };
            begins(&case.id);
            let mut scene = self.bench.scene(Place::Group);
            let mut steps = Ok(());
            for step in &case.steps {
                steps = steps.and(self.tell(&mut scene, step, url, subscription).await);
            }
            self.judge(KIND, case, scene, steps).await;
        }
    }

    async fn tell(
        &self,
        scene: &mut Scene,
        step: &EventStep,
        url: &str,
        subscription: &Subscription,
    ) -> Result<(), String> {
        self.bench.sign(scene, step.signed_s);
        let crypto = crypto_of(subscription, &self.bench.options.client_id)?;
        let event = scene.blanks.fill_json(&step.event).to_string();
        let encrypt = match step.sealed {
            Sealed::OtherOwner => crypto_of(subscription, OTHER_OWNER)?.encrypt(&random(), &event),
            spoiled => spoil(&crypto, &event, spoiled),
        };
        let timestamp = scene.blanks.fill("{{timestamp}}");
        let nonce = Uuid::new_v4().simple().to_string();
        let other = Subscription { token: "somebodyElses".to_owned(), ..subscription.clone() };
        let other = crypto_of(&other, OTHER_OWNER)?.sign(&timestamp, &nonce, &encrypt);
        scene.blanks.set("signature", crypto.sign(&timestamp, &nonce, &encrypt));
        scene.blanks.set("signature.other", other);
        scene.blanks.set("nonce", nonce);
        scene.blanks.set("encrypt.changed", changed(&encrypt));
        scene.blanks.set("encrypt", encrypt);
        let mut url = Url::parse(url).map_err(|error| error.to_string())?;
        let usual = || {
            [("signature", "{{signature}}"), ("timestamp", "{{timestamp}}"), ("nonce", "{{nonce}}")]
                .map(|(name, value)| (name.to_owned(), value.to_owned()))
                .to_vec()
        };
        for (name, value) in step.query.clone().unwrap_or_else(usual) {
            url.query_pairs_mut().append_pair(&name, &scene.blanks.fill(&value));
        }
        let body = step.body.as_deref().unwrap_or("{\"encrypt\":\"{{encrypt}}\"}");
        let body = scene.blanks.fill(body).into_bytes();
        let headers = [("content-type".to_owned(), "application/json".to_owned())];
        let answer = self.bench.simulator.post(url.as_str(), &headers, body).await;
        let is_success = answer.as_ref().is_ok_and(|answer| {
            let body: Value = serde_json::from_str(&answer.body).unwrap_or_default();
            answer.status == 200 && crypto.check_answer(&body).is_ok()
        });
        match (step.answer, &answer) {
            (Answer::Success, Ok(_)) if is_success => Ok(()),
            (Answer::Success, Ok(answer)) => {
                let body: Value = serde_json::from_str(&answer.body).unwrap_or_default();
                let why = crypto.check_answer(&body).err().unwrap_or_default();
                Err(format!("answered {}, and the sealed success expected: {why}", answer.status))
            }
            (Answer::Refused, Ok(answer)) if !is_success && answer.status < 500 => Ok(()),
            (Answer::Refused, Ok(answer)) if !is_success => {
                Err(format!("answered {}, and no more than 499 expected", answer.status))
            }
            (Answer::Refused, Ok(_)) => Err("answered with success".to_owned()),
            (expected, answer) => expected.wrong(answer).map_or(Ok(()), Err),
        }
    }
}

fn crypto_of(subscription: &Subscription, owner: &str) -> Result<Crypto, String> {
    Crypto::new(&subscription.token, &subscription.aes_key, owner)
}

fn random() -> [u8; 16] {
    *Uuid::new_v4().as_bytes()
}

/// An event, sealed with something wrong in it.
fn spoil(crypto: &Crypto, event: &str, spoiled: Sealed) -> String {
    let mut plain = crypto.plain(&random(), event);
    match spoiled {
        Sealed::BadPadding => {
            let last = plain.len() - 1;
            plain[last] = 0;
        }
        Sealed::TooLong => plain[16..20].fill(0xff),
        Sealed::Right | Sealed::OtherOwner | Sealed::NoBlocks => {}
    }
    let encrypt = crypto.encrypt_plain(plain);
    if spoiled != Sealed::NoBlocks {
        return encrypt;
    }
    let mut bytes = BASE64_STANDARD.decode(encrypt).unwrap_or_default();
    bytes.pop();
    BASE64_STANDARD.encode(bytes)
}

/// The same with one bit changed, such that whoever opens it unverified reads another text, which
/// is still JSON: in this mode of encryption a bit of one block turns the same bit of the next.
fn changed(encrypt: &str) -> String {
    let mut bytes = BASE64_STANDARD.decode(encrypt).unwrap_or_default();
    if let Some(byte) = bytes.get_mut(15) {
        *byte ^= 1;
    }
    BASE64_STANDARD.encode(bytes)
}
