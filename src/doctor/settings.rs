//! The settings, and the form of the secrets. Nothing is asked of anybody.

use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use secrecy::ExposeSecret;

use super::check::{Check, Finding, When};
use super::setup::Setup;

/// What a group and others may do with a file.
const OTHERS: u32 = 0o077;

/// How long a Client ID is, as far as they have been seen: `ding` and 16 letters and digits.
const CLIENT_ID_LENGTH: usize = 20;

pub(super) static SETTINGS: Check = Check {
    code: "DN-SETTINGS-01",
    title: "settings can be used",
    tried: "every setting is read",
    when: When::Always,
    meaning: "the bot does not start with these settings",
    command: "dingnick config",
    page: "docs/operating.md#settings",
};

pub(super) static UNUSED: Check = Check {
    code: "DN-SETTINGS-02",
    title: "settings have an effect",
    tried: "the environment is looked through for names that are nearly ours",
    when: When::Always,
    meaning: "what was set is not in force, or not as it was written",
    command: "dingnick config",
    page: "docs/operating.md#settings",
};

pub(super) static SECRET: Check = Check {
    code: "DN-SECRET-01",
    title: "form of the Client Secret",
    tried: "it is held against the Client ID",
    when: When::Always,
    meaning: "something else than the Client Secret stands in DINGTALK_CLIENT_SECRET",
    command: "dws dev app credentials get --unified-app-id ID",
    page: "https://open-dev.dingtalk.com > your app > Credentials & Basic Info",
};

pub(super) static SECRET_FILES: Check = Check {
    code: "DN-SECRET-02",
    title: "files of secrets are private",
    tried: "the mode of each file that holds a secret",
    when: When::Always,
    meaning: "other users of this machine can read a secret",
    command: "chmod 600 FILE",
    page: "docs/operating.md#settings",
};

pub(super) static CALLBACK_KEY: Check = Check {
    code: "DN-SECRET-03",
    title: "callback key",
    tried: "DINGNICK_CALLBACK_KEY is looked for",
    when: When::Always,
    meaning: "the address of callbacks can be guessed, and a signature that leaks is good for any body until it is stale",
    command: "openssl rand -hex 16",
    page: "docs/operating.md#keeping-it-safe",
};

pub(super) static PREVIOUS_SECRET: Check = Check {
    code: "DN-SECRET-04",
    title: "previous Client Secret",
    tried: "it is held against the present one",
    when: When::Always,
    meaning: "DINGTALK_CLIENT_SECRET_PREVIOUS has no effect: it is the present secret",
    command: "unset DINGTALK_CLIENT_SECRET_PREVIOUS",
    page: "docs/operating.md#keeping-it-safe",
};

pub(super) static ALL: [&Check; 6] =
    [&SETTINGS, &UNUSED, &SECRET, &SECRET_FILES, &CALLBACK_KEY, &PREVIOUS_SECRET];

pub(super) fn look(setup: &Setup) -> Vec<Finding> {
    let mut findings: Vec<Finding> = setup.bad_settings.iter().map(bad).collect();
    if findings.is_empty() {
        findings.push(SETTINGS.ok("all of them"));
    }
    match setup.warnings.as_slice() {
        [] => findings.push(UNUSED.ok("all that are set")),
        warnings => findings.extend(warnings.iter().map(|warning| UNUSED.warn(warning))),
    }
    findings.push(secret(setup));
    match setup.secret_files.as_slice() {
        [] => findings.push(SECRET_FILES.skipped("no secret is given by a file")),
        files => findings.extend(files.iter().map(|file| private(file))),
    }
    findings.push(callback_key(setup));
    findings.push(previous_secret(setup));
    findings
}

fn bad(setting: &super::setup::BadSetting) -> Finding {
    let mut finding = SETTINGS.fail(&setting.problem);
    finding.subject.clone_from(&setting.name);
    match &setting.line {
        Some(line) => finding.mended_by(line),
        None if setting.is_missing => finding.mended_by("dingnick init"),
        None => finding,
    }
}

fn secret(setup: &Setup) -> Finding {
    let Some(credentials) = &setup.credentials else {
        return SECRET.skipped("there are none that can be used");
    };
    let secret = credentials.client_secret.expose_secret();
    if secret == credentials.client_id {
        return SECRET.fail("it is the Client ID");
    }
    if secret.starts_with("ding") && secret.len() <= CLIENT_ID_LENGTH {
        return SECRET.warn("it looks like a Client ID");
    }
    SECRET.ok(format!("{} characters, as secrets look", secret.chars().count()))
}

fn private(file: &Path) -> Finding {
    let shown = file.display().to_string();
    match std::fs::metadata(file) {
        Ok(metadata) if metadata.permissions().mode() & OTHERS == 0 => {
            SECRET_FILES.ok("for its owner alone").about(shown)
        }
        Ok(metadata) => SECRET_FILES
            .warn(format!("mode {:03o}", metadata.permissions().mode() & 0o777))
            .mended_by(format!("chmod 600 {shown}"))
            .about(shown),
        Err(error) => SECRET_FILES.unverified(error.to_string()).about(shown),
    }
}

fn callback_key(setup: &Setup) -> Finding {
    match (setup.takes_callbacks, &setup.callback_key) {
        (false, _) => CALLBACK_KEY.skipped("no callbacks are taken"),
        (true, None) => CALLBACK_KEY.skipped("not set"),
        (true, Some(_)) => CALLBACK_KEY.ok("set"),
    }
}

fn previous_secret(setup: &Setup) -> Finding {
    let Some(previous) = &setup.previous_secret else {
        return PREVIOUS_SECRET.skipped("not set");
    };
    let current = setup.credentials.as_ref().map(|it| it.client_secret.expose_secret());
    match current == Some(previous.expose_secret()) {
        true => PREVIOUS_SECRET.warn("it is the present one"),
        false => PREVIOUS_SECRET.ok("another than the present one; signatures of both are taken"),
    }
}
