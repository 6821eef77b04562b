package dev.paco.console.export;

import dev.paco.console.filter.FilterProblem;
import dev.paco.console.filter.TypedFilter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.springframework.util.MultiValueMap;

/**
 * What was chosen in the form of exports.
 *
 * @param formulaSafe whether cells of CSV never begin like a formula
 * @param pseudonyms whether research ids are replaced
 * @param token by which the page asks for the progress; empty for none
 */
record ExportRequest(
        What what, FileFormat format, TypedFilter filter, boolean formulaSafe, boolean pseudonyms, String token) {

    private static final Pattern TOKEN = Pattern.compile("[0-9a-zA-Z-]{16,64}");

    static ExportRequest of(What what, FileFormat format, MultiValueMap<String, String> query) {
        String token = TypedFilter.stripped(query.getFirst("token"));
        return new ExportRequest(
                what,
                format,
                TypedFilter.of(query),
                "true".equals(query.getFirst("formulaSafe")),
                "true".equals(query.getFirst("pseudonyms")),
                TOKEN.matcher(token).matches() ? token : "");
    }

    /** What the form shows: CSV of messages unless other things were asked for, safe for spreadsheets the first time. */
    static ExportRequest ofForm(MultiValueMap<String, String> query) {
        ExportRequest request = of(
                "transcripts".equals(query.getFirst("what")) ? What.TRANSCRIPTS : What.MESSAGES,
                "jsonl".equals(query.getFirst("format")) ? FileFormat.JSONL : FileFormat.CSV,
                query);
        return query.containsKey("format")
                ? request
                : new ExportRequest(
                        request.what, request.format, request.filter, true, request.pseudonyms, request.token);
    }

    /**
     * What is wrong with it.
     *
     * @param pseudonymsAvailable whether there is a key to make them with
     */
    List<FilterProblem> problems(boolean pseudonymsAvailable) {
        List<FilterProblem> problems = new ArrayList<>(filter.problems());
        if (pseudonyms && !pseudonymsAvailable) {
            problems.add(new FilterProblem(
                    "pseudonyms", "Pseudonyms: the console has no key for them; set PACO_PSEUDONYM_KEY."));
        }
        return problems;
    }

    /** {@code messages.csv}. */
    String fileName() {
        return lower(what) + "." + lower(format);
    }

    /** The link that makes the file. */
    String link() {
        Map<String, String> fields = fields();
        if (!token.isEmpty()) {
            fields.put("token", token);
        }
        return TypedFilter.link("/export/" + fileName(), fields);
    }

    /** The link to the form in which it is chosen. */
    String formLink() {
        Map<String, String> fields = fields();
        fields.put("what", lower(what));
        fields.put("format", lower(format));
        return TypedFilter.link("/export", fields);
    }

    private Map<String, String> fields() {
        Map<String, String> fields = new LinkedHashMap<>(filter.fields());
        fields.put("formulaSafe", Boolean.toString(formulaSafe));
        fields.put("pseudonyms", Boolean.toString(pseudonyms));
        return fields;
    }

    /** For the audit. */
    Map<String, Object> details() {
        Map<String, Object> details = new LinkedHashMap<>(filter.fields());
        details.remove("participant");
        details.put("file", fileName());
        details.put("formulaSafe", formulaSafe);
        details.put("pseudonyms", pseudonyms);
        return details;
    }

    private static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
