package dev.paco.bench.load;

/**
 * Who says something.
 *
 * @param token of their login
 */
public record Participant(String researchId, String token) {}
