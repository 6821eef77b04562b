package dev.paco.infra.process;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The signals that Java itself cannot send. */
enum Signal {
    STOP,
    CONT;

    private static final long SECONDS = 10;

    /** Sends it to a process and to all that it has started. */
    void sendToTree(ProcessHandle process) {
        List<String> command = new ArrayList<>(List.of("kill", "-" + name()));
        Stream.concat(Stream.of(process), process.descendants())
                .forEach(each -> command.add(Long.toString(each.pid())));
        try {
            Process kill = new ProcessBuilder(command).inheritIO().start();
            if (!kill.waitFor(SECONDS, TimeUnit.SECONDS)) {
                kill.destroyForcibly();
                throw new IllegalStateException("kill does not end");
            }
        } catch (IOException e) {
            throw new IllegalStateException("This machine has no command kill", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
