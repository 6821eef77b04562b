package dev.paco.gateway.save;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.paco.common.event.IsoTimestamp;
import dev.paco.gateway.problem.Problem;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What became of one message of a batch. */
sealed interface BatchItem {

    boolean success();

    /** Whether it is on the log and not known to be a row. */
    default boolean waitsForRow() {
        return false;
    }

    /** Whether it could not be taken now, and may be sent again as it is. */
    default boolean mayComeLater() {
        return false;
    }

    /** The code of the problem, if it was refused. */
    default Optional<String> refusal() {
        return Optional.empty();
    }

    static BatchItem of(int index, SaveResult result) {
        return result.fold(
                saved -> new Taken(index, true, saved.messageId(), IsoTimestamp.format(saved.timestamp()), null),
                accepted -> new Taken(
                        index,
                        true,
                        null,
                        IsoTimestamp.format(accepted.timestamp()),
                        SaveHandler.location(accepted.messageKey())),
                refused -> of(index, refused.problem()));
    }

    static BatchItem of(int index, Problem problem) {
        return new NotTaken(
                index, false, problem.code().status().value(), problem.code().code(), problem.detail());
    }

    /**
     * It is saved, or will be.
     *
     * @param index in the batch, from 0
     * @param success true
     * @param messageId id of the row; null while there is none
     * @param timestamp when it was said, as the row has it
     * @param location where to ask for the row, while there is none
     */
    @Schema(name = "SavedItem")
    record Taken(
            int index,
            boolean success,

            @Schema(nullable = true) @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable
            Long messageId,

            String timestamp,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String location)
            implements BatchItem {

        @Override
        public boolean waitsForRow() {
            return messageId == null;
        }
    }

    /**
     * It is not saved.
     *
     * @param index in the batch, from 0
     * @param success false
     * @param status as a request of its own would have been answered
     * @param code the stable reason
     * @param detail a sentence for people
     */
    @Schema(name = "RefusedItem")
    record NotTaken(int index, boolean success, int status, String code, String detail) implements BatchItem {

        private static final int UNAVAILABLE = 503;

        @Override
        public boolean mayComeLater() {
            return status == UNAVAILABLE;
        }

        @Override
        public Optional<String> refusal() {
            return Optional.of(code);
        }
    }
}
