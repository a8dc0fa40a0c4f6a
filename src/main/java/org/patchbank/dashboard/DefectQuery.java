package org.patchbank.dashboard;

import jakarta.ws.rs.core.UriBuilder;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jboss.resteasy.reactive.RestQuery;
import org.patchbank.defect.DefectFilter;
import org.patchbank.inspection.Severity;

/** Which defects a person wants to see; what is left empty leaves the choice open, and what makes no sense is taken as empty. */
public class DefectQuery {
    @RestQuery
    String factory;

    @RestQuery
    String product;

    @RestQuery
    String line;

    @RestQuery
    String type;

    @RestQuery
    String severity;

    @RestQuery
    String verdict;

    /** A day in the zone. */
    @RestQuery
    String from;

    /** A day in the zone, itself included. */
    @RestQuery
    String to;

    /** Where the reader is; where the server is unless given. */
    @RestQuery
    String zone;

    /** With the empty ones as null. */
    public Map<String, String> chosen() {
        Map<String, String> chosen = new LinkedHashMap<>();
        chosen.put("factory", text(factory));
        chosen.put("product", text(product));
        chosen.put("line", text(line));
        chosen.put("type", text(type));
        chosen.put("severity", text(severity));
        chosen.put("verdict", text(verdict));
        chosen.put("from", text(from));
        chosen.put("to", text(to));
        return chosen;
    }

    public boolean isOpen() {
        return chosen().values().stream().allMatch(value -> value == null);
    }

    DefectFilter filter() {
        return new DefectFilter(
                text(factory),
                text(product),
                text(line),
                day(from, 0),
                day(to, 1),
                text(type),
                constant(Severity.class, severity),
                constant(DefectFilter.Verdict.class, verdict));
    }

    String address(String path, String cursor) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("cursor", cursor);
        values.putAll(chosen());
        values.put("zone", text(zone));
        values.values().removeIf(value -> value == null);
        UriBuilder address = UriBuilder.fromPath(path);
        values.keySet().forEach(name -> address.queryParam(name, "{" + name + "}"));
        return address.buildFromMap(values).toString();
    }

    private static String text(String value) {
        return value == null || value.isBlank() ? null : value.strip();
    }

    private ZoneId zone() {
        try {
            return text(zone) == null ? ZoneId.systemDefault() : ZoneId.of(zone);
        } catch (DateTimeException e) {
            return ZoneId.systemDefault();
        }
    }

    private Instant day(String value, int plus) {
        try {
            return text(value) == null
                    ? null
                    : LocalDate.parse(value).plusDays(plus).atStartOfDay(zone()).toInstant();
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static <E extends Enum<E>> E constant(Class<E> type, String value) {
        try {
            return text(value) == null ? null : Enum.valueOf(type, value.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
