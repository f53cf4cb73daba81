#![no_main]

#[path = "../targets/likeness.rs"]
mod likeness;

libfuzzer_sys::fuzz_target!(|data: &[u8]| likeness::run(data));
