//! The files for hosting: each is read by its own tool where there is one, and says what the code
//! and the other files say. `make pages` writes the file of settings anew.

use std::fmt::Write;
use std::io::Write as _;
use std::path::Path;
use std::process::Command;

use dingnick::config::{SETTINGS, Setting};

use super::{read, root};
use crate::process::output;

const SETTINGS_FILE: &str = "deploy/dingnick.toml";

/// Where a part of the settings begins.
const PARTS: &[(&str, &str)] = &[
    ("DINGTALK_CLIENT_ID", "The app: Credentials & Basic Info in DingTalk's console"),
    ("DINGTALK_REGION", "Which DingTalk, and how it is reached"),
    ("DINGNICK_INTAKE", "How messages come in"),
    ("DATABASE_URL", "The store"),
    ("DINGNICK_ADMINS", "Groups and their people"),
    ("DINGNICK_OPS_LISTEN", "Limits"),
    ("RUST_LOG", "The log"),
];

/// A value for a setting that has no default.
fn example(setting: &Setting) -> &'static str {
    match setting.name {
        "DINGTALK_CLIENT_ID" | "DINGTALK_ROBOT_CODE" => "dingabc123",
        "DINGTALK_CORP_ID" => "ding0123456789abcdef",
        "DINGTALK_OAPI_URL" => "https://oapi.dingtalk.com",
        "DINGTALK_API_URL" => "https://api.dingtalk.com",
        "DINGNICK_GROUPS" => "chat0123456789abcdef0123456789abcdef",
        "DINGNICK_ADMINS" => "manager1001",
        "DINGTALK_GROUP_TEMPLATE_ID" => "0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9",
        "DINGNICK_LOCALE" => "zh-CN",
        "DINGNICK_TIMEZONE" => "Asia/Shanghai",
        "DINGNICK_BOT_NAME" => "小助手",
        "RUST_LOG" => "info",
        "DINGNICK_LOG_FORMAT" => "json",
        name => panic!("please say here what {name} may be"),
    }
}

/// What the file of a secret may hold.
fn example_of_secret(name: &str) -> &'static str {
    match name {
        "DINGTALK_EVENT_TOKEN" => "abc123",
        "DINGTALK_EVENT_AES_KEY" => "4g5j64qlyl3zvetqxz5jiocdr586fn2zvjpa8zls3ij",
        "DINGNICK_PROXY" => "http://proxy.example:3128",
        _ => "kept-apart-0123456789-kept-apart-0123456789",
    }
}

/// The file that a secret is kept in.
fn file_of(setting: &Setting) -> String {
    let name = setting.name.to_lowercase();
    let name = name.trim_start_matches("dingtalk_").trim_start_matches("dingnick_");
    match name {
        "client_secret" => "dingnick.secret".to_owned(),
        name => format!("{}.secret", name.replace('_', "-")),
    }
}

fn settings_file() -> String {
    let mut text = String::from(
        "# All settings of dingnick, each with its default, or with an example where it has none.\n\
         # Take away the # of what you set; `dingnick init` writes a file with what is needed, and\n\
         # docs/operating.md tells more of each. The environment goes before this file: its variables\n\
         # have the same names, in capitals.\n\
         #\n\
         # A secret stands in a file of its own, beside this one, that only you can read; without\n\
         # _file in its name the setting holds the secret itself.\n\
         #\n\
         # Written by `make pages`.\n",
    );
    for setting in SETTINGS {
        if let Some((_, part)) = PARTS.iter().find(|(first, _)| *first == setting.name) {
            let _ = write!(text, "\n# --- {part}\n");
        }
        let key = setting.name.to_lowercase();
        let about = textwrap::fill(&format!("{}.", setting.about), 96).replace('\n', "\n# ");
        let line = match (setting.default, setting.is_secret) {
            (Some(value), _) if value.parse::<u64>().is_ok() => format!("{key} = {value}"),
            (Some(value), _) if value.parse::<bool>().is_ok() => format!("{key} = {value}"),
            (Some(value), _) => format!("{key} = \"{value}\""),
            (None, true) => format!("{key}_file = \"{}\"", file_of(setting)),
            (None, false) => format!("{key} = \"{}\"", example(setting)),
        };
        let _ = write!(text, "\n# {about}\n#{line}\n");
    }
    text
}

