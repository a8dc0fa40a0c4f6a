package org.patchbank.pipeline.spec;

import com.fasterxml.jackson.annotation.JsonTypeName;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonMappingException.Reference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.exc.InvalidTypeIdException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.patchbank.platform.PatchbankException;

/** Says what is wrong with a spec: the path of the field, its value, and what it can be. */
final class SpecProblem {
    private static final int MOST_CHARACTERS = 80;

    private SpecProblem() {}

    /** @param spec that could not be read */
    static PatchbankException of(JsonNode spec, JsonMappingException problem) {
        for (Throwable cause = problem.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof PatchbankException refused) {
                return refused;
            }
            if (cause instanceof IllegalArgumentException) {
                return invalid(spec, problem.getPath(), "", cause.getMessage());
            }
        }
        if (problem instanceof UnrecognizedPropertyException unknown) {
            return SpecErrorCode.SPEC_FIELD_UNKNOWN.error(
                    "The spec has an unknown field \"%s\"".formatted(name(problem.getPath())),
                    "Valid fields here are: " + SpecWords.fields(SpecSchema.of(unknown.getReferringClass())) + ".");
        }
        if (problem instanceof InvalidTypeIdException unknown) {
            return invalid(
                    spec,
                    problem.getPath(),
                    "type",
                    "one of " + kinds(unknown.getBaseType().getRawClass()));
        }
        return mistyped(spec, problem.getPath());
    }

    private static PatchbankException mistyped(JsonNode spec, List<Reference> path) {
        int depth = path.size();
        while (depth > 0 && path.get(depth - 1).getFieldName() == null) {
            depth--;
        }
        List<Reference> field = path.subList(0, depth);
        if (field.isEmpty()) {
            return noFields("The spec", SpecWords.fields(SpecSchema.schema()));
        }
        Reference step = field.get(depth - 1);
        JsonNode schema =
                SpecSchema.of((Class<?>) step.getFrom()).path("properties").path(step.getFieldName());
        String fields = SpecWords.fields(schema);
        return fields.isEmpty() ? invalid(spec, field, "", SpecWords.wanted(schema)) : noFields(name(field), fields);
    }

    private static String kinds(Class<?> part) {
        return Arrays.stream(part.getPermittedSubclasses())
                .map(kind -> kind.getAnnotation(JsonTypeName.class).value())
                .collect(Collectors.joining(", "));
    }

    /** @param fields those that it may have, with commas */
    static PatchbankException noFields(String name, String fields) {
        return SpecErrorCode.SPEC_VALUE_INVALID.error(name + " is not a set of fields", "Give fields: " + fields + ".");
    }

    /** @param field of the part at the path, or empty for what the path names */
    private static PatchbankException invalid(JsonNode spec, List<Reference> path, String field, String wanted) {
        String parent = name(path);
        JsonNode value = value(spec, path);
        return SpecErrorCode.SPEC_VALUE_INVALID.error(
                "The spec's field \"%s\" cannot be %s"
                        .formatted(
                                field.isEmpty() ? parent : parent + "." + field,
                                shortened((field.isEmpty() ? value : value.path(field)).toString())),
                "Give " + wanted + ", or leave it out for the default.");
    }

    private static String shortened(String value) {
        return value.length() <= MOST_CHARACTERS ? value : value.substring(0, MOST_CHARACTERS) + "…";
    }

    private static String name(List<Reference> path) {
        StringBuilder name = new StringBuilder();
        for (Reference step : path) {
            if (step.getFieldName() == null) {
                name.append('[').append(step.getIndex()).append(']');
            } else {
                name.append(name.isEmpty() ? "" : ".").append(step.getFieldName());
            }
        }
        return name.toString();
    }

    private static JsonNode value(JsonNode spec, List<Reference> path) {
        JsonNode value = spec;
        for (Reference step : path) {
            value = step.getFieldName() == null ? value.path(step.getIndex()) : value.path(step.getFieldName());
        }
        return value;
    }
}
