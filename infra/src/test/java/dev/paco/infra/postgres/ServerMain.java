package dev.paco.infra.postgres;

import dev.paco.infra.stack.TestCache;
import java.io.IOException;
import java.nio.file.Path;

/** Starts Postgres in a JVM that is then killed. */
final class ServerMain {

    private ServerMain() {}

    public static void main(String[] arguments) throws IOException {
        EmbeddedPostgres postgres =
                EmbeddedPostgres.start(new PostgresSettings(Path.of(arguments[0]), 0, "paco", arguments[1], "paco")
                        .withCacheDirectory(TestCache.path()));
        System.out.println("pid " + postgres.pid());
        System.out.println("port " + postgres.port());
        System.in.read();
    }
}
