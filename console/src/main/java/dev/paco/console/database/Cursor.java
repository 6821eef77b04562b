package dev.paco.console.database;

import io.r2dbc.spi.Readable;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;

/**
 * A cursor of SQL, within a transaction, for more rows than should be in memory. Not the driver's own ({@code fetchSize}): when Postgres ends the
 * connection while rows are handed on, that one spins for ever, on an event loop that other connections need, too.
 *
 * @see <a href="https://www.postgresql.org/docs/current/sql-declare.html">DECLARE</a>
 */
public final class Cursor {

    private static final String NAME = "download";

    private Cursor() {}

    /** The statement that declares it for {@code query}, whose parameters are its own. */
    public static String declared(String query) {
        return "DECLARE " + NAME + " NO SCROLL CURSOR FOR " + query;
    }

    /**
     * All of its rows, read as they are asked for.
     *
     * @param client of the transaction in which it was declared
     * @param rows that are read at a time
     */
    public static <T> Flux<T> rows(DatabaseClient client, int rows, Function<Readable, T> mapping) {
        AtomicBoolean more = new AtomicBoolean();
        return Flux.defer(() -> {
                    more.set(false);
                    return client.sql("FETCH " + rows + " FROM " + NAME)
                            .map(mapping)
                            .all()
                            .doOnNext(row -> more.set(true));
                })
                .repeat(more::get);
    }
}
