package dev.paco.consumer.reconcile;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one participant's conversation, and the rules by which the next copy is judged. Copies come in the order of the
 * log, and nothing but them decides, so that whoever reads the log again comes to the same rows. Not thread-safe.
 */
final class Conversation {

    /** So many different texts of some length are not said again by chance. */
    private static final int ENOUGH_REPEATED = 2;

    /** Two ways by which the same words come while they are said. */
    private static final Duration AT_THE_SAME_TIME = Duration.ofSeconds(5);

    /** Sooner after a login nobody talks on in a conversation of before it. */
    private static final Duration JUST_LOGGED_IN = Duration.ofSeconds(5);

    private final List<Utterance> utterances;

    /** @param known what has rows, in the order of their ids, each with its claims in the order of the log */
    Conversation(List<Utterance> known) {
        this.utterances = new ArrayList<>(known);
    }

    List<Utterance> utterances() {
        return utterances;
    }

    /** Judges {@code copy}, whose key is none that is known, and remembers it. */
    Taken take(Copy copy) {
        List<Utterance> same =
                utterances.stream().filter(utterance -> utterance.says(copy)).toList();
        Decision decision = decide(copy, same);
        Utterance utterance = decision.utterance();
        Claim claim = Claim.of(copy, decision.verdict(), decision.pass());
        utterance.add(claim);
        if (decision.verdict() != Verdict.COPY) {
            utterances.add(utterance);
        }
        if (decision.verdict() == Verdict.DOUBT) {
            utterance.mark(Mark.POSSIBLE_COPY);
        }
        if (copy.isTurn()) {
            settleDoubts(copy, utterance);
        }
        return new Taken(utterance, claim);
    }

    /**
     * Notes that a transcript, too, has {@code turn}, whose key is known: by that alone nothing new is said, but doubts may be settled.
     * Empty when that was noted before.
     */
    Optional<Taken> confirm(Copy turn) {
        return utterances.stream()
                .filter(utterance -> utterance.answersTo(turn.key()))
                .filter(utterance -> !utterance.isClaimedBy(Pass.TRANSCRIPT))
                .findFirst()
                .map(utterance -> {
                    Claim claim = Claim.of(turn, Verdict.COPY, Pass.TRANSCRIPT);
                    utterance.add(claim);
                    settleDoubts(turn, utterance);
                    return new Taken(utterance, claim);
                });
    }

    private Decision decide(Copy copy, List<Utterance> same) {
        if (copy.isTurn()) {
            return ofTranscript(copy, same);
        }
        return copy.identified() ? ofIdentified(copy, same) : ofUnidentified(copy, same);
    }

    /**
     * A transcript is complete: what has no row yet is new, and each of its turns is another utterance. Fetched again, it has the same turns
     * in the same places.
     */
    private Decision ofTranscript(Copy copy, List<Utterance> same) {
        return utterances.stream()
                .filter(utterance -> utterance.isTurn(copy))
                .findFirst()
                .or(() -> same.stream()
                        .filter(utterance -> !utterance.isClaimedBy(Pass.TRANSCRIPT))
                        .filter(utterance -> !(copy.identified() && utterance.isIdentified()))
                        .filter(utterance -> copy.others().stream().noneMatch(utterance::answersTo))
                        .findFirst())
                .map(utterance -> new Decision(utterance, Verdict.COPY, Pass.TRANSCRIPT))
                .orElseGet(() -> new Decision(Utterance.ofCopy(copy), Verdict.NEW, Pass.TRANSCRIPT));
    }

    private Decision ofIdentified(Copy copy, List<Utterance> same) {
        List<Utterance> free = same.stream()
                .filter(utterance -> !utterance.isIdentified() && !utterance.isNot(copy.key()))
                .toList();
        return free.isEmpty()
                ? new Decision(Utterance.ofCopy(copy), Verdict.NEW, Pass.IDENTIFIED)
                : ofOneOf(free, copy, Pass.IDENTIFIED);
    }

