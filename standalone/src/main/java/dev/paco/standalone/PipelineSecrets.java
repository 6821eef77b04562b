package dev.paco.standalone;

import java.util.Map;

/**
 * What the parts must know and nobody else.
 *
 * @param jwtSecret signs tokens
 * @param adminPassword of the console's first operator
 * @param pseudonymKey makes pseudonyms of research ids in exports
 */
record PipelineSecrets(String jwtSecret, String adminPassword, String pseudonymKey) {

    private static final String ADMIN_PASSWORD = "PACO_ADMIN_PASSWORD";
    private static final String ADMIN_PASSWORD_FILE = "admin.password";

    /** Those of the environment, and for those that it lacks, ones that were made up at the first start. */
    static PipelineSecrets of(Map<String, String> environment, Secrets secrets) {
        return new PipelineSecrets(
                secret(environment, "PACO_JWT_SECRET", secrets, "jwt.secret"),
                secret(environment, ADMIN_PASSWORD, secrets, ADMIN_PASSWORD_FILE),
                secret(environment, "PACO_PSEUDONYM_KEY", secrets, "pseudonym.key"));
    }

    private static String secret(Map<String, String> environment, String variable, Secrets secrets, String file) {
        String given = environment.getOrDefault(variable, "");
        return given.isEmpty() ? secrets.secret(file) : given;
    }

    /** Where the password of {@code admin} can be read. */
    static String whereTheAdminPasswordIs(Map<String, String> environment, StandaloneSettings settings) {
        return environment.getOrDefault(ADMIN_PASSWORD, "").isEmpty()
                ? "cat " + settings.dataFolder().resolve(ADMIN_PASSWORD_FILE)
                : "as " + ADMIN_PASSWORD + " said at the first start";
    }

    /** Without them. */
    @Override
    public String toString() {
        return "PipelineSecrets[]";
    }
}
