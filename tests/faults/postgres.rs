//! PostgreSQL: databases of our own on a server that is there, and a server of our own that can
//! be killed.

use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use anyhow::{Context, Result, ensure};
use sqlx::{AssertSqlSafe, Connection, PgConnection};
use url::Url;

use crate::{PATIENCE, STEP};

/// The server that the tests may use, if there is one.
pub(crate) fn server() -> Option<Url> {
    let server = std::env::var("TEST_DATABASE_URL").ok().filter(|url| !url.is_empty())?;
    Url::parse(&server).ok()
}

/// A database that is made for one case; the server goes with it in the end.
pub(crate) struct Database {
    pub(crate) url: String,
}

impl Database {
    /// On the server that is there.
    pub(crate) async fn create() -> Result<Self> {
        Self::create_on(server().context("TEST_DATABASE_URL is a URL")?).await
    }

    /// On this server.
    pub(crate) async fn create_on(mut server: Url) -> Result<Self> {
        let name = format!("dingnick_faults_{}", uuid::Uuid::new_v4().simple());
        let mut connection = PgConnection::connect(server.as_str()).await?;
        let statement = AssertSqlSafe(format!("CREATE DATABASE {name}"));
        sqlx::query(statement).execute(&mut connection).await?;
        connection.close().await?;
        server.set_path(&name);
        Ok(Self { url: server.into() })
    }
}

/// A server of our own, run by `scripts/with-postgres`, which removes it when we let go.
pub(crate) struct Server {
    script: Child,
    pub(crate) url: Url,
    programs: PathBuf,
    folder: PathBuf,
    options: String,
}

impl Server {
    pub(crate) fn start() -> Result<Self> {
        let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("scripts/with-postgres");
        // It lives until its input ends: when we close it, or are no more.
        let wait = r#"printf '%s\n' "$TEST_DATABASE_URL" "$TEST_POSTGRES_PROGRAMS" \
            "$TEST_POSTGRES_FOLDER" "$TEST_POSTGRES_OPTIONS"; cat"#;
        let mut script = Command::new(script)
            .args(["sh", "-c", wait])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .context("scripts/with-postgres")?;
        let output = script.stdout.take().context("its output is piped")?;
        let mut lines = BufReader::new(output).lines();
        let mut line = || {
            lines
                .next()
                .context("with-postgres tells where the server is")?
                .map_err(anyhow::Error::from)
        };
        let url = Url::parse(&line()?)?;
        let (programs, folder, options) = (line()?.into(), line()?.into(), line()?);
        Ok(Self { script, url, programs, folder, options })
    }

    /// SIGKILL to the server and all its processes.
    pub(crate) async fn kill(&self) -> Result<()> {
        let file = std::fs::read_to_string(self.folder.join("data/postmaster.pid"))?;
        let server = file.lines().next().context("a process id")?.trim().to_owned();
        let mut all = children(&server)?;
        all.insert(0, server);
        let status = Command::new("kill").arg("-KILL").args(&all).status()?;
        ensure!(status.success(), "kill {all:?}");
        let gone = async {
            while all.iter().any(|id| is_running(id)) {
                tokio::time::sleep(STEP).await;
            }
        };
        tokio::time::timeout(PATIENCE, gone).await.context("the server dies")
    }

    /// Starts it again over what it left.
    pub(crate) async fn restart(&self) -> Result<()> {
        let data = self.folder.join("data");
        let owner = std::os::unix::fs::MetadataExt::uid(&std::fs::metadata(&data)?);
        let mut command = if owner == 0 || !is_root() {
            quiet("env")
        } else {
            // PostgreSQL does not run as root.
            let mut command = quiet("setpriv");
            command.args([&format!("--reuid={owner}"), "--clear-groups", "--"]);
            command
        };
        command.arg(self.programs.join("pg_ctl")).arg("-D").arg(&data);
        command.arg("-l").arg(self.folder.join("log")).args(["-w", "-s", "start", "-o"]);
        command.arg(&self.options);
        let status = tokio::task::spawn_blocking(move || command.status()).await??;
        ensure!(status.success(), "the server does not start again");
        Ok(())
    }
}

fn quiet(program: &str) -> Command {
    let mut command = Command::new(program);
    // It is a surprise to pg_ctl that a server was killed, and it says so each time.
    command.current_dir("/").stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    command
}

impl Drop for Server {
    fn drop(&mut self) {
        drop(self.script.stdin.take());
        // It takes its folder with it.
        let _ = self.script.wait();
    }
}

fn is_root() -> bool {
    std::fs::metadata("/proc/self").is_ok_and(|own| std::os::unix::fs::MetadataExt::uid(&own) == 0)
}

/// The parent and the state of a process.
fn stat(id: &str) -> Option<(String, String)> {
    let stat = std::fs::read_to_string(format!("/proc/{id}/stat")).ok()?;
    // The name, in brackets, may hold anything.
    let (_, rest) = stat.rsplit_once(") ")?;
    let mut fields = rest.split(' ');
    let state = fields.next()?.to_owned();
    Some((fields.next()?.to_owned(), state))
}

fn children(parent: &str) -> Result<Vec<String>> {
    let processes = std::fs::read_dir("/proc")?;
    let ids = processes.filter_map(|entry| entry.ok()?.file_name().into_string().ok());
    let is_child = |id: &String| stat(id).is_some_and(|(of, _)| of == parent);
    Ok(ids.filter(is_child).collect())
}

fn is_running(id: &str) -> bool {
    stat(id).is_some_and(|(_, state)| state != "Z")
}
