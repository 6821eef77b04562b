-- Roles with the rights that each part needs, and no more. Run it as the owner of the tables, after consumer.jar migrate,
-- and again after each upgrade:
--
--   psql "$DATABASE_URL" -v ON_ERROR_STOP=1 -f deploy/postgres/roles.sql
--
-- Then give each part a login of its own, for example
--
--   CREATE ROLE gateway LOGIN PASSWORD '…' IN ROLE paco_gateway;
--   CREATE ROLE writer LOGIN PASSWORD '…' IN ROLE paco_writer;
--   CREATE ROLE console LOGIN PASSWORD '…' IN ROLE paco_console;
--
-- and start the consumer with paco.consumer.schema.migrate=false. The commands migrate, replay --into and erase need the owner.

DO $$
DECLARE
    wanted text;
BEGIN
    FOREACH wanted IN ARRAY ARRAY['paco_gateway', 'paco_writer', 'paco_researcher', 'paco_console'] LOOP
        IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = wanted) THEN
            EXECUTE format('CREATE ROLE %I NOLOGIN', wanted);
        END IF;
    END LOOP;
END
$$;

-- Databases of before version 15 let everybody create tables.
REVOKE CREATE ON SCHEMA public FROM PUBLIC;
GRANT USAGE ON SCHEMA public TO paco_gateway, paco_writer, paco_researcher, paco_console;

-- The gateway looks who may log in, notes acknowledgments, finds the ids of rows, and reads to participants what they have said. It
-- cannot add to the messages, or change them.
GRANT SELECT (id, research_id, is_active, created_at) ON paco_research_ids TO paco_gateway;
GRANT SELECT (research_id_fk, acknowledged_at), INSERT (research_id_fk, disclaimer_version)
    ON paco_disclaimer_acknowledgments TO paco_gateway;
GRANT USAGE ON SEQUENCE paco_disclaimer_acknowledgments_id_seq TO paco_gateway;
GRANT SELECT (id, research_id_fk, conversation_id, "timestamp", role, content, model_used, audio_url,
              elevenlabs_conversation_id, message_key, reconciliation) ON paco_conversations TO paco_gateway;
GRANT SELECT ON paco_message_aliases TO paco_gateway;

-- The writer adds, and gives keys to rows of the old backend. It cannot change or remove what was said.
GRANT SELECT (id, research_id) ON paco_research_ids TO paco_writer;
GRANT SELECT, INSERT, UPDATE (message_key, reconciliation) ON paco_conversations TO paco_writer;
GRANT USAGE, SELECT, UPDATE ON SEQUENCE paco_conversations_id_seq TO paco_writer;
GRANT SELECT, INSERT ON paco_message_revisions, paco_message_aliases, paco_message_copies, paco_messages_without_key
    TO paco_writer;
GRANT SELECT, INSERT, UPDATE ON paco_conversation_metadata TO paco_writer;
GRANT SELECT, INSERT, UPDATE ON paco_erasure_tombstones TO paco_writer;
GRANT SELECT ON flyway_schema_history TO paco_writer;

-- Who looks at the data, with psql or a console.
GRANT SELECT ON paco_research_ids, paco_conversations, paco_message_revisions, paco_message_aliases,
    paco_conversation_metadata, paco_messages_without_key, paco_disclaimer_acknowledgments, paco_erasures, paco_erasure_tombstones
    TO paco_researcher;

-- The console keeps its users, adds to its audit and sums up what there is. It manages participants, and cannot change or remove what
-- was said: to erase from there, its login must be the owner's.
GRANT SELECT, INSERT, UPDATE ON paco_console_users TO paco_console;
GRANT SELECT, INSERT ON paco_console_audit TO paco_console;
GRANT SELECT, INSERT, UPDATE, DELETE ON paco_conversation_summaries, paco_conversation_parts, paco_message_summaries,
    paco_message_texts, paco_console_progress TO paco_console;
GRANT SELECT, INSERT (research_id, is_active, notes), UPDATE (is_active, notes) ON paco_research_ids TO paco_console;
GRANT USAGE ON SEQUENCE paco_research_ids_id_seq TO paco_console;
GRANT SELECT ON paco_conversations, paco_message_revisions, paco_message_aliases, paco_conversation_metadata,
    paco_messages_without_key, paco_disclaimer_acknowledgments, paco_erasures, paco_erasure_tombstones TO paco_console;
GRANT SELECT (research_id_fk, conversation_id, turn_index) ON paco_message_copies TO paco_console;
GRANT SELECT, INSERT ON paco_dead_letter_acts TO paco_console;
GRANT SELECT, INSERT, UPDATE ON paco_console_jobs TO paco_console;
GRANT SELECT ON flyway_schema_history TO paco_console;
