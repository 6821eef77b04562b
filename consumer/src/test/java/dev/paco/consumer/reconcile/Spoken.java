package dev.paco.consumer.reconcile;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.paco.common.event.Role;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** What was said in a conversation, and the copies of it that come by each way. */
record Spoken(List<Words> words) {

    static final Instant START = Instant.parse("2026-01-01T12:00:00Z");
    static final UUID LIVE_LOGIN = login(START.minusSeconds(60), 1);

    private static final Duration PAUSE = Duration.ofSeconds(7);

    /** The ways. */
    enum Channel {
        LIVE,
        LIVE_WITH_IDS,
        LIVE_WITH_KEYS,
        /** Saved once more by a page without ids, after another login. */
        SAVED_AGAIN,
        SAVED_ONCE_MORE,
        TRANSCRIPT,
        INDEXED_TRANSCRIPT,
        /** Only some of its turns have ids. */
        MIXED_TRANSCRIPT;

        boolean isTranscript() {
            return this == TRANSCRIPT || this == INDEXED_TRANSCRIPT || this == MIXED_TRANSCRIPT;
        }
    }

    /** Who said what. */
    record Words(Role role, String text) {

        Copy asCopy() {
            return Spoken.copy("words", this, 0, Words.SOME_TIME, null, false, false, null, 0, false);
        }

        private static final Instant SOME_TIME = START;
    }

    static UUID login(Instant time, int number) {
        return new UUID(time.toEpochMilli() << 16 | 0x7000 | number, 0x8000_0000_0000_0000L | number);
    }

    List<Copy> by(Channel channel) {
        return switch (channel) {
            case LIVE -> live("live", false, false);
            case LIVE_WITH_IDS -> live("id", true, false);
            case LIVE_WITH_KEYS -> live("key", false, true);
            case SAVED_AGAIN -> savedAgain(login(START.plusSeconds(3_600), 2), START.plusSeconds(3_603));
            case SAVED_ONCE_MORE -> savedAgain(login(START.plusSeconds(7_200), 3), START.plusSeconds(7_300));
            case TRANSCRIPT -> transcript(i -> true);
            case INDEXED_TRANSCRIPT -> transcript(i -> false);
            case MIXED_TRANSCRIPT -> transcript(i -> i % 3 != 1);
        };
    }

    List<Copy> live(String kind, boolean withIds, boolean withKeys) {
        List<Copy> copies = new ArrayList<>();
        for (int i = 0; i < words.size(); i++) {
            Instant said = START.plus(PAUSE.multipliedBy(i));
            copies.add(copy(kind, words.get(i), i, said, LIVE_LOGIN, withIds, withKeys, null, 0, false));
        }
        return copies;
    }

    List<Copy> savedAgain(UUID loginId, Instant from) {
        List<Copy> copies = new ArrayList<>();
        for (int i = 0; i < words.size(); i++) {
            copies.add(copy(
                    "saved " + loginId,
                    words.get(i),
                    i,
                    from.plusMillis(40L * i),
                    loginId,
                    false,
                    false,
                    null,
                    0,
                    false));
        }
        return copies;
    }

    List<Copy> transcript(IntPredicate hasId) {
        List<Copy> copies = new ArrayList<>();
        for (int i = 0; i < words.size(); i++) {
            int turn = i;
            Words said = words.get(i);
            int occurrences =
                    Math.toIntExact(words.stream().filter(said::equals).count());
            boolean last = !words.subList(i + 1, words.size()).contains(said);
            Instant time = START.plus(PAUSE.multipliedBy(i)).plusSeconds(1);
            boolean withId = hasId.test(i);
            Copy copy = copy(withId ? "id" : "turn", said, i, time, null, withId, false, i, occurrences, last);
            List<UUID> others = IntStream.range(0, words.size())
                    .filter(other -> other != turn
                            && hasId.test(other)
                            && words.get(other).equals(said))
                    .mapToObj(other -> key("id", other))
                    .toList();
            copies.add(new Copy(
                    copy.key(),
                    copy.role(),
                    copy.text(),
                    null,
                    copy.length(),
                    withId,
                    false,
                    i,
                    occurrences,
                    last,
                    others,
                    null,
                    time,
                    time));
        }
        return copies;
    }

    private static UUID key(String kind, int number) {
        return UUID.nameUUIDFromBytes((kind + ' ' + number).getBytes(UTF_8));
    }

    static Copy copy(
            String kind,
            Words said,
            int number,
            Instant time,
            @Nullable UUID loginId,
            boolean identified,
            boolean keyed,
            @Nullable Integer turn,
            int occurrences,
            boolean last) {
        return new Copy(
                key(kind, number),
                said.role(),
                TextHash.of(said.text()),
                null,
                said.text().length(),
                identified,
                keyed,
                turn,
                occurrences,
                last,
                List.of(),
                loginId,
                time,
                time);
    }
}
