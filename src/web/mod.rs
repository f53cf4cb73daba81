//! The way in over HTTP: the robot's callback, the events and the probes. Nothing is decided here.

mod answer;
mod body;
mod callback;
mod connection;
mod console;
mod crowd;
mod events;
mod front;
mod health;
mod listener;
mod ops;
mod pairs;
mod refusal_log;
mod refusals;
mod server;
mod unread;

pub use console::{Console, ConsoleSettings, ShownSetting};
pub use front::Front;
pub use listener::bind;
pub use ops::serve_ops;
pub use pairs::Pairs;
pub use refusal_log::Refusals;
pub use server::{serve, stop};
