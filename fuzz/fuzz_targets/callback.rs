#![no_main]

#[path = "../targets/callback.rs"]
mod callback;

libfuzzer_sys::fuzz_target!(|data: &[u8]| callback::run(data));
