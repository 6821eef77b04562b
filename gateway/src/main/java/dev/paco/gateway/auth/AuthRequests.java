package dev.paco.gateway.auth;

import io.swagger.v3.oas.annotations.media.Schema;

/** The bodies that are sent to {@code /auth}, for the documentation; they are read field by field. */
final class AuthRequests {

    private AuthRequests() {}

    @Schema(name = "ResearchId")
    record ResearchId(
            @Schema(example = "RID001", requiredMode = Schema.RequiredMode.REQUIRED, minLength = 3, maxLength = 50)
            String researchId) {}

    @Schema(name = "Acknowledgment")
    record Acknowledgment(
            @Schema(example = "RID001", requiredMode = Schema.RequiredMode.REQUIRED, minLength = 3, maxLength = 50)
            String researchId,

            @Schema(requiredMode = Schema.RequiredMode.REQUIRED, allowableValues = "true")
            boolean acknowledged) {}
}
