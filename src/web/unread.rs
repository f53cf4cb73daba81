//! What of a request's body nobody has read: a little is waited for, so that the connection serves
//! on; with more it is closed after the answer. Else whoever leaves a body unfinished would hold a
//! connection for ever, whatever the answer.

use std::cell::RefCell;
use std::pin::Pin;
use std::rc::Rc;
use std::task::{Context, Poll};
use std::time::Duration;

use actix_http::BoxedPayloadStream;
use actix_web::Error;
use actix_web::body::{BodySize, BoxBody, MessageBody};
use actix_web::dev::{Payload, ServiceRequest, ServiceResponse};
use actix_web::error::PayloadError;
use actix_web::http::ConnectionType;
use actix_web::middleware::Next;
use actix_web::web::Bytes;
use futures_util::{Stream, StreamExt};

/// The most that is read of a body that nobody wants. More than this is not worth a connection.
const MOST_DRAINED: usize = 4 * 1024;

/// How long that may take: it comes with the head, or as good as.
const DRAIN_LIMIT: Duration = Duration::from_millis(100);

/// Answers a request, and sees to the rest of its body.
pub(super) async fn settle(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<BoxBody>, Error> {
    let (request, payload) = request.into_parts();
    if matches!(payload, Payload::None) {
        let answer = next.call(ServiceRequest::from_parts(request, payload)).await?;
        return Ok(answer.map_into_boxed_body());
    }
    let mut payload = Shared(Rc::new(RefCell::new(payload)));
    let lent = Payload::Stream { payload: Box::pin(payload.clone()) as BoxedPayloadStream };
    let mut answer = next.call(ServiceRequest::from_parts(request, lent)).await?;
    let is_closing = answer.response().head().connection_type() == ConnectionType::Close;
    if !is_closing && drain(&mut payload).await {
        return Ok(answer.map_into_boxed_body());
    }
    answer.response_mut().head_mut().set_connection_type(ConnectionType::Close);
    Ok(answer.map_body(|_, body| Holding { body: body.boxed(), _payload: payload }.boxed()))
}

/// Whether the body has ended.
async fn drain(payload: &mut Shared) -> bool {
    let all = async {
        let mut drained = 0;
        while let Some(chunk) = payload.next().await {
            drained += chunk.map_or(MOST_DRAINED, |chunk| chunk.len());
            if drained >= MOST_DRAINED {
                return false;
            }
        }
        true
    };
    tokio::time::timeout(DRAIN_LIMIT, all).await.unwrap_or(false)
}

/// A body that is read by one after the other.
#[derive(Clone)]
struct Shared(Rc<RefCell<Payload>>);

impl Stream for Shared {
    type Item = Result<Bytes, PayloadError>;

    fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        Pin::new(&mut *self.0.borrow_mut()).poll_next(context)
    }
}

/// An answer that keeps the request's body until it is sent. The HTTP library reads on without end
/// what was dropped before, and closes after the answer where something is left.
struct Holding {
    body: BoxBody,
    _payload: Shared,
}

impl MessageBody for Holding {
    type Error = <BoxBody as MessageBody>::Error;

    fn size(&self) -> BodySize {
        self.body.size()
    }

    fn poll_next(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Bytes, Self::Error>>> {
        Pin::new(&mut self.body).poll_next(context)
    }
}
