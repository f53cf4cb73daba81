//! dingnick changes group nicknames on DingTalk from the chat.
//!
//! The rooms, from the ground up; an arrow between two of them points down only, and
//! `tests/architecture.rs` holds them to it.
//!
//! - [`domain`]: ids, names, messages and replies as types; imports nothing of ours.
//! - [`facts`]: what is believed of DingTalk and was not seen; imports nothing of ours.
//! - [`metrics`]: what happened, counted; imports nothing of ours either. Nor does [`chain`]: an
//!   error with its causes, for the log.
//! - [`seldom`]: log lines that come at most once a minute.
//! - [`fail_point`]: where tests stop the program to kill it; not in what is shipped.
//! - [`command`] and [`policy`]: text to command, and who may do what; pure.
//! - [`dingtalk`], [`store`], [`i18n`]: adapters; each knows one outside thing and no other.
//! - [`calls`]: every call to DingTalk goes out here, when it may.
//! - [`groups`]: what is known of a group and its people.
//! - [`doctor`]: what of the set-up does not work, and how it is mended.
//! - [`probe`]: what DingTalk's documents leave open, asked of a real one.
//! - [`actions`]: one file for each command, and for each kind of work that follows from one.
//! - [`queue`]: what was kept is claimed, worked on, retried, ended; what is to be said, delivered.
//! - [`bot`]: takes messages in, and turns what was kept into actions and answers.
//! - [`web`] and [`stream`]: the ways in: DingTalk calls us, or we connect to it.
//! - [`app`], with [`config`] and [`telemetry`]: puts the rooms together.
//! - [`cli`]: the commands of the shell.
//! - [`conformance`]: what a right bot makes of what DingTalk sends, played against any bot.
//! - [`simulator`]: a DingTalk to play and test with; shares no code with the bot.

pub mod chain;
pub mod domain;
pub mod facts;
pub mod fail_point;
pub mod metrics;
pub mod seldom;

pub mod command;
pub mod policy;

pub mod dingtalk;
pub mod i18n;
pub mod store;

pub mod calls;

pub mod groups;

pub mod doctor;
pub mod probe;

pub mod actions;
pub mod queue;

pub mod bot;

pub mod stream;
pub mod web;

pub mod app;
pub mod config;
pub mod telemetry;

pub mod cli;
pub mod conformance;
pub mod simulator;
