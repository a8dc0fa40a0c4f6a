package org.patchbank.app;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.patchbank.platform.database.DatabaseAddress;

/**
 * Reads the few settings that are needed before Quarkus starts, from where Quarkus will read them: system properties, the
 * environment, {@code config/application.properties} in the working folder.
 */
final class StartSettings {
    private static final int ORDINAL_OF_CONFIG_FOLDER = 260;

    private final SmallRyeConfig config;

    private StartSettings(SmallRyeConfig config) {
        this.config = config;
    }

    static StartSettings read() {
        SmallRyeConfigBuilder builder = new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .addDiscoveredConverters()
                .addSystemSources()
                .withMapping(ImageStoreSettings.class)
                .withMapping(VectorIndexSettings.class);
        Path file = Path.of("config", "application.properties");
        try {
            if (Files.isReadable(file)) {
                builder.withSources(new PropertiesConfigSource(file.toUri().toURL(), ORDINAL_OF_CONFIG_FOLDER));
            }
        } catch (IOException e) {
            throw new IllegalStateException(file + " cannot be read", e);
        }
        return new StartSettings(builder.build());
    }

    ImageStoreSettings imageStore() {
        return config.getConfigMapping(ImageStoreSettings.class);
    }

    /** The database that the settings name; empty means the embedded one. */
    Optional<DatabaseAddress> database() {
        return get("patchbank.jdbc-url")
                .map(url -> new DatabaseAddress(
                        url,
                        get("patchbank.jdbc-username").orElse(null),
                        get("patchbank.jdbc-password").orElse(null)));
    }

    Optional<String> get(String name) {
        return config.getOptionalValue(name, String.class);
    }

    VectorIndexSettings vectorIndex() {
        return config.getConfigMapping(VectorIndexSettings.class);
    }
}
