package dev.paco.common.database;

import dev.paco.common.start.StartFailureException;

/** {@code DATABASE_URL} cannot be used; the message says what is wrong with it and never repeats the password. */
public final class InvalidDatabaseUrlException extends StartFailureException {

    private static final long serialVersionUID = 1L;

    InvalidDatabaseUrlException(String fault) {
        super(
                "DATABASE_URL " + fault,
                "Set DATABASE_URL to postgresql://user:password@host:port/database?sslmode=require, as Neon prints it. "
                        + "Characters other than letters, digits and -._~ in user, password or database"
                        + " are percent-encoded.");
    }
}
