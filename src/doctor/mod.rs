//! The diagnosis: what of the set-up does not work, what that means, and how it is mended.
//!
//! Every [`Check`] has a code that stays. What is free is asked of DingTalk always; what is paid
//! only when that is wanted, and its number is known before. A check that cannot be made says so
//! ([`State::Unverified`]), and one of what is not configured is [`State::Skipped`]; neither is a
//! fault, nor is a bot that does not run. Nothing is changed here, and no secret is in a finding.

mod app;
mod bot;
mod callback;
mod check;
mod events;
mod groups;
mod network;
mod permissions;
mod report;
mod settings;
mod setup;
mod store;
mod stream;
mod ward;

use std::sync::Arc;

use jiff::tz::TimeZone;
use url::Url;

use crate::calls::{Calls, CallsSettings, DailyCaps};
use crate::chain::chain;
use crate::dingtalk::{Client, Credentials};
use crate::domain::{Clock, ConversationId, CorpId};
use crate::groups::Groups;
use crate::metrics::Metrics;
use crate::store::{Scope, StoreError};

pub use app::sign_in_at;
pub use check::{Check, Finding, State, When};
pub use permissions::Permissions;
pub use report::Report;
pub use setup::{BadSetting, Setup};
pub use ward::{Depth, Ward};

use store::Place;

/// Every check there is, in the order in which they are made.
pub static CHECKS: [&[&Check]; 10] = [
    &settings::ALL,
    &store::ALL,
    &network::ALL,
    &app::ALL,
    &permissions::ALL,
    &stream::ALL,
    &callback::ALL,
    &events::ALL,
    &groups::ALL,
    &bot::ALL,
];

/// What is wanted of a diagnosis.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// How deep to look.
    pub depth: Depth,
    /// The address of callbacks, to be tried.
    pub callback: Option<Url>,
}

