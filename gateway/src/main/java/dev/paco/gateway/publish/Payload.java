package dev.paco.gateway.publish;

import dev.paco.common.event.ConversationObserved;
import dev.paco.common.event.ConversationObservedCodec;
import dev.paco.common.event.EventHeaders;
import dev.paco.common.event.MessageEvent;
import dev.paco.common.event.MessageEventCodec;
import java.nio.ByteBuffer;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What an event says. */
public sealed interface Payload {

    /** The {@code ce_type}. */
    String type();

    /** The conversation, which is the record's key. */
    String key();

    /** The {@code ce_subject}; null when there is none. */
    @Nullable
    String subject();

    /** Whose share of the way to the log it takes: the participant, or the conversation where that is not known. */
    default String sender() {
        return key();
    }

    /** When the gateway took it. */
    Instant receivedAt();

    /** The record's value. */
    byte[] encode();

    /** One message. */
    record Message(MessageEvent event) implements Payload {

        private static final MessageEventCodec CODEC = new MessageEventCodec();

        @Override
        public String type() {
            return EventHeaders.MESSAGE_SUBMITTED_V1;
        }

        @Override
        public String key() {
            return event.conversation();
        }

        @Override
        public String subject() {
            return event.messageKey().toString();
        }

        @Override
        public String sender() {
            return event.researchId();
        }

        @Override
        public Instant receivedAt() {
            return event.receivedAt();
        }

        @Override
        public byte[] encode() {
            return CODEC.encode(event);
        }
    }

    /** Something of a whole conversation. */
    record Conversation(ConversationObserved observed) implements Payload {

        private static final ConversationObservedCodec CODEC = new ConversationObservedCodec();

        @Override
        public String type() {
            return EventHeaders.CONVERSATION_OBSERVED_V1;
        }

        @Override
        public String key() {
            return observed.conversationId();
        }

        @Override
        public @Nullable String subject() {
            return null;
        }

        @Override
        public Instant receivedAt() {
            return observed.receivedAt();
        }

        @Override
        public byte[] encode() {
            return CODEC.encode(observed);
        }
    }

    /**
     * What somebody who may say something has said in a form that cannot be read: it becomes a dead letter.
     *
     * @param key what it is about, as far as is known
     * @param bytes as they came
     */
    record Unreadable(String key, ByteBuffer bytes, Instant receivedAt) implements Payload {

        @Override
        public String type() {
            return EventHeaders.TRANSCRIPT_UNREADABLE_V1;
        }

        @Override
        public @Nullable String subject() {
            return null;
        }

        @Override
        public byte[] encode() {
            byte[] copy = new byte[bytes.remaining()];
            bytes.duplicate().get(copy);
            return copy;
        }
    }
}
