package dev.paco.console.overview;

import java.util.List;

/**
 * A chart and the table that it is drawn from.
 *
 * @param id of its elements
 * @param kind as assets/charts.js knows it
 * @param stacked whether series stand on each other
 * @param wide whether it takes the whole width
 * @param unit of the values
 * @param note what must be known to read it; empty for nothing
 * @param axis heads the first column
 * @param series head the others
 * @param sql that finds the same
 * @param csv its address
 */
record ChartView(
        String id,
        String title,
        String kind,
        boolean stacked,
        boolean wide,
        String unit,
        String note,
        String axis,
        List<String> series,
        List<Line> lines,
        String sql,
        String csv) {

    /** A row of the table. */
    record Line(String label, List<Cell> cells) {}

    /**
     * A number.
     *
     * @param text for people
     * @param value for the chart
     */
    record Cell(String text, String value) {}
}
