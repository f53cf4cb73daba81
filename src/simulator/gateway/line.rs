//! One connection, from its handshake to its end.

use futures_util::{SinkExt, StreamExt};
use tokio::net::TcpStream;
use tokio::sync::mpsc::{UnboundedReceiver, unbounded_channel};
use tokio_tungstenite::WebSocketStream;
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::tungstenite::handshake::server::{ErrorResponse, Request, Response};
use tokio_tungstenite::tungstenite::http::StatusCode;
use url::form_urlencoded;

use super::{Line, Order};
use crate::simulator::{Shared, lock};

pub(super) async fn serve(shared: Shared, socket: TcpStream) {
    let mut number = None;
    // The type of its error is the library's.
    #[expect(clippy::result_large_err, reason = "the handshake wants it so")]
    let admit = |request: &Request, response: Response| -> Result<Response, ErrorResponse> {
        let query = request.uri().query().unwrap_or_default();
        let mut fields = form_urlencoded::parse(query.as_bytes());
        let ticket = fields.find(|(name, _)| name == "ticket");
        let ticket = ticket.map(|(_, ticket)| ticket).unwrap_or_default();
        number = shared.with(|world| {
            let now = world.now();
            world.gateway.redeem(&ticket, now)
        });
        if number.is_some() {
            return Ok(response);
        }
        let mut refusal = ErrorResponse::new(None);
        *refusal.status_mut() = StatusCode::UNAUTHORIZED;
        Err(refusal)
    };
    let Ok(socket) = tokio_tungstenite::accept_hdr_async(socket, admit).await else {
        return;
    };
    let Some(number) = number else {
        return;
    };
    let (orders, to_do) = unbounded_channel();
    lock(&shared.gateway.lines).insert(number, Line { orders, is_leaving: false });
    // Whoever waits for a connection looks again.
    shared.with(|_| {});
    talk(&shared, socket, to_do).await;
    lock(&shared.gateway.lines).remove(&number);
    shared.with(|world| {
        let now = world.now();
        world.gateway.close(number, now);
    });
}

async fn talk(
    shared: &Shared,
    mut socket: WebSocketStream<TcpStream>,
    mut to_do: UnboundedReceiver<Order>,
) {
    loop {
        tokio::select! {
            order = to_do.recv() => match order {
                Some(Order::Say(message)) => {
                    if socket.send(message).await.is_err() {
                        return;
                    }
                }
                Some(Order::FallSilent) => break,
                Some(Order::Cut) | None => return,
            },
            message = socket.next() => match message {
                Some(Ok(Message::Text(text))) => {
                    shared.with(|world| world.gateway.note_ack(&text));
                }
                Some(Ok(Message::Close(_)) | Err(_)) | None => return,
                Some(Ok(_)) => {}
            },
        }
    }
    // Silent: what is still to be said is lost.
    while !matches!(to_do.recv().await, Some(Order::Cut) | None) {}
}
