package org.patchbank.platform.database;

import java.util.Map;

/** Where a PostgreSQL database is and who we are to it. */
public record DatabaseAddress(String jdbcUrl, String username, String password) {
    /** The settings that make this the program's database. */
    public Map<String, String> asSettings() {
        return Map.of(
                "quarkus.datasource.jdbc.url", jdbcUrl,
                "quarkus.datasource.username", username,
                "quarkus.datasource.password", password);
    }

    @Override
    public String toString() {
        return jdbcUrl + " as " + username;
    }
}
