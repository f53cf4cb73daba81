-- What outlasts the ledger, and who is an administrator of a group. The release before this one
-- knows nothing of it, and still runs.

-- The name that we last gave somebody in a group, with its origin, when the ledger has forgotten
-- it. As long as the ledger knows a name, that is the newer one.
CREATE TABLE names (
    robot_code      TEXT    NOT NULL,
    conversation_id TEXT    NOT NULL,
    user_id         TEXT    NOT NULL,
    -- The number of the entry that the ledger had.
    ledger_id       BIGINT NOT NULL,
    name            TEXT    NOT NULL,
    old_name        TEXT,
    undoes          BIGINT,
    asked_by        TEXT    NOT NULL,
    asked_at        BIGINT NOT NULL,
    at              BIGINT NOT NULL,
    PRIMARY KEY (robot_code, conversation_id, user_id)
);

-- So that those who have left are found without reading who is there.
CREATE INDEX members_left ON members (robot_code, left_at) WHERE left_at IS NOT NULL;

-- The ids of the administrators whom the group's owner has made, as JSON: NULL not known.
ALTER TABLE groups ADD COLUMN sub_admins TEXT;
