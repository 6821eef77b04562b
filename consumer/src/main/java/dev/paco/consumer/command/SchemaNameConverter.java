package dev.paco.consumer.command;

import dev.paco.consumer.rebuild.SchemaName;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads the name of a schema. */
final class SchemaNameConverter implements ITypeConverter<SchemaName> {

    @Override
    public SchemaName convert(String value) {
        return SchemaName.of(value)
                .orElseThrow(() -> new TypeConversionException("'" + value
                        + "' is no name of 1 to 63 lower-case letters, digits and underscores, or one of Postgres'"
                        + " own"));
    }
}
