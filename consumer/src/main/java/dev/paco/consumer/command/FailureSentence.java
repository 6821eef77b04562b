package dev.paco.consumer.command;

import dev.paco.common.start.StartFailureException;
import dev.paco.consumer.schema.SchemaChangeException;
import org.springframework.core.NestedExceptionUtils;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** Tells a failure in a sentence instead of a stack trace. */
final class FailureSentence implements IExecutionExceptionHandler {

    @Override
    public int handleExecutionException(Exception failure, CommandLine command, ParseResult result) {
        command.getErr().println(sentence(failure));
        return CommandLine.ExitCode.SOFTWARE;
    }

    private static String sentence(Exception failure) {
        if (failure instanceof StartFailureException start) {
            return start.getMessage() + " " + start.action();
        }
        if (failure instanceof SchemaChangeException change) {
            return String.valueOf(change.getMessage());
        }
        return "Failed: " + NestedExceptionUtils.getMostSpecificCause(failure).getMessage();
    }
}
