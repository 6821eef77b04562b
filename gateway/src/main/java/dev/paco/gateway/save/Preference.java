package dev.paco.gateway.save;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/**
 * What a client prefers about waiting, from its {@code Prefer} headers. Preferences that are unknown or have no sense
 * are ignored, of one that is repeated the first counts.
 *
 * @param respondAsync {@code respond-async}: not waiting is preferred
 * @param waitTime {@code wait=N}: how long the client would wait; null when it does not say
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7240">RFC 7240</a>
 */
record Preference(boolean respondAsync, @Nullable Duration waitTime) {

    static final String HEADER = "Prefer";

    private static final Pattern PREFERENCE = Pattern.compile(
            "\\s*([!#$%&'*+.^_`|~\\w-]+)\\s*(?:=\\s*(?:\"([^\"]*)\"|([^\\s;,\"]*)))?\\s*(?:;[^,]*)?(?:,|$)");
    private static final Pattern SECONDS = Pattern.compile("\\d{1,9}");

    static Preference of(HttpHeaders headers) {
        Map<String, String> preferences = new LinkedHashMap<>();
        for (String header : headers.getOrEmpty(HEADER)) {
            Matcher preference = PREFERENCE.matcher(header);
            while (preference.find()) {
                String value = preference.group(2) != null ? preference.group(2) : preference.group(3);
                preferences.putIfAbsent(preference.group(1).toLowerCase(Locale.ROOT), value == null ? "" : value);
            }
        }
        String wait = preferences.getOrDefault("wait", "");
        return new Preference(
                preferences.containsKey("respond-async"),
                SECONDS.matcher(wait).matches() ? Duration.ofSeconds(Long.parseLong(wait)) : null);
    }

    /** How long to wait for the row: what the client says, else not at all when it prefers that, else the default. */
    Duration waitOr(Duration byDefault, Duration longest) {
        if (waitTime != null) {
            return waitTime.compareTo(longest) < 0 ? waitTime : longest;
        }
        return respondAsync ? Duration.ZERO : byDefault;
    }

    /** The value of {@code Preference-Applied}; null when nothing was preferred or nothing came of it. */
    @Nullable
    String applied(boolean answeredAsync, Duration longest) {
        List<String> applied = new ArrayList<>();
        if (respondAsync && answeredAsync) {
            applied.add("respond-async");
        }
        if (waitTime != null) {
            applied.add("wait=" + waitOr(Duration.ZERO, longest).toSeconds());
        }
        return applied.isEmpty() ? null : String.join(", ", applied);
    }
}
