package dev.paco.consumer.command;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

/** What came of a command. */
record CommandRun(
        int status, String out, String err, @Nullable List<String> writerSettings) {

    /** Runs a command as a shell would, with {@code environment} and nothing of this process'. */
    static CommandRun of(Map<String, Object> environment, String... arguments) {
        StandardEnvironment own = new StandardEnvironment();
        own.getPropertySources().stream()
                .map(source -> source.getName())
                .toList()
                .forEach(own.getPropertySources()::remove);
        own.getPropertySources().addFirst(new MapPropertySource("test", environment));
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        AtomicReference<@Nullable List<String>> settings = new AtomicReference<>();
        int status = ConsumerCommand.commandLine(given -> settings.set(List.of(given)), own, Clock.systemUTC())
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(arguments);
        return new CommandRun(status, out.toString(), err.toString(), settings.get());
    }
}
