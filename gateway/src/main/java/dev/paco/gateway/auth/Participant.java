package dev.paco.gateway.auth;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A row of {@code paco_research_ids}.
 *
 * @param researchId the research id
 * @param active whether it may log in
 * @param createdAt when it was created; null on old rows
 */
record Participant(
        String researchId, boolean active, @Nullable Instant createdAt) {}
