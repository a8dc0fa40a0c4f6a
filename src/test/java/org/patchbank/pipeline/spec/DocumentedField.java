package org.patchbank.pipeline.spec;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A row of a table in docs/specs.md.
 *
 * @param path of the field with dots; {@code []} stands for an element of a list
 * @param with what the field needs, such as the type of its model; empty where it needs nothing
 * @param values what the document says of its values
 * @param byDefault what the document says of its default
 * @param use when to use it, as the document says
 */
record DocumentedField(String path, List<String> with, String values, String byDefault, String use) {
    private static final Path DOCUMENT = Path.of("docs/specs.md");
    private static final YAMLMapper YAML = new YAMLMapper();
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");
    private static final Pattern VARIANT = Pattern.compile("(.+?) with `([^`]+)`.*");

    /** A value or default for one thing that the field may stand with; for anything else where {@code with} is empty. */
    record Variant(String with, String text) {}

    /** All rows, one for each field of a row that names several. */
    static List<DocumentedField> all() {
        List<DocumentedField> fields = new ArrayList<>();
        boolean of = false;
        try {
            for (String line : Files.readAllLines(DOCUMENT)) {
                List<String> cells = cells(line);
                if (cells.size() > 1 && cells.get(0).equals("field")) {
                    of = cells.get(1).equals("of");
                } else if (cells.size() > 3 && cells.get(0).startsWith("`")) {
                    add(cells, of, fields);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return fields;
    }

    private static List<String> cells(String line) {
        return line.startsWith("| ")
                ? Arrays.stream(line.substring(1, line.length() - 1).split("\\|"))
                        .map(String::strip)
                        .toList()
                : List.of();
    }

    private static void add(List<String> cells, boolean of, List<DocumentedField> fields) {
        String[] parts = cells.get(0).split(" with ", 2);
        List<String> with = of ? codes(cells.get(1)) : parts.length > 1 ? codes(parts[1]) : List.of();
        int values = of ? 2 : 1;
        String first = codes(parts[0]).get(0);
        if (with.isEmpty() && first.startsWith("model.") && !first.equals("model.type")) {
            with = List.of("memory-bank");
        }
        for (String name : codes(parts[0])) {
            String path = name.startsWith(".") ? first.substring(0, first.lastIndexOf('.')) + name : name;
            fields.add(
                    new DocumentedField(path, with, cells.get(values), cells.get(values + 1), cells.get(values + 2)));
        }
    }

    /** What is set as code in a text. */
    static List<String> codes(String text) {
        List<String> codes = new ArrayList<>();
        Matcher matcher = CODE.matcher(text);
        while (matcher.find()) {
            codes.add(matcher.group(1));
        }
        return codes;
    }

    /** What the values are, and what they are with some of {@link #with} or other fields. */
    List<Variant> variants(String cell) {
        String[] clauses = cell.split("; ");
        List<Variant> special = Stream.of(clauses)
                .skip(1)
                .map(VARIANT::matcher)
                .filter(Matcher::matches)
                .map(clause -> new Variant(clause.group(2), clause.group(1)))
                .toList();
        List<Variant> all = new ArrayList<>(special);
        List<String> others = with.isEmpty() ? List.of("") : with;
        others.stream()
                .filter(each -> special.stream().noneMatch(known -> known.with().equals(each)))
                .forEach(each -> all.add(new Variant(each, clauses[0])));
        return all;
    }

    static JsonNode yaml(String text) {
        try {
            return YAML.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(text, e);
        }
    }

    @Override
    public String toString() {
        return path + (with.isEmpty() ? "" : " with " + with);
    }
}
