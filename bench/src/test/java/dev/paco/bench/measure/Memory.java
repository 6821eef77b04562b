package dev.paco.bench.measure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * Memory that a process and those it has started have at a moment, in KB. What they share, such as Postgres' buffers, counts once.
 *
 * @param own of each for itself, together
 * @param files mapped from files, of the one that has most
 * @param shared between them, of the one that has touched most
 * @see <a href="https://man7.org/linux/man-pages/man5/proc_pid_status.5.html">proc_pid_status(5)</a>
 */
record Memory(long own, long files, long shared) {

    private static final Memory NONE = new Memory(0, 0, 0);
    private static final long KILOBYTES_OF_A_MEGABYTE = 1024;

    /** Nothing where the system does not tell. */
    static Memory of(ProcessHandle process) {
        return Stream.concat(Stream.of(process), process.descendants())
                .map(Memory::ofOne)
                .reduce(NONE, Memory::with);
    }

    long megabytes() {
        return (own + files + shared) / KILOBYTES_OF_A_MEGABYTE;
    }

    private Memory with(Memory other) {
        return new Memory(own + other.own, Math.max(files, other.files), Math.max(shared, other.shared));
    }

    private static Memory ofOne(ProcessHandle process) {
        Memory memory = NONE;
        try {
            for (String line : Files.readAllLines(Path.of("/proc", Long.toString(process.pid()), "status"))) {
                if (line.startsWith("RssAnon:")) {
                    memory = new Memory(kilobytes(line), memory.files, memory.shared);
                } else if (line.startsWith("RssFile:")) {
                    memory = new Memory(memory.own, kilobytes(line), memory.shared);
                } else if (line.startsWith("RssShmem:")) {
                    memory = new Memory(memory.own, memory.files, kilobytes(line));
                }
            }
            return memory;
        } catch (IOException ended) {
            return NONE;
        }
    }

    private static long kilobytes(String line) {
        return Long.parseLong(line.replaceAll("\\D", ""));
    }
}
