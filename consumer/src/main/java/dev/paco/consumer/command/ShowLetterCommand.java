package dev.paco.consumer.command;

import dev.paco.consumer.deadletter.LetterId;
import dev.paco.consumer.operate.OperatorTools;
import dev.paco.consumer.progress.Progress;
import dev.paco.consumer.progress.StandardError;
import dev.paco.consumer.redrive.DeadLetters;
import dev.paco.consumer.redrive.Letter;
import dev.paco.consumer.redrive.LetterContents;
import dev.paco.consumer.redrive.LetterContents.HeaderField;
import dev.paco.consumer.redrive.LetterFilter;
import java.io.PrintWriter;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.Environment;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

/** {@code consumer.jar deadletters show}. */
@Command(
        name = "show",
        description = "Shows one letter whole: headers, key and value. The value may hold what a participant said.",
        mixinStandardHelpOptions = true)
final class ShowLetterCommand implements Callable<Integer> {

    private final Environment environment;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Parameters(
            paramLabel = "<letter>",
            converter = LetterOptions.LetterIdConverter.class,
            description = "Its name, as list shows it.")
    @SuppressWarnings("NullAway.Init")
    private LetterId id;

    @Option(names = "--json", description = "Print JSON; key, value and header values in Base64.")
    private boolean json;

    ShowLetterCommand(Environment environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() throws SQLException {
        OperatorTools tools = CommandTools.of(environment);
        PrintWriter out = spec.commandLine().getOut();
        try (Progress progress = StandardError.progress(spec.commandLine().getErr())) {
            DeadLetters letters = DeadLetters.read(tools.log(), tools.letterActs(), progress);
            List<Letter> found =
                    letters.chosenBy(new LetterFilter(Set.of(id), Set.of(), null, null, null, null, Set.of()));
            if (found.isEmpty()) {
                spec.commandLine().getErr().println("There is no letter " + id + ".");
                return ExitStatus.REFUSED;
            }
            Letter letter = found.get(0);
            Map<String, Object> fields = new LetterReport(letters, out).fields(letter);
            LetterContents contents = DeadLetters.contents(letter, tools.log(), progress);
            if (json) {
                out.println(JsonMapper.shared().writeValueAsString(withContents(fields, contents)));
            } else {
                print(fields, contents, out);
            }
        }
        return CommandLine.ExitCode.OK;
    }

    private static void print(Map<String, Object> fields, LetterContents contents, PrintWriter out) {
        fields.forEach((name, value) ->
                out.println(name + ": " + (value == null ? "-" : TerminalText.escaped(value.toString()))));
        for (HeaderField header : contents.headers()) {
            out.println("header " + TerminalText.escaped(header.name()) + ": " + text(header.value()));
        }
        out.println("key: " + text(contents.key()));
        out.println("value: " + text(contents.value()));
    }

    private static String text(byte @Nullable [] bytes) {
        return bytes == null ? "(none)" : TerminalText.escaped(bytes);
    }

    private static Map<String, Object> withContents(Map<String, Object> fields, LetterContents contents) {
        Map<String, Object> json = new LinkedHashMap<>(fields);
        List<Map<String, Object>> headers = new ArrayList<>();
        for (HeaderField header : contents.headers()) {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("name", header.name());
            one.put("value", base64(header.value()));
            headers.add(one);
        }
        json.put("headers", headers);
        json.put("key", base64(contents.key()));
        json.put("value", base64(contents.value()));
        return json;
    }

    private static @Nullable String base64(byte @Nullable [] bytes) {
        return bytes == null ? null : Base64.getEncoder().encodeToString(bytes);
    }
}
