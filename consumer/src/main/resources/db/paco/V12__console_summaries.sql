-- What the console shows without reading all messages: kept up to date in the background, and made anew from the messages at any time.

-- A line a conversation. Messages without a time do not count for first_at and last_at; where none has one, both are 1970-01-01.
CREATE TABLE IF NOT EXISTS paco_conversation_summaries (
    id              bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    research_id_fk  integer      NOT NULL REFERENCES paco_research_ids (id) ON DELETE CASCADE,
    conversation_id varchar(255) NOT NULL,
    providers       text[]       NOT NULL,
    messages        integer      NOT NULL,
    user_messages   integer      NOT NULL,
    characters      bigint       NOT NULL,
    first_at        timestamptz  NOT NULL,
    last_at         timestamptz  NOT NULL,
    UNIQUE (research_id_fk, conversation_id)
);

CREATE INDEX IF NOT EXISTS ix_paco_conversation_summaries_last_at ON paco_conversation_summaries (last_at, id);
CREATE INDEX IF NOT EXISTS ix_paco_conversation_summaries_participant
    ON paco_conversation_summaries (research_id_fk, last_at, id);
-- For the planner's statistics as much as for finding the few that last long.
CREATE INDEX IF NOT EXISTS ix_paco_conversation_summaries_length ON paco_conversation_summaries ((last_at - first_at));

-- What a conversation has in a block of ids, by day (UTC) and provider. A block is made anew as a whole, so that what is deleted from
-- it, or comes late, is right the next time; a conversation is the sum of its parts. The day is 0001-01-01 without a time, the
-- provider empty where there is none.
CREATE TABLE IF NOT EXISTS paco_conversation_parts (
    conversation_summary_id bigint      NOT NULL REFERENCES paco_conversation_summaries (id) ON DELETE CASCADE,
    block                   integer     NOT NULL,
    day                     date        NOT NULL,
    provider                varchar(20) NOT NULL,
    messages                integer     NOT NULL,
    user_messages           integer     NOT NULL,
    characters              bigint      NOT NULL,
    first_at                timestamptz,
    last_at                 timestamptz,
    PRIMARY KEY (conversation_summary_id, block, day, provider)
);

CREATE INDEX IF NOT EXISTS ix_paco_conversation_parts_block ON paco_conversation_parts (block);

-- How many messages a block of ids has, by day, provider and role: nobody's in particular.
CREATE TABLE IF NOT EXISTS paco_message_summaries (
    block      integer     NOT NULL,
    day        date        NOT NULL,
    provider   varchar(20) NOT NULL,
    role       varchar(20) NOT NULL,
    messages   integer     NOT NULL,
    characters bigint      NOT NULL,
    PRIMARY KEY (block, day, provider, role)
);

-- The words of messages, for searching.
CREATE TABLE IF NOT EXISTS paco_message_texts (
    message_id              integer  PRIMARY KEY REFERENCES paco_conversations (id) ON DELETE CASCADE,
    conversation_summary_id bigint   NOT NULL REFERENCES paco_conversation_summaries (id) ON DELETE CASCADE,
    words                   tsvector NOT NULL
);

CREATE INDEX IF NOT EXISTS ix_paco_message_texts_words ON paco_message_texts USING gin (words);
CREATE INDEX IF NOT EXISTS ix_paco_message_texts_conversation ON paco_message_texts (conversation_summary_id);

-- How far each of these has come, in ids of messages: blocks (up to there nothing more is expected), head (seen), texts; and round, the
-- block that is compared next.
CREATE TABLE IF NOT EXISTS paco_console_progress (
    name       varchar(40) PRIMARY KEY,
    position   bigint      NOT NULL,
    updated_at timestamptz NOT NULL
);
