package org.patchbank.app.doctor;

import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.patchbank.platform.database.DatabaseAddress;
import org.patchbank.platform.storage.ImageStore;

/** Looks at everything that the program stands on. */
public final class Checkup {
    private final Path dataDir;
    private final Function<String, Optional<String>> settings;
    private final Supplier<ImageStore> imageStore;
    private final Clock clock;

    /**
     * @param settings gives the value of a setting by its name
     * @param imageStore opens the store of the settings
     */
    public Checkup(
            Path dataDir, Function<String, Optional<String>> settings, Supplier<ImageStore> imageStore, Clock clock) {
        this.dataDir = dataDir;
        this.settings = settings;
        this.imageStore = imageStore;
        this.clock = clock;
    }

    public List<Check> run() {
        List<Check> checks = new ArrayList<>();
        checks.add(MachineChecks.java());
        checks.add(MachineChecks.vectorKernels());
        checks.add(MachineChecks.cores());
        checks.add(MachineChecks.memory());
        checks.add(MachineChecks.disk(dataDir));
        checks.addAll(BackboneCheck.all(
                settings.apply("patchbank.embedding.backbones").map(Path::of)));
        checks.addAll(new StoreChecks(dataDir, database(), imageStore, clock).all());
        return checks;
    }

    private Optional<DatabaseAddress> database() {
        return settings.apply("patchbank.jdbc-url")
                .map(url -> new DatabaseAddress(
                        url,
                        settings.apply("patchbank.jdbc-username").orElse(null),
                        settings.apply("patchbank.jdbc-password").orElse(null)));
    }
}