#[test]
fn the_file_of_settings_has_all_of_them_with_their_defaults() {
    let expected = settings_file();
    if std::env::var_os("DINGNICK_WRITE_PAGES").is_some() {
        std::fs::write(root().join(SETTINGS_FILE), expected).expect("the file can be written");
    } else {
        assert!(read(SETTINGS_FILE) == expected, "{SETTINGS_FILE} is out of date: make pages");
    }
}

/// The program itself reads it, with every line taken in.
#[test]
fn the_program_takes_every_line_of_the_file_of_settings() {
    let folder = tempfile::tempdir().expect("a folder");
    let lines = settings_file();
    let lines = lines.lines().map(|line| match line.strip_prefix('#') {
        // A remark begins with a space.
        Some(setting) if !setting.starts_with(' ') => setting,
        _ => line,
    });
    let file = folder.path().join("dingnick.toml");
    std::fs::write(&file, lines.collect::<Vec<_>>().join("\n")).expect("a file");
    for setting in SETTINGS.iter().filter(|setting| setting.is_secret && setting.default.is_none())
    {
        let path = folder.path().join(file_of(setting));
        std::fs::write(path, example_of_secret(setting.name)).expect("a secret");
    }
    let (code, out, err) = output(&["--config", &file.display().to_string(), "config"], &[]);
    assert_eq!(code, Some(0), "{err}");
    for setting in SETTINGS {
        let row = out.lines().find(|line| line.split_whitespace().next() == Some(setting.name));
        let row = row.unwrap_or_else(|| panic!("{} is not shown", setting.name));
        let is_taken = row.contains("dingnick.toml") || row.contains("secret file");
        assert!(is_taken, "{} is not taken from the file: {row}", setting.name);
    }
}

/// The names of variables that a file of compose gives to the bot or to PostgreSQL.
fn variables(text: &str) -> Vec<&str> {
    let names = text.lines().filter_map(|line| {
        let line = line.trim_start().trim_start_matches("# ");
        let (name, _) = line.split_once(": ")?;
        let is_variable = name.chars().all(|c| c.is_ascii_uppercase() || c == '_');
        (is_variable && !name.is_empty()).then_some(name)
    });
    names.collect()
}

fn is_setting(name: &str) -> bool {
    let of_file = name.strip_suffix("_FILE");
    SETTINGS
        .iter()
        .any(|setting| setting.name == name || (setting.is_secret && Some(setting.name) == of_file))
}

const COMPOSE: [&str; 2] = ["compose.yaml", "compose.postgres.yaml"];

#[test]
fn the_files_of_compose_set_what_is_a_setting() {
    for file in COMPOSE {
        let text = read(file);
        let names = variables(&text);
        assert!(names.contains(&"DATABASE_URL"), "{file}: {names:?}");
        for name in names.into_iter().filter(|name| !name.starts_with("POSTGRES_")) {
            assert!(is_setting(name), "{file}: {name} is no setting");
        }
    }
}

fn not_run(what: &str) {
    writeln!(std::io::stderr(), "NOT RUN: {what}").expect("it is said");
}

/// Runs a tool; nothing when it is not there.
fn run(tool: &str, arguments: &[&str]) -> Option<(bool, String)> {
    let output = Command::new(tool).args(arguments).current_dir(root()).output().ok()?;
    let said = [output.stdout, output.stderr].concat();
    Some((output.status.success(), String::from_utf8_lossy(&said).into_owned()))
}

#[test]
fn the_files_of_compose_are_what_its_own_tool_takes() {
    let is_there =
        |tool: &str, arguments: &[&str]| run(tool, arguments).is_some_and(|(is_good, _)| is_good);
    for file in COMPOSE {
        let (is_good, said) = if is_there("docker", &["compose", "version"]) {
            run("docker", &["compose", "-f", file, "config", "--quiet"]).expect("it was there")
        } else if is_there("python3", &["-c", "import yaml"]) {
            not_run(&format!("{file} was read as YAML only; there is no docker compose"));
            let program =
                format!("import yaml; yaml.safe_load(open('{file}'))['services']['dingnick']");
            run("python3", &["-c", &program]).expect("it was there")
        } else {
            return not_run("the files of compose; there is neither docker compose nor PyYAML");
        };
        assert!(is_good, "{file}: {said}");
    }
}

