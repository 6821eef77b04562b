package dev.paco.consumer.trace;

import dev.paco.common.trace.Traceparent;
import org.jspecify.annotations.Nullable;

/**
 * A message that comes with a trace.
 *
 * @param origin the step that put it on the log
 * @param messageKey its key; null for what is no message
 */
public record TracedMessage(Traceparent origin, @Nullable String messageKey) {}
