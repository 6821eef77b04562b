package dev.paco.consumer.erase;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What an erasure has done, or would do.
 *
 * @param complete whether it came to its end; otherwise it is to be begun anew
 * @param dryRun whether nothing was changed
 * @param rows how many rows went, by table
 * @param records how many records of {@code paco.messages} went
 * @param recordsMoved how many records of others were moved for that
 * @param letters how many dead letters went
 * @param lettersMoved how many letters of others were moved for that
 * @param unknown how many records and letters nobody can tell the owner of; they stay
 * @param elapsed how long it took
 */
public record ErasureSummary(
        boolean complete,
        boolean dryRun,
        Map<String, Long> rows,
        long records,
        long recordsMoved,
        long letters,
        long lettersMoved,
        long unknown,
        Duration elapsed) {

    /** The same for programs. */
    public Map<String, Object> fields() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("complete", complete);
        fields.put("dry_run", dryRun);
        fields.put("rows", rows);
        fields.put("records", records);
        fields.put("records_moved", recordsMoved);
        fields.put("dead_letters", letters);
        fields.put("dead_letters_moved", lettersMoved);
        fields.put("unknown", unknown);
        fields.put("elapsed_ms", elapsed.toMillis());
        return fields;
    }
}
