//! Which hosts are DingTalk, how they are reached, and which `sessionWebhook` may be followed.
//!
//! The URL stands in a body that the signature does not cover, so anybody who got hold of one
//! signature could write another into it. Only its `session` value is kept, and only when the
//! URL's origin is on our list; the URL that is called is built anew.

use url::{Host, Position, Url};

use super::Proxy;
use crate::domain::{ReplySession, Timestamp};

/// The path of a session's webhook.
const SESSION_PATH: &str = "/robot/sendBySession";

/// The longest `session` value that is believed; captures have 32 characters.
const MAX_SESSION_LENGTH: usize = 256;

/// The two editions of DingTalk; credentials belong to one of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Region {
    /// dingtalk.io
    International,
    /// dingtalk.com
    China,
}

impl Region {
    const ALL: [Self; 2] = [Self::International, Self::China];

    /// The region that `DINGTALK_REGION` names so.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|region| region.as_str() == text)
    }

    /// As `DINGTALK_REGION` names it.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::International => "intl",
            Self::China => "cn",
        }
    }

    /// The other one.
    #[must_use]
    pub fn other(self) -> Self {
        match self {
            Self::International => Self::China,
            Self::China => Self::International,
        }
    }

    /// As people know it.
    #[must_use]
    pub fn domain(self) -> &'static str {
        match self {
            Self::International => "dingtalk.io",
            Self::China => "dingtalk.com",
        }
    }

    /// The region that a host of this name is in: DingTalk's own hosts have names below these.
    pub(super) fn of_name(name: &str) -> Option<Self> {
        let name = name.strip_suffix('.').unwrap_or(name).to_ascii_lowercase();
        let is_below = |region: &Self| {
            let subdomain = name.strip_suffix(region.domain());
            subdomain.is_some_and(|it| it.len() > 1 && it.ends_with('.'))
        };
        Self::ALL.into_iter().find(is_below)
    }

    fn oapi(self) -> &'static str {
        match self {
            Self::International => "https://oapi.dingtalk.io",
            Self::China => "https://oapi.dingtalk.com",
        }
    }

    fn api(self) -> &'static str {
        match self {
            Self::International => "https://api.dingtalk.io",
            Self::China => "https://api.dingtalk.com",
        }
    }
}

/// Where the two APIs are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hosts {
    /// The older API (`oapi`), without a slash at the end.
    oapi: String,
    /// The newer API (`api`, paths with `v1.0`), without a slash at the end.
    api: String,
    /// What stands between us and them.
    proxy: Option<Proxy>,
    /// The URLs that a `sessionWebhook` may have, without the session; each with the base URL that
    /// is answered to.
    webhooks: Vec<(String, String)>,
}

impl Hosts {
    /// The hosts of a region, or others in their place.
    #[must_use]
    pub fn new(region: Region, oapi: Option<&Url>, api: Option<&Url>) -> Self {
        let base = |url: &Url| url.as_str().trim_end_matches('/').to_owned();
        let substitute = oapi.map(base);
        let answered_at = |base| substitute.clone().unwrap_or_else(|| String::from(base));
        let official = Region::ALL.map(|region| (region.oapi(), answered_at(region.oapi())));
        let substituted = substitute.as_deref().map(|base| (base, answered_at(base)));
        let webhooks = official.into_iter().chain(substituted).filter_map(|(base, answered_at)| {
            let webhook = Url::parse(&format!("{base}{SESSION_PATH}")).ok()?;
            Some((webhook.into(), answered_at))
        });
        Self {
            webhooks: webhooks.collect(),
            oapi: substitute.clone().unwrap_or_else(|| region.oapi().to_owned()),
            api: api.map_or_else(|| region.api().to_owned(), base),
            proxy: None,
        }
    }

    /// The same, reached through a proxy, if there is one.
    #[must_use]
    pub fn through(self, proxy: Option<Proxy>) -> Self {
        Self { proxy, ..self }
    }

    /// The base URLs of the older and the newer API.
    #[must_use]
    pub fn bases(&self) -> [&str; 2] {
        [&self.oapi, &self.api]
    }

    /// Whether a proxy stands between us and them.
    #[must_use]
    pub fn has_proxy(&self) -> bool {
        self.proxy.is_some()
    }

    pub(super) fn proxy(&self) -> Option<&Proxy> {
        self.proxy.as_ref()
    }

    pub(super) fn oapi(&self, path: &str) -> String {
        format!("{}{path}", self.oapi)
    }

    pub(super) fn api(&self, path: &str) -> String {
        format!("{}{path}", self.api)
    }

