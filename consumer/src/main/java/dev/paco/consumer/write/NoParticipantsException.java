package dev.paco.consumer.write;

/** There is no participant at all: a database that is not set up or not restored yet, which is an outage. */
final class NoParticipantsException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    NoParticipantsException() {
        super("The table paco_research_ids is empty: nothing can be written before there are participants");
    }
}
