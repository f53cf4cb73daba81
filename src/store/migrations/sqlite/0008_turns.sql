-- Who is next stands in the store, so that claiming a job reads no more of those that wait than it
-- claims. Triggers keep it: the release before this one knows nothing of it, and still runs.

-- Whether another open job of its lane goes first. Of each lane exactly one open job is first: the
-- one in hand, or else the one that was kept first.
ALTER TABLE jobs ADD COLUMN is_behind INTEGER NOT NULL DEFAULT 0;
UPDATE jobs SET is_behind = 1 WHERE id IN (
    SELECT id FROM (
        SELECT id, row_number() OVER (
            PARTITION BY robot_code, lane ORDER BY lease_token IS NULL, id) AS place
        FROM jobs WHERE state = 0)
    WHERE place > 1);

CREATE INDEX jobs_lane ON jobs (robot_code, lane, is_behind, id) WHERE state = 0;
CREATE INDEX jobs_first ON jobs (robot_code, conversation_id, visible_at)
    WHERE state = 0 AND is_behind = 0;
CREATE INDEX jobs_held ON jobs (robot_code, conversation_id) WHERE lease_token IS NOT NULL;
DROP INDEX jobs_queue;

-- The conversations in which a job is first of its lane, by when their turn comes: before that,
-- none of their jobs is due.
CREATE TABLE turns (
    id              INTEGER PRIMARY KEY,
    robot_code      TEXT    NOT NULL,
    conversation_id TEXT    NOT NULL,
    at              INTEGER NOT NULL,
    UNIQUE (robot_code, conversation_id)
);
CREATE INDEX turns_at ON turns (robot_code, at);
INSERT INTO turns (robot_code, conversation_id, at)
SELECT robot_code, conversation_id, min(visible_at) FROM jobs
WHERE state = 0 AND is_behind = 0 GROUP BY robot_code, conversation_id;

CREATE TRIGGER job_kept AFTER INSERT ON jobs WHEN NEW.state = 0
BEGIN
    UPDATE jobs SET is_behind = 1
    WHERE id = NEW.id AND EXISTS (
        SELECT 1 FROM jobs AS first
        WHERE first.robot_code = NEW.robot_code AND first.lane = NEW.lane AND first.state = 0
          AND first.is_behind = 0 AND first.id <> NEW.id);
    INSERT INTO turns (robot_code, conversation_id, at)
    SELECT robot_code, conversation_id, visible_at FROM jobs WHERE id = NEW.id AND is_behind = 0
    ON CONFLICT (robot_code, conversation_id) DO UPDATE SET at = excluded.at
    WHERE excluded.at < at;
END;

CREATE TRIGGER job_released AFTER UPDATE OF visible_at, conversation_id ON jobs
WHEN NEW.state = 0 AND NEW.is_behind = 0
    AND (NEW.visible_at < OLD.visible_at OR NEW.conversation_id <> OLD.conversation_id)
BEGIN
    INSERT INTO turns (robot_code, conversation_id, at)
    VALUES (NEW.robot_code, NEW.conversation_id, NEW.visible_at)
    ON CONFLICT (robot_code, conversation_id) DO UPDATE SET at = excluded.at
    WHERE excluded.at < at;
END;

-- The next of the lane is first from now on, and has waited for its turn since now.
CREATE TRIGGER job_ended AFTER UPDATE OF state ON jobs WHEN OLD.state = 0 AND NEW.state <> 0
BEGIN
    UPDATE jobs SET is_behind = 0
    WHERE NEW.is_behind = 0 AND id = (
        SELECT min(next.id) FROM jobs AS next
        WHERE next.robot_code = NEW.robot_code AND next.lane = NEW.lane AND next.state = 0
          AND next.is_behind = 1);
    INSERT INTO turns (robot_code, conversation_id, at)
    SELECT robot_code, conversation_id, max(visible_at, coalesce(NEW.ended_at, 0)) FROM jobs
    WHERE robot_code = NEW.robot_code AND lane = NEW.lane AND state = 0 AND is_behind = 0
    ON CONFLICT (robot_code, conversation_id) DO UPDATE SET at = excluded.at
    WHERE excluded.at < at;
    DELETE FROM turns
    WHERE robot_code = NEW.robot_code AND conversation_id = NEW.conversation_id
      AND NOT EXISTS (
          SELECT 1 FROM jobs AS first
          WHERE first.robot_code = NEW.robot_code AND first.conversation_id = NEW.conversation_id
            AND first.state = 0 AND first.is_behind = 0);
END;

CREATE TRIGGER job_removed AFTER DELETE ON jobs WHEN OLD.state = 0
BEGIN
    UPDATE jobs SET is_behind = 0
    WHERE OLD.is_behind = 0 AND id = (
        SELECT min(next.id) FROM jobs AS next
        WHERE next.robot_code = OLD.robot_code AND next.lane = OLD.lane AND next.state = 0
          AND next.is_behind = 1);
    INSERT INTO turns (robot_code, conversation_id, at)
    SELECT robot_code, conversation_id, visible_at FROM jobs
    WHERE robot_code = OLD.robot_code AND lane = OLD.lane AND state = 0 AND is_behind = 0
    ON CONFLICT (robot_code, conversation_id) DO UPDATE SET at = excluded.at
    WHERE excluded.at < at;
    DELETE FROM turns
    WHERE robot_code = OLD.robot_code AND conversation_id = OLD.conversation_id
      AND NOT EXISTS (
          SELECT 1 FROM jobs AS first
          WHERE first.robot_code = OLD.robot_code AND first.conversation_id = OLD.conversation_id
            AND first.state = 0 AND first.is_behind = 0);
END;

-- It was kept before all others of its lane, and waits only for one that is in hand.
CREATE TRIGGER job_reopened AFTER UPDATE OF state ON jobs WHEN OLD.state <> 0 AND NEW.state = 0
BEGIN
    UPDATE jobs SET is_behind = 1
    WHERE id = NEW.id AND EXISTS (
        SELECT 1 FROM jobs AS first
        WHERE first.robot_code = NEW.robot_code AND first.lane = NEW.lane AND first.state = 0
          AND first.is_behind = 0 AND first.id <> NEW.id
          AND (first.lease_token IS NOT NULL OR first.id < NEW.id));
    UPDATE jobs SET is_behind = 1
    WHERE robot_code = NEW.robot_code AND lane = NEW.lane AND state = 0 AND is_behind = 0
      AND lease_token IS NULL AND id > NEW.id;
    INSERT INTO turns (robot_code, conversation_id, at)
    SELECT robot_code, conversation_id, visible_at FROM jobs WHERE id = NEW.id AND is_behind = 0
    ON CONFLICT (robot_code, conversation_id) DO UPDATE SET at = excluded.at
    WHERE excluded.at < at;
END;
