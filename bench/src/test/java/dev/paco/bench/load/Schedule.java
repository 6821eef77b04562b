package dev.paco.bench.load;

/** When the requests of a connection are due. */
interface Schedule {

    /** Each as soon as the one before it is answered. */
    Schedule CLOSED = (connection, sequence) -> 0;

    /**
     * Nanoseconds after the start at which a request is due; 0 is at once.
     *
     * @param connection counted from 0
     * @param sequence of the request on its connection, from 0
     */
    long dueAfter(int connection, long sequence);

    /** A fixed rate, spread evenly over {@code connections}, whether the ones before are answered or not. */
    static Schedule open(double perSecond, int connections) {
        double nanosBetween = 1e9 / perSecond;
        return (connection, sequence) -> Math.max(1, Math.round((sequence * connections + connection) * nanosBetween));
    }
}
