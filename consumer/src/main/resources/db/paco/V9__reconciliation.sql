-- Looked for before it is added: even ADD COLUMN IF NOT EXISTS locks out the old backend for a moment. Nullable and without a
-- default: the old backend goes on inserting without it.
DO $$
BEGIN
    IF NOT EXISTS (SELECT 1 FROM pg_attribute a
                    WHERE a.attrelid = 'paco_conversations'::regclass
                      AND a.attname = 'reconciliation' AND NOT a.attisdropped) THEN
        ALTER TABLE paco_conversations ADD COLUMN reconciliation varchar(20);
    END IF;
END
$$;

-- What each copy of a message was taken for, in the order of the log. Which pass it belongs to, and what it says, decides what the next
-- copies are taken for. A text is kept as half of its SHA-256.
CREATE TABLE IF NOT EXISTS paco_message_copies (
    id              bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    message_key     uuid,
    message_id      integer      NOT NULL REFERENCES paco_conversations (id) ON DELETE CASCADE,
    research_id_fk  integer      NOT NULL,
    conversation_id varchar(255) NOT NULL,
    pass            varchar(40)  NOT NULL,
    verdict         varchar(10)  NOT NULL CHECK (verdict IN ('new', 'copy', 'doubt')),
    text_hash       uuid         NOT NULL,
    text_length     integer      NOT NULL,
    original_hash   uuid,
    identified      boolean      NOT NULL,
    turn_index      integer,
    occurrences     integer      NOT NULL,
    other_turns     text,
    said_at         timestamptz  NOT NULL,
    received_at     timestamptz,
    UNIQUE (message_key, pass)
);

CREATE INDEX IF NOT EXISTS ix_paco_message_copies_conversation
    ON paco_message_copies (research_id_fk, conversation_id, id);
CREATE INDEX IF NOT EXISTS ix_paco_message_copies_message_id ON paco_message_copies (message_id);

-- What ElevenLabs says of a whole conversation, at observed_at; a later observation replaces an earlier one.
CREATE TABLE IF NOT EXISTS paco_conversation_metadata (
    id               bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    research_id_fk   integer      NOT NULL REFERENCES paco_research_ids (id) ON DELETE CASCADE,
    conversation_id  varchar(255) NOT NULL,
    agent_id         text,
    started_at       timestamptz,
    duration_seconds integer,
    status           text,
    turns            integer      NOT NULL,
    summary          text,
    evaluation       jsonb,
    source           varchar(20)  NOT NULL,
    observed_at      timestamptz  NOT NULL,
    received_at      timestamptz  NOT NULL,
    UNIQUE (research_id_fk, conversation_id)
);
