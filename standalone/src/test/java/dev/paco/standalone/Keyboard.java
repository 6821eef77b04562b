package dev.paco.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paco.standalone.Chromium.Tab;

/** Somebody without a mouse. */
final class Keyboard {

    /** More than any page has. */
    private static final int ENOUGH = 300;

    /** What can have the focus now, in the order of the page; of radio buttons those of a name are one stop. */
    private static final String STOPS = """
            [...document.querySelectorAll('a[href], button, input:not([type=hidden]), select, textarea, summary')]
                .filter(e => !e.disabled && e.tabIndex >= 0 && e.checkVisibility())
                .filter(e => e.type !== 'radio' || e.checked)""";

    private static final String SHOWN = """
            (style => style.outlineStyle !== 'none' || style.boxShadow !== 'none')(getComputedStyle(document.activeElement))""";

    private final Tab tab;

    Keyboard(Tab tab) {
        this.tab = tab;
    }

    /** Presses Tab until the element has the focus. */
    void reach(String selector) {
        for (int i = 0; i < ENOUGH && !isAt(selector); i++) {
            tab.press(Chromium.Key.TAB);
        }
        assertThat(isAt(selector)).as(selector + " can be reached").isTrue();
    }

    boolean isAt(String selector) {
        return tab.run("document.activeElement.matches('" + selector + "')").asBoolean(false);
    }

    /** The first stop of a page leads past its navigation. */
    void skipsToTheContent() {
        tab.press(Chromium.Key.TAB);
        assertThat(isAt("a.skip")).as("the first stop skips").isTrue();
        tab.press(Chromium.Key.ENTER);
        tab.press(Chromium.Key.TAB);
        assertThat(tab.run("document.activeElement.closest('#main') !== null").asBoolean(false))
                .as("the stop after it is in the content")
                .isTrue();
    }

    /** Tab goes once through all of a page, to which nobody has done anything yet, in its order, and shows where it is. */
    void walks(String page) {
        tab.run("window.stops = " + STOPS + "; void 0");
        int stops = tab.run("window.stops.length").asInt(0);
        int at = -1;
        for (int i = 0; at < stops - 1; i++) {
            assertThat(i).as(page + " is no trap").isLessThan(ENOUGH);
            tab.press(Chromium.Key.TAB);
            int next = tab.run("window.stops.indexOf(document.activeElement)").asInt(-1);
            if (next < 0 && !isAt("body")) {
                // A region that scrolls is a stop, too.
                continue;
            }
            int from = at;
            assertThat(next).as(() -> page + ": the stop after " + name(from)).isEqualTo(from + 1);
            assertThat(tab.run(SHOWN).asBoolean(false))
                    .as(() -> page + ": " + name(next) + " shows that it has the focus")
                    .isTrue();
            at = next;
        }
    }

    private String name(int stop) {
        return stop < 0
                ? "none"
                : tab.run("window.stops[" + stop + "].outerHTML.slice(0, 80)").asString();
    }
}
