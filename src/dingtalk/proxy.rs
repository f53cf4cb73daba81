//! An HTTP proxy between us and DingTalk, and a tunnel through it. Its password is a secret, and so
//! its URL is never shown.

use std::fmt;
use std::io;

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::client::legacy::connect::proxy::Tunnel;
use percent_encoding::percent_decode_str;
use reqwest::header::HeaderValue;
use tokio::net::TcpStream;
use tokio_tungstenite::tungstenite::http::Uri;
use tower_service::Service;
use url::Url;

/// An HTTP proxy that knows CONNECT.
#[derive(Clone, PartialEq, Eq)]
pub struct Proxy {
    /// Without user and password.
    address: Uri,
    /// `Proxy-Authorization`
    authorization: Option<HeaderValue>,
}

impl fmt::Debug for Proxy {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Proxy(not shown)")
    }
}

impl Proxy {
    /// Reads `http://HOST:PORT` or `http://USER:PASSWORD@HOST:PORT`; the scheme may be left out.
    /// `None` when it is anything else, or when a character of the password may be meant as one of
    /// the URL.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let rest = match text.split_once("://") {
            Some(("http", rest)) => rest,
            Some(_) => return None,
            None => text,
        };
        let is_plain = rest.matches('@').count() <= 1
            && !rest.trim_end_matches('/').contains(['/', '?', '#'])
            && has_whole_escapes(rest);
        let mut url = Url::parse(&format!("http://{rest}")).ok().filter(|_| is_plain)?;
        // Without a port, and without a dot, it is a word and no host.
        let is_host = url.port().is_some() || text.contains("://") || rest.contains('.');
        let decoded = |text: &str| Some(percent_decode_str(text).decode_utf8().ok()?.into_owned());
        let (user, password) = (decoded(url.username())?, decoded(url.password().unwrap_or(""))?);
        let authorization = if user.is_empty() && password.is_empty() {
            None
        } else {
            let basic = format!("Basic {}", BASE64_STANDARD.encode(format!("{user}:{password}")));
            let mut value = HeaderValue::from_str(&basic).ok()?;
            value.set_sensitive(true);
            Some(value)
        };
        url.set_username("").ok()?;
        url.set_password(None).ok()?;
        let address = url.as_str().parse().ok().filter(|_| is_host)?;
        Some(Self { address, authorization })
    }

    /// The same for the HTTP client.
    pub(super) fn for_client(&self) -> Result<reqwest::Proxy, reqwest::Error> {
        let proxy = reqwest::Proxy::all(self.address.to_string())?;
        Ok(match &self.authorization {
            Some(authorization) => proxy.custom_http_auth(authorization.clone()),
            None => proxy,
        })
    }

    /// A connection through it to where `url` points.
    pub(super) async fn tunnel(&self, url: &Url) -> io::Result<TcpStream> {
        let unfit = || io::Error::from(io::ErrorKind::InvalidInput);
        let host = url.host_str().ok_or_else(unfit)?;
        let port = url.port_or_known_default().ok_or_else(unfit)?;
        let there: Uri = format!("http://{host}:{port}").parse().map_err(|_| unfit())?;
        let mut tunnel = Tunnel::new(self.address.clone(), HttpConnector::new());
        if let Some(authorization) = &self.authorization {
            tunnel = tunnel.with_auth(authorization.clone());
        }
        let connection = tunnel.call(there).await.map_err(io::Error::other)?;
        let stream = connection.into_inner();
        stream.set_nodelay(true)?;
        Ok(stream)
    }
}

/// Whether each `%` begins an escape.
fn has_whole_escapes(text: &str) -> bool {
    text.split('%')
        .skip(1)
        .all(|rest| rest.len() >= 2 && rest.as_bytes()[..2].iter().all(u8::is_ascii_hexdigit))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn user_and_password_go_into_a_header_and_stay_out_of_the_address() {
        let proxy = Proxy::parse("http://us%2Fer:p%40ss%25@proxy.example:3128").expect("a proxy");
        assert_eq!(proxy.address.to_string(), "http://proxy.example:3128/");
        let expected = format!("Basic {}", BASE64_STANDARD.encode("us/er:p@ss%"));
        assert_eq!(proxy.authorization.expect("one"), expected.as_str());
        for plain in ["proxy.example", "http://proxy", "proxy:3128/", "[::1]:3128"] {
            assert_eq!(Proxy::parse(plain).map(|proxy| proxy.authorization), Some(None), "{plain}");
        }
    }
}
