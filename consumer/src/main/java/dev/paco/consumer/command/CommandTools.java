package dev.paco.consumer.command;

import dev.paco.consumer.log.LogClients;
import dev.paco.consumer.operate.OperatorTools;
import org.springframework.core.env.Environment;

/** The tools of commands, which tell outages themselves. */
final class CommandTools {

    private CommandTools() {}

    static OperatorTools of(Environment environment) {
        CommandLog.troubleToldElsewhere();
        return new OperatorTools(environment, LogClients.of(environment));
    }
}
