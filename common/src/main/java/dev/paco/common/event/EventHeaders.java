package dev.paco.common.event;

/**
 * Names and fixed values of the record headers: CloudEvents 1.0 in binary mode, W3C trace context and our own.
 *
 * @see <a href="https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/bindings/kafka-protocol-binding.md">
 *     CloudEvents, Kafka protocol binding</a>
 */
public final class EventHeaders {

    /** CloudEvents' {@code specversion}. */
    public static final String SPEC_VERSION = "ce_specversion";

    /** A UUIDv7 for this event; a retry of the same message has another one. */
    public static final String ID = "ce_id";

    /** The kind and major version of the event. */
    public static final String TYPE = "ce_type";

    /** Who produced the event. */
    public static final String SOURCE = "ce_source";

    /** The message key. */
    public static final String SUBJECT = "ce_subject";

    /** When the gateway took the message, RFC 3339. */
    public static final String TIME = "ce_time";

    /** Media type of the record's value. */
    public static final String CONTENT_TYPE = "content-type";

    /** The caller's W3C trace context. */
    public static final String TRACEPARENT = "traceparent";

    /** The partition of {@code paco.confirmations} at which a gateway waits; absent when nobody waits. */
    public static final String CONFIRM_PARTITION = "paco-confirm-partition";

    /** The one value of {@link #SPEC_VERSION} that is written. */
    public static final String SPEC_VERSION_1_0 = "1.0";

    /** The {@link #TYPE} of a message. */
    public static final String MESSAGE_SUBMITTED_V1 = "paco.message.submitted.v1";

    /** The {@link #TYPE} of {@link ConversationObserved}. */
    public static final String CONVERSATION_OBSERVED_V1 = "paco.conversation.observed.v1";

    /** The {@link #TYPE} of a transcript that came as it must not; no reader takes it. */
    public static final String TRANSCRIPT_UNREADABLE_V1 = "paco.transcript.unreadable.v1";

    /** The {@link #TYPE} of {@link ParticipantErased}. */
    public static final String PARTICIPANT_ERASED_V1 = "paco.participant.erased.v1";

    /** The {@link #SOURCE} that a gateway writes. */
    public static final String GATEWAY = "/paco/gateway";

    /** The {@link #SOURCE} that an operator's command writes. */
    public static final String OPERATOR = "/paco/operator";

    /** The {@link #CONTENT_TYPE} that is written. */
    public static final String JSON = "application/json";

    private EventHeaders() {}
}
