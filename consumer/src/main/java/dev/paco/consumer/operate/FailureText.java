package dev.paco.consumer.operate;

import dev.paco.common.start.StartFailureException;
import dev.paco.consumer.database.DatabaseFault;
import dev.paco.consumer.database.SqlState;
import dev.paco.consumer.schema.SchemaChangeException;
import org.springframework.core.NestedExceptionUtils;

/** Tells a failure in a sentence, without what rows hold. */
public final class FailureText {

    private FailureText() {}

    /** What went wrong, and what to do if that is known. */
    public static String of(Throwable failure) {
        if (failure instanceof StartFailureException start) {
            return start.getMessage() + " " + start.action();
        }
        if (failure instanceof SchemaChangeException change) {
            return String.valueOf(change.getMessage());
        }
        return "Failed: "
                + (SqlState.of(failure).isPresent()
                        ? DatabaseFault.describe(failure)
                        : NestedExceptionUtils.getMostSpecificCause(failure).getMessage());
    }
}
