package dev.paco.bench.load;

import io.netty.buffer.ByteBuf;

/** What is sent. Called on event loops of the generator, from several at once. */
public interface Requests {

    /**
     * Writes the next request of a connection into {@code buffer}, whole.
     *
     * @param connection counted from 0
     */
    void write(int connection, ByteBuf buffer);
}
