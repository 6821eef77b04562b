package dev.paco.consumer.command;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.core.ConsoleAppender;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;

/** Keeps what is logged out of standard output, which is for results. */
final class CommandLog {

    private CommandLog() {}

    /** Logs to standard error: progress of ours, and of libraries what went wrong. */
    static void toStandardError() {
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext logback) {
            logback.getLogger(Logger.ROOT_LOGGER_NAME).iteratorForAppenders().forEachRemaining(appender -> {
                if (appender instanceof ConsoleAppender<?> console) {
                    console.setTarget("System.err");
                    console.start();
                }
            });
        }
        LoggingSystem logging = LoggingSystem.get(CommandLog.class.getClassLoader());
        logging.setLogLevel(LoggingSystem.ROOT_LOGGER_NAME, LogLevel.WARN);
        logging.setLogLevel("dev.paco", LogLevel.INFO);
        // A step that met a lock and is taken again is no reason to "restore backups".
        logging.setLogLevel("org.flywaydb.core.internal.command.DbMigrate", LogLevel.OFF);
    }

    /** The same for commands that tell outages themselves. */
    static void troubleToldElsewhere() {
        toStandardError();
        LoggingSystem logging = LoggingSystem.get(CommandLog.class.getClassLoader());
        logging.setLogLevel("org.apache.kafka", LogLevel.ERROR);
    }
}
