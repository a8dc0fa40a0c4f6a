package org.patchbank.dashboard;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jboss.resteasy.reactive.RestQuery;
import org.patchbank.inspection.InspectionFilter;
import org.patchbank.inspection.VerdictFilter;
import org.patchbank.platform.PatchbankException;
import org.patchbank.platform.problem.HttpErrorCode;
import org.patchbank.scoring.Decision;

/** Which inspections a page is about, as its address says it: the parameters of the API's list, so that one fits the other. */
public class InspectionQuery {
    private static final String ALL = "all";

    @RestQuery
    public String factory;

    @RestQuery
    public String product;

    @RestQuery
    public String line;

    @RestQuery
    public String decision;

    @RestQuery
    public String verdict;

    @RestQuery("defect_type")
    public String defectType;

    @RestQuery
    public String serial;

    @RestQuery
    public String batch;

    @RestQuery
    public String from;

    @RestQuery
    public String to;

    @RestQuery("taken_from")
    public String takenFrom;

    @RestQuery("taken_to")
    public String takenTo;

    @RestQuery
    public String deployment;

    @RestQuery("reference_set")
    public String referenceSet;

    @RestQuery
    public String version;

    @RestQuery("min_score")
    public String minScore;

    @RestQuery("max_score")
    public String maxScore;

    /**
     * @param own the node's factory, which is meant where none is named
     * @throws PatchbankException {@code INVALID_REQUEST}
     */
    InspectionFilter filter(String own) {
        String wanted = given(factory);
        return new InspectionFilter(
                wanted == null ? own : ALL.equals(wanted) ? null : wanted,
                given(product),
                given(line),
                read("decision", decision, text -> Decision.valueOf(text.toUpperCase(Locale.ROOT))),
                given(serial),
                given(batch),
                read("from", from, InspectionQuery::instant),
                read("to", to, InspectionQuery::instant),
                read("taken_from", takenFrom, InspectionQuery::instant),
                read("taken_to", takenTo, InspectionQuery::instant),
                read("min_score", minScore, Double::valueOf),
                read("max_score", maxScore, Double::valueOf),
                read("verdict", verdict, text -> VerdictFilter.valueOf(text.toUpperCase(Locale.ROOT))),
                given(defectType),
                read("deployment", deployment, UUID::fromString),
                given(referenceSet),
                read("version", version, Integer::valueOf));
    }

    /** The same as the query of an address, without what is not given; empty where nothing is. */
    public String text() {
        return textWithout(Set.of());
    }

    /** The same without some of it. */
    String textWithout(Set<String> names) {
        return parameters().entrySet().stream()
                .filter(entry -> !names.contains(entry.getKey()))
                .map(entry -> entry.getKey() + "=" + encoded(entry.getValue()))
                .collect(Collectors.joining("&"));
    }

    /** What the page asks for only of those who want it. */
    public boolean isRare() {
        return given(serial) != null
                || given(batch) != null
                || given(takenFrom) != null
                || given(takenTo) != null
                || given(minScore) != null
                || given(maxScore) != null
                || given(factory) != null;
    }

    /** Names of what pages link by and no field asks for, as far as it is given; the page shows what they are. */
    public List<String> hidden() {
        return Stream.of("deployment", "reference_set", "version")
                .filter(name -> !value(name).isEmpty())
                .toList();
    }

    /** For the value of a field. */
    public String value(String name) {
        return parameters().getOrDefault(name, "");
    }

    private Map<String, String> parameters() {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("factory", given(factory));
        all.put("product", given(product));
        all.put("line", given(line));
        all.put("decision", given(decision));
        all.put("verdict", given(verdict));
        all.put("defect_type", given(defectType));
        all.put("serial", given(serial));
        all.put("batch", given(batch));
        all.put("from", given(from));
        all.put("to", given(to));
        all.put("taken_from", given(takenFrom));
        all.put("taken_to", given(takenTo));
        all.put("min_score", given(minScore));
        all.put("max_score", given(maxScore));
        all.put("deployment", given(deployment));
        all.put("reference_set", given(referenceSet));
        all.put("version", given(version));
        all.values().removeIf(value -> value == null);
        return all;
    }

    private static Instant instant(String text) {
        return OffsetDateTime.parse(text).toInstant();
    }

    private static <T> T read(String name, String value, Function<String, T> read) {
        if (given(value) == null) {
            return null;
        }
        try {
            return read.apply(value.strip());
        } catch (DateTimeException | IllegalArgumentException e) {
            throw new PatchbankException(
                    HttpErrorCode.INVALID_REQUEST,
                    "%s cannot be '%s'.".formatted(name, value),
                    "Clear the filter, or mend the page's address.",
                    e);
        }
    }

    static String given(String value) {
        return value == null || value.isBlank() ? null : value.strip();
    }

    static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
