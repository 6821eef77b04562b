package dev.paco.console.page;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Writes times for people, all in UTC, which each of them says. Every template has one as {@code times}. */
public final class Times {

    private static final String NEVER = "–";
    private static final DateTimeFormatter SECONDS = formatter("yyyy-MM-dd HH:mm:ss 'UTC'");
    private static final DateTimeFormatter CLOCK = formatter("HH:mm:ss 'UTC'");
    private static final long MINUTE = 60;
    private static final long HOUR = 3600;
    private static final long DAY = 86_400;

    private static DateTimeFormatter formatter(String pattern) {
        return DateTimeFormatter.ofPattern(pattern, Locale.ROOT).withZone(ZoneOffset.UTC);
    }

    /** {@code 2026-11-24 17:00:51 UTC}; a dash for null. */
    public String full(@Nullable Instant time) {
        return time == null ? NEVER : SECONDS.format(time);
    }

    /** {@code 17:00:51 UTC}; a dash for null. */
    public String clock(@Nullable Instant time) {
        return time == null ? NEVER : CLOCK.format(time);
    }

    /** {@code 850 ms}, {@code 2.4 s}, {@code 3 min 20 s}, {@code 4 h 10 min} or {@code 3 d 2 h}; a dash for null. */
    public String length(@Nullable Duration length) {
        if (length == null) {
            return NEVER;
        }
        long seconds = length.toSeconds();
        if (seconds < 1) {
            return length.toMillis() + " ms";
        }
        if (seconds < MINUTE) {
            return String.format(Locale.ROOT, "%.1f s", length.toMillis() / 1000.0);
        }
        if (seconds < HOUR) {
            return seconds / MINUTE + " min " + seconds % MINUTE + " s";
        }
        return seconds < DAY
                ? seconds / HOUR + " h " + seconds % HOUR / MINUTE + " min"
                : seconds / DAY + " d " + seconds % DAY / HOUR + " h";
    }
}
