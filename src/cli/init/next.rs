//! What comes after `init`: the lines for the places where bots run. They are to be copied, so they
//! are not wrapped.

use std::path::Path;

use super::console::Console;
use super::files::Files;
use crate::dingtalk::Region;

/// Shows how the bot is run elsewhere.
pub(super) fn show(
    console: &mut Console,
    files: &Files,
    app: &App<'_>,
    program: &Path,
) -> anyhow::Result<()> {
    console.heading("init-next", &[])?;
    for (key, lines) in [
        ("init-next-fly", fly(files, app)),
        ("init-next-docker", docker(files, app)),
        ("init-next-compose", compose(files, app)),
        ("init-next-systemd", systemd(files, program)),
    ] {
        console.show("")?;
        console.say(key, &[])?;
        for line in lines.lines() {
            console.show(&format!("    {line}"))?;
        }
    }
    Ok(())
}

/// What is run.
pub(super) struct App<'a> {
    pub client_id: &'a str,
    pub region: Region,
    pub is_stream: bool,
    /// What the settings file says, too.
    pub locale: &'a str,
    pub template: Option<&'a str>,
}

/// As secrets, all of them: those go before what `fly.toml` says.
fn fly(files: &Files, app: &App<'_>) -> String {
    let intake = if app.is_stream { "stream" } else { "http" };
    let template = app.template.map(|id| format!(" DINGTALK_GROUP_TEMPLATE_ID={}", quoted(id)));
    format!(
        "printf '%s\\n' DINGTALK_CLIENT_ID={} \\
  DINGTALK_REGION={} DINGNICK_INTAKE={intake} \\
  DINGNICK_LOCALE={}{} \\
  \"DINGTALK_CLIENT_SECRET=$(cat {})\" \\
  | fly secrets import
fly deploy --ha=false",
        app.client_id,
        app.region.as_str(),
        app.locale,
        template.unwrap_or_default(),
        quoted_path(&files.secret),
    )
}

/// The folder is mounted, so that the container finds the settings, the secret and the store.
fn docker(files: &Files, app: &App<'_>) -> String {
    let ports = if app.is_stream { "" } else { "-p 8080:8080 " };
    format!(
        "docker build -t dingnick .
docker run -d --name dingnick --restart unless-stopped --stop-timeout 30 \\
  --user \"$(id -u):$(id -g)\" {ports}\\
  -v \"$PWD:/bot\" -w /bot \\
  -e DATABASE_URL=sqlite://data/dingnick.db \\
  dingnick serve --config {}",
        quoted_path(&files.settings)
    )
}

