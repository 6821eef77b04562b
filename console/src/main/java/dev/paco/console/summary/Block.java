package dev.paco.console.summary;

/**
 * Messages with ids next to each other, which are summed up together.
 *
 * @param number of the block, from 0
 */
record Block(int number) {

    /** Ids that it has: read in some 50 ms, and made anew every few seconds while messages come. */
    static final int SIZE = 20_000;

    /** The block that {@code id} is in. */
    static Block of(long id) {
        return new Block(Math.toIntExact(id / SIZE));
    }

    long firstId() {
        return (long) number * SIZE;
    }

    long lastId() {
        return firstId() + SIZE - 1;
    }

    Block next() {
        return new Block(number + 1);
    }
}
