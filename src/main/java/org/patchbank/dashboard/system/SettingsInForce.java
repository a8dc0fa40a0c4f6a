package org.patchbank.dashboard.system;

import io.smallrye.config.SmallRyeConfig;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigValue;

/** The settings that hold, without what must not be shown. */
final class SettingsInForce {
    private static final String PREFIX = "patchbank.";
    private static final Pattern SECRET =
            Pattern.compile("password|secret|token|credential|(?:access|api|private)[.-]?key");
    private static final String HIDDEN = "••••••";

    private SettingsInForce() {}

    /** @param given whether somebody said it; else it is the default */
    public record Setting(String name, String value, boolean given, String source) {}

    static List<Setting> of(Config config) {
        return StreamSupport.stream(config.getPropertyNames().spliterator(), false)
                .filter(name -> name.startsWith(PREFIX))
                .distinct()
                .sorted()
                .map(config::getConfigValue)
                .filter(value -> value.getValue() != null && !value.getValue().isEmpty())
                .map(value -> setting(value, config))
                .toList();
    }

    private static Setting setting(ConfigValue value, Config config) {
        boolean given = !"DefaultValuesConfigSource".equals(source(value, config))
                && value.getSourceOrdinal() > Integer.MIN_VALUE + 1;
        return new Setting(value.getName(), shown(value.getName(), value.getValue()), given, source(value, config));
    }

    private static String source(ConfigValue value, Config config) {
        return config instanceof SmallRyeConfig
                ? Optional.ofNullable(value.getSourceName()).orElse("")
                : "";
    }

    /** Names that sound like a secret hide their value; addresses lose what a login may be in. */
    static String shown(String name, String value) {
        if (SECRET.matcher(name.toLowerCase(Locale.ROOT)).find()) {
            return HIDDEN;
        }
        return value.replaceAll("://[^/@]*@", "://" + HIDDEN + "@")
                .replaceAll("(?<=://[^?]{0,1000})\\?.*", "?" + HIDDEN);
    }
}
