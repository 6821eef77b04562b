-- Each statement is committed by itself: a foreign key locks paco_conversations against inserts until the commit.

-- Other texts that came in under the key of a row that is there.
CREATE TABLE IF NOT EXISTS paco_message_revisions (
    id             bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    message_id     integer     NOT NULL REFERENCES paco_conversations (id) ON DELETE CASCADE,
    content        text        NOT NULL,
    content_sha256 bytea       NOT NULL,
    received_at    timestamptz NOT NULL,
    source         varchar(20),
    UNIQUE (message_id, content_sha256)
);

-- Further keys that a row answers to.
CREATE TABLE IF NOT EXISTS paco_message_aliases (
    message_key uuid PRIMARY KEY,
    message_id  integer NOT NULL REFERENCES paco_conversations (id) ON DELETE CASCADE
);

CREATE INDEX IF NOT EXISTS ix_paco_message_aliases_message_id ON paco_message_aliases (message_id);

-- Legacy rows that were examined and have no key, so that they are not examined for ever. When the row that a twin
-- repeats is deleted, so is the twin's entry here: it is examined again and gets the key.
CREATE TABLE IF NOT EXISTS paco_messages_without_key (
    message_id integer PRIMARY KEY REFERENCES paco_conversations (id) ON DELETE CASCADE,
    reason     varchar(20) NOT NULL,
    twin_of    integer REFERENCES paco_conversations (id) ON DELETE CASCADE,
    CHECK ((reason = 'twin') = (twin_of IS NOT NULL))
);

CREATE INDEX IF NOT EXISTS ix_paco_messages_without_key_twin_of ON paco_messages_without_key (twin_of);
