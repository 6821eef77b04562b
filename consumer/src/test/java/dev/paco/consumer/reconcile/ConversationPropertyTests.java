package dev.paco.consumer.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paco.common.event.Role;
import dev.paco.consumer.reconcile.Spoken.Channel;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Conversations with every mix of ways by which their messages come. */
class ConversationPropertyTests {

    private static final List<String> TEXTS = List.of(
            "yes",
            "no",
            "Well, I slept a little better than last week.",
            "Could you say that again, please?",
            "I see.",
            "Hello, I am the study's assistant.");

    @Property(tries = 4_000)
    void nothingIsMissingAndWhatMayBeThereTwiceIsMarked(@ForAll("conversations") Mix mix) {
        Conversation conversation = new Conversation(List.of());
        write(mix.arrivals(), conversation);

        for (Spoken.Words words : Set.copyOf(mix.spoken())) {
            long said = mix.spoken().stream().filter(words::equals).count();
            List<Utterance> rows = conversation.utterances().stream()
                    .filter(row -> row.says(words.asCopy()))
                    .toList();
            assertThat(rows).as("rows of %s in %s", words, mix).hasSizeGreaterThanOrEqualTo(mix.atLeast(words));
            assertThat(rows.stream().filter(row -> row.mark() == null).count())
                    .as("rows of %s without a mark in %s", words, mix)
                    .isLessThanOrEqualTo(said);
        }
    }

    @Property(tries = 4_000)
    void withATranscriptEveryUtteranceHasOneRowWhateverTheOrder(@ForAll("conversations") Mix mix) {
        if (mix.channels().stream().noneMatch(Channel::isTranscript)) {
            return;
        }
        Conversation conversation = new Conversation(List.of());
        write(mix.arrivals(), conversation);

        for (Spoken.Words words : Set.copyOf(mix.spoken())) {
            long said = mix.spoken().stream().filter(words::equals).count();
            assertThat(conversation.utterances().stream()
                            .filter(row -> row.says(words.asCopy()) && row.mark() == null)
                            .count())
                    .as("rows of %s in %s", words, mix)
                    .isEqualTo(said);
        }
    }

    private static void write(List<Copy> arrivals, Conversation conversation) {
        Set<UUID> keys = new HashSet<>();
        for (Copy copy : arrivals) {
            if (keys.add(copy.key())) {
                conversation.take(copy);
            } else if (copy.isTurn()) {
                conversation.confirm(copy);
            }
        }
    }

    @Provide
    Arbitrary<Mix> conversations() {
        return Arbitraries.longs().map(ConversationPropertyTests::mix);
    }

    private static Mix mix(long seed) {
        Random random = new Random(seed);
        List<Spoken.Words> spoken = new ArrayList<>();
        for (int i = 0; i < 1 + random.nextInt(12); i++) {
            spoken.add(new Spoken.Words(
                    random.nextBoolean() ? Role.USER : Role.ASSISTANT, TEXTS.get(random.nextInt(TEXTS.size()))));
        }
        Set<Channel> channels = EnumSet.noneOf(Channel.class);
        List<Channel> all = List.of(Channel.values());
        for (int i = 0; i < 1 + random.nextInt(3); i++) {
            channels.add(all.get(random.nextInt(all.size())));
        }
        Spoken conversation = new Spoken(spoken);
        List<List<Copy>> series = new ArrayList<>();
        for (Channel channel : channels) {
            boolean lossy = !channel.isTranscript() && random.nextInt(3) == 0;
            series.add(conversation.by(channel).stream()
                    .filter(copy -> !lossy || random.nextBoolean())
                    .toList());
        }
        boolean oneAfterTheOther = random.nextBoolean();
        Collections.shuffle(series, random);
        return new Mix(
                spoken,
                channels,
                series,
                oneAfterTheOther ? series.stream().flatMap(List::stream).toList() : merged(series, random));
    }

    private static List<Copy> merged(List<List<Copy>> series, Random random) {
        List<List<Copy>> left = series.stream()
                .map((Function<List<Copy>, List<Copy>>) ArrayList::new)
                .filter(list -> !list.isEmpty())
                .collect(Collectors.toCollection(ArrayList::new));
        List<Copy> merged = new ArrayList<>();
        while (!left.isEmpty()) {
            List<Copy> one = left.get(random.nextInt(left.size()));
            merged.add(one.remove(0));
            left.removeIf(List::isEmpty);
        }
        return merged;
    }

    /**
     * @param series what comes by each way
     * @param arrivals in the order of the log
     */
    record Mix(List<Spoken.Words> spoken, Set<Channel> channels, List<List<Copy>> series, List<Copy> arrivals) {

        int atLeast(Spoken.Words words) {
            Utterance same = Utterance.ofCopy(words.asCopy());
            same.add(Claim.of(words.asCopy(), Verdict.NEW, Pass.LEGACY));
            return series.stream()
                    .mapToInt(copies ->
                            Math.toIntExact(copies.stream().filter(same::says).count()))
                    .max()
                    .orElse(0);
        }

        @Override
        public String toString() {
            return spoken + " by " + channels + ": "
                    + arrivals.stream().map(Mix::name).toList();
        }

        private static String name(Copy copy) {
            String way = copy.identified() ? "id" : "login " + copy.loginId();
            return (copy.isTurn() ? "turn " : "") + way + " " + copy.key();
        }
    }
}
