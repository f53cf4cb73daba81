-- A group governs its own names: rules, requests that wait for approval, plans that wait to be
-- confirmed, and who is who. The release before this one knows nothing of it, and still runs.

-- What a group has decided for itself. Rows are added, never changed: the newest of each name and
-- subject holds, and an empty value is the default again.
CREATE TABLE rules (
    id              BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    robot_code      TEXT   NOT NULL,
    -- The job that wrote it, which is gone sooner than this row.
    job_id          BIGINT NOT NULL,
    conversation_id TEXT   NOT NULL,
    name            TEXT   NOT NULL,
    subject         TEXT   NOT NULL,
    value           TEXT   NOT NULL,
    asked_by        TEXT   NOT NULL,
    asked_at        BIGINT NOT NULL,
    at              BIGINT NOT NULL
);
CREATE INDEX rules_group ON rules (robot_code, conversation_id, name, subject, id);

-- Renames that wait for approval, and what became of them.
CREATE TABLE requests (
    id              BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    robot_code      TEXT   NOT NULL,
    conversation_id TEXT   NOT NULL,
    number          BIGINT NOT NULL,
    message_id      TEXT   NOT NULL,
    user_id         TEXT   NOT NULL,
    asked_by        TEXT   NOT NULL,
    display_name    TEXT   NOT NULL,
    name            TEXT   NOT NULL,
    asked_at        BIGINT NOT NULL,
    state           TEXT   NOT NULL DEFAULT 'open',
    decided_by      TEXT,
    reason          TEXT,
    -- The job that decided it: tried again, it finds its own decision.
    decided_job     BIGINT,
    decided_at      BIGINT,
    UNIQUE (robot_code, message_id),
    UNIQUE (robot_code, conversation_id, number)
);
CREATE INDEX requests_open ON requests (robot_code, conversation_id, number) WHERE state = 'open';

-- Changes to many names, to be confirmed.
CREATE TABLE plans (
    id              BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    robot_code      TEXT   NOT NULL,
    conversation_id TEXT   NOT NULL,
    number          BIGINT NOT NULL,
    message_id      TEXT   NOT NULL,
    asked_by        TEXT   NOT NULL,
    items           TEXT   NOT NULL,
    made_at         BIGINT NOT NULL,
    -- The job that confirmed it.
    confirmed_job   BIGINT,
    confirmed_at    BIGINT,
    UNIQUE (robot_code, message_id),
    UNIQUE (robot_code, conversation_id, number)
);

-- The last numbers that a group gave to a request and to a plan. None is given twice.
ALTER TABLE groups ADD COLUMN last_request BIGINT NOT NULL DEFAULT 0;
ALTER TABLE groups ADD COLUMN last_plan BIGINT NOT NULL DEFAULT 0;
-- The ids of its members as DingTalk listed them, as JSON.
ALTER TABLE groups ADD COLUMN roster TEXT;
ALTER TABLE groups ADD COLUMN roster_at BIGINT;

-- The plan that a job carries a part of out, and that a rename was a part of. The indexes hold
-- only those, so that nothing else costs more.
ALTER TABLE jobs ADD COLUMN plan_id BIGINT;
CREATE INDEX jobs_plan ON jobs (plan_id) WHERE plan_id IS NOT NULL;
ALTER TABLE ledger ADD COLUMN plan_id BIGINT;
CREATE INDEX ledger_plan ON ledger (plan_id, job_id) WHERE plan_id IS NOT NULL;
-- The entry that a rename took back.
ALTER TABLE ledger ADD COLUMN undoes BIGINT;

-- What people are called in a group, as we saw it.
CREATE TABLE members (
    robot_code      TEXT NOT NULL,
    conversation_id TEXT NOT NULL,
    user_id         TEXT NOT NULL,
    display_name    TEXT NOT NULL,
    -- When we saw that it had changed: NULL never.
    changed_at      BIGINT,
    PRIMARY KEY (robot_code, conversation_id, user_id)
);

-- What the organisation's directory says of people.
CREATE TABLE directory (
    robot_code TEXT   NOT NULL,
    user_id    TEXT   NOT NULL,
    name       TEXT   NOT NULL,
    title      TEXT,
    job_number TEXT,
    dept       TEXT,
    read_at    BIGINT NOT NULL,
    PRIMARY KEY (robot_code, user_id)
);

-- The month's calls of an organisation, which pays for those of all its robots together.
CREATE TABLE calls (
    organisation TEXT   NOT NULL,
    month        TEXT   NOT NULL,
    calls        BIGINT NOT NULL,
    PRIMARY KEY (organisation, month)
);
