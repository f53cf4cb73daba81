//! Jobs that begin with the end of another, all of them or none.

use serde::Serialize;

use super::database::{Backend, Sql, Transaction};
use super::discreet::discreet;
use super::error::StoreError;
use super::postgres::CHANNEL;
use super::scope::Scope;
use super::values::{list, text};
use crate::domain::{ConversationId, MessageId, Timestamp};

/// A job that the end of another begins. Where a message of that id was kept before, that one
/// stays as it is.
#[derive(Clone)]
pub struct FollowUp {
    /// Its id among messages: what keeps repeats out.
    pub message_id: MessageId,
    /// What is to be done, as text that the bot understands.
    pub message: String,
    /// Who asked for it, as text that the bot understands.
    pub asker: Option<String>,
    /// The right to answer (a secret), as text that the bot understands.
    pub session: Option<String>,
    /// Jobs of one lane run one after the other.
    pub lane: String,
    /// The conversation it belongs to: these take turns.
    pub conversation: ConversationId,
    /// The plan that it carries a part of out, if it does: [`super::Plan::id`].
    pub plan_id: Option<i64>,
    /// When it is due. Until then, later jobs of its lane wait too.
    pub due: Timestamp,
    /// When it counts as having come in.
    pub received_at: Timestamp,
}

discreet!(FollowUp { message_id, lane, plan_id });

/// A follow-up as a statement reads it.
#[derive(Serialize)]
struct Row {
    message_id: String,
    lane: String,
    conversation_id: String,
    message: String,
    asker: Option<String>,
    session: Option<String>,
    plan_id: Option<i64>,
    received_at: i64,
    visible_at: i64,
}

impl Scope {
    /// Writes all of them with one statement, in their order, however many they are. Where several
    /// instances work, the others are told; the ids are drawn and the keys locked as when messages
    /// are kept.
    pub(super) async fn write_follow_ups(
        &self,
        transaction: &mut Transaction<'_>,
        follow_ups: &[FollowUp],
    ) -> Result<(), StoreError> {
        if follow_ups.is_empty() {
            return Ok(());
        }
        let rows = follow_ups.iter().map(|job| Row {
            message_id: text(job.message_id.as_str()),
            lane: text(&job.lane),
            conversation_id: text(job.conversation.as_str()),
            message: text(&job.message),
            asker: job.asker.as_deref().map(text),
            session: job.session.as_deref().map(text),
            plan_id: job.plan_id,
            received_at: job.received_at.0,
            visible_at: job.due.0,
        });
        let rows = list(&rows.collect::<Vec<_>>());
        let insert = transaction.run(INSERT).bind(rows);
        let insert = match &self.database().backend {
            Backend::Sqlite(_) => insert,
            Backend::Postgres(postgres) => insert.bind(CHANNEL).bind(postgres.listener.instance()),
        };
        insert.execute().await?;
        Ok(())
    }
}

const INSERT: Sql = Sql::Each {
    sqlite: "INSERT INTO jobs (robot_code, message_id, lane, conversation_id, message, asker,
                 session, plan_id, received_at, visible_at)
             SELECT $1, value ->> 'message_id', value ->> 'lane', value ->> 'conversation_id',
                 value ->> 'message', value ->> 'asker', value ->> 'session',
                 value ->> 'plan_id', value ->> 'received_at', value ->> 'visible_at'
             FROM json_each($2) WHERE true ORDER BY key
             ON CONFLICT (robot_code, message_id) DO NOTHING",
    postgres: "WITH row AS MATERIALIZED (
                   SELECT nextval('jobs_id_seq') AS id, row.*
                   FROM json_to_recordset(CAST($2 AS json)) AS row (
                       message_id text, lane text, conversation_id text, message text,
                       asker text, session text, plan_id bigint, received_at bigint, visible_at bigint)),
               kept AS (
                   INSERT INTO jobs (id, robot_code, message_id, lane, conversation_id, message,
                       asker, session, plan_id, received_at, visible_at)
                   OVERRIDING SYSTEM VALUE
                   SELECT id, $1, message_id, lane, conversation_id, message, asker, session,
                       plan_id, received_at, visible_at
                   FROM row ORDER BY message_id, id
                   ON CONFLICT (robot_code, message_id) DO NOTHING
                   RETURNING id)
               SELECT pg_notify($3, $4) FROM kept LIMIT 1",
};
