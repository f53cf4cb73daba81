//! Jobs that begin with the end of another, in SQLite.

use sqlx::{QueryBuilder, SqliteConnection};

use crate::domain::RobotCode;
use crate::store::{FollowUp, StoreError};

/// How many one statement writes.
const ROWS: usize = 500;

pub(super) async fn insert_follow_ups(
    connection: &mut SqliteConnection,
    robot_code: &RobotCode,
    follow_ups: &[FollowUp],
) -> Result<(), StoreError> {
    for jobs in follow_ups.chunks(ROWS) {
        let mut insert = QueryBuilder::new(
            "INSERT INTO jobs (robot_code, message_id, lane, conversation_id, message, plan_id,
                 received_at, visible_at) ",
        );
        insert.push_values(jobs, |mut row, job| {
            row.push_bind(robot_code.as_str())
                .push_bind(job.message_id.as_str())
                .push_bind(&job.lane)
                .push_bind(job.conversation.as_str())
                .push_bind(&job.message)
                .push_bind(job.plan_id)
                .push_bind(job.received_at.0)
                .push_bind(job.due.0);
        });
        insert.push(" ON CONFLICT (robot_code, message_id) DO NOTHING");
        // Statements of any length would drive those out that are kept prepared.
        insert.build().persistent(false).execute(&mut *connection).await?;
    }
    Ok(())
}
