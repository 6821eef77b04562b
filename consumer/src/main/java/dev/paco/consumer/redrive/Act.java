package dev.paco.consumer.redrive;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What somebody did with a letter.
 *
 * @param state what became of it
 * @param attempt which of its attempts had been refused then
 * @param because why; null when that needs no saying
 * @param at when
 * @param by who
 */
public record Act(LetterState state, int attempt, @Nullable String because, Instant at, String by) {}
