#![no_main]

#[path = "../targets/signature.rs"]
mod signature;

libfuzzer_sys::fuzz_target!(|data: &[u8]| signature::run(data));
