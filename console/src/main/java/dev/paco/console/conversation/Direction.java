package dev.paco.console.conversation;

/** Which way a list of conversations is turned over. */
enum Direction {
    OLDER("DESC", "<"),
    NEWER("ASC", ">");

    private final String order;
    private final String comparison;

    Direction(String order, String comparison) {
        this.order = order;
        this.comparison = comparison;
    }

    /** Of conversations {@code s}, as SQL. */
    String order() {
        return "s.last_at " + order + ", s.id " + order;
    }

    /** How what comes next compares to where one is, in SQL. */
    String comparison() {
        return comparison;
    }

    Direction reversed() {
        return this == OLDER ? NEWER : OLDER;
    }
}