/// Why there can be no diagnosis.
#[derive(Debug, thiserror::Error)]
pub enum DoctorError {
    /// The HTTP client cannot be made.
    #[error("cannot make an HTTP client")]
    Client(#[source] reqwest::Error),
    /// A store in memory, to do without another, cannot be had.
    #[error("cannot do without a store")]
    Store(#[source] StoreError),
}

/// A diagnosis that has not begun.
pub struct Doctor {
    setup: Setup,
    place: Place,
    store: Scope,
    calls: Arc<Calls>,
    groups: Groups,
    clock: Arc<dyn Clock>,
}

impl Doctor {
    /// Opens the store, if there is one, and calls nobody.
    ///
    /// # Errors
    /// Not when the store cannot be opened: that is something to find out.
    pub async fn open(setup: Setup, clock: Arc<dyn Clock>) -> Result<Self, DoctorError> {
        let place = Place::find(&setup).await;
        let store = match &place {
            Place::Open(store) => store.clone(),
            // What is asked of DingTalk is asked without one as well.
            Place::New(_) | Place::Failed(_) => {
                crate::store::open("sqlite::memory:").await.map_err(DoctorError::Store)?
            }
        };
        let store = store.of(&setup.robot_code);
        // Without an app nobody is called.
        let credentials = setup.credentials.clone().unwrap_or_else(|| Credentials {
            client_id: String::new(),
            client_secret: String::new().into(),
            robot_code: setup.robot_code.clone(),
        });
        let client = Client::new(setup.hosts.clone(), credentials, Arc::new(Metrics::new()));
        let settings = CallsSettings {
            organisation: setup
                .corp_id
                .as_ref()
                .map_or(setup.robot_code.as_str(), CorpId::as_str)
                .to_owned(),
            per_second: setup.calls_per_second,
            monthly: setup.monthly,
            // Nothing is done for a member here.
            daily: DailyCaps { member: None, group: None, time_zone: TimeZone::UTC },
            first_pause: setup.first_pause,
        };
        let client = client.map_err(DoctorError::Client)?;
        let calls = Arc::new(Calls::new(settings, client, store.clone(), Arc::clone(&clock)));
        let groups = Groups::new(&store, &calls, &clock, &[], None);
        Ok(Self { setup, place, store, calls, groups, clock })
    }

    /// How many paid calls it takes to look at all permissions.
    pub const PRICE_OF_PERMISSIONS: u64 = permissions::PRICE;

    /// What the app may do: a finding for each permission.
    pub async fn permissions(&self, options: &Options) -> Vec<Finding> {
        permissions::look(&self.ward(options)).await.findings
    }

    /// How many paid calls it takes.
    pub async fn price(&self, options: &Options) -> u64 {
        if options.depth != Depth::Thorough || self.setup.credentials.is_none() {
            return 0;
        }
        let groups = self.store.groups().await.unwrap_or_default();
        let ward = self.ward(options);
        permissions::PRICE + groups.iter().map(|group| groups::price(&ward, group)).sum::<u64>()
    }

    /// Looks at everything, and tells each finding as it comes.
    pub async fn examine(&self, options: &Options, mut tell: impl FnMut(&Finding)) -> Report {
        let mut findings = Vec::new();
        let mut note = |found: Vec<Finding>| {
            found.iter().for_each(&mut tell);
            findings.extend(found);
        };
        let (setup, ward) = (&self.setup, self.ward(options));
        let at = self.clock.now();
        let used_before = self.calls.allowance().calls(at).used;
        let is_new = !matches!(self.place, Place::Open(_));
        note(settings::look(setup));
        note(store::look(setup, &self.place, at).await);
        note(if is_new { store::no_work(&self.place) } else { store::work(&ward, None).await });
        let (found, is_reached) = network::look(setup, || self.clock.now()).await;
        note(found);
        match &setup.credentials {
            Some(credentials) if is_reached => self.app(&ward, credentials, &mut note).await,
            Some(_) => note(unasked("DingTalk cannot be reached", State::Unverified)),
            None => note(unasked("there are no credentials", State::Skipped)),
        }
        note(match &options.callback {
            Some(url) => callback::look(setup, url, self.clock.now()).await,
            None => callback::without(setup),
        });
        note(vec![events::look(setup, &ward).await]);
        note(groups::look(&ward, setup).await);
        note(bot::look(setup, store::is_held(&self.place)).await);
        let paid_calls = self.calls.allowance().calls(at).used.saturating_sub(used_before);
        note(bot::month(&ward).await);
        Report { at, findings, paid_calls }
    }

    /// What hangs on the app's credentials.
    async fn app(
        &self,
        ward: &Ward<'_>,
        credentials: &Credentials,
        note: &mut impl FnMut(Vec<Finding>),
    ) {
        let setup = &self.setup;
        let (found, is_in) = app::sign_in(ward, credentials, setup.elsewhere.as_ref(), setup).await;
        note(found);
        if !is_in {
            let after = |check: &Check| ![&app::TOKEN, &app::REGION].contains(&check);
            let why = "there is no access token";
            let found = unasked(why, State::Unverified).into_iter();
            note(found.filter(|finding| after(finding.check)).collect());
            return;
        }
        let permissions = permissions::look(ward).await;
        note(permissions.findings.clone());
        note(vec![app::egress(&permissions), app::published(ward).await]);
        note(vec![app::robot(ward, &permissions)]);
        note(app::admins(ward, &setup.admins).await);
        note(stream::look(setup, credentials).await);
    }

    fn ward(&self, options: &Options) -> Ward<'_> {
        Ward {
            calls: &self.calls,
            groups: &self.groups,
            store: &self.store,
            clock: &*self.clock,
            depth: options.depth,
        }
    }

    /// Closes the store.
    pub async fn close(self) {
        self.store.store().close().await;
    }
}

/// What the app may do, and what was answered when that was asked.
pub async fn examine_permissions(ward: &Ward<'_>) -> Permissions {
    permissions::look(ward).await
}

/// What keeps one group from working, as far as can be known without a paid call: what is bad, and
/// that DingTalk does not answer.
pub async fn examine_group(ward: &Ward<'_>, conversation: &ConversationId) -> Vec<Finding> {
    let mut findings = Vec::new();
    match ward.calls.sign_in().await {
        Ok(()) => {
            let permissions = permissions::look(ward).await;
            let egress = app::egress(&permissions);
            // Where our address may not call, the permissions say only that.
            if !egress.is_bad() {
                findings.extend(permissions.findings);
            }
            findings.push(egress);
        }
        Err(error) => {
            let token = app::token_refused(&error);
            findings.push(Finding { state: State::Fail, ..token });
        }
    }
    match ward.store.group(conversation).await {
        Ok(Some(group)) => findings.extend(groups::look_at(ward, &group, "").await),
        Ok(None) => findings.push(groups::ROUTE.warn("nothing is known of it")),
        Err(error) => findings.push(groups::ROUTE.unverified(chain(&error))),
    }
    findings.extend(store::work(ward, Some(conversation)).await);
    findings.extend(bot::month(ward).await);
    findings.retain(Finding::is_bad);
    findings.sort_by_key(|finding| std::cmp::Reverse(finding.state));
    findings
}

/// What hangs on the app's credentials, where nobody was asked.
fn unasked(why: &str, state: State) -> Vec<Finding> {
    let checks = app::ALL.into_iter().chain(permissions::ALL).chain(stream::ALL);
    checks.map(|check| check.finding(state, why)).collect()
}
