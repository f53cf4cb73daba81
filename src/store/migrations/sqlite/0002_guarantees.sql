-- Groups take turns, a newer wish makes an older one moot, and a store proves that it can write.
-- The release before this one knows nothing of the new columns, and still runs.

-- The group that a job or reply belongs to, so that no group waits for all of another.
ALTER TABLE jobs ADD COLUMN conversation_id TEXT NOT NULL DEFAULT '';
ALTER TABLE replies ADD COLUMN conversation_id TEXT NOT NULL DEFAULT '';
-- Of a rename: who asked for it, and when. A newer one of the same person in the same lane makes
-- it moot.
ALTER TABLE jobs ADD COLUMN asked_by TEXT;
ALTER TABLE jobs ADD COLUMN asked_at INTEGER;
-- One index for all that is open, and new rows go to its end: an index in any other order costs a
-- page of the log for each message that is kept. Who takes jobs reads the whole of it.
CREATE INDEX jobs_queue
    ON jobs (robot_code, id, visible_at, lease_token, lane, conversation_id) WHERE state = 0;
DROP INDEX jobs_open;
DROP INDEX jobs_lane;
CREATE INDEX replies_group ON replies (robot_code, conversation_id, visible_at) WHERE state = 0;

CREATE INDEX ledger_age ON ledger (robot_code, at);
CREATE INDEX hints_age ON hints (robot_code, told_at);

-- Written to see whether the store can be written. One row.
CREATE TABLE pulse (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    at INTEGER NOT NULL
);
