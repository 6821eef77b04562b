package dev.paco.consumer.redrive;

import dev.paco.consumer.progress.Progress;

/** Tells what is in the way of a part of something, whose own progress is not told. */
record TroubleAlone(Progress progress) implements Progress {

    @Override
    public void begins(String what, long total) {
        // The whole has begun.
    }

    @Override
    public void advances(long count) {
        // The whole advances when the part is done.
    }

    @Override
    public void trouble(String sentence) {
        progress.trouble(sentence);
    }

    @Override
    public void close() {
        // It is the whole's.
    }
}
