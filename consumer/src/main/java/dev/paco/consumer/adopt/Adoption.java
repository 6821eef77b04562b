package dev.paco.consumer.adopt;

/**
 * What a pass over the legacy writer's rows came to.
 *
 * @param adopted rows that have their key now
 * @param twins rows left without, as another row is the same message
 * @param unidentifiable rows left without, as role, provider or time are none that a message may have
 * @param complete false when it was broken off, another process is at it, or the schema is not migrated (again): the
 *     rest is left to a later pass
 */
public record Adoption(long adopted, long twins, long unidentifiable, boolean complete) {

    static final Adoption NONE = new Adoption(0, 0, 0, true);

    static final Adoption LEFT_TO_LATER = new Adoption(0, 0, 0, false);

    Adoption plus(Adoption other) {
        return new Adoption(
                adopted + other.adopted,
                twins + other.twins,
                unidentifiable + other.unidentifiable,
                complete && other.complete);
    }
}
