package dev.paco.consumer.schema;

import dev.paco.consumer.adopt.Adoption;
import dev.paco.consumer.adopt.LegacyRowAdopter;
import dev.paco.consumer.database.SqlState;
import java.sql.SQLException;
import org.flywaydb.core.api.migration.Context;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Gives the rows that are there their keys, on connections of its own. */
final class AdoptExistingRows extends StepOutsideTransaction {

    private static final Logger log = LoggerFactory.getLogger(AdoptExistingRows.class);

    private final LegacyRowAdopter adopter;

    AdoptExistingRows(LegacyRowAdopter adopter) {
        super("7", "adopt existing rows");
        this.adopter = adopter;
    }

    @Override
    public void migrate(Context context) throws SQLException {
        Adoption adoption = adopter.adoptAll();
        log.info(
                "{} existing rows have their key; without: {} twins, {} of unknown role, provider or time",
                adoption.adopted(),
                adoption.twins(),
                adoption.unidentifiable());
        if (!adoption.complete()) {
            throw new SQLException(
                    "Another process is giving keys to existing rows", SqlState.LOCK_NOT_AVAILABLE.code());
        }
    }
}
