package dev.paco.gateway.connection;

import java.nio.ByteBuffer;

/** Takes a body as it comes, and keeps of it what it needs. Called by one thread at a time. */
public interface BodySink {

    /**
     * Takes the next bytes, which are valid during the call only.
     *
     * @return how many bytes are kept now
     * @throws org.springframework.core.io.buffer.DataBufferLimitException when more came than is taken
     */
    long take(ByteBuffer bytes);
}
