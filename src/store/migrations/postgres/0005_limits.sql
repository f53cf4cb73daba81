-- What a member may spend in a day, and what the organisation has of messages in a month. The
-- release before this one knows nothing of it, and still runs.

-- Paid calls that members' commands asked for, for a few days: each attempt at a job is a line
-- for each API.
CREATE TABLE member_calls (
    robot_code      TEXT    NOT NULL,
    job_id          BIGINT NOT NULL,
    attempt         BIGINT NOT NULL,
    api             TEXT    NOT NULL,
    -- Who pays, whichever robot makes the call.
    organisation    TEXT    NOT NULL,
    conversation_id TEXT    NOT NULL,
    -- A userid, or the encrypted id of who has none.
    person          TEXT    NOT NULL,
    at              BIGINT NOT NULL,
    PRIMARY KEY (robot_code, job_id, attempt, api)
);
CREATE INDEX member_calls_person ON member_calls (organisation, person, at);
CREATE INDEX member_calls_age ON member_calls (robot_code, at);
CREATE INDEX member_calls_group ON member_calls (organisation, conversation_id, at);

-- The month's robot messages, beside its calls.
ALTER TABLE calls ADD COLUMN messages BIGINT NOT NULL DEFAULT 0;
