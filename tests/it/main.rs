//! Stories through the HTTP listener: the whole bot on a port of its own, real signatures, the real
//! client, against the simulated DingTalk. A story reads like the chat.

mod postgres;
mod story;

mod adopting;
mod apply;
mod binding;
mod catalogue;
mod conformance;
mod connections;
mod docs;
mod doctor;
mod doctor_page;
mod error_pages;
mod errors;
mod events;
mod facts_page;
mod governing;
mod grammar;
mod halves;
mod header_pairs;
mod init;
mod keeping;
mod limits;
mod listener;
mod probing;
mod process;
mod proxy;
mod queue;
mod refusals;
mod renaming;
mod replies;
mod restoring;
mod roster;
mod scale;
mod sdks;
mod security;
mod settings;
mod shell;
mod starting;
mod store;
mod stream;
mod terminal;
mod unanswered;
mod unreadable;
mod waiting;
