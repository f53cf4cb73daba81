//! An app made by one scan: nonces, device codes, and what a person with a phone makes of them.
//! Pure state; whoever polls reads it.

use std::collections::HashMap;

use uuid::Uuid;

use super::World;

/// How long a nonce is good for, in seconds.
pub(in crate::simulator) const NONCE_LIFE_S: i64 = 300;

/// The page that a phone opens; the code goes behind it.
const PAGE: &str = "https://open-dev.dingtalk.com/openapp/registration";

/// The desk at which apps are made.
#[derive(Debug)]
pub struct Registrations {
    /// Whether this edition of DingTalk has such a desk.
    pub is_open: bool,
    /// How long a device code is good for, in seconds.
    pub code_life_s: i64,
    /// How long whoever polls is asked to wait in between, in seconds.
    pub interval_s: i64,
    /// Each nonce that was given out and not used, with when it ends.
    nonces: HashMap<String, i64>,
    devices: Vec<Device>,
}

/// What one device code stands for.
#[derive(Clone, Debug)]
pub(in crate::simulator) struct Device {
    pub(in crate::simulator) device_code: String,
    pub(in crate::simulator) user_code: String,
    ends_at: i64,
    scan: Option<Scan>,
}

/// What somebody does who scans the code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Scan {
    /// They let the app be made.
    Accept,
    /// They do not, or may not, for this reason.
    Refuse(String),
}

/// How far a device code has come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::simulator) enum Progress {
    Waiting,
    Success,
    Fail(String),
    Expired,
}

impl Default for Registrations {
    fn default() -> Self {
        Self {
            is_open: true,
            code_life_s: 7200,
            interval_s: 5,
            nonces: HashMap::new(),
            devices: Vec::new(),
        }
    }
}

impl Device {
    /// The page that the phone opens.
    pub(in crate::simulator) fn page() -> &'static str {
        PAGE
    }

    /// The same with the code, as it is shown to be scanned.
    pub(in crate::simulator) fn complete_page(&self) -> String {
        format!("{PAGE}?user_code={}", self.user_code)
    }
}

impl World {
    pub(in crate::simulator) fn issue_nonce(&mut self) -> String {
        let nonce = Uuid::new_v4().simple().to_string();
        let ends_at = self.now() + NONCE_LIFE_S * 1000;
        self.registrations.nonces.insert(nonce.clone(), ends_at);
        nonce
    }

    /// A new device code for a nonce, which is used up by that.
    pub(in crate::simulator) fn begin_registration(&mut self, nonce: &str) -> Option<Device> {
        let now = self.now();
        let ends_at = self.registrations.nonces.remove(nonce)?;
        if ends_at <= now {
            return None;
        }
        let letters = || fastrand::alphanumeric().to_ascii_uppercase();
        let part = || -> String { (0..4).map(|_| letters()).collect() };
        let device = Device {
            device_code: Uuid::new_v4().simple().to_string(),
            user_code: format!("{}-{}-{}", part(), part(), part()),
            ends_at: now + self.registrations.code_life_s * 1000,
            scan: None,
        };
        self.registrations.devices.push(device.clone());
        Some(device)
    }

    pub(in crate::simulator) fn registration(&self, device_code: &str) -> Option<Progress> {
        let mut devices = self.registrations.devices.iter();
        let device = devices.find(|device| device.device_code == device_code)?;
        Some(match &device.scan {
            Some(Scan::Accept) => Progress::Success,
            Some(Scan::Refuse(reason)) => Progress::Fail(reason.clone()),
            None if device.ends_at <= self.now() => Progress::Expired,
            None => Progress::Waiting,
        })
    }

    /// Somebody scans a code, or opens its address, and decides. Whether there was such a code that
    /// still waited.
    pub fn scan(&mut self, address: &str, scan: Scan) -> bool {
        let now = self.now();
        let mut devices = self.registrations.devices.iter_mut();
        let device = devices.find(|device| {
            device.complete_page() == address && device.scan.is_none() && now < device.ends_at
        });
        let Some(device) = device else {
            return false;
        };
        device.scan = Some(scan);
        true
    }

    /// The address of the newest code, as it is shown.
    pub fn last_offer(&self) -> Option<String> {
        self.registrations.devices.last().map(Device::complete_page)
    }

    /// Makes every code that nobody has scanned be over.
    pub fn expire_registrations(&mut self) {
        let now = self.now();
        self.registrations.devices.iter_mut().for_each(|device| device.ends_at = now);
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;

    fn begin(world: &mut World) -> Device {
        let nonce = world.issue_nonce();
        world.begin_registration(&nonce).expect("a fresh nonce")
    }

    #[test]
    fn a_nonce_is_good_once_and_for_five_minutes() {
        let mut world = World::new();
        let nonce = world.issue_nonce();
        assert!(world.begin_registration("another").is_none());
        assert!(world.begin_registration(&nonce).is_some());
        assert!(world.begin_registration(&nonce).is_none(), "it is used up");
        let late = world.issue_nonce();
        world.set_clock(Arc::new(|| NONCE_LIFE_S * 1000));
        assert!(world.begin_registration(&late).is_none());
    }

    #[test]
    fn a_code_waits_until_somebody_decides_or_it_is_over() {
        let mut world = World::new();
        let (one, two, three) = (begin(&mut world), begin(&mut world), begin(&mut world));
        assert_eq!(one.user_code.len(), "XXXX-XXXX-XXXX".len());
        assert_eq!(world.registration(&one.device_code), Some(Progress::Waiting));
        assert!(!world.scan(Device::page(), Scan::Accept), "which code?");
        assert!(world.scan(&one.complete_page(), Scan::Accept));
        assert!(!world.scan(&one.complete_page(), Scan::Accept), "it is decided");
        assert!(world.scan(&two.complete_page(), Scan::Refuse("no".to_owned())));
        world.expire_registrations();
        assert!(!world.scan(&three.complete_page(), Scan::Accept), "it is over");
        let states = [one, two, three].map(|device| world.registration(&device.device_code));
        let fail = Progress::Fail("no".to_owned());
        assert_eq!(states, [Progress::Success, fail, Progress::Expired].map(Some));
        assert_eq!(world.registration("unknown"), None);
    }
}
