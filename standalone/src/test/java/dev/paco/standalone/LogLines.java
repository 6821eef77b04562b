package dev.paco.standalone;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Everything that was logged in this JVM since the first pipeline, by gateway, writer, and libraries. */
final class LogLines {

    private static final List<String> LINES = new CopyOnWriteArrayList<>();

    private LogLines() {}

    static void watch() {
        AppenderBase<ILoggingEvent> memory = new AppenderBase<>() {
            @Override
            protected void append(ILoggingEvent event) {
                LINES.add(event.getFormattedMessage()
                        + (event.getThrowableProxy() == null
                                ? ""
                                : "\n" + ThrowableProxyUtil.asString(event.getThrowableProxy())));
            }
        };
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        memory.setContext(context);
        memory.start();
        context.getLogger(Logger.ROOT_LOGGER_NAME).addAppender(memory);
    }

    /** The messages, each with its stack trace. */
    static List<String> seen() {
        return List.copyOf(LINES);
    }
}
