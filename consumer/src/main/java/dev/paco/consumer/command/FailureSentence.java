package dev.paco.consumer.command;

import dev.paco.consumer.operate.FailureText;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** Tells a failure in a sentence instead of a stack trace. */
final class FailureSentence implements IExecutionExceptionHandler {

    @Override
    public int handleExecutionException(Exception failure, CommandLine command, ParseResult result) {
        command.getErr().println(FailureText.of(failure));
        return CommandLine.ExitCode.SOFTWARE;
    }
}
