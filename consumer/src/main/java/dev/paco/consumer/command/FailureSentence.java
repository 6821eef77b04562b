package dev.paco.consumer.command;

import dev.paco.common.start.StartFailureException;
import java.sql.SQLException;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** Tells a failure in a sentence instead of a stack trace. */
final class FailureSentence implements IExecutionExceptionHandler {

    private static final int FAILED = 1;

    @Override
    public int handleExecutionException(Exception failure, CommandLine command, ParseResult result) {
        command.getErr().println(sentence(failure));
        return FAILED;
    }

    private static String sentence(Exception failure) {
        if (failure instanceof StartFailureException start) {
            return start.getMessage() + " " + start.action();
        }
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql) {
                return "Failed, nothing was changed by the last step: " + sql.getMessage() + " (SQLSTATE "
                        + sql.getSQLState() + ")";
            }
        }
        return "Failed: " + failure.getMessage();
    }
}
