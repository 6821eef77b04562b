package dev.paco.console.page;

import org.springframework.http.HttpStatus;
import org.springframework.web.reactive.result.view.Rendering;

/**
 * Answers to forms, which lead to a page that may be loaded again without doing it again.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#name-303-see-other">RFC 9110, section 15.4.4</a>
 */
public final class SeeOther {

    private SeeOther() {}

    /** Leads to {@code address}, a path of the console. */
    public static Rendering at(String address) {
        return Rendering.redirectTo(address).status(HttpStatus.SEE_OTHER).build();
    }
}