    /// Whether a Stream may lead to this address, which a gateway has named: over TLS to one of
    /// DingTalk's own hosts, or to where the newer API is when another base is set. Where that is on
    /// this machine it is a simulator, whose ports may be any, without TLS too.
    #[must_use]
    pub fn has_gateway_at(&self, url: &Url) -> bool {
        let is_plain = url.username().is_empty() && url.password().is_none();
        if !is_plain || !matches!(url.scheme(), "ws" | "wss") {
            return false;
        }
        let is_dingtalks = url.scheme() == "wss"
            && url.port_or_known_default() == Some(443)
            && url.domain().is_some_and(|name| Region::of_name(name).is_some());
        let is_of_base = Url::parse(&self.api).is_ok_and(|base| {
            let scheme = if base.scheme() == "https" { "wss" } else { "ws" };
            let is_same = url.scheme() == scheme
                && url.host() == base.host()
                && url.port_or_known_default() == base.port_or_known_default();
            is_same || (is_loopback(&base) && is_loopback(url))
        });
        is_dingtalks || is_of_base
    }

    /// The right to answer that a `sessionWebhook` gives, if it may be followed.
    ///
    /// Where another base URL is set, DingTalk's own origin is answered there: whoever put a
    /// proxy in between wants all traffic to go through it.
    #[must_use]
    pub fn reply_session(&self, webhook: &str, expires_at: Timestamp) -> Option<ReplySession> {
        let (base, session) = self.plain_session(webhook).or_else(|| self.odd_session(webhook))?;
        Some(ReplySession { origin: base.to_owned(), session, expires_at })
    }

    /// The base URL to answer to and the session of a webhook that is written as DingTalk writes
    /// them, which is all of them so far.
    fn plain_session(&self, webhook: &str) -> Option<(&str, String)> {
        self.webhooks.iter().find_map(|(known, base)| {
            let session = webhook.strip_prefix(known)?.strip_prefix("?session=")?;
            is_session(session).then(|| (base.as_str(), session.to_owned()))
        })
    }

    /// The same of one that is written otherwise.
    fn odd_session(&self, webhook: &str) -> Option<(&str, String)> {
        let url = Url::parse(webhook).ok()?;
        let plain =
            url.username().is_empty() && url.password().is_none() && url.fragment().is_none();
        if !plain {
            return None;
        }
        let webhook = &url[..Position::AfterPath];
        let (_, base) = self.webhooks.iter().find(|(known, _)| known == webhook)?;
        let mut values = url.query_pairs().filter(|(name, _)| name == "session");
        let session = values.next()?.1;
        let is_one = is_session(&session) && values.next().is_none();
        is_one.then(|| (base.as_str(), session.into_owned()))
    }
}

/// Whether a URL leads to this machine and no further.
#[must_use]
pub fn is_loopback(url: &Url) -> bool {
    match url.host() {
        Some(Host::Ipv4(address)) => address.is_loopback(),
        Some(Host::Ipv6(address)) => address.is_loopback(),
        Some(Host::Domain(name)) => name == "localhost" || name.ends_with(".localhost"),
        None => false,
    }
}

/// Whether it is of the shape of a `session` value.
fn is_session(text: &str) -> bool {
    (1..=MAX_SESSION_LENGTH).contains(&text.len())
        && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte))
}

