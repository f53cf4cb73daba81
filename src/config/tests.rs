//! Settings, good and bad.

use secrecy::ExposeSecret;

use super::*;

const REQUIRED: [(&str, &str); 2] =
    [("DINGTALK_CLIENT_ID", "dingapp"), ("DINGTALK_CLIENT_SECRET", "a-secret-of-some-length")];

fn read(file: &str, environment: &[(&str, &str)]) -> Result<Config, ConfigError> {
    let environment = REQUIRED.iter().chain(environment);
    let environment = environment.map(|(name, value)| ((*name).into(), (*value).into()));
    Config::read(&Sources::new(file, &environment.collect())?)
}

#[test]
fn two_settings_are_enough() {
    let config = read("", &[]).expect("good settings");
    assert_eq!(config.credentials.robot_code.as_str(), "dingapp");
    assert_eq!(config.listen.to_string(), "0.0.0.0:8080");
    assert_eq!(config.database_url.expose_secret(), "sqlite://data/dingnick.db");
    assert_eq!(config.locale, Locale::EN);
    assert_eq!(config.window.past, Duration::from_secs(300));
    assert_eq!(config.window.future, Duration::from_secs(60));
}

#[test]
fn the_environment_goes_before_the_file_and_the_file_before_the_default() {
    let file = "port = 9000\nhost = \"127.0.0.1\"\ndingnick_admins = [\"a\", \"b\"]\nDINGTALK_REGION = 'cn'";
    let config = read(file, &[("PORT", "9001"), ("DINGTALK_CORP_ID", "")]).expect("good");
    assert_eq!(config.listen.to_string(), "127.0.0.1:9001");
    assert_eq!(config.admins.len(), 2);
    assert_eq!(config.locale, Locale::ZH_CN);
    assert_eq!(config.corp_id, None);
}

#[test]
fn a_secret_stays_as_it_is_written_but_for_what_is_around_it() {
    for secret in ["00071234", "1e500000", " \"1e500000\"\n", "'it-is\"this'"] {
        let config = read("", &[("DINGTALK_CLIENT_SECRET", secret)]).expect("good");
        let expected = secret.trim().trim_matches(['"', '\'']);
        assert_eq!(config.credentials.client_secret.expose_secret(), expected);
    }
}

#[test]
fn a_secret_with_white_space_within_is_refused_and_not_shown() {
    for name in ["DINGTALK_CLIENT_SECRET", "DINGTALK_CLIENT_SECRET_PREVIOUS"] {
        for secret in ["canary two words", "canary\nsecond-line", "canary\u{A0}x", "canary\0x"] {
            let error = read("", &[(name, secret)]).expect_err("no secret").to_string();
            assert!(error.contains(&format!("- {name} must be without spaces")), "{error}");
            assert!(!error.contains("canary"), "{error}");
        }
    }
    let environment = [
        ("DINGNICK_CALLBACK_KEY", "0123456789abcdef 0"),
        ("DINGTALK_EVENT_TOKEN", "a b c"),
        ("DINGTALK_EVENT_AES_KEY", "4g5j64qlyl3zvetqxz5jiocdr586fn2zvjpa8zls3 j"),
        ("DATABASE_URL", "sqlite://a\nb"),
    ];
    let error = read("", &environment).expect_err("bad settings").to_string();
    for (name, _) in environment {
        assert!(error.contains(&format!("- {name} must be")), "{error}");
    }
}

