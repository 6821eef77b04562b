package dev.paco.consumer.erase;

import java.time.Duration;

/**
 * Whom to erase, and how.
 *
 * @param researchId the participant
 * @param dryRun whether nothing is to be changed
 * @param settle how long gateways may still take messages of theirs, and put them on the log; a second and a half at least
 * @param rewriteTables whether the tables are written anew, so that nothing of theirs stays in free space
 * @param by who does it
 */
public record ErasureRequest(String researchId, boolean dryRun, Duration settle, boolean rewriteTables, String by) {

    /** What was on its way to the log when it began is there, and old enough for its segment to be ended. */
    private static final Duration SHORTEST = Duration.ofMillis(1500);

    public ErasureRequest {
        settle = settle.compareTo(SHORTEST) < 0 ? SHORTEST : settle;
    }

    /** Names no participant: requests are logged. */
    @Override
    public String toString() {
        return "ErasureRequest[]";
    }
}
