package dev.paco.console.overview;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Messages of a day (UTC).
 *
 * @param day null for those without a time
 * @param provider null for those without
 * @param characters of all of them
 */
record DayCount(@Nullable LocalDate day, @Nullable String provider, String role, long messages, long characters) {}
