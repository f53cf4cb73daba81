-- The operator is shown the jobs that failed, and can dismiss one that needs nobody any more.
-- The release before this one knows nothing of the new column, and still runs.
ALTER TABLE jobs ADD COLUMN dismissed_at BIGINT;
CREATE INDEX jobs_failed ON jobs (robot_code, ended_at, id)
    WHERE outcome IN ('dead', 'unreadable') AND dismissed_at IS NULL;
