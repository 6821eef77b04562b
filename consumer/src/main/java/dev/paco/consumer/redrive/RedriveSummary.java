package dev.paco.consumer.redrive;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What came of redriving.
 *
 * @param chosen how many letters were to be redriven
 * @param redriven how many are on the log again
 * @param failed how many the log did not take, by why; they stay open
 * @param refusedAgain how many became dead letters again, by reason; they are open with one attempt more
 * @param unsettled how many records before the last redriven one the writers had not come to when waiting ended
 */
public record RedriveSummary(
        int chosen, int redriven, Map<String, Integer> failed, Map<String, Integer> refusedAgain, long unsettled) {

    /** Whether every chosen letter was redriven and none was refused again. */
    public boolean isClean() {
        return redriven == chosen && refusedAgain.isEmpty() && unsettled == 0;
    }

    /** The same for programs. */
    public Map<String, Object> fields() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("chosen", chosen);
        fields.put("redriven", redriven);
        fields.put("failed", failed);
        fields.put("refused_again", refusedAgain);
        fields.put("records_behind", unsettled);
        return fields;
    }
}
