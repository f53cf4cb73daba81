#![no_main]

#[path = "../targets/error_code.rs"]
mod error_code;

libfuzzer_sys::fuzz_target!(|data: &[u8]| error_code::run(data));
