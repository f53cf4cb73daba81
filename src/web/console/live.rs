//! A line for every change that a page may show, for as long as the page is open.

use std::convert::Infallible;
use std::time::Duration;

use actix_web::web::Bytes;
use actix_web::{HttpResponse, web};
use futures_util::stream;
use tokio::sync::broadcast::error::RecvError;

use super::answer;
use super::operator::Operator;
use super::state::Console;

/// How often a quiet stream says that it is still there; also how late a change may be seen that
/// another process made.
const STILL_HERE: Duration = Duration::from_secs(15);

pub(super) async fn events(console: web::Data<Console>, _: Operator) -> HttpResponse {
    let news = console.bot.news();
    let version = console.version.subscribe();
    let first = "retry: 2000\ndata: begun\n\n";
    let ticks = stream::unfold(
        (console, news, version, Some(first)),
        |(console, mut news, mut version, first)| async move {
            let tick = match first {
                Some(first) => first,
                None => tokio::select! {
                    heard = news.recv() => match heard {
                        Ok(_) | Err(RecvError::Lagged(_)) => "data: changed\n\n",
                        Err(RecvError::Closed) => return None,
                    },
                    changed = version.changed() => match changed {
                        Ok(()) => "data: changed\n\n",
                        Err(_) => return None,
                    },
                    () = tokio::time::sleep(STILL_HERE) => "data: still here\n\n",
                    () = console.stopping.cancelled() => return None,
                },
            };
            let tick = Ok::<_, Infallible>(Bytes::from_static(tick.as_bytes()));
            Some((tick, (console, news, version, None)))
        },
    );
    answer::guarded(&mut HttpResponse::Ok(), "text/event-stream").streaming(Box::pin(ticks))
}
