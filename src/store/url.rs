//! `DATABASE_URL`, read: into the options of SQLite or PostgreSQL, or into words that show nothing
//! of it.
//!
//! A password with a character that means something in a URL makes another URL of it, whose parts
//! the libraries put into errors and logs. So they see a URL only when nothing in it is in doubt.

use std::path::{Path, PathBuf};
use std::str::FromStr;

use percent_encoding::{AsciiSet, CONTROLS, percent_decode_str, percent_encode};
use secrecy::{ExposeSecret, SecretString};
use sqlx::postgres::PgConnectOptions;
use url::Url;

/// Where the store is.
#[derive(Debug)]
pub(super) enum Address {
    /// A file, or the memory of this process.
    Sqlite(SqliteAddress),
    /// A database of a server.
    Postgres(Box<PgConnectOptions>),
}

/// A file, or the memory of this process.
#[derive(Debug)]
pub(super) struct SqliteAddress {
    /// The file; `None` when it is in memory.
    pub path: Option<PathBuf>,
    pub is_read_only: bool,
    /// What SQLite itself is to know, as its own URIs have it.
    parameters: String,
}

/// Why `DATABASE_URL` cannot be used. Nothing of it is in the words but what is sure to be no secret.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum UrlError {
    /// Of a kind that this version does not know.
    #[error(
        "cannot use {scheme} as a store: data is kept in SQLite, as in sqlite://data/dingnick.db, or in PostgreSQL, as in postgres://user@host/dingnick"
    )]
    Scheme {
        /// What stands before `://`, or words in its place.
        scheme: String,
    },
    /// A character may be meant as one of the password.
    #[error(
        "the {scheme}: URL cannot be read for sure: percent-encode the password, where it has one of / ? # @ % or a space in it (/ is %2F, ? is %3F, # is %23, @ is %40, % is %25), or give it apart and as it is, in DATABASE_PASSWORD or DATABASE_PASSWORD_FILE"
    )]
    Ambiguous {
        /// `postgres` or `postgresql`
        scheme: String,
    },
    /// It has not the parts that it needs.
    #[error("that is no URL of PostgreSQL such as postgres://user@host:5432/dingnick")]
    NoUrl,
    /// A parameter after `?` that would have no effect, or none that is meant.
    #[error("{what} after ? is unknown; known are {known}")]
    Parameter {
        /// Its name, if that is sure to be one, or which it is.
        what: String,
        /// Those that are known.
        known: String,
    },
    /// A parameter's value that it cannot have.
    #[error("the value of {name} after ? is none of its values")]
    Value {
        /// The parameter.
        name: &'static str,
    },
    /// The password is given twice.
    #[error("the password stands in DATABASE_URL and in DATABASE_PASSWORD; one of them is enough")]
    TwoPasswords,
    /// SQLite knows no password.
    #[error("DATABASE_PASSWORD is set, and a store in SQLite has no password")]
    NeedlessPassword,
}

/// What may stand after `?` for PostgreSQL.
const POSTGRES_PARAMETERS: &[&str] = &[
    "application_name",
    "dbname",
    "host",
    "hostaddr",
    "options",
    "password",
    "port",
    "sslcert",
    "sslkey",
    "sslmode",
    "sslrootcert",
    "statement-cache-capacity",
    "user",
];

/// What other programs know, and the library does not: it can be named.
const FOREIGN_PARAMETERS: &[&str] = &[
    "channel_binding",
    "client_encoding",
    "connect_timeout",
    "connection_limit",
    "fallback_application_name",
    "gssencmode",
    "keepalives",
    "keepalives_idle",
    "krbsrvname",
    "load_balance_hosts",
    "passfile",
    "pgbouncer",
    "pool_timeout",
    "replication",
    "schema",
    "search_path",
    "service",
    "socket_timeout",
    "ssl",
    "sslcompression",
    "sslcrl",
    "sslnegotiation",
    "sslpassword",
    "sslsni",
    "target_session_attrs",
    "tcp_user_timeout",
];

/// What may stand after `?` for SQLite.
const SQLITE_PARAMETERS: &[&str] = &["cache", "immutable", "mode", "vfs"];