#[test]
fn a_secrets_file_that_the_settings_file_names_is_looked_for_beside_it() {
    let folder = tempfile::tempdir().expect("a folder");
    let (file, secret) = (folder.path().join("bot.toml"), folder.path().join("bot.secret"));
    std::fs::write(&secret, "the-secret-of-the-file\n").expect("it is written");
    let read = |text: &str| {
        std::fs::write(&file, text).expect("it is written");
        Sources::of_process(Some(&file), &[])
    };
    let sources = read("dingtalk_client_secret_file = \"bot.secret\"").expect("readable");
    assert_eq!(sources.get("DINGTALK_CLIENT_SECRET"), Some("the-secret-of-the-file"));
    assert!(sources.warnings().is_empty(), "{:?}", sources.warnings());
    for (text, told) in [
        ("dingtalk_client_secret_file = \"nowhere\"", "cannot read"),
        ("dingtalk_region_file = \"bot.secret\"", "dingtalk_region_file is no setting"),
        (
            "dingtalk_client_secret = \"a\"\nDINGTALK_CLIENT_SECRET_FILE = \"bot.secret\"",
            "DINGTALK_CLIENT_SECRET and DINGTALK_CLIENT_SECRET_FILE are both set",
        ),
    ] {
        let error = read(text).err().expect("refused").to_string();
        assert!(error.contains(told) && !error.contains("the-secret"), "{error}");
    }
    let environment = [("DINGTALK_CLIENT_SECRET", "that-of-the-environment")];
    let environment = environment.map(|(name, value)| (name.to_owned(), value.to_owned()));
    let text = "dingtalk_client_secret_file = \"nowhere\"";
    let sources = Sources::new(text, &environment.into()).expect("the file is not looked for");
    assert_eq!(sources.get("DINGTALK_CLIENT_SECRET"), Some("that-of-the-environment"));
}

/// Whatever the setting, and wherever it comes from.
#[test]
fn white_space_and_quotes_around_any_value_are_dropped_and_told() {
    for setting in SETTINGS {
        for (open, close) in [("", "\n"), (" ", "\r\n"), ("\"", "\""), ("'", "' "), ("“", "”")]
        {
            let given = format!("{open}value{close}");
            let environment = [(setting.name.to_owned(), given.clone())].into();
            let from_environment = Sources::new("", &environment).expect("readable");
            // A text of JSON is one of TOML.
            let given = serde_json::Value::from(given);
            let file = format!("{} = {given}", setting.name.to_lowercase());
            let from_file = Sources::new(&file, &Default::default()).expect("readable");
            for sources in [from_environment, from_file] {
                assert_eq!(sources.get(setting.name), Some("value"), "{}", setting.name);
                let warnings = sources.warnings().join("\n").to_uppercase();
                assert!(warnings.contains(setting.name), "{warnings}");
                assert!(!warnings.contains("“VALUE”"), "{warnings}");
            }
        }
    }
    let nothing = read("", &[("DINGTALK_CORP_ID", " \n"), ("PORT", "\"\"")]).expect("good");
    assert_eq!((nothing.corp_id, nothing.listen.port()), (None, 8080), "that is not set");
}

#[test]
fn a_file_of_one_line_is_a_secret_and_its_name_may_be_padded_too() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("secret");
    for (text, is_told) in
        [("a-secret-of-some-length\n", false), ("\u{FEFF} \"a-secret-of-some-length\" \r\n", true)]
    {
        std::fs::write(&path, text).expect("it is written");
        for (padding, is_padded) in [("", false), ("\n", true)] {
            let given = format!("{}{padding}", path.display());
            let environment = [("DINGTALK_CLIENT_SECRET_FILE".to_owned(), given)].into();
            let sources = Sources::new("", &environment).expect("readable");
            assert_eq!(sources.get("DINGTALK_CLIENT_SECRET"), Some("a-secret-of-some-length"));
            let told = sources.warnings().iter().filter(|it| it.contains("_SECRET_FILE")).count();
            assert_eq!(told, usize::from(is_told) + usize::from(is_padded));
        }
    }
}

#[test]
fn no_secret_goes_out_in_clear_unless_that_is_wanted() {
    let plain = ["http://dingtalk.example", "http://10.0.0.1:8000/x", "http://[2001:db8::1]"];
    for url in plain {
        for name in ["DINGTALK_OAPI_URL", "DINGTALK_API_URL"] {
            let error = read("", &[(name, url)]).expect_err("in clear").to_string();
            assert!(error.contains(&format!("- {name} must be https://")), "{error}");
            let allowed = [(name, url), ("DINGNICK_ALLOW_PLAIN_HTTP", "True")];
            read("", &allowed).expect("that is wanted");
        }
    }
    for url in [
        "http://127.0.0.1:8000",
        "http://127.9.9.9",
        "http://localhost:1",
        "http://[::1]:1",
        "https://dingtalk.example",
    ] {
        read("", &[("DINGTALK_OAPI_URL", url)]).expect("nobody can read it on the way");
    }
}

