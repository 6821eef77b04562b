package dev.paco.console.export;

import org.springframework.http.MediaType;

/** How the records of a file are written. */
enum FileFormat {
    CSV("text/csv;charset=utf-8;header=present"),
    JSONL("application/x-ndjson");

    private final String type;

    FileFormat(String type) {
        this.type = type;
    }

    MediaType type() {
        return MediaType.parseMediaType(type);
    }
}
