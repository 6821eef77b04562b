package dev.paco.gateway.auth;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.paco.common.event.IsoTimestamp;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The bodies that {@code /auth} answers with. */
final class AuthAnswers {

    private AuthAnswers() {}

    @Schema(name = "LoggedIn")
    record LoggedIn(String accessToken, String tokenType, String researchId, String expiresAt) {
        static LoggedIn of(String researchId, IssuedToken token) {
            return new LoggedIn(token.value(), "bearer", researchId, IsoTimestamp.format(token.expiresAt()));
        }

        /** Leaves the token out. */
        @Override
        public String toString() {
            return "LoggedIn[" + researchId + "]";
        }
    }

    @Schema(name = "Validity")
    record Validity(boolean valid, String researchId, String message) {
        static Validity of(String researchId, boolean valid) {
            return new Validity(
                    valid, researchId, valid ? "Research ID is valid" : "Research ID not found or inactive");
        }
    }

    @Schema(name = "Acknowledged")
    record Acknowledged(boolean success, String acknowledgedAt, String message) {
        static Acknowledged at(Instant time) {
            return new Acknowledged(true, IsoTimestamp.format(time), "Disclaimer acknowledged");
        }
    }

    @Schema(name = "Me")
    record Me(
            String researchId,
            @JsonProperty("is_active") boolean active,
            @Nullable String createdAt) {}
}
