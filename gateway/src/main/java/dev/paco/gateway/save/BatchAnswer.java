package dev.paco.gateway.save;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

/** What became of each message of a batch, in its order. */
@Schema(name = "SavedBatch")
record BatchAnswer(
        @Schema(oneOf = {BatchItem.Taken.class, BatchItem.NotTaken.class})
        List<BatchItem> results) {}
