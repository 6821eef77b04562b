package dev.paco.consumer.log;

import org.apache.kafka.common.errors.RetriableException;

/** Tells brokers that do not answer, or not yet, from other failures. */
public final class BrokerOutage {

    private BrokerOutage() {}

    /** Whether {@code failure}, or a cause of it, is that of brokers: the same may succeed later. */
    public static boolean isBehind(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof RetriableException) {
                return true;
            }
        }
        return false;
    }
}
