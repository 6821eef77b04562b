package dev.paco.gateway.publish;

/** What became of putting an event on the log. */
public enum PublishResult {
    /** It is there, acknowledged by all in-sync replicas. */
    PUBLISHED,
    /** The log has not acknowledged it in time; it may still get there. */
    UNREACHABLE,
    /** The gateway has as many events on their way as it may. */
    FULL
}
