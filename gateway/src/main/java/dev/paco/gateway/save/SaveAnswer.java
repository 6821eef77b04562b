package dev.paco.gateway.save;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.paco.common.event.IsoTimestamp;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The body of a 200 or 202.
 *
 * @param success always true
 * @param messageId id of the row; null while there is none
 * @param timestamp when it was said, as the row has it
 */
@Schema(name = "SavedMessage")
@JsonInclude(JsonInclude.Include.ALWAYS)
public record SaveAnswer(
        boolean success,
        @Schema(nullable = true, example = "123") @Nullable Long messageId,
        @Schema(example = "2025-01-08T16:00:00+00:00") String timestamp) {

    /** The answer when the row is there. */
    public static SaveAnswer saved(long messageId, Instant timestamp) {
        return new SaveAnswer(true, messageId, IsoTimestamp.format(timestamp));
    }

    static SaveAnswer accepted(Instant timestamp) {
        return new SaveAnswer(true, null, IsoTimestamp.format(timestamp));
    }
}
