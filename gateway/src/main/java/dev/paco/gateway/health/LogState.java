package dev.paco.gateway.health;

/**
 * Whether the log can take events.
 *
 * @param canTakeEvents whether every partition has a leader and enough in-sync replicas
 * @param reason why not; empty when it can
 */
record LogState(boolean canTakeEvents, String reason) {

    static LogState ready() {
        return new LogState(true, "");
    }

    static LogState down(String reason) {
        return new LogState(false, reason);
    }
}
