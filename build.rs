//! The migrations are read at compile time: a new one makes a new program.

fn main() {
    println!("cargo:rerun-if-changed=src/store/migrations");
}
