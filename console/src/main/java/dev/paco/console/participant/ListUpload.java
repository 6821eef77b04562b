package dev.paco.console.participant;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.codec.multipart.Part;
import reactor.core.publisher.Mono;

/** The text of a part of a form: of a file, or of what was typed. */
final class ListUpload {

    private static final int MOST_BYTES = 2 << 20;

    private ListUpload() {}

    /** The text; empty without such a part. Fails when it is larger than 2 MiB, or no UTF-8. */
    static Mono<String> text(@Nullable Part part) {
        return part == null
                ? Mono.empty()
                : DataBufferUtils.join(part.content(), MOST_BYTES).flatMap(ListUpload::decoded);
    }

    private static Mono<String> decoded(DataBuffer buffer) {
        ByteBuffer bytes = ByteBuffer.allocate(buffer.readableByteCount());
        buffer.toByteBuffer(bytes);
        DataBufferUtils.release(buffer);
        try {
            return Mono.just(StandardCharsets.UTF_8.newDecoder().decode(bytes).toString());
        } catch (CharacterCodingException e) {
            return Mono.error(new UnreadableListException("The list is not in UTF-8: save it as \"CSV UTF-8\".", e));
        }
    }
}
