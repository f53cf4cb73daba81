//! Those who send messages: each is sent until somebody says that it is kept, and now and then once
//! more.

use std::sync::Arc;
use std::time::Duration;

use dingnick::domain::{Clock, MessageId};
use dingnick::queue::Shared;
use dingnick::store::{NewJob, RenameRequest};

use crate::instance::SimulatedClock;
use crate::lane::{Asked, What};
use crate::model::Witness;
use crate::seam::Seam;

/// After this time the answer is that it is not known to be kept.
const PATIENCE: Duration = Duration::from_secs(2);

/// Sends a message once, to one of the instances.
pub(crate) async fn send(
    shared: Arc<Shared<Seam>>,
    witness: Witness,
    clock: SimulatedClock,
    id: String,
    asked: Asked,
) {
    let (message_id, user) = (MessageId::parse(&id).expect("an id"), asked.user());
    let is_request = asked.what == What::Rename;
    let received_at = clock.now();
    witness.model().keeping(&id, &asked, is_request, received_at);
    let (text, lane, conversation) = (asked.text(), asked.lane(), asked.conversation());
    let job = NewJob {
        message_id: &message_id,
        message: &text,
        asker: None,
        session: None,
        lane: &lane,
        conversation: &conversation,
        request: is_request.then_some(RenameRequest { asked_by: &user, asked_at: asked.at }),
        received_at,
    };
    let kept = tokio::time::timeout(PATIENCE, shared.keep(job)).await;
    let at = clock.elapsed().as_millis();
    let mut model = witness.model();
    if let Ok(Ok(_)) = kept {
        model.acknowledged(&id);
    }
    let word =
        if let Ok(Ok(kept)) = kept { format!("{kept:?}") } else { "nobody knows".to_owned() };
    model.log.push(format!("{at:>7} {id} is sent, {asked:?}: {word}"));
}
