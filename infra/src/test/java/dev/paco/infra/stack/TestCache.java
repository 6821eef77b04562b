package dev.paco.infra.stack;

import java.nio.file.Path;

/** The folder that all tests of this machine's user unpack servers into, once. */
public final class TestCache {

    private TestCache() {}

    public static Path path() {
        return Path.of(System.getProperty("java.io.tmpdir"), "paco-infra-" + System.getProperty("user.name"));
    }
}
