package dev.paco.consumer.write;

import dev.paco.common.event.MessageEvent;
import dev.paco.common.event.Outcome;

/** Is told what statements have committed, though the rest of their batch may still be broken off. */
interface Commits {

    /** Keeps nothing: for those who count what they read. */
    Commits UNCOUNTED = new Commits() {

        @Override
        public void saved(MessageEvent message) {}

        @Override
        public void revised(MessageEvent message) {}

        @Override
        public Outcome outcomeOfFound(MessageEvent message) {
            return Outcome.DUPLICATE;
        }
    };

    /** {@code message} is a row. */
    void saved(MessageEvent message);

    /** The text of {@code message} is a revision. */
    void revised(MessageEvent message);

    /** What a message is whose text was there: a duplicate, unless a try of this batch that was broken off has brought it there. */
    Outcome outcomeOfFound(MessageEvent message);
}
