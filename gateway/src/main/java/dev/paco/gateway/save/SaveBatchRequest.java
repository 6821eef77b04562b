package dev.paco.gateway.save;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

/** The body of a request to save many messages, for the documentation; it is read field by field. */
@Schema(name = "SaveMessages")
record SaveBatchRequest(
        @Schema(requiredMode = Schema.RequiredMode.REQUIRED, minLength = 1)
        List<SaveMessageRequest> messages) {}