impl Address {
    /// Reads a URL, and the password if it is given apart.
    pub(super) fn parse(url: &str, password: Option<&SecretString>) -> Result<Self, UrlError> {
        match scheme(url) {
            Some("sqlite") if password.is_some() => Err(UrlError::NeedlessPassword),
            Some("sqlite") => sqlite(url),
            Some(scheme @ ("postgres" | "postgresql")) => postgres(scheme, url, password),
            Some(scheme) => Err(UrlError::Scheme { scheme: scheme.to_owned() }),
            None => Err(UrlError::Scheme { scheme: "what is no URL".to_owned() }),
        }
    }
}

impl Address {
    /// The file or memory that a URL names; `None` for what a server keeps.
    pub(super) fn sqlite(url: &str) -> Result<Option<SqliteAddress>, UrlError> {
        match scheme(url) {
            Some("postgres" | "postgresql") => Ok(None),
            _ => match Self::parse(url, None)? {
                Self::Sqlite(address) => Ok(Some(address)),
                Self::Postgres(_) => Ok(None),
            },
        }
    }
}

impl SqliteAddress {
    /// Where it is, for errors.
    pub(super) fn place(&self) -> String {
        self.path.as_ref().map_or_else(|| "memory".to_owned(), |path| path.display().to_string())
    }

    /// Where it is, as SQLite takes it.
    pub(super) fn uri(&self) -> String {
        let path = self.path.as_deref().unwrap_or(Path::new(":memory:"));
        let path = percent_encode(path.as_os_str().as_encoded_bytes(), IN_PATHS);
        // What follows two slashes would be a host.
        let host = if path.to_string().starts_with("//") { "//" } else { "" };
        format!("file:{host}{path}?{}", self.parameters)
    }
}

/// What means something in SQLite's URIs, where a path has it.
const IN_PATHS: &AsciiSet = &CONTROLS.add(b'%').add(b'?').add(b'#');

/// What is sure to be the scheme. Of `user:password@host` the first part is none.
fn scheme(url: &str) -> Option<&str> {
    let (scheme, rest) = url.split_once(':')?;
    let is_scheme = (2..=12).contains(&scheme.len())
        && scheme.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit());
    (is_scheme && (rest.starts_with("//") || scheme == "sqlite")).then_some(scheme)
}

fn sqlite(url: &str) -> Result<Address, UrlError> {
    for (index, (name, value)) in parameters(url).enumerate() {
        let name = known(&name, index, SQLITE_PARAMETERS)?;
        let is_value = match name {
            "mode" => ["ro", "rw", "rwc", "memory"].contains(&&*value),
            "cache" => ["private", "shared"].contains(&&*value),
            "immutable" => ["true", "false", "1", "0"].contains(&&*value),
            _ => true,
        };
        if !is_value {
            return Err(UrlError::Value { name });
        }
    }
    let is_mode = |mode| parameters(url).any(|(name, value)| name == "mode" && value == mode);
    let place = url.split('?').next().unwrap_or_default();
    let place = place.trim_start_matches("sqlite:").trim_start_matches("//");
    let place = percent_decode_str(place).decode_utf8().map_err(|_| UrlError::NoUrl)?;
    let in_memory = place == ":memory:" || is_mode("memory");
    let mut serializer = url::form_urlencoded::Serializer::new(String::new());
    serializer.extend_pairs(parameters(url).filter(|(name, _)| name != "mode"));
    Ok(Address::Sqlite(SqliteAddress {
        path: (!in_memory).then(|| PathBuf::from(&*place)),
        is_read_only: is_mode("ro"),
        parameters: serializer.finish(),
    }))
}

