package dev.paco.consumer.database;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.r2dbc.postgresql.api.PostgresqlConnection;
import io.r2dbc.postgresql.client.EncodedParameter;
import io.r2dbc.postgresql.codec.Codec;
import io.r2dbc.postgresql.codec.CodecRegistry;
import io.r2dbc.postgresql.extension.CodecRegistrar;
import io.r2dbc.postgresql.message.Format;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;

/** Lets the driver send a {@link ColumnArray}; it never reads one. */
final class ColumnArrayCodec implements Codec<ColumnArray>, CodecRegistrar {

    @Override
    public Publisher<Void> register(
            PostgresqlConnection connection, ByteBufAllocator allocator, CodecRegistry registry) {
        return Mono.fromRunnable(() -> registry.addFirst(this));
    }

    @Override
    public boolean canEncode(Object value) {
        return value instanceof ColumnArray;
    }

    @Override
    public EncodedParameter encode(Object value) {
        ColumnArray array = (ColumnArray) value;
        return encode(array, array.type());
    }

    @Override
    public EncodedParameter encode(Object value, int dataType) {
        return new EncodedParameter(Format.FORMAT_BINARY, dataType, Mono.just(((ColumnArray) value).bytes()));
    }

    @Override
    public boolean canEncodeNull(Class<?> type) {
        return false;
    }

    @Override
    public EncodedParameter encodeNull() {
        throw new UnsupportedOperationException("A column is never null as a whole");
    }

    @Override
    public boolean canDecode(int dataType, Format format, Class<?> type) {
        return false;
    }

    @Override
    public @Nullable ColumnArray decode(
            @Nullable ByteBuf buffer, int dataType, Format format, Class<? extends ColumnArray> type) {
        throw new UnsupportedOperationException("Columns are only sent");
    }
}
