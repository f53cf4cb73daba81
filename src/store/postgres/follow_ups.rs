//! Jobs that begin with the end of another, in PostgreSQL.

use std::borrow::Cow;

use sqlx::PgConnection;

use super::{CHANNEL, text};
use crate::domain::RobotCode;
use crate::store::{FollowUp, StoreError};

/// All in one statement, in which the ids are drawn and the keys locked as when messages are kept.
pub(super) async fn insert_follow_ups(
    connection: &mut PgConnection,
    robot_code: &RobotCode,
    jobs: &[FollowUp],
    instance: &str,
) -> Result<(), StoreError> {
    let column = |of: fn(&FollowUp) -> &str| -> Vec<Cow<'_, str>> {
        jobs.iter().map(|job| text(of(job))).collect()
    };
    let plan_ids: Vec<Option<i64>> = jobs.iter().map(|job| job.plan_id).collect();
    let received_at: Vec<i64> = jobs.iter().map(|job| job.received_at.0).collect();
    let due: Vec<i64> = jobs.iter().map(|job| job.due.0).collect();
    sqlx::query(
        "WITH row AS MATERIALIZED (
             SELECT nextval('jobs_id_seq') AS id, row.*
             FROM unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::bigint[],
                     $7::bigint[], $8::bigint[])
                 AS row (message_id, lane, conversation_id, message, plan_id, received_at, due)),
         kept AS (
             INSERT INTO jobs
                 (id, robot_code, message_id, lane, conversation_id, message, plan_id,
                  received_at, visible_at)
             OVERRIDING SYSTEM VALUE
             SELECT id, $1, message_id, lane, conversation_id, message, plan_id, received_at, due
             FROM row
             ORDER BY message_id, id
             ON CONFLICT (robot_code, message_id) DO NOTHING
             RETURNING id)
         SELECT pg_notify($9, $10) FROM kept LIMIT 1",
    )
    .bind(robot_code.as_str())
    .bind(column(|job| job.message_id.as_str()))
    .bind(column(|job| &job.lane))
    .bind(column(|job| job.conversation.as_str()))
    .bind(column(|job| &job.message))
    .bind(plan_ids)
    .bind(received_at)
    .bind(due)
    .bind(CHANNEL)
    .bind(instance)
    .execute(connection)
    .await?;
    Ok(())
}