fn postgres(
    scheme: &str,
    text: &str,
    password: Option<&SecretString>,
) -> Result<Address, UrlError> {
    let ambiguous = || UrlError::Ambiguous { scheme: scheme.to_owned() };
    let rest = &text[scheme.len() + 3..];
    let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let userinfo = authority.rsplit_once('@').map(|(userinfo, _)| userinfo).unwrap_or_default();
    let is_clear = rest.matches('@').count() <= 1
        && rest.contains('@') == authority.contains('@')
        && !rest.contains('#')
        && !rest.contains(char::is_whitespace)
        && has_whole_escapes(userinfo)
        && percent_decode_str(userinfo).decode_utf8().is_ok();
    if !is_clear {
        return Err(ambiguous());
    }
    // Without an `@`, what stands behind `:` is a port, or else a password that lost its host.
    let url = Url::parse(text)
        .map_err(|_| if authority.contains('@') { UrlError::NoUrl } else { ambiguous() })?;
    let mut has_password = url.password().is_some();
    for (index, (name, value)) in parameters(text).enumerate() {
        let name = match name.strip_prefix("options[") {
            Some(_) => "options",
            None => known(&name, index, POSTGRES_PARAMETERS)?,
        };
        has_password |= name == "password";
        let is_value = match name {
            "sslmode" => {
                let modes = ["disable", "allow", "prefer", "require", "verify-ca", "verify-full"];
                modes.contains(&value.to_ascii_lowercase().as_str())
            }
            "port" => value.parse::<u16>().is_ok(),
            "hostaddr" => value.parse::<std::net::IpAddr>().is_ok(),
            "statement-cache-capacity" => value.parse::<usize>().is_ok(),
            _ => true,
        };
        if !is_value {
            return Err(UrlError::Value { name });
        }
    }
    let options = PgConnectOptions::from_str(text).map_err(|_| UrlError::NoUrl)?;
    let options = match password {
        Some(_) if has_password => return Err(UrlError::TwoPasswords),
        Some(password) => options.password(password.expose_secret()),
        None => options,
    };
    Ok(Address::Postgres(Box::new(options)))
}

/// What stands behind the first `?`.
fn parameters(url: &str) -> url::form_urlencoded::Parse<'_> {
    let query = url.split_once('?').map(|(_, query)| query).unwrap_or_default();
    url::form_urlencoded::parse(query.as_bytes())
}

/// A parameter by its known name. Another is named only when it is surely no part of a password.
fn known(
    name: &str,
    index: usize,
    parameters: &'static [&'static str],
) -> Result<&'static str, UrlError> {
    if let Some(known) = parameters.iter().find(|known| **known == name) {
        return Ok(known);
    }
    let is_name = FOREIGN_PARAMETERS.contains(&name)
        || SQLITE_PARAMETERS.contains(&name)
        || POSTGRES_PARAMETERS.contains(&name);
    let what =
        if is_name { name.to_owned() } else { format!("the parameter number {}", index + 1) };
    Err(UrlError::Parameter { what, known: parameters.join(", ") })
}

/// Whether each `%` begins an escape.
fn has_whole_escapes(text: &str) -> bool {
    text.split('%')
        .skip(1)
        .all(|rest| rest.len() >= 2 && rest.as_bytes()[..2].iter().all(u8::is_ascii_hexdigit))
}

