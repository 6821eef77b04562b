package dev.paco.console.export;

import tools.jackson.databind.json.JsonMapper;

/** A JSON object for each conversation, with an array of its turns. No more than a turn of it is in memory at once. */
final class JsonTranscripts implements RecordLines {

    private static final String END = "]}\n";

    private final TurnNumbers numbers = new TurnNumbers();
    private final JsonMapper mapper;
    private boolean begun;

    JsonTranscripts(JsonMapper mapper) {
        this.mapper = mapper;
    }

    @Override
    public String begin() {
        return "";
    }

    @Override
    public String add(ExportedMessage message) {
        NumberedTurn turn = numbers.next(message);
        String object = mapper.writeValueAsString(Cells.map(Columns.TURN, turn));
        if (turn.number() > 1) {
            return "," + object;
        }
        String before = begun ? END : "";
        begun = true;
        String conversation = mapper.writeValueAsString(Cells.map(Columns.CONVERSATION, message));
        return before + conversation.substring(0, conversation.length() - 1) + ",\"turns\":[" + object;
    }

    @Override
    public String end() {
        return begun ? END : "";
    }
}
