package dev.paco.infra.stack;

/** A stack together with the duty to stop it. */
interface StartedStack extends Stack, AutoCloseable {

    /** Stops both and removes what they kept. */
    @Override
    void close();
}
