//! The HTTP face of the world: the documented paths, bodies and error shapes,
//! so that DingTalk's own client libraries could talk to it.
//! A request becomes a `Call`, `serve` turns it into an `Answer` with the world
//! locked, without waiting, and only then the answer is played out.

mod answer;
mod call;
mod connections;
mod directory;
mod members;
mod nicknames;
mod registration;
mod robot;
mod templates;
mod tokens;

#[cfg(test)]
mod tests;

use std::time::Duration;

use actix_web::{
    HttpRequest, HttpResponse,
    http::{StatusCode, header},
    web::{self, Bytes},
};
use futures_util::stream;

use self::{
    answer::{Answer, missing_scope},
    call::Call,
};
use super::{
    Shared,
    world::{Api, ApiCall, Family, Fault, World},
};

/// Registers the face as the service for every path that nobody else took.
pub(super) fn configure(config: &mut web::ServiceConfig) {
    config.default_service(web::to(face));
}

async fn face(request: HttpRequest, body: Bytes, shared: web::Data<Shared>) -> HttpResponse {
    let call = Call::read(&request, &body);
    let endpoint = shared.gateway.endpoint();
    let (number, (answer, manner)) =
        shared.with(|world| (world.calls.len(), serve(world, &call, &endpoint)));
    let _under_way = UnderWay { shared: &shared, number };
    play(answer, manner).await
}

/// A call that is not answered yet; notes when it is.
struct UnderWay<'a> {
    shared: &'a Shared,
    number: usize,
}

impl Drop for UnderWay<'_> {
    fn drop(&mut self) {
        self.shared.with(|world| {
            let now = world.now();
            if let Some(call) = world.calls.get_mut(self.number) {
                call.ended_at = Some(now);
            }
        });
    }
}

/// What happens to an answer on its way out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Manner {
    AtOnce,
    After(u64),
    Dropped,
    Endless,
}

/// Answers a call, a fault permitting, and logs it.
fn serve(world: &mut World, call: &Call, endpoint: &str) -> (Answer, Manner) {
    let fault = world.faults.take(call.api, &call.logged_request().to_string());
    let faulted = fault.is_some();
    let (answer, manner) = match fault {
        None => (work(world, call, endpoint), Manner::AtOnce),
        Some(Fault::Hang(ms)) => (work(world, call, endpoint), Manner::After(ms)),
        Some(Fault::ResetAfter) => (work(world, call, endpoint), Manner::Dropped),
        Some(Fault::ResetBefore) => (Answer::html(200, ""), Manner::Dropped),
        Some(Fault::EndlessBody) => (Answer::endless(), Manner::Endless),
        Some(fault) => (Answer::of_fault(call.api, &fault), Manner::AtOnce),
    };
    let code = match manner {
        Manner::AtOnce => answer.code(),
        Manner::After(ms) => format!("{} ({ms} ms)", answer.code()),
        Manner::Dropped => "reset".to_owned(),
        Manner::Endless => "endless".to_owned(),
    };
    let record = ApiCall {
        at: world.now(),
        ended_at: None,
        api: call.api,
        path: call.logged_path(),
        request: call.logged_request(),
        status: answer.status,
        code,
        faulted,
    };
    world.calls.push(record);
    (answer, manner)
}

fn work(world: &mut World, call: &Call, endpoint: &str) -> Answer {
    match admit(world, call) {
        Err(refusal) => refusal,
        Ok(()) => dispatch(world, call, endpoint),
    }
}

/// What every call with a token must pass: token, address, rate, quota, permission.
fn admit(world: &mut World, call: &Call) -> Result<(), Answer> {
    let api = call.api;
    if !api.needs_token() {
        return Ok(());
    }
    let family = api.family();
    match &call.token {
        None => return Err(answer::missing_token(family)),
        Some(token) if !world.is_token_valid(token) => return Err(answer::invalid_token(family)),
        Some(_) => {}
    }
    if let Some(allowed) = &world.ip_allow_list
        && !call.peer.is_some_and(|peer| allowed.contains(&peer))
    {
        return Err(answer::refused_address(family));
    }
    if !world.within_rate(api) {
        return Err(answer::too_many_a_second(family, world.facts.wraps_limits));
    }
    let now = world.now();
    if api.is_metered() && world.api_quota.is_used_up(now) {
        return Err(answer::quota_used_up(family));
    }
    if let Some(scope) = api.scope()
        && !world.scopes.contains(&scope)
    {
        return Err(missing_scope(family, scope));
    }
    if api.is_metered() {
        world.api_quota.count(now);
    }
    Ok(())
}

fn dispatch(world: &mut World, call: &Call, endpoint: &str) -> Answer {
    match call.api {
        Api::GetToken => tokens::gettoken(world, call),
        Api::AccessToken => tokens::access_token(world, call),
        Api::CorpToken => tokens::corp_token(world, call),
        Api::UpdateGroupNick => nicknames::update_group_nick(world, call),
        Api::GroupNicks => nicknames::group_nicks(world, call),
        Api::SceneMembers => members::scene_members(world, call),
        Api::InnerMembers => members::inner_members(world, call),
        Api::ChatGet => directory::chat_get(world, call),
        Api::ConvertChatId => directory::convert(world, call),
        Api::SceneGroupGet => directory::scene_group_get(world, call),
        Api::TemplateApply => templates::apply(world, call),
        Api::TemplateClose => templates::close(world, call),
        Api::UserGet => directory::user_get(world, call),
        Api::UserByUnionId => directory::user_by_union_id(world, call),
        Api::DepartmentGet => directory::department_get(world, call),
        Api::GroupMessageSend => robot::group_message_send(world, call),
        Api::DirectMessageSend => robot::direct_message_send(world, call),
        Api::EmotionReply => robot::emotion_reply(world, call),
        Api::SendBySession => robot::send_by_session(world, call),
        Api::ConnectionsOpen => connections::open(world, call, endpoint),
        Api::RegistrationInit => registration::init(world, call),
        Api::RegistrationBegin => registration::begin(world, call),
        Api::RegistrationPoll => registration::poll(world, call),
        Api::Unknown => not_there(call),
    }
}

/// The answer of a DingTalk that does not have the path.
fn not_there(call: &Call) -> Answer {
    answer::unknown_path(&call.path)
}

/// Sends the answer in its manner.
async fn play(answer: Answer, manner: Manner) -> HttpResponse {
    if let Manner::After(ms) = manner {
        tokio::time::sleep(Duration::from_millis(ms)).await;
    }
    let status = StatusCode::from_u16(answer.status).unwrap_or(StatusCode::OK);
    let mut response = HttpResponse::build(status);
    response.insert_header((header::CONTENT_TYPE, answer.content_type));
    match manner {
        Manner::AtOnce | Manner::After(_) => response.body(answer.body.into_text()),
        // A body that fails at its first piece makes the server close the
        // connection before the head has been written.
        Manner::Dropped => response.streaming(stream::once(async {
            Err::<Bytes, _>(std::io::Error::other("dropped by a fault"))
        })),
        Manner::Endless => {
            let piece = Bytes::from_static(&[b' '; 16 * 1024]);
            response.streaming(stream::repeat_with(move || Ok::<_, std::io::Error>(piece.clone())))
        }
    }
}

/// Whether this family says errors with an errcode at HTTP 200.
const fn speaks_errcode(family: Family) -> bool {
    matches!(family, Family::Plain | Family::Topapi)
}