#[test]
fn a_proxy_is_checked_and_never_shown() {
    for proxy in ["http://proxy.example:3128", "proxy.example:3128", "http://canary:c%40n@p:1/"] {
        let config = read("", &[("DINGNICK_PROXY", proxy)]).expect("a proxy");
        assert!(!format!("{config:?}").contains("can"), "{config:?}");
    }
    for proxy in [
        "socks5://canary:1",
        "https://canary:1",
        "http://canary:a@b@host:1",
        "http://canary:a/b@host:1",
        "http://canary:a#b@host:1",
        "http://canary:50%@host:1",
        "http://host:1/canary",
        "canary",
        "http://",
    ] {
        let error = read("", &[("DINGNICK_PROXY", proxy)]).expect_err("no proxy").to_string();
        assert!(error.contains("- DINGNICK_PROXY must be an HTTP proxy"), "{proxy}: {error}");
        assert!(!error.contains("canary"), "{error}");
    }
    let environment = |name: &str| [(name.to_owned(), "http://canary".to_owned())].into();
    for name in ["HTTPS_PROXY", "https_proxy", "ALL_PROXY", "http_proxy"] {
        let sources = Sources::new("", &environment(name)).expect("readable");
        let warnings = sources.warnings().join("\n");
        assert!(warnings.contains(name) && warnings.contains("DINGNICK_PROXY"), "{warnings}");
        assert!(!warnings.contains("canary"), "{warnings}");
    }
}

