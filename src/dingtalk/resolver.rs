//! Names to addresses, when a connection is made: a name of DingTalk's that leads to this machine,
//! into a private network or to a service of the cloud is not followed, whoever answers for it.
//!
//! TLS keeps secrets from whoever is there, and not a connection from being made. A name that is not
//! DingTalk's was chosen by the operator (a proxy, another base), and may lead anywhere.

use std::future::Future;
use std::io;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::pin::Pin;
use std::sync::Arc;

use reqwest::dns::{Addrs, Name, Resolve, Resolving};
use tokio::net::TcpStream;

use super::Region;

/// What answers for a name.
type LookUp = dyn Fn(String) -> Answer + Send + Sync;
type Answer = Pin<Box<dyn Future<Output = io::Result<Vec<SocketAddr>>> + Send>>;

/// Resolves names.
#[derive(Clone)]
pub struct Resolver {
    look_up: Arc<LookUp>,
}

/// A name of DingTalk's leads where DingTalk is not.
#[derive(Debug, thiserror::Error)]
#[error("{name} leads to {address}, which is no public address: who answers for names here?")]
pub(super) struct LedAstray {
    name: String,
    address: IpAddr,
}

impl Default for Resolver {
    /// The system's.
    fn default() -> Self {
        Self::over(|name| async move { Ok(tokio::net::lookup_host((name, 0)).await?.collect()) })
    }
}

impl Resolver {
    /// A resolver over something that answers for names, with ports of 0.
    fn over<F>(look_up: impl Fn(String) -> F + Send + Sync + 'static) -> Self
    where
        F: Future<Output = io::Result<Vec<SocketAddr>>> + Send + 'static,
    {
        Self { look_up: Arc::new(move |name| Box::pin(look_up(name))) }
    }

    /// The addresses that a name may be reached at. One that is none of DingTalk's makes all of them
    /// suspicious.
    ///
    /// # Errors
    /// When nobody answers for the name, or it is one of DingTalk's and leads astray.
    pub async fn addresses(&self, name: &str) -> io::Result<Vec<SocketAddr>> {
        let addresses = (self.look_up)(name.to_owned()).await?;
        if Region::of_name(name).is_some()
            && let Some(astray) = addresses.iter().find(|address| !is_public(address.ip()))
        {
            let (name, address) = (name.to_owned(), astray.ip());
            return Err(io::Error::other(LedAstray { name, address }));
        }
        Ok(addresses)
    }

    /// A connection to a name.
    pub(super) async fn connect(&self, name: &str, port: u16) -> io::Result<TcpStream> {
        let mut addresses = self.addresses(name).await?;
        for address in &mut addresses {
            if address.port() == 0 {
                address.set_port(port);
            }
        }
        let stream = TcpStream::connect(addresses.as_slice()).await?;
        stream.set_nodelay(true)?;
        Ok(stream)
    }
}

impl Resolve for Resolver {
    fn resolve(&self, name: Name) -> Resolving {
        let resolver = self.clone();
        Box::pin(async move {
            let addresses = resolver.addresses(name.as_str()).await?;
            Ok(Box::new(addresses.into_iter()) as Addrs)
        })
    }
}

/// Whether an address is one of the public internet.
///
/// 198.18.0.0/15, which is set aside for measurements, is taken for one: programs that send a
/// machine's traffic through a tunnel give it to every name, and they are common in China.
fn is_public(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(address) => is_public_v4(address),
        IpAddr::V6(address) => is_public_v6(address),
    }
}

/// What is not set aside by RFC 6890 and its successors.
fn is_public_v4(address: Ipv4Addr) -> bool {
    let [first, second, third, _] = address.octets();
    !(address.is_private()
        || address.is_loopback()
        || address.is_link_local()
        || address.is_documentation()
        || address.is_multicast()
        || first == 0
        // Shared by the customers of a provider; Alibaba Cloud's metadata is there.
        || (first == 100 && (64..128).contains(&second))
        || (first, second, third) == (192, 0, 0)
        || first >= 240)
}