fn compose(files: &Files, app: &App<'_>) -> String {
    let ports = if app.is_stream { "" } else { "\n    ports: [\"8080:8080\"]" };
    format!(
        "services:
  dingnick:
    image: dingnick
    restart: unless-stopped
    user: \"{}:{}\"
    working_dir: /bot
    volumes: [\".:/bot\"]{ports}
    environment:
      DATABASE_URL: sqlite://data/dingnick.db
    command: [serve, --config, {}]
    stop_grace_period: 30s",
        rustix::process::getuid().as_raw(),
        rustix::process::getgid().as_raw(),
        serde_json::Value::from(files.settings.display().to_string()),
    )
}

fn systemd(files: &Files, program: &Path) -> String {
    let folder = std::env::current_dir().unwrap_or_default();
    let user = std::env::var("USER").unwrap_or_default();
    // Without a user it would run as root.
    let user = if user.is_empty() { rustix::process::getuid().as_raw().to_string() } else { user };
    format!(
        "[Unit]
Description=dingnick
Wants=network-online.target
After=network-online.target
[Service]
User={user}
WorkingDirectory={}
ExecStart={} serve --config {}
Restart=on-failure
TimeoutStopSec=30s
[Install]
WantedBy=multi-user.target",
        folder.display(),
        quoted_path(program),
        quoted_path(&files.settings),
    )
}

fn quoted_path(path: &Path) -> String {
    quoted(&path.display().to_string())
}

/// A word as a shell takes it, and systemd, too.
fn quoted(word: &str) -> String {
    let is_plain = |c: char| c.is_alphanumeric() || "/._-".contains(c);
    match word.chars().all(is_plain) {
        true => word.to_owned(),
        false => format!("'{}'", word.replace('\'', "'\\''")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const STREAM: App<'_> = App {
        client_id: "dingabc123",
        region: Region::China,
        is_stream: true,
        locale: "zh-CN",
        template: None,
    };
    const HTTP: App<'_> = App { is_stream: false, ..STREAM };

    fn files() -> Files {
        Files::of(Path::new("dingnick.toml"))
    }

    /// Each line is one of the file's, whatever stands around it there.
    fn stands_in(lines: &str, file: &str) {
        for line in lines.lines() {
            let is_there = file.lines().any(|other| other.trim() == line.trim());
            assert!(is_there, "{line} is not in\n{file}");
        }
    }

    #[test]
    fn docker_is_run_as_the_pages_say() {
        for page in [
            include_str!("../../../docs/operating.md"),
            include_str!("../../../docs/operating.zh-CN.md"),
        ] {
            assert!(page.contains(&docker(&files(), &STREAM)), "{page}");
            assert!(page.contains("fly deploy --ha=false"));
            for words in [
                include_str!("../../i18n/locales/init/en.ftl"),
                include_str!("../../i18n/locales/init/zh-CN.ftl"),
            ] {
                let line = words.lines().find(|line| line.starts_with("init-next-fly"));
                for command in line.expect("words for Fly.io").split('`').skip(1).step_by(2) {
                    assert!(page.contains(command), "{command}");
                }
            }
        }
        assert!(docker(&files(), &HTTP).contains(" -p 8080:8080 "));
        assert!(fly(&files(), &HTTP).ends_with("fly deploy --ha=false"));
    }

    /// What runs elsewhere has no settings file, and is to be the same bot.
    #[test]
    fn fly_is_told_what_the_settings_file_says() {
        let app = App { template: Some("0a1b c"), ..STREAM };
        let lines = fly(&files(), &app);
        for words in [
            "DINGTALK_CLIENT_ID=dingabc123 ",
            "DINGTALK_REGION=cn ",
            "DINGNICK_INTAKE=stream ",
            "DINGNICK_LOCALE=zh-CN ",
            "DINGTALK_GROUP_TEMPLATE_ID='0a1b c' ",
        ] {
            assert!(lines.contains(words), "{words}: {lines}");
        }
        assert!(!fly(&files(), &STREAM).contains("TEMPLATE"));
    }

    #[test]
    fn compose_and_systemd_are_told_what_the_files_tell_them() {
        let of_this_user = |line: &&str| !line.trim_start().starts_with("user:");
        let lines = compose(&files(), &STREAM);
        let lines: Vec<&str> = lines.lines().filter(of_this_user).collect();
        let lines = lines.join("\n").replace(r#""dingnick.toml""#, "dingnick.toml");
        stands_in(&lines, include_str!("../../../compose.yaml"));
        assert!(compose(&files(), &HTTP).contains(r#"ports: ["8080:8080"]"#));

        let of_this_folder = |line: &&str| {
            !["User=", "WorkingDirectory=", "ExecStart="].iter().any(|key| line.starts_with(key))
        };
        let lines = systemd(&files(), Path::new("/usr/local/bin/dingnick"));
        assert!(lines.contains("\nUser="), "it does not run as root: {lines}");
        assert!(lines.contains("ExecStart=/usr/local/bin/dingnick serve --config dingnick.toml"));
        let lines: Vec<&str> = lines.lines().filter(of_this_folder).collect();
        stands_in(&lines.join("\n"), include_str!("../../../deploy/dingnick.service"));
    }
}
