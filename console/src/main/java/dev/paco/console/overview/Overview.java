package dev.paco.console.overview;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The numbers of the page, each as {@link Sql} would find it.
 *
 * @param days messages by day, provider and role
 * @param sizes conversations with a message of the filter by the number of all their messages, fewest first
 * @param participants who have a message of the filter
 * @param today in UTC
 */
record Overview(Filter filter, List<DayCount> days, List<SizeCount> sizes, long participants, LocalDate today) {

    private static final int DECIMALS = 2;

    /**
     * Messages of a period.
     *
     * @param start null for those without a time
     * @param provider null for those without
     */
    record PeriodCount(@Nullable LocalDate start, @Nullable String provider, long messages) {}

    /**
     * Messages of a provider.
     *
     * @param provider null for those without
     */
    record ProviderCount(@Nullable String provider, long messages) {}

    /**
     * How long messages are, in characters.
     *
     * @param provider null for those without
     */
    record Length(@Nullable String provider, String role, BigDecimal average) {}

    /** How many conversations are of a size. */
    record SizeLine(Size size, long conversations) {}

    boolean isEmpty() {
        return days.isEmpty();
    }

    long messages() {
        return messages(days);
    }

    long conversations() {
        return sizes.stream().mapToLong(SizeCount::conversations).sum();
    }

    /** Characters a message; null without messages. */
    @Nullable
    BigDecimal averageLength() {
        return isEmpty() ? null : average(days);
    }

    /** Messages of the conversation in the middle; 0 without any. */
    long medianSize() {
        long half = (conversations() + 1) / 2;
        long counted = 0;
        for (SizeCount size : sizes) {
            counted += size.conversations();
            if (counted >= half) {
                return size.messages();
            }
        }
        return 0;
    }

    /** The chosen time as far as it is bounded, and else what messages there are, of which the latest may lie ahead. */
    Axis axis() {
        List<LocalDate> known =
                days.stream().map(DayCount::day).filter(Objects::nonNull).toList();
        LocalDate first = filter.from() == null ? firstOf(known) : filter.from();
        if (first == null) {
            return Axis.EMPTY;
        }
        LocalDate last = filter.to() == null ? lastOf(first, known) : filter.to();
        return Axis.of(first, last, known);
    }

    private static @Nullable LocalDate firstOf(List<LocalDate> known) {
        return known.isEmpty() ? null : known.get(0);
    }

    private LocalDate lastOf(LocalDate first, List<LocalDate> known) {
        LocalDate latest = known.isEmpty() ? first : known.get(known.size() - 1);
        return filter.isAllTime() || latest.isAfter(today) ? latest : today;
    }

    /** What messages are gathered to. */
    Period period() {
        return axis().period();
    }

    /** By period and provider, earliest first, those without a time last. */
    List<PeriodCount> perPeriod() {
        Period period = period();
        return group(days, day -> startOf(day, period)).entrySet().stream()
                .flatMap(start -> byProvider(start.getValue()).stream()
                        .map(count -> new PeriodCount(start.getKey().key(), count.provider(), count.messages())))
                .toList();
    }

    /** By provider, those without last. */
    List<ProviderCount> byProvider() {
        return byProvider(days);
    }

    /** By provider and role. */
    List<Length> lengths() {
        return group(days, DayCount::provider).entrySet().stream()
                .flatMap(provider -> group(provider.getValue(), DayCount::role).values().stream()
                        .map(role ->
                                new Length(provider.getKey().key(), role.get(0).role(), average(role))))
                .toList();
    }

    /** Every size, smallest first. */
    List<SizeLine> sizeLines() {
        return Arrays.stream(Size.values())
                .map(size -> new SizeLine(
                        size,
                        sizes.stream()
                                .filter(count -> size.has(count.messages()))
                                .mapToLong(SizeCount::conversations)
                                .sum()))
                .toList();
    }

    private static @Nullable LocalDate startOf(DayCount day, Period period) {
        return day.day() == null ? null : period.startOf(day.day());
    }

    private static List<ProviderCount> byProvider(List<DayCount> days) {
        return group(days, DayCount::provider).entrySet().stream()
                .map(provider -> new ProviderCount(provider.getKey().key(), messages(provider.getValue())))
                .toList();
    }

    /** What is grouped by; null comes last, as in Postgres. */
    private record Key<K extends Comparable<? super K>>(
            @Nullable K key) implements Comparable<Key<K>> {

        @Override
        public int compareTo(Key<K> other) {
            if (key == null || other.key == null) {
                return Boolean.compare(key == null, other.key == null);
            }
            return key.compareTo(other.key);
        }
    }

    private static <K extends Comparable<? super K>> Map<Key<K>, List<DayCount>> group(
            List<DayCount> days, Function<DayCount, @Nullable K> key) {
        return days.stream()
                .collect(Collectors.groupingBy(day -> new Key<>(key.apply(day)), TreeMap::new, Collectors.toList()));
    }

    private static long messages(List<DayCount> days) {
        return days.stream().mapToLong(DayCount::messages).sum();
    }

    private static BigDecimal average(List<DayCount> days) {
        long characters = days.stream().mapToLong(DayCount::characters).sum();
        return BigDecimal.valueOf(characters)
                .divide(BigDecimal.valueOf(messages(days)), DECIMALS, RoundingMode.HALF_UP);
    }
}
