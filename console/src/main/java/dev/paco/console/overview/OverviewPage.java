package dev.paco.console.overview;

import java.util.List;

/** What the template shows of an overview. */
record OverviewPage(Overview overview, List<LongConversation> longest) {

    public boolean isEmpty() {
        return overview.isEmpty();
    }

    public String messages() {
        return Charts.whole(overview.messages());
    }

    public String conversations() {
        return Charts.whole(overview.conversations());
    }

    public String participants() {
        return Charts.whole(overview.participants());
    }

    public String averageLength() {
        return Charts.decimal(overview.averageLength());
    }

    public List<ChartView> charts() {
        return new Charts(overview).all();
    }

    public String figuresSql() {
        return sql().figures();
    }

    public String figuresCsv() {
        return Chart.FIGURES.csv(overview.filter());
    }

    public String conversationsSql() {
        return sql().conversations();
    }

    public String elevenLabsSql() {
        return Sql.ELEVENLABS_CONVERSATIONS;
    }

    public String conversationsCsv() {
        return Chart.CONVERSATIONS.csv(overview.filter());
    }

    private Sql sql() {
        return new Sql(overview.filter());
    }
}
