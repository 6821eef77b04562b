package dev.paco.console.pipeline;

/** How a part of the pipeline does. */
enum PartState {
    UP("up", "good"),
    DOWN("down", "bad"),
    NO_ANSWER("no answer", "warn");

    private final String words;
    private final String tone;

    PartState(String words, String tone) {
        this.words = words;
        this.tone = tone;
    }

    String words() {
        return words;
    }

    /** The class that it is shown with. */
    String tone() {
        return tone;
    }
}
