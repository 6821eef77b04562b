-- Other texts that came with the key of a message.
CREATE TABLE IF NOT EXISTS paco_message_revisions (
    id             bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    message_id     integer NOT NULL REFERENCES paco_conversations (id) ON DELETE CASCADE,
    content        text NOT NULL,
    content_sha256 bytea NOT NULL,
    received_at    timestamptz NOT NULL,
    source         varchar(20),
    UNIQUE (message_id, content_sha256)
);

-- Further keys that a message answers to.
CREATE TABLE IF NOT EXISTS paco_message_aliases (
    message_key uuid PRIMARY KEY,
    message_id  integer NOT NULL REFERENCES paco_conversations (id) ON DELETE CASCADE
);
CREATE INDEX IF NOT EXISTS ix_paco_message_aliases_message_id ON paco_message_aliases (message_id);

-- Rows of the old backend that stay without a key, and why: a twin of an earlier row, or too little to derive one from.
CREATE TABLE IF NOT EXISTS paco_messages_without_key (
    message_id integer PRIMARY KEY REFERENCES paco_conversations (id) ON DELETE CASCADE,
    twin_of    integer
);
