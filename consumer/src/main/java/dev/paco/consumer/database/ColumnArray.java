package dev.paco.consumer.database;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A column of many rows as a parameter of a statement: an array in Postgres' binary format, in which nothing has to be escaped here
 * and nothing parsed there. Immutable.
 *
 * @see <a href="https://www.postgresql.org/docs/current/protocol-overview.html">Formats and format codes</a>
 */
public final class ColumnArray {

    private static final int INTEGER = 23;
    private static final int INTEGER_ARRAY = 1007;
    private static final int TEXT = 25;
    private static final int TEXT_ARRAY = 1009;
    private static final int UUID_TYPE = 2950;
    private static final int UUID_ARRAY = 2951;
    private static final int TIMESTAMPTZ = 1184;
    private static final int TIMESTAMPTZ_ARRAY = 1185;

    /** Postgres counts from here. */
    private static final Instant EPOCH = Instant.parse("2000-01-01T00:00:00Z");

    private static final long MICROS_OF_A_SECOND = 1_000_000;
    private static final int NANOS_OF_A_MICRO = 1_000;
    private static final int NULL = -1;
    private static final int HEADER = 5 * Integer.BYTES;

    private final int type;
    private final ByteBuf bytes;

    private ColumnArray(int type, ByteBuf bytes) {
        this.type = type;
        this.bytes = bytes;
    }

    /** A {@code text[]}. */
    public static <R> ColumnArray ofTexts(List<R> rows, Function<R, @Nullable String> column) {
        return of(TEXT_ARRAY, TEXT, lengths(rows, column), rows, column, ColumnArray::writeText);
    }

    /** An {@code integer[]}. */
    public static <R> ColumnArray ofIntegers(List<R> rows, Function<R, @Nullable Integer> column) {
        return of(INTEGER_ARRAY, INTEGER, Integer.BYTES * rows.size(), rows, column, ColumnArray::writeInteger);
    }

    /** A {@code uuid[]}. */
    public static <R> ColumnArray ofUuids(List<R> rows, Function<R, @Nullable UUID> column) {
        return of(UUID_ARRAY, UUID_TYPE, 2 * Long.BYTES * rows.size(), rows, column, ColumnArray::writeUuid);
    }

    /** A {@code timestamptz[]}, to the microsecond. */
    public static <R> ColumnArray ofTimes(List<R> rows, Function<R, @Nullable Instant> column) {
        return of(TIMESTAMPTZ_ARRAY, TIMESTAMPTZ, Long.BYTES * rows.size(), rows, column, ColumnArray::writeTime);
    }

    private static <R> int lengths(List<R> rows, Function<R, @Nullable String> column) {
        int sum = 0;
        for (R row : rows) {
            String text = column.apply(row);
            sum += text == null ? 0 : text.length();
        }
        return sum;
    }

    /**
     * Dimensions, whether there are nulls, the type; of the one dimension its size and first index; then the elements.
     *
     * @param likely how many bytes the elements take if they are plain; the buffer grows when there are more
     */
    private static <R, T> ColumnArray of(
            int type,
            int elementType,
            int likely,
            List<R> rows,
            Function<R, @Nullable T> column,
            BiConsumer<ByteBuf, T> writer) {
        ByteBuf bytes = Unpooled.buffer(HEADER + Integer.BYTES * rows.size() + likely);
        bytes.writeInt(rows.isEmpty() ? 0 : 1).writeInt(1).writeInt(elementType);
        if (!rows.isEmpty()) {
            bytes.writeInt(rows.size()).writeInt(1);
        }
        for (R row : rows) {
            T value = column.apply(row);
            if (value == null) {
                bytes.writeInt(NULL);
            } else {
                writer.accept(bytes, value);
            }
        }
        return new ColumnArray(type, bytes);
    }

    private static void writeText(ByteBuf bytes, String text) {
        byte[] utf8 = text.getBytes(UTF_8);
        bytes.writeInt(utf8.length).writeBytes(utf8);
    }

    private static void writeInteger(ByteBuf bytes, int number) {
        bytes.writeInt(Integer.BYTES).writeInt(number);
    }

    private static void writeUuid(ByteBuf bytes, UUID uuid) {
        bytes.writeInt(2 * Long.BYTES)
                .writeLong(uuid.getMostSignificantBits())
                .writeLong(uuid.getLeastSignificantBits());
    }

    private static void writeTime(ByteBuf bytes, Instant time) {
        // Of years before 1708 and after 2292 a difference in nanoseconds, which the library counts in, is no long.
        long micros = Math.addExact(
                Math.multiplyExact(time.getEpochSecond() - EPOCH.getEpochSecond(), MICROS_OF_A_SECOND),
                time.getNano() / NANOS_OF_A_MICRO);
        bytes.writeInt(Long.BYTES).writeLong(micros);
    }

    /** The type's object identifier. */
    int type() {
        return type;
    }

    /** What is sent; each call returns a view of its own. */
    ByteBuf bytes() {
        return bytes.duplicate();
    }
}
