package org.patchbank.dashboard.system;

import io.smallrye.health.SmallRyeHealthReporter;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Whether this node is ready, as {@code /q/health/ready} says it. Asked every few seconds at most. */
@ApplicationScoped
public class NodeHealth {
    private static final Duration FRESH = Duration.ofSeconds(3);
    private static final Set<String> SAID = Set.of("code", "reason", "remedy", "meanwhile");

    /** How the check of the banks writes their states. */
    private static final Pattern BROKEN = Pattern.compile("broken \\(([a-z0-9-]+)\\): (.*)", Pattern.DOTALL);

    private static final String READY = "ready";
    private static final String LOADING = "loading";

    private final SmallRyeHealthReporter reporter;
    private final Clock clock;
    private List<Check> kept = List.of();
    private Instant keptAt = Instant.EPOCH;

    NodeHealth(SmallRyeHealthReporter reporter, Clock clock) {
        this.reporter = reporter;
        this.clock = clock;
    }

    /**
     * One thing that was looked at.
     *
     * @param facts what else it says: reason and remedy where it is down, the state of each bank
     */
    public record Check(String name, boolean up, Map<String, String> facts) {
        public String reason() {
            return facts.getOrDefault("reason", "");
        }

        /** Of the error behind it; empty where there is none. */
        public String code() {
            return facts.getOrDefault("code", "");
        }

        /** What of it is not as it should be: deployments whose bank is being loaded or cannot be. */
        public List<Part> parts() {
            return up
                    ? List.of()
                    : facts.entrySet().stream()
                            .filter(fact -> !SAID.contains(fact.getKey())
                                    && !fact.getValue().startsWith(READY))
                            .map(Part::of)
                            .toList();
        }

        public String remedy() {
            return facts.getOrDefault("remedy", "");
        }

        /** Up, and yet it has something to say: the node goes on without it. */
        public boolean limping() {
            return up && facts.containsKey("reason");
        }
    }

    /** @param code of the error; empty where it is none, and text says what it is */
    public record Part(String name, String code, String text) {
        static Part of(Map.Entry<String, String> fact) {
            Matcher broken = BROKEN.matcher(fact.getValue());
            return broken.matches()
                    ? new Part(fact.getKey(), broken.group(1), broken.group(2))
                    : new Part(fact.getKey(), "", fact.getValue());
        }

        /** It needs nobody, only time. */
        public boolean loading() {
            return text.equals(LOADING);
        }
    }

    synchronized List<Check> checks() {
        Instant now = clock.instant();
        if (!now.isBefore(keptAt.plus(FRESH))) {
            kept = reporter.getReadiness().getPayload().getJsonArray("checks").getValuesAs(JsonObject.class).stream()
                    .map(NodeHealth::check)
                    .sorted((a, b) -> a.name().compareTo(b.name()))
                    .toList();
            keptAt = clock.instant();
        }
        return kept;
    }

    public List<Check> alarms() {
        return checks().stream().filter(check -> !check.up() || check.limping()).toList();
    }

    private static Check check(JsonObject check) {
        Map<String, String> facts = new LinkedHashMap<>();
        JsonObject data = check.getJsonObject("data");
        if (data != null) {
            data.forEach((name, value) ->
                    facts.put(name, value instanceof JsonString text ? text.getString() : value.toString()));
        }
        return new Check(check.getString("name"), check.getString("status").equals("UP"), facts);
    }
}
