package dev.paco.consumer.reconcile;

import dev.paco.common.event.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Something that was said, which has or will have a row, and all its copies. Not thread-safe. */
final class Utterance {

    private final Role role;
    private final @Nullable UUID firstKey;
    private final @Nullable Mark storedMark;
    private final List<Claim> claims = new ArrayList<>();
    private @Nullable Long id;
    private @Nullable Mark mark;

    private Utterance(Role role, @Nullable Long id, @Nullable UUID firstKey, @Nullable Mark mark) {
        this.role = role;
        this.id = id;
        this.firstKey = firstKey;
        this.storedMark = mark;
        this.mark = mark;
    }

    /** One that has a row. */
    static Utterance ofRow(long id, Role role, @Nullable Mark mark) {
        return new Utterance(role, id, null, mark);
    }

    /** One that gets a row, with the key of its first copy. */
    static Utterance ofCopy(Copy first) {
        return new Utterance(first.role(), null, first.key(), null);
    }

    /** The id of its row; null when it has none yet. */
    @Nullable
    Long id() {
        return id;
    }

    /** The key that its row is to have; null when it has one. */
    @Nullable
    UUID firstKey() {
        return firstKey;
    }

    void hasRow(long newId) {
        id = newId;
    }

    List<Claim> claims() {
        return claims;
    }

    void add(Claim claim) {
        claims.add(claim);
    }

    boolean says(Copy copy) {
        return role == copy.role() && claims.stream().anyMatch(claim -> claim.says(copy));
    }

    /** Whether {@code copy} is the turn of a transcript that this is. */
    boolean isTurn(Copy copy) {
        return role == copy.role()
                && claims.stream()
                        .anyMatch(claim -> claim.turn() != null && claim.turn().equals(copy.turn()));
    }

    boolean answersTo(UUID key) {
        return claims.stream().anyMatch(claim -> key.equals(claim.key()));
    }

    /** Whether a transcript has {@code key} in another place than this. */
    boolean isNot(UUID key) {
        return claims.stream().anyMatch(claim -> claim.others().contains(key));
    }

    boolean isClaimedBy(Pass pass) {
        return claims.stream().anyMatch(claim -> claim.pass().equals(pass));
    }

    boolean isIdentified() {
        return claims.stream().anyMatch(Claim::identified);
    }

    @Nullable
    Mark mark() {
        return mark;
    }

    void mark(@Nullable Mark newMark) {
        mark = newMark;
    }

    boolean markHasChanged() {
        return !Objects.equals(mark, storedMark);
    }
}