#[test]
fn the_unit_is_what_systemd_takes_and_leaves_little_open() {
    let unit = read("deploy/dingnick.service");
    assert!(unit.contains("\nExecStart=/usr/local/bin/dingnick serve --config /etc/dingnick/"));
    // The program that it runs is one that is there.
    let program = env!("CARGO_BIN_EXE_dingnick");
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("dingnick.service");
    std::fs::write(&path, unit.replace("/usr/local/bin/dingnick", program)).expect("a unit");
    let path = path.display().to_string();
    let Some((is_good, said)) = run("systemd-analyze", &["verify", "--recursive-errors=no", &path])
    else {
        return not_run("deploy/dingnick.service; there is no systemd-analyze");
    };
    // What it says of the machine's own units is none of ours.
    assert!(is_good && !said.contains("dingnick.service"), "{said}");
    let most = ["security", "--offline=true", "--threshold=20", &path];
    if let Some((is_good, said)) = run("systemd-analyze", &most) {
        assert!(is_good, "{said}");
    }
}

/// The files of hosts whose schemas are on their own sites only.
#[test]
fn every_other_host_runs_what_the_image_is() {
    let dockerfile = read("Dockerfile");
    let of_image = |name: &str| {
        let (_, rest) = dockerfile.split_once(&format!("{name}=")).expect("it is set");
        rest.split_whitespace().next().expect("a value").trim_end_matches('\\').to_owned()
    };
    for file in ["render.yaml", "deploy/zeabur.yaml", "deploy/kubernetes.yaml"] {
        let text = read(file);
        let names = text.lines().filter_map(|line| {
            let name = line.trim().trim_start_matches("- key: ").split(':').next()?;
            let is_variable = name.contains('_') || name == "PORT";
            let is_name = name.chars().all(|c| c.is_ascii_uppercase() || c == '_');
            (is_variable && is_name && !name.starts_with("CLIENT_")).then_some(name)
        });
        let names: Vec<&str> = names.collect();
        assert!(names.len() > 3, "{file}: {names:?}");
        for name in names {
            assert!(is_setting(name), "{file}: {name} is no setting");
        }
        assert!(text.contains(&of_image("DATABASE_URL")), "{file}: another store");
        assert!(text.contains(&of_image("PORT")), "{file}: another port");
        assert!(text.contains(": /data"), "{file}: no volume");
    }
    let railway: serde_json::Value = serde_json::from_str(&read("railway.json")).expect("JSON");
    assert_eq!(railway["deploy"]["requiredMountPath"], "/data");
    assert_eq!(railway["deploy"]["healthcheckPath"], "/livez");
    // One writer: the old one has gone when the new one comes, and has its twenty seconds.
    assert_eq!(railway["deploy"]["overlapSeconds"], 0);
    assert!(railway["deploy"]["drainingSeconds"].as_i64() > Some(20));
    assert!(!dockerfile.contains("\nVOLUME"), "Railway takes no image with a VOLUME");
}

#[test]
fn fly_runs_what_the_image_is() {
    let fly: toml::Table = toml::from_str(&read("fly.toml")).expect("TOML");
    let dockerfile = read("Dockerfile");
    let environment = fly["env"].as_table().expect("variables");
    for name in environment.keys() {
        assert!(is_setting(name), "{name} is no setting");
    }
    let text = |name: &str| environment[name].as_str().expect("a text");
    assert_eq!(fly["http_service"]["internal_port"].as_integer(), text("PORT").parse().ok());
    assert!(dockerfile.contains(&format!("PORT={}", text("PORT"))));
    assert!(dockerfile.contains(&format!("DATABASE_URL={}", text("DATABASE_URL"))));
    let folder = fly["mounts"]["destination"].as_str().expect("a folder");
    assert!(Path::new(text("DATABASE_URL").trim_start_matches("sqlite://")).starts_with(folder));
    let ops = text("DINGNICK_OPS_LISTEN");
    let port = fly["metrics"]["port"].as_integer().expect("a port");
    assert!(ops.ends_with(&format!(":{port}")), "{ops}");
    let volume = fly["mounts"]["source"].as_str().expect("a name");
    for path in ["docs/operating.md", "docs/operating.zh-CN.md"] {
        let line = format!("fly volumes create {volume} ");
        assert!(read(path).contains(&line), "{path} makes another volume than {volume}");
    }
    // The bot is gone within twenty seconds, and is not killed before.
    assert!(fly["kill_timeout"].as_integer().expect("seconds") > 20);
}
