package dev.paco.console.export;

import java.util.function.Predicate;

/** Tells when enough characters have come for a piece of a file. Has state: one for each file. */
final class FullPiece implements Predicate<String> {

    private static final int CHARACTERS = 32_768;

    private int characters;

    @Override
    public boolean test(String record) {
        characters += record.length();
        if (characters < CHARACTERS) {
            return false;
        }
        characters = 0;
        return true;
    }
}
