package dev.paco.console.csv;

/**
 * Keeps spreadsheets from running what somebody said as a formula.
 *
 * @see <a href="https://owasp.org/www-community/attacks/CSV_Injection">OWASP: CSV Injection</a>
 */
public final class FormulaSafe {

    private static final String STARTS_OF_FORMULAS = "=+-@\t\r\n";

    private FormulaSafe() {}

    /** The text, with an apostrophe before it where a spreadsheet could take it for a formula. */
    public static String cell(String text) {
        return text.isEmpty() || STARTS_OF_FORMULAS.indexOf(text.charAt(0)) < 0 ? text : "'" + text;
    }
}
