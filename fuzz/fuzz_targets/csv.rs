#![no_main]

#[path = "../targets/csv.rs"]
mod csv;

libfuzzer_sys::fuzz_target!(|data: &[u8]| csv::run(data));