#[test]
fn everything_that_is_wrong_is_told_at_once() {
    let sources = Sources::new(
        "",
        &[
            ("PORT", "http"),
            ("DINGTALK_REGION", "us"),
            ("DINGNICK_GROUPS", "chat0123456789,nonsense"),
            ("DINGNICK_SIGNATURE_PAST_S", "7200"),
            ("DINGNICK_CALLBACK_KEY", "short"),
            ("DINGTALK_OAPI_URL", "oapi.dingtalk.com"),
            ("DINGTALK_CLIENT_SECRET", "short"),
        ]
        .map(|(name, value)| (name.into(), value.into()))
        .into(),
    );
    let error = Config::read(&sources.expect("readable")).expect_err("bad settings");
    insta::assert_snapshot!(error.to_string(), @r"
    the settings cannot be used as they are:
    - DINGTALK_REGION must be intl or cn
      in the environment, for example: DINGTALK_REGION=intl
    - DINGTALK_CLIENT_ID is missing: the app's Client ID (formerly AppKey)
    - DINGTALK_CLIENT_SECRET must be the whole Client Secret of the app
      in the environment
    - DINGTALK_OAPI_URL must be a URL such as https://host
      in the environment, for example: DINGTALK_OAPI_URL=https://oapi.dingtalk.com
    - PORT must be a number from 0 to 65535
      in the environment, for example: PORT=8080
    - DINGNICK_CALLBACK_KEY must be 16 or more letters, digits, hyphens and underscores
      in the environment
    - DINGNICK_SIGNATURE_PAST_S must be a number of seconds, at most 3600
      in the environment, for example: DINGNICK_SIGNATURE_PAST_S=300
    - DINGNICK_GROUPS must be chatids, separated by commas
      in the environment, for example: DINGNICK_GROUPS=chat0123456789abcdef0123456789abcdef
    ");
    assert!(!error.to_string().contains("short"), "a value is shown");
}

#[test]
fn a_placeholder_is_refused_with_the_line_to_correct() {
    for (name, value) in [
        ("DINGTALK_CLIENT_ID", "ding…"),
        ("DINGTALK_CLIENT_SECRET", "your-secret"),
        ("DINGTALK_CORP_ID", "<corp id>"),
        ("DATABASE_URL", "postgres://user:<password>@host/db"),
    ] {
        let error = read("", &[(name, value)]).expect_err("a placeholder");
        assert!(error.is_wrong_usage(), "{error}");
        assert_eq!(error.problems().len(), 1, "{error}");
        assert!(error.to_string().contains(&format!("- {name} must be your own")), "{error}");
    }
    let file = "port = 9000\n\n# the edition\ndingtalk_region = \"us\"\n";
    let error = read(file, &[]).expect_err("no region").to_string();
    let line = "in dingnick.toml, line 4, for example: dingtalk_region = \"intl\"";
    assert!(error.contains(line), "{error}");
    let missing = Config::read(&Sources::default()).expect_err("nothing is set");
    assert!(!missing.is_wrong_usage(), "{missing}");
}

#[test]
fn a_variable_that_is_none_is_told_with_the_nearest() {
    let environment = [("DINGNICK_LOCAL", "en"), ("DINGTALK_CLIENT_SECERT", "canary")];
    let environment = environment.map(|(name, value)| (name.into(), value.into())).into();
    let warnings = Sources::new("", &environment).expect("readable").warnings().join("\n");
    for words in [
        "DINGNICK_LOCAL is no setting of this version and has no effect; did you mean DINGNICK_LOCALE?",
        "did you mean DINGTALK_CLIENT_SECRET?",
    ] {
        assert!(warnings.contains(words), "{warnings}");
    }
    assert!(!warnings.contains("canary"), "{warnings}");
}

#[test]
fn what_is_wrong_can_be_left_out_to_look_at_the_rest() {
    let environment = [("PORT", "http"), ("DINGTALK_REGION", "cn")];
    let environment = environment.map(|(name, value)| (name.into(), value.into())).into();
    let sources = Sources::new("", &environment).expect("readable");
    let error = Config::read(&sources).expect_err("bad settings");
    let config = Config::read(&sources.without(&error)).expect("the rest is good");
    assert_eq!((config.listen.port(), config.region), (8080, Region::China));
}

#[test]
fn events_take_a_token_and_a_key() {
    let key = ("DINGTALK_EVENT_AES_KEY", "4g5j64qlyl3zvetqxz5jiocdr586fn2zvjpa8zls3ij");
    let token = ("DINGTALK_EVENT_TOKEN", "token1");
    let hears = |environment: &[_]| read("", environment).expect("good").hears_events();
    assert!(hears(&[token, key]));
    assert!(hears(&[("DINGNICK_INTAKE", "stream")]));
    assert!(!hears(&[]));
    for bad in [
        &[token][..],
        &[key],
        &[token, ("DINGTALK_EVENT_AES_KEY", "short")],
        &[("DINGTALK_EVENT_TOKEN", "no token!"), key],
        &[("DINGNICK_INTAKE", "webhook")],
    ] {
        let error = read("", bad).expect_err("bad settings").to_string();
        assert!(error.contains(bad[0].0) || error.contains(key.0), "{error}");
        assert!(!error.contains(token.1) && !error.contains(key.1), "a value is shown");
    }
}

#[test]
fn an_id_that_is_none_is_refused_and_not_left_out() {
    for name in ["DINGTALK_CLIENT_ID", "DINGTALK_ROBOT_CODE", "DINGTALK_CORP_ID"] {
        let error = read("", &[(name, "ding app")]).expect_err("no id").to_string();
        assert!(error.contains(&format!("- {name} must be an id")), "{error}");
    }
}

#[test]
fn an_unknown_key_is_refused_with_the_nearest_known_one() {
    for (file, message) in [
        ("prot = 1", "prot is no setting; did you mean port?"),
        ("DINGNICK_ADMIN = 'a'", "did you mean DINGNICK_ADMINS?"),
        ("dingtalk_client_sercet = 'x'", "did you mean dingtalk_client_secret?"),
        ("[server]\nport = 1", "server is no setting"),
    ] {
        let error = read(file, &[]).expect_err("an unknown key").to_string();
        assert!(error.contains(message), "failed on {file:?}: {error}");
    }
}
