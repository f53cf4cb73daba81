# The bot's image: the binary, the few libraries of C that it is linked to, and nothing else; no
# shell, no package manager. `make image` runs what is in it without a container engine.

# The Rust of Cargo.toml, on the Debian of the final stage, so that both have the same C library.
# Slim has gcc, which SQLite and ring are built with.
FROM rust:1.95-slim-bookworm AS build

WORKDIR /source
COPY Cargo.toml Cargo.lock ./

# The dependencies first, by themselves: they change seldom, and take most of the time.
RUN mkdir src \
    && echo 'fn main() {}' > src/main.rs \
    && touch src/lib.rs \
    && cargo build --release --locked \
    && rm -r src

COPY src src
COPY docs/facts.toml docs/facts.toml
COPY conformance conformance
# Cargo looks at times, and the ones of a checkout may be older than those of the empty files.
RUN find src -type f -exec touch {} + \
    && cargo build --release --locked \
    && install -D target/release/dingnick /image/dingnick \
    && install -d /image/data

# cc rather than static: with the C library of Debian the bot has its allocator, which is the
# quicker of the two under several threads, and SQLite and ring need no second compiler. cc has
# libc, libm and libgcc_s, which is all that the binary asks for. No CA certificates are needed:
# the bot brings its own.
FROM gcr.io/distroless/cc-debian12:nonroot

# 65532 is the image's nonroot. By number, so that platforms can see that it is not root.
COPY --from=build --chown=65532:65532 /image /
USER 65532:65532

ENV HOST=0.0.0.0 PORT=8080 DATABASE_URL=sqlite:///data/dingnick.db
EXPOSE 8080

HEALTHCHECK --interval=15s --timeout=3s --start-period=10s CMD ["/dingnick", "healthcheck"]
# SIGTERM is also the default. The bot is gone within 20 seconds.
STOPSIGNAL SIGTERM
ENTRYPOINT ["/dingnick"]
CMD ["serve"]
