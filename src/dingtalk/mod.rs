//! DingTalk: what it sends us, and what we ask of it. The only room that knows its wire formats.
//!
//! [`sign`] and [`inbound`] are for whoever takes messages in; [`Client`] is for whoever carries
//! them out.

mod client;
pub mod codes;
mod details;
pub mod envelope;
mod error;
pub mod event;
pub mod gateway;
mod http;
pub mod inbound;
pub mod json;
mod proxy;
pub mod registration;
mod resolver;
mod session;
pub mod sign;
mod token;

pub use client::{
    Address, Client, DirectoryUser, GroupPeople, InnerMember, Receipt, SceneGovernors,
};
pub use codes::Class;
pub use error::{Api, Arrival, DingTalkError};
pub use http::{Credentials, client as http_client, client_for, init_crypto};
pub use proxy::Proxy;
pub use resolver::Resolver;
pub use session::{Hosts, Region, is_loopback};
pub use token::Standing;
