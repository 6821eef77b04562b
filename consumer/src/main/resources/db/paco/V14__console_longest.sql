-- How many conversations have how many messages, and which have the most, without reading all of them.
CREATE INDEX IF NOT EXISTS ix_paco_conversation_summaries_messages ON paco_conversation_summaries (messages);
