package dev.paco.gateway.share;

import java.util.HashMap;
import java.util.Map;

/**
 * How much of something scarce is held, and by whom. Somebody may hold as much as is left for all others, so that one alone gets half, two
 * together two thirds, and there is always room for a newcomer; and in any case an equal part, one being left for a newcomer, which counts when what there
 * is has just become less. Not thread-safe.
 *
 * @see <a href="https://doi.org/10.1109/90.664262">Choudhury and Hahne: Dynamic queue length thresholds for shared-memory packet switches</a>
 */
public final class Shares {

    private final Map<String, Long> held = new HashMap<>();
    private long total;

    /** Whether {@code who} may hold {@code more} of {@code limit} besides what they hold. */
    public boolean admits(String who, long more, long limit) {
        Long own = held.get(who);
        long then = (own == null ? 0 : own) + more;
        int holders = held.size() + (own == null ? 1 : 0);
        return then <= limit - total || then <= limit / (holders + 1);
    }

    /** {@code who} holds {@code more}. */
    public void take(String who, long more) {
        held.merge(who, more, Long::sum);
        total += more;
    }

    /** {@code who} no longer holds {@code less} of what they took. */
    public void giveBack(String who, long less) {
        held.computeIfPresent(who, (same, own) -> own > less ? own - less : null);
        total -= less;
    }

    /** What all hold together; more than a limit when that was larger before. */
    public long total() {
        return total;
    }
}
