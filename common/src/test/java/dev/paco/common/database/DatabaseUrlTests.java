package dev.paco.common.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseUrlTests {

    @Test
    void readsTheUrlThatNeonPrints() {
        DatabaseUrl url = DatabaseUrl.parse("postgresql://neondb_owner:npg_S3cret@ep-cool-1.eu-central-1.aws.neon.tech"
                + "/neondb?sslmode=require&channel_binding=require");

        assertThat(url)
                .isEqualTo(new DatabaseUrl(
                        "ep-cool-1.eu-central-1.aws.neon.tech",
                        5432,
                        "neondb",
                        "neondb_owner",
                        "npg_S3cret",
                        SslMode.REQUIRE,
                        "require",
                        null));
        assertThat(url.jdbcUrl())
                .isEqualTo("jdbc:postgresql://ep-cool-1.eu-central-1.aws.neon.tech:5432/neondb"
                        + "?sslmode=require&channelBinding=require");
    }

    @ParameterizedTest
    @CsvSource({
        "postgresql://u:p%40ss%3Aw%2Fo%25rd@h/d, p@ss:w/o%rd",
        "postgresql://u:a:b@h/d, a:b",
        "postgresql://u:a+b@h/d, a+b",
        "postgresql://u:a@b@h/d, a@b",
        "postgresql://u:gr%C3%BCn@h/d, grün",
    })
    void takesPasswordsAsTheyWereMeant(String text, String password) {
        assertThat(DatabaseUrl.parse(text).password()).isEqualTo(password);
    }

    @Test
    void readsAnIpv6AddressAndAPort() {
        DatabaseUrl url = DatabaseUrl.parse("postgres://u@[::1]:5433/d?sslmode=disable");

        assertThat(url.host()).isEqualTo("::1");
        assertThat(url.port()).isEqualTo(5433);
        assertThat(url.password()).isNull();
        assertThat(url.jdbcUrl()).isEqualTo("jdbc:postgresql://[::1]:5433/d?sslmode=disable");
    }

    @Test
    void itsTextNeverHoldsThePassword() {
        assertThat(DatabaseUrl.parse("postgresql://u:hidden@h/d"))
                .hasToString("postgresql://u@h:5432/d?sslmode=prefer");
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "  "})
    void saysThatItIsNotSet(@Nullable String text) {
        assertRefused(text, "DATABASE_URL is not set.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "jdbc:postgresql://u:hidden@h/d | DATABASE_URL does not start with postgresql://.",
                "mysql://u:hidden@h/d | DATABASE_URL does not start with postgresql://.",
                "postgresql+asyncpg://u:hidden@h/d | DATABASE_URL does not start with postgresql://.",
                "postgresql://u:hidden@/d | DATABASE_URL names no host.",
                "postgresql://u:hidden@h,g/d | DATABASE_URL names a host that cannot be read;"
                        + " exactly one host, an IPv6 address in brackets.",
                "postgresql://u:hidden@h:70000/d | DATABASE_URL names a port that is not a number from 1 to 65535.",
                "postgresql://u:hidden@h:x/d | DATABASE_URL names a port that is not a number from 1 to 65535.",
                "postgresql://u:hidden@h | DATABASE_URL has no database name after the host.",
                "postgresql://h/d | DATABASE_URL has no user name before the host.",
                "postgresql://u:hidden%zz@h/d | DATABASE_URL has a password that is not percent-encoded UTF-8.",
                "postgresql://u:hidden%ff@h/d | DATABASE_URL has a password that is not percent-encoded UTF-8.",
                "postgresql://u:hidden@h/d?sslmode=sure | DATABASE_URL has an sslmode that is none of"
                        + " disable, allow, prefer, require, verify-ca, verify-full.",
                "postgresql://u:hidden@10.0.0.1/d?sslmode=verify-full | DATABASE_URL has sslmode=verify-full and an"
                        + " address as its host; a certificate is held against a name.",
                "postgresql://u:hidden@[::1]/d?sslmode=verify-full | DATABASE_URL has sslmode=verify-full and an"
                        + " address as its host; a certificate is held against a name.",
                "postgresql://u:hidden@h/d?sslmod=require | DATABASE_URL has the parameter 'sslmod', which is unknown or"
                        + " has no value; known are [channel_binding, sslmode, sslrootcert].",
            })
    void namesTheFaultAndNeverThePassword(String text, String message) {
        assertRefused(text, message);
        assertThat(message).doesNotContain("hidden");
    }

    private static void assertRefused(@Nullable String text, String message) {
        assertThatExceptionOfType(InvalidDatabaseUrlException.class)
                .isThrownBy(() -> DatabaseUrl.parse(text))
                .withMessage(message)
                .satisfies(refused -> assertThat(refused.action()).contains("DATABASE_URL"));
    }
}
