package dev.paco.infra;

/** What this module starts, as its messages call it. */
public enum Service {
    KAFKA("Kafka", "KAFKA_PORT"),
    POSTGRES("Postgres", "POSTGRES_PORT");

    private final String displayName;
    private final String portSetting;

    Service(String displayName, String portSetting) {
        this.displayName = displayName;
        this.portSetting = portSetting;
    }

    /** The name for people. */
    public String displayName() {
        return displayName;
    }

    /** The environment variable that moves the service to another port. */
    public String portSetting() {
        return portSetting;
    }
}
