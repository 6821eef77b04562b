-- What the Python backend's migration adds to stage A.
ALTER TABLE paco_conversations ADD COLUMN provider varchar(20) DEFAULT 'openai';
ALTER TABLE paco_conversations ADD COLUMN elevenlabs_conversation_id varchar(255);
ALTER TABLE paco_conversations ADD COLUMN elevenlabs_message_id varchar(255);
