package dev.paco.console.export;

import dev.paco.console.csv.CsvLines;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** How each kind of file is written. */
@Component
final class ExportFiles {

    private final JsonMapper mapper;

    ExportFiles(JsonMapper mapper) {
        this.mapper = mapper;
    }

    /** What writes the file that is asked for. */
    RecordLines lines(ExportRequest request) {
        CsvLines csv = new CsvLines(request.formulaSafe());
        return switch (request.what()) {
            case MESSAGES -> request.format() == FileFormat.CSV ? csvMessages(csv) : jsonMessages();
            case TRANSCRIPTS -> request.format() == FileFormat.CSV ? csvTranscripts(csv) : new JsonTranscripts(mapper);
        };
    }

    private static RecordLines csvMessages(CsvLines csv) {
        return new MessageRecords(
                csv.line(Cells.names(Columns.MESSAGES)), message -> csv.line(Cells.list(Columns.MESSAGES, message)));
    }

    private RecordLines jsonMessages() {
        return new MessageRecords(
                "", message -> mapper.writeValueAsString(Cells.map(Columns.MESSAGES, message)) + "\n");
    }

    private static RecordLines csvTranscripts(CsvLines csv) {
        TurnNumbers numbers = new TurnNumbers();
        return new MessageRecords(
                csv.line(Cells.names(Columns.TRANSCRIPTS)),
                message -> csv.line(Cells.list(Columns.TRANSCRIPTS, numbers.next(message))));
    }
}