    private Decision ofUnidentified(Copy copy, List<Utterance> same) {
        Pass pass = copy.keyed() ? Pass.KEYED : Pass.of(copy.loginId());
        List<Utterance> free =
                same.stream().filter(utterance -> !utterance.isClaimedBy(pass)).toList();
        if (!free.isEmpty()) {
            return ofOneOf(free, copy, pass);
        }
        int said = occurrences(same);
        if (said > 0 && same.size() >= said) {
            return new Decision(same.get(0), Verdict.COPY, pass);
        }
        boolean isNew = same.isEmpty() || said > 0 || copy.keyed();
        return new Decision(Utterance.ofCopy(copy), isNew ? Verdict.NEW : Verdict.DOUBT, pass);
    }

    private Decision ofOneOf(List<Utterance> free, Copy copy, Pass pass) {
        Optional<Utterance> simultaneous = free.stream()
                .filter(utterance -> distance(utterance, copy).compareTo(AT_THE_SAME_TIME) <= 0)
                .min(Comparator.comparing(utterance -> distance(utterance, copy)));
        if (simultaneous.isPresent()) {
            return new Decision(simultaneous.get(), Verdict.COPY, pass);
        }
        return occurrences(free) > 0 || repeats(pass) || savesAgainAfterLogin(copy)
                ? new Decision(free.get(0), Verdict.COPY, pass)
                : new Decision(Utterance.ofCopy(copy), Verdict.DOUBT, pass);
    }

    private static Duration distance(Utterance utterance, Copy copy) {
        return utterance.claims().stream()
                .map(claim -> Duration.between(claim.saidAt(), copy.saidAt()).abs())
                .min(Comparator.naturalOrder())
                .orElseThrow();
    }

    /** How often the transcript has what these say; 0 without one. */
    private static int occurrences(List<Utterance> same) {
        return same.stream()
                .flatMap(utterance -> utterance.claims().stream())
                .mapToInt(Claim::occurrences)
                .max()
                .orElse(0);
    }

    /** Whether a series says again what others have said: nobody talks like that. */
    private boolean repeats(Pass pass) {
        List<Claim> own = claims().filter(claim -> claim.pass().equals(pass)).toList();
        long news = own.stream().filter(claim -> claim.verdict() == Verdict.NEW).count();
        long repeated = own.stream()
                .filter(claim -> claim.verdict() != Verdict.NEW && claim.isDistinctive())
                .map(Claim::text)
                .distinct()
                .count();
        return repeated >= ENOUGH_REPEATED && repeated > news;
    }

    /** A page without ids saves a conversation again right after it has logged in; so soon nobody talks on. */
    private boolean savesAgainAfterLogin(Copy copy) {
        Optional<Instant> login = copy.loginTime();
        return login.isPresent()
                && !copy.keyed()
                && !copy.identified()
                && copy.sinceLogin().orElseThrow().compareTo(JUST_LOGGED_IN) <= 0
                && claims().map(Claim::receivedAt).anyMatch(received -> isBefore(received, login.get()));
    }

    private static boolean isBefore(@Nullable Instant received, Instant login) {
        return received != null && received.isBefore(login);
    }

    /** A turn settles what was in doubt of its utterance, and the last of its text what is left over. */
    private void settleDoubts(Copy turn, Utterance claimed) {
        claimed.mark(null);
        if (turn.lastOccurrence()) {
            utterances.stream()
                    .filter(utterance -> utterance.says(turn))
                    .filter(utterance -> !utterance.isClaimedBy(Pass.TRANSCRIPT) && !utterance.isIdentified())
                    .forEach(utterance -> utterance.mark(Mark.COPY));
        }
    }

    private Stream<Claim> claims() {
        return utterances.stream().flatMap(utterance -> utterance.claims().stream());
    }

    /**
     * What a copy was taken for.
     *
     * @param utterance of which it is a copy, or which it is the first of
     * @param claim what it says of it
     */
    record Taken(Utterance utterance, Claim claim) {

        boolean isCopy() {
            return claim.verdict() == Verdict.COPY;
        }
    }

    private record Decision(Utterance utterance, Verdict verdict, Pass pass) {}
}
