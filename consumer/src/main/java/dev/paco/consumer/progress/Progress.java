package dev.paco.consumer.progress;

/** Tells how far something long is. Thread-safe. */
public interface Progress extends AutoCloseable {

    /** Counts up to {@code total} from now on. */
    void begins(String what, long total);

    /** {@code count} more are done. */
    void advances(long count);

    /** Something is in the way and will be tried again; told once until there is progress again. */
    void trouble(String sentence);

    @Override
    void close();
}
