package org.patchbank.dashboard;

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

/** Whether this node is ready, as {@code /q/health/ready} says it. Asked every few seconds at most. */
@ApplicationScoped
class NodeHealth {
    private static final Duration FRESH = Duration.ofSeconds(3);

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

        public String remedy() {
            return facts.getOrDefault("remedy", "");
        }

        /** Up, and yet it has something to say: the node goes on without it. */
        public boolean limping() {
            return up && facts.containsKey("reason");
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

    List<Check> alarms() {
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
