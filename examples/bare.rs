//! What `make bench` holds the bot against: an endpoint that reads the body and answers as the bot
//! does, and does nothing else.

use std::net::SocketAddr;

use actix_web::web::{self, Bytes};
use actix_web::{App, HttpResponse, HttpServer};

/// As many threads as the bot's listener has.
const WORKERS: usize = 2;

#[actix_web::main]
async fn main() -> std::io::Result<()> {
    let address = std::env::args().nth(1).and_then(|address| address.parse::<SocketAddr>().ok());
    let Some(address) = address else {
        return Err(std::io::Error::other("give the address to listen on; `make bench` does"));
    };
    HttpServer::new(|| App::new().service(web::resource("/dingtalk/callback").post(answer)))
        .workers(WORKERS)
        .bind(address)?
        .run()
        .await
}

async fn answer(_body: Bytes) -> HttpResponse {
    HttpResponse::Ok().content_type("application/json").body(r#"{"msgtype":"empty"}"#)
}
