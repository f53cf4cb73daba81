//! The chat page of the playground (stub).
use actix_web::web;
/// The page.
pub struct Page {}
pub(super) fn configure(_config: &mut web::ServiceConfig) {}