/// The URL to answer to. A secret: it goes nowhere but into the request.
pub(super) fn session_url(session: &ReplySession) -> String {
    format!("{}{SESSION_PATH}?session={}", session.origin, session.session)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn follow(hosts: &Hosts, webhook: &str) -> Option<String> {
        hosts.reply_session(webhook, Timestamp(0)).map(|session| session_url(&session))
    }

    #[test]
    fn the_sessions_of_both_regions_are_followed() {
        let hosts = Hosts::new(Region::International, None, None);
        for webhook in [
            "https://oapi.dingtalk.com/robot/sendBySession?session=0123456789abcdef0123456789abcdef",
            "https://oapi.dingtalk.io/robot/sendBySession?session=0123456789abcdef0123456789abcdef",
        ] {
            assert_eq!(follow(&hosts, webhook).as_deref(), Some(webhook));
        }
        let odd = "https://OAPI.dingtalk.com:443/robot/sendBySession?x=1&session=abc";
        assert_eq!(
            follow(&hosts, odd).as_deref(),
            Some("https://oapi.dingtalk.com/robot/sendBySession?session=abc")
        );
    }

    #[test]
    fn nothing_else_is_followed() {
        let hosts = Hosts::new(Region::China, None, None);
        for webhook in [
            "",
            "oapi.dingtalk.com/robot/sendBySession?session=abc",
            "http://oapi.dingtalk.com/robot/sendBySession?session=abc",
            "https://oapi.dingtalk.com:8443/robot/sendBySession?session=abc",
            "https://oapi.dingtalk.com.evil.example/robot/sendBySession?session=abc",
            "https://evil.example/robot/sendBySession?session=abc",
            "https://evil-oapi.dingtalk.com/robot/sendBySession?session=abc",
            "https://evil.example/oapi.dingtalk.com/robot/sendBySession?session=abc",
            "https://evil.example#oapi.dingtalk.com/robot/sendBySession?session=abc",
            "https://oapi.dingtalk.com@evil.example/robot/sendBySession?session=abc",
            "https://user@oapi.dingtalk.com/robot/sendBySession?session=abc",
            "https://user:pw@oapi.dingtalk.com/robot/sendBySession?session=abc",
            "https://oapi.dingtalk.com\\@evil.example/robot/sendBySession?session=abc",
            "https://evil.example\\@oapi.dingtalk.com/robot/sendBySession?session=abc",
            "https://evil.example/?https://oapi.dingtalk.com/robot/sendBySession?session=abc",
            "https://api.dingtalk.com/robot/sendBySession?session=abc",
            "https://dingtalk.com/robot/sendBySession?session=abc",
            "https://oapi.dingtalk.com./robot/sendBySession?session=abc",
            "https://oapi。dingtalk.com.evil.example/robot/sendBySession?session=abc",
            "https://оapi.dingtalk.com/robot/sendBySession?session=abc",
            "https://127.0.0.1/robot/sendBySession?session=abc",
            "https://2130706433/robot/sendBySession?session=abc",
            "https://0x7f.1/robot/sendBySession?session=abc",
            "https://[::1]/robot/sendBySession?session=abc",
            "https://[::ffff:127.0.0.1]/robot/sendBySession?session=abc",
            "https://169.254.169.254/robot/sendBySession?session=abc",
            "https://10.0.0.1/robot/sendBySession?session=abc",
            "https://localhost/robot/sendBySession?session=abc",
            "file:///robot/sendBySession?session=abc",
            "ftp://oapi.dingtalk.com/robot/sendBySession?session=abc",
            "javascript:alert(1)//robot/sendBySession?session=abc",
            "https://oapi.dingtalk.com/robot/send?session=abc",
            "https://oapi.dingtalk.com/robot/sendBySession",
            "https://oapi.dingtalk.com/robot/sendBySession?session=",
            "https://oapi.dingtalk.com/robot/sendBySession?session=a&session=b",
            "https://oapi.dingtalk.com/robot/sendBySession?session=a%2F..%2Fb",
            "https://oapi.dingtalk.com/robot/sendBySession?session=a%26access_token=x",
            "https://oapi.dingtalk.com/robot/sendBySession?session=a%0d%0aHost:x",
            "https://oapi.dingtalk.com/robot/sendBySession?session=abc#fragment",
            // This machine and its neighbours, however they are written.
            "https://0/robot/sendBySession?session=abc",
            "https://0.0.0.0/robot/sendBySession?session=abc",
            "https://127.1/robot/sendBySession?session=abc",
            "https://0177.0.0.1/robot/sendBySession?session=abc",
            "https://0x7f000001/robot/sendBySession?session=abc",
            "https://017700000001/robot/sendBySession?session=abc",
            "https://127.0.0.1.nip.io/robot/sendBySession?session=abc",
            "https://①②⑦.⓪.⓪.①/robot/sendBySession?session=abc",
            "https://[::]/robot/sendBySession?session=abc",
            "https://[::ffff:10.0.0.1]/robot/sendBySession?session=abc",
            "https://[64:ff9b::7f00:1]/robot/sendBySession?session=abc",
            "https://[fd00::1]/robot/sendBySession?session=abc",
            "https://[fe80::1]/robot/sendBySession?session=abc",
            "https://172.16.0.1/robot/sendBySession?session=abc",
            "https://192.168.0.1/robot/sendBySession?session=abc",
            "https://100.64.0.1/robot/sendBySession?session=abc",
            "https://100.100.100.200/robot/sendBySession?session=abc",
            "https://[fd00:ec2::254]/robot/sendBySession?session=abc",
            "https://metadata.google.internal/robot/sendBySession?session=abc",
            "https://localhost.localdomain/robot/sendBySession?session=abc",
            // Names that look like DingTalk's.
            "https://oapi-dingtalk.com/robot/sendBySession?session=abc",
            "https://oapi.dingtalk.com.cn/robot/sendBySession?session=abc",
            "https://oapi.dingtalk.co/robot/sendBySession?session=abc",
            "https://oapi.xn--dingtalk-x7a.com/robot/sendBySession?session=abc",
            "https://oapi.dingtaIk.com/robot/sendBySession?session=abc",
            "https://oapi.dingtalk.com%2eevil.example/robot/sendBySession?session=abc",
            "https://oapi.dingtalk.com%00.evil.example/robot/sendBySession?session=abc",
            "https://oapi.dingtalk.com\t.evil.example/robot/sendBySession?session=abc",
            "https://oapi.dingtalk.com:80/robot/sendBySession?session=abc",
            "https://oapi.dingtalk.com:@evil.example/robot/sendBySession?session=abc",
            "https:///oapi.dingtalk.com.evil.example/robot/sendBySession?session=abc",
            "//oapi.dingtalk.com/robot/sendBySession?session=abc",
            "ws://oapi.dingtalk.com/robot/sendBySession?session=abc",
            "gopher://oapi.dingtalk.com/robot/sendBySession?session=abc",
            "data:text/plain,/robot/sendBySession?session=abc",
            // Other places on the right host.
            "https://oapi.dingtalk.com/robot/sendBySession/../../gettoken?session=abc",
            "https://oapi.dingtalk.com/robot/sendBySession/x?session=abc",
            "https://oapi.dingtalk.com//robot/sendBySession?session=abc",
            "https://oapi.dingtalk.com/robot/sendBySession;x?session=abc",
            "https://oapi.dingtalk.com/robot/sendBySession?Session=abc",
            "https://oapi.dingtalk.com/robot/sendBySession?session=a b",
            "https://oapi.dingtalk.com/robot/sendBySession?session=密",
        ] {
            assert_eq!(follow(&hosts, webhook), None, "followed {webhook:?}");
        }
        let long = format!(
            "https://oapi.dingtalk.com/robot/sendBySession?session={}",
            "a".repeat(MAX_SESSION_LENGTH + 1)
        );
        assert_eq!(follow(&hosts, &long), None);
    }

    #[test]
    fn a_stream_leads_to_dingtalk_or_to_the_base_that_is_set() {
        let base = |url: &str| Url::parse(url).expect("a URL");
        let leads =
            |hosts: &Hosts, url: &str| Url::parse(url).is_ok_and(|url| hosts.has_gateway_at(&url));
        let official = Hosts::new(Region::China, None, None);
        for gateway in [
            "wss://wss-open-connection.dingtalk.com:443/connect",
            "wss://wss-open-connection-union.dingtalk.com/connect",
            "wss://wss-open-connection.dingtalk.io/connect?x=1",
        ] {
            assert!(leads(&official, gateway), "{gateway}");
        }
        let elsewhere = [
            "ws://wss-open-connection.dingtalk.com/connect",
            "wss://wss-open-connection.dingtalk.com:8443/connect",
            "wss://dingtalk.com/connect",
            "wss://.dingtalk.com/connect",
            "wss://evildingtalk.com/connect",
            "wss://dingtalk.com.evil.example/connect",
            "wss://evil.example/dingtalk.com",
            "wss://gateway.dingtalk.com@evil.example/connect",
            "wss://user:pw@gateway.dingtalk.com/connect",
            "wss://127.0.0.1/connect",
            "ws://127.0.0.1:9/connect",
            "wss://[::1]/connect",
            "wss://169.254.169.254/connect",
            "wss://10.0.0.1/connect",
            "https://wss-open-connection.dingtalk.com/connect",
            "file:///connect",
        ];
        for gateway in elsewhere {
            assert!(!leads(&official, gateway), "{gateway}");
        }
        let proxied = Hosts::new(Region::China, None, Some(&base("https://proxy.example:8443")));
        assert!(leads(&proxied, "wss://proxy.example:8443/connect"));
        assert!(leads(&proxied, "wss://wss-open-connection.dingtalk.com/connect"));
        for gateway in
            ["ws://proxy.example:8443/connect", "wss://proxy.example/connect", elsewhere[9]]
        {
            assert!(!leads(&proxied, gateway), "{gateway}");
        }
        let simulated = Hosts::new(Region::China, None, Some(&base("http://127.0.0.1:8000")));
        for gateway in ["ws://127.0.0.1:9/connect", "ws://localhost:9/", "wss://[::1]:9/connect"] {
            assert!(leads(&simulated, gateway), "{gateway}");
        }
        assert!(!leads(&simulated, "ws://10.0.0.1:8000/connect"));
    }

    #[test]
    fn a_substitute_base_gets_its_own_sessions_and_those_of_dingtalk() {
        let base = Url::parse("http://127.0.0.1:9000/").expect("a URL");
        let hosts = Hosts::new(Region::China, Some(&base), Some(&base));
        let there = Some("http://127.0.0.1:9000/robot/sendBySession?session=abc".to_owned());
        for webhook in [
            "http://127.0.0.1:9000/robot/sendBySession?session=abc",
            "https://oapi.dingtalk.com/robot/sendBySession?session=abc",
        ] {
            assert_eq!(follow(&hosts, webhook), there, "failed on {webhook}");
        }
        for webhook in [
            "http://127.0.0.1:9001/robot/sendBySession?session=abc",
            "https://127.0.0.1:9000/robot/sendBySession?session=abc",
            "http://localhost:9000/robot/sendBySession?session=abc",
        ] {
            assert_eq!(follow(&hosts, webhook), None, "followed {webhook}");
        }
    }
}
