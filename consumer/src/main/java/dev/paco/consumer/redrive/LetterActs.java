package dev.paco.consumer.redrive;

import dev.paco.consumer.database.JdbcConnections;
import dev.paco.consumer.deadletter.LetterId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The memory of what was done with letters, {@code paco_dead_letter_acts}. */
public final class LetterActs {

    private static final String LAST = """
            SELECT DISTINCT ON (letter) letter, act, attempt, because, acted_at, acted_by
              FROM paco_dead_letter_acts
             ORDER BY letter, attempt DESC, id DESC""";

    private static final String ADD = """
            INSERT INTO paco_dead_letter_acts (letter, attempt, act, because, acted_at, acted_by)
            VALUES (?, ?, ?, ?, ?, ?)""";

    private final JdbcConnections connections;

    public LetterActs(JdbcConnections connections) {
        this.connections = connections;
    }

    /** The last act on each letter. */
    Map<LetterId, Act> last() throws SQLException {
        Map<LetterId, Act> acts = new HashMap<>();
        try (Connection connection = connections.open();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(LAST)) {
            while (row.next()) {
                Optional<LetterId> letter = LetterId.of(row.getString("letter"));
                Optional<LetterState> state = LetterState.of(row.getString("act"));
                if (letter.isPresent() && state.isPresent()) {
                    acts.put(
                            letter.get(),
                            new Act(
                                    state.get(),
                                    row.getInt("attempt"),
                                    row.getString("because"),
                                    row.getObject("acted_at", OffsetDateTime.class)
                                            .toInstant(),
                                    row.getString("acted_by")));
                }
            }
        }
        return acts;
    }

    /** Remembers {@code act} of each of {@code letters}, at their last attempts. */
    public void add(List<Letter> letters, Act act) throws SQLException {
        try (Connection connection = connections.open();
                PreparedStatement statement = connection.prepareStatement(ADD)) {
            connection.setAutoCommit(false);
            for (Letter letter : letters) {
                statement.setString(1, letter.id().toString());
                statement.setInt(2, letter.attempt());
                statement.setString(3, act.state().code());
                statement.setString(4, act.because());
                statement.setObject(5, act.at().atOffset(ZoneOffset.UTC));
                statement.setString(6, act.by());
                statement.addBatch();
            }
            statement.executeBatch();
            connection.commit();
        }
    }
}
