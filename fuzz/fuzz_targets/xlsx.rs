#![no_main]

#[path = "../targets/xlsx.rs"]
mod xlsx;

libfuzzer_sys::fuzz_target!(|data: &[u8]| xlsx::run(data));
