package dev.paco.consumer.command;

import dev.paco.consumer.deadletter.LetterId;
import dev.paco.consumer.redrive.DeadLetters;
import dev.paco.consumer.redrive.Letter;
import dev.paco.consumer.redrive.LetterState;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/** Which letters something is to be done with: named ones, or the open ones that options choose. */
final class LetterSelection {

    @Parameters(
            paramLabel = "<letter>",
            arity = "0..*",
            converter = LetterOptions.LetterIdConverter.class,
            description = "Names of letters, as list shows them.")
    private Set<LetterId> ids = new TreeSet<>();

    @Mixin
    private final LetterOptions options = new LetterOptions();

    @Option(names = "--all", description = "All open letters.")
    private boolean all;

    /** Refuses to take no choice for all. */
    void check(CommandLine command) {
        boolean chosen = !ids.isEmpty() || !options.isEmpty();
        if (chosen == all) {
            throw new ParameterException(
                    command, "Name letters or choose them by options, or else give --all for all open letters.");
        }
    }

    /** Those of the named letters that are not there. */
    Set<LetterId> missing(DeadLetters letters) {
        return letters.missing(ids);
    }

    /** The chosen letters: those that are open, but whoever names one means it as it is. */
    List<Letter> chosen(DeadLetters letters) {
        return letters.chosenBy(options.filter(ids, ids.isEmpty() ? Set.of(LetterState.OPEN) : Set.of()));
    }
}
