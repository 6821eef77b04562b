package dev.paco.common.event;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads and writes points in time as clients send them and Postgres keeps them: ISO 8601, microseconds, UTC.
 *
 * <p>Read: a calendar date in the extended format, alone or followed by {@code T} or one space and a time of at
 * least hours and minutes, up to nine fraction digits, and {@code Z} or an offset; without an offset it is UTC.
 * Fractions beyond the microsecond are cut off. Years are 0001 to 9999, in UTC.
 */
public final class IsoTimestamp {

    private static final Pattern FORM = Pattern.compile("(\\d{4})-(\\d{2})-(\\d{2})"
            + "(?:[T ](\\d{2}):(\\d{2})(?::(\\d{2})(?:[.,](\\d{1,9}))?)?(Z|[+-]\\d{2}(?::?\\d{2})?)?)?");

    private static final int LONGEST = 32;
    private static final String UTC = "+00:00";
    private static final int WHOLE_SECONDS = "2025-01-08T16:00:00+00:00".length();
    private static final int WITH_MICROS = "2025-01-08T16:00:00.123456+00:00".length();
    private static final int NANOS_OF_A_MICRO = 1_000;

    private IsoTimestamp() {}

    /** The instant that {@code text} names, cut to the microsecond; empty when it names none. */
    public static Optional<Instant> parse(String text) {
        return text.endsWith(UTC) && (text.length() == WHOLE_SECONDS || text.length() == WITH_MICROS)
                ? parseOwn(text)
                : parseAny(text);
    }

    /** What {@link #format} writes needs no regular expression, which takes ten times as long. */
    private static Optional<Instant> parseOwn(String text) {
        boolean fraction = text.length() == WITH_MICROS;
        int year = number(text, 0, 4);
        int month = number(text, 5, 7);
        int day = number(text, 8, 10);
        int hour = number(text, 11, 13);
        int minute = number(text, 14, 16);
        int second = number(text, 17, 19);
        int micros = fraction ? number(text, 20, 26) : 0;
        boolean separated = text.charAt(4) == '-'
                && text.charAt(7) == '-'
                && text.charAt(10) == 'T'
                && text.charAt(13) == ':'
                && text.charAt(16) == ':'
                && (!fraction || text.charAt(19) == '.');
        if (!separated || year < 1 || (month | day | hour | minute | second | micros) < 0) {
            return parseAny(text);
        }
        try {
            return Optional.of(LocalDateTime.of(year, month, day, hour, minute, second, micros * NANOS_OF_A_MICRO)
                    .toInstant(ZoneOffset.UTC));
        } catch (DateTimeException impossibleDate) {
            return Optional.empty();
        }
    }

    /** The digits from {@code from} to {@code to} as a number; negative when there are other characters. */
    private static int number(String text, int from, int to) {
        int number = 0;
        for (int i = from; i < to; i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            number = 10 * number + digit;
        }
        return number;
    }

    private static Optional<Instant> parseAny(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            return Optional.empty();
        }
        try {
            OffsetDateTime utc = local(form).atOffset(offset(form.group(8))).withOffsetSameInstant(ZoneOffset.UTC);
            return utc.getYear() >= 1 && utc.getYear() <= 9999
                    ? Optional.of(utc.toInstant().truncatedTo(ChronoUnit.MICROS))
                    : Optional.empty();
        } catch (DateTimeException impossibleDate) {
            return Optional.empty();
        }
    }

    /** Writes {@code 2025-01-08T16:00:00+00:00}, with a fraction of six digits if there is one. */
    public static String format(Instant instant) {
        OffsetDateTime utc = instant.atOffset(ZoneOffset.UTC);
        StringBuilder text = new StringBuilder(LONGEST);
        digits(text, utc.getYear(), 4).append('-');
        digits(text, utc.getMonthValue(), 2).append('-');
        digits(text, utc.getDayOfMonth(), 2).append('T');
        digits(text, utc.getHour(), 2).append(':');
        digits(text, utc.getMinute(), 2).append(':');
        digits(text, utc.getSecond(), 2);
        int micros = utc.get(ChronoField.MICRO_OF_SECOND);
        if (micros != 0) {
            digits(text.append('.'), micros, 6);
        }
        return text.append(UTC).toString();
    }

    /** A formatter would do, and take ten times as long; each message has three times to be written. */
    private static StringBuilder digits(StringBuilder text, int number, int width) {
        String digits = Integer.toString(number);
        for (int i = digits.length(); i < width; i++) {
            text.append('0');
        }
        return text.append(digits);
    }

    private static LocalDateTime local(Matcher form) {
        return LocalDateTime.of(
                number(form.group(1)),
                number(form.group(2)),
                number(form.group(3)),
                number(form.group(4)),
                number(form.group(5)),
                number(form.group(6)),
                nanos(form.group(7)));
    }

    private static int number(@Nullable String digits) {
        return digits == null ? 0 : Integer.parseInt(digits);
    }

    private static int nanos(@Nullable String fraction) {
        return fraction == null ? 0 : Integer.parseInt((fraction + "00000000").substring(0, 9));
    }

    private static ZoneOffset offset(@Nullable String offset) {
        return offset == null ? ZoneOffset.UTC : ZoneOffset.of(offset);
    }
}
