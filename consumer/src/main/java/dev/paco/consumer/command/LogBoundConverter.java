package dev.paco.consumer.command;

import dev.paco.consumer.log.LogBound;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads {@code beginning}, {@code end}, an offset or a time. */
final class LogBoundConverter implements ITypeConverter<LogBound> {

    @Override
    public LogBound convert(String value) {
        return LogBound.of(value)
                .orElseThrow(() -> new TypeConversionException("'" + value
                        + "' is neither beginning, end, an offset nor a time such as 2025-01-08T16:00:00Z"));
    }
}
