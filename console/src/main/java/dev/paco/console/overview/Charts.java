package dev.paco.console.overview;

import dev.paco.console.overview.ChartView.Cell;
import dev.paco.console.overview.ChartView.Line;
import dev.paco.console.overview.Overview.Length;
import dev.paco.console.overview.Overview.PeriodCount;
import dev.paco.console.overview.Overview.ProviderCount;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The charts of an overview.
 *
 * @param overview that they show
 */
record Charts(Overview overview) {

    private static final String NO_PROVIDER = "no provider";
    private static final String NO_TIME = "no time";
    private static final String MESSAGES = "messages";

    /** In the order of the page. */
    List<ChartView> all() {
        return List.of(perPeriod(), byProvider(), sizes(), lengths());
    }

    private ChartView perPeriod() {
        Axis axis = overview.axis();
        Period period = axis.period();
        List<PeriodCount> counts = overview.perPeriod();
        List<@Nullable String> providers = providers();
        List<Line> lines = starts(axis, counts).stream()
                .map(start -> line(
                        start == null ? NO_TIME : start.toString(),
                        providers.stream()
                                .map(provider -> sum(
                                        counts,
                                        count -> Objects.equals(count.start(), start)
                                                && Objects.equals(count.provider(), provider)))
                                .toList()))
                .toList();
        return new ChartView(
                Chart.PER_PERIOD.path(),
                "Messages per " + period.label() + " and provider",
                "bar",
                true,
                true,
                MESSAGES,
                axis.note(),
                period.label(),
                providers.stream().map(Charts::providerLabel).toList(),
                lines,
                sql().perPeriod(period),
                Chart.PER_PERIOD.csv(overview.filter()));
    }

    /** Those of the axis, and null when some messages have no time. */
    private static List<@Nullable LocalDate> starts(Axis axis, List<PeriodCount> counts) {
        List<@Nullable LocalDate> starts = new ArrayList<>(axis.starts());
        if (counts.stream().anyMatch(count -> count.start() == null)) {
            starts.add(null);
        }
        return starts;
    }

    private ChartView byProvider() {
        List<Line> lines = overview.byProvider().stream()
                .map(count -> line(providerLabel(count.provider()), List.of(count.messages())))
                .toList();
        return new ChartView(
                Chart.BY_PROVIDER.path(),
                "Messages by provider",
                "bars",
                false,
                false,
                MESSAGES,
                "",
                "provider",
                List.of(MESSAGES),
                lines,
                sql().byProvider(),
                Chart.BY_PROVIDER.csv(overview.filter()));
    }

    private ChartView sizes() {
        List<Line> lines = overview.sizeLines().stream()
                .map(size -> line(size.size().label(), List.of(size.conversations())))
                .toList();
        return new ChartView(
                Chart.SIZES.path(),
                "Messages per conversation",
                "bar",
                false,
                false,
                "conversations",
                "Conversations with a message in this time, with all of their messages; half of them have "
                        + overview.medianSize() + " or fewer.",
                MESSAGES,
                List.of("conversations"),
                lines,
                sql().sizes(),
                Chart.SIZES.csv(overview.filter()));
    }

    private ChartView lengths() {
        List<Length> lengths = overview.lengths();
        List<String> roles =
                lengths.stream().map(Length::role).distinct().sorted().toList();
        List<Line> lines = providers().stream()
                .map(provider -> new Line(
                        providerLabel(provider),
                        roles.stream()
                                .map(role -> average(lengths, provider, role))
                                .toList()))
                .toList();
        return new ChartView(
                Chart.LENGTHS.path(),
                "Average length by provider and role",
                "bar",
                false,
                false,
                "characters",
                "",
                "provider",
                roles,
                lines,
                sql().averageLength(),
                Chart.LENGTHS.csv(overview.filter()));
    }

    private static Cell average(List<Length> lengths, @Nullable String provider, String role) {
        return lengths.stream()
                .filter(length -> Objects.equals(length.provider(), provider)
                        && length.role().equals(role))
                .map(length ->
                        new Cell(decimal(length.average()), length.average().toString()))
                .findFirst()
                .orElse(new Cell("–", ""));
    }

    private List<@Nullable String> providers() {
        return overview.byProvider().stream().map(ProviderCount::provider).toList();
    }

    private static long sum(List<PeriodCount> counts, Predicate<PeriodCount> which) {
        return counts.stream().filter(which).mapToLong(PeriodCount::messages).sum();
    }

    private static Line line(String label, List<Long> values) {
        return new Line(
                label,
                values.stream()
                        .map(value -> new Cell(whole(value), Long.toString(value)))
                        .toList());
    }

    static String whole(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    static String decimal(@Nullable BigDecimal number) {
        return number == null ? "–" : String.format(Locale.ROOT, "%,.1f", number);
    }

    static String providerLabel(@Nullable String provider) {
        return provider == null ? NO_PROVIDER : provider;
    }

    private Sql sql() {
        return new Sql(overview.filter());
    }
}