/// Global unicast, and where an older address stands in it, a public one.
fn is_public_v6(address: Ipv6Addr) -> bool {
    let segments = address.segments();
    let older = |high: u16, low: u16| {
        let ([a, b], [c, d]) = (high.to_be_bytes(), low.to_be_bytes());
        is_public_v4(Ipv4Addr::new(a, b, c, d))
    };
    match segments {
        // Written into IPv6, and translated: NAT64, for everybody and within one network; 6to4.
        [0, 0, 0, 0, 0, 0xFFFF, high, low] => older(high, low),
        [0x64, 0xFF9B, 0, 0, 0, 0, high, low] => older(high, low),
        [0x2002, high, low, ..] => older(high, low),
        // Teredo and its neighbours, and documentation.
        [0x2001, 0..0x200 | 0xDB8, ..] | [0x3FFF, 0..0x1000, ..] => false,
        [first, ..] => (0x2000..0x4000).contains(&first),
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;
    use crate::dingtalk::http;

    #[test]
    fn no_address_of_this_machine_or_a_private_network_is_public() {
        for address in [
            "0.0.0.0",
            "0.1.2.3",
            "10.0.0.1",
            "10.255.255.255",
            "100.64.0.1",
            "100.100.100.200",
            "100.127.255.255",
            "127.0.0.1",
            "127.255.255.254",
            "169.254.0.1",
            "169.254.169.254",
            "172.16.0.1",
            "172.31.255.255",
            "192.0.0.1",
            "192.0.0.192",
            "192.0.2.1",
            "192.168.0.1",
            "198.51.100.1",
            "203.0.113.1",
            "224.0.0.1",
            "239.255.255.255",
            "240.0.0.1",
            "255.255.255.255",
            "::",
            "::1",
            "::127.0.0.1",
            "::ffff:0.0.0.0",
            "::ffff:10.0.0.1",
            "::ffff:127.0.0.1",
            "::ffff:169.254.169.254",
            "::ffff:192.168.0.1",
            "::ffff:100.100.100.200",
            "64:ff9b::10.0.0.1",
            "64:ff9b::127.0.0.1",
            "64:ff9b::169.254.169.254",
            "64:ff9b::c0a8:1",
            "64:ff9b:1::1",
            "64:ff9b:1::a00:1",
            "100::1",
            "2001::1",
            "2001:0:4136:e378::1",
            "2001:2::1",
            "2001:10::1",
            "2001:20::1",
            "2001:db8::1",
            "2002:7f00:1::1",
            "2002:a00:1::1",
            "2002:a9fe:a9fe::1",
            "2002:c0a8:1::1",
            "3fff::1",
            "5f00::1",
            "fc00::1",
            "fd00::1",
            "fd00:ec2::254",
            "fd12:3456:789a::1",
            "fdaa::3",
            "fe80::1",
            "fe80::a9fe:a9fe",
            "fec0::1",
            "ff00::1",
            "ff02::1",
            "ff05::2",
        ] {
            let parsed: IpAddr = address.parse().expect("an address");
            assert!(!is_public(parsed), "{address} is taken for a public one");
        }
        for address in [
            "1.1.1.1",
            "106.11.35.100",
            "47.246.22.1",
            "100.63.255.255",
            "100.128.0.1",
            "172.15.255.255",
            "172.32.0.1",
            "192.0.1.1",
            "198.18.0.14",
            "198.19.255.255",
            "223.255.255.255",
            "::ffff:106.11.35.100",
            "64:ff9b::6a0b:2364",
            "2002:6a0b:2364::1",
            "2401:b180:2000:50::c",
            "2408:4000::1",
            "2600:1f18::1",
        ] {
            let parsed: IpAddr = address.parse().expect("an address");
            assert!(is_public(parsed), "{address} is not taken for a public one");
        }
    }

    /// Answers as somebody does who wants to lead us to this machine: rightly first, and then not.
    fn rebinding(answers: Vec<Vec<SocketAddr>>) -> Resolver {
        let asked = AtomicUsize::new(0);
        Resolver::over(move |_| {
            let turn = asked.fetch_add(1, Ordering::Relaxed);
            let answer = answers[turn.min(answers.len() - 1)].clone();
            async move { Ok(answer) }
        })
    }

    #[tokio::test]
    async fn a_name_that_is_rebound_to_this_machine_is_not_connected_to() {
        http::init_crypto();
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let here = listener.local_addr().expect("an address");
        let public: SocketAddr = "106.11.35.100:0".parse().expect("an address");
        // It is also enough that one of several leads here.
        for answers in [vec![vec![here]], vec![vec![public, here]], vec![vec![here, public]]] {
            let resolver = rebinding(answers);
            let client = http::builder_over(resolver.clone()).no_proxy().build().expect("a client");
            for name in ["oapi.dingtalk.com", "api.dingtalk.io"] {
                let url = format!("https://{name}/robot/sendBySession?session=canary");
                let error = client.post(url).send().await.expect_err("it was followed");
                assert!(error.is_connect(), "{error:?}");
                let error = resolver.connect("wss-open-connection.dingtalk.com", 443).await;
                let error = error.expect_err("it was followed").to_string();
                assert!(error.contains("127.0.0.1"), "{error}");
            }
        }
        // Asked again at each connection: what was right before says nothing.
        let resolver = rebinding(vec![vec![public], vec![here]]);
        assert_eq!(resolver.addresses("oapi.dingtalk.com").await.ok(), Some(vec![public]));
        assert!(resolver.addresses("oapi.dingtalk.com").await.is_err());
        let accepted = std::future::poll_fn(|context| {
            std::task::Poll::Ready(listener.poll_accept(context).is_ready())
        });
        assert!(!accepted.await, "somebody connected");
    }

    #[tokio::test]
    async fn a_name_that_the_operator_chose_may_lead_anywhere() {
        let here: SocketAddr = "127.0.0.1:0".parse().expect("an address");
        for name in ["proxy.example", "dingtalk.com.example", "localhost", "evildingtalk.com"] {
            let resolver = rebinding(vec![vec![here]]);
            assert_eq!(resolver.addresses(name).await.ok(), Some(vec![here]), "{name}");
        }
    }
}