/// A server without its password, and without the database's name.
pub(super) fn postgres_place(options: &PgConnectOptions) -> String {
    let user = options.get_username();
    match options.get_socket() {
        Some(socket) => format!("postgres://{user}@{}", socket.display()),
        None => format!("postgres://{user}@{}:{}", options.get_host(), options.get_port()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(url: &str) -> Result<Address, UrlError> {
        Address::parse(url, None)
    }

    fn place_of(address: &Address) -> String {
        match address {
            Address::Sqlite(file) => file.place(),
            Address::Postgres(options) => postgres_place(options),
        }
    }

    #[test]
    fn good_urls_are_read() {
        for (url, place) in [
            ("sqlite://data/dingnick.db", "data/dingnick.db"),
            ("sqlite:dingnick.db?mode=rwc", "dingnick.db"),
            ("sqlite:///a%20b/c%3Fd.db", "/a b/c?d.db"),
            ("sqlite::memory:", "memory"),
            ("sqlite://x?mode=memory&cache=shared", "memory"),
            ("postgres://user@host/db", "postgres://user@host:5432"),
            ("postgresql://user:p%2F%3F%23%40%25@host:6543/db", "postgres://user@host:6543"),
            ("postgres://us%40er:a:b@host/db", "postgres://us@er@host:5432"),
            (
                "postgres://user:pass@[::1]:1/db?sslmode=require&application_name=x",
                "postgres://user@[::1]:1",
            ),
            ("postgres:///db?host=/run/postgresql&user=user", "postgres://user@/run/postgresql"),
        ] {
            let address = parse(url).unwrap_or_else(|error| panic!("{url}: {error}"));
            assert_eq!(place_of(&address), place, "failed on {url}");
        }
    }

    /// Each character that means something in a URL, in each place of the password.
    #[test]
    fn a_password_that_is_not_encoded_is_told_and_not_shown() {
        for character in
            ['/', '?', '#', '@', '%', ' ', '\\', '[', ']', ':', '|', '^', '"', '<', '&', '=']
        {
            for password in [
                format!("{character}xqzw"),
                format!("xq{character}zw"),
                format!("xqzw{character}"),
                format!("12{character}xqzw"),
                format!("c{character}{character}xqzw{character}x"),
            ] {
                for url in [
                    format!("postgres://user:{password}@host:5432/db"),
                    format!("postgresql://user:{password}@host/db?sslmode=require"),
                    format!("postgres://user:{password}"),
                    format!("postgres://user:{password}/db"),
                    format!("postgres:/user:{password}@host/db"),
                    format!("user:{password}@host/db"),
                    format!("host=h password={password}"),
                    format!("Postgres://user:{password}@host/db"),
                    format!("mysql://user:{password}@host/db"),
                    password.clone(),
                ] {
                    // Where there is no other `@`, this one is the URL's own.
                    if character == '@' && !url.contains("@host") {
                        continue;
                    }
                    let shown = match parse(&url) {
                        Ok(address) => place_of(&address),
                        Err(error) => format!("{error} {error:?}"),
                    };
                    assert!(!shown.contains("xq") && !shown.contains("zw"), "{url}: {shown}");
                }
                if matches!(character, '/' | '?' | '#' | '@') {
                    let url = format!("postgres://user:{password}@host/db");
                    assert!(matches!(parse(&url), Err(UrlError::Ambiguous { .. })), "{url}");
                }
            }
        }
        let words = parse("postgres://user:50%@host/db").expect_err("ambiguous").to_string();
        assert!(words.contains("percent-encode the password"), "{words}");
        assert!(words.contains("DATABASE_PASSWORD_FILE"), "{words}");
    }

    #[test]
    fn a_password_apart_is_taken_as_it_is() {
        let password = SecretString::from("p/?#@% ".to_owned());
        let address = Address::parse("postgres://user@host/db", Some(&password)).expect("good");
        let Address::Postgres(options) = address else { panic!("no PostgreSQL") };
        let expected = PgConnectOptions::from_str("postgres://user@host/db").expect("good");
        let expected = expected.password("p/?#@% ");
        assert_eq!(format!("{options:?}"), format!("{expected:?}"));
        for url in ["postgres://user:a@host/db", "postgres://host/db?password=a"] {
            let error = Address::parse(url, Some(&password)).expect_err("two");
            assert_eq!(error, UrlError::TwoPasswords);
        }
        let error = Address::parse("sqlite://x", Some(&password)).expect_err("none");
        assert_eq!(error, UrlError::NeedlessPassword);
    }

    #[test]
    fn a_parameter_that_would_have_no_effect_is_refused() {
        for (url, words) in [
            (
                "postgres://h/db?connect_timeout=5",
                "connect_timeout after ? is unknown; known are application_name",
            ),
            ("postgres://h/db?sslmode=require&canary=1", "the parameter number 2 after ?"),
            ("postgres://h/db?sslmode=canary", "the value of sslmode"),
            ("postgres://h/db?port=canary", "the value of port"),
            ("postgres://h/db?mode=ro", "mode after ?"),
            ("postgres://user:12?canary", "the parameter number 1 after ?"),
            (
                "sqlite://x?sslmode=require",
                "sslmode after ? is unknown; known are cache, immutable, mode, vfs",
            ),
            ("sqlite://x?mode=canary", "the value of mode"),
        ] {
            let error = parse(url).expect_err("unknown").to_string();
            assert!(error.contains(words), "{url}: {error}");
            assert!(!error.contains("canary"), "{error}");
        }
    }
}
