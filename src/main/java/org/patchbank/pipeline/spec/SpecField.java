package org.patchbank.pipeline.spec;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.databind.JsonMappingException.Reference;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a field of a spec can be, in words, from its type and its constraints. */
record SpecField(RecordComponent component) {
    /** @param step of a path in a spec that names a field */
    static SpecField of(Reference step) {
        Object from = step.getFrom();
        Class<?> type = from instanceof Class<?> known ? known : from.getClass();
        return new SpecField(SpecPart.of(type)
                .components()
                .filter(each -> SpecPart.field(each).equals(step.getFieldName()))
                .findFirst()
                .orElseThrow());
    }

    /** The fields that it holds, if it is no single value. */
    Optional<SpecPart> part() {
        AnnotatedType type = component.getAnnotatedType();
        Class<?> raw = raw(isOptional(type) ? element(type) : type);
        boolean single = raw.isEnum() || raw.isAnnotationPresent(JsonClassDescription.class);
        return !single && (raw.isRecord() || raw.isSealed()) ? Optional.of(SpecPart.of(raw)) : Optional.empty();
    }

    /** To follow "Give". */
    String wanted() {
        AnnotatedType type = component.getAnnotatedType();
        if (component.getAccessor().isAnnotationPresent(JsonFormat.class)) {
            return wanted(element(type)) + ", or a list of such";
        }
        return wanted(type);
    }

    private static String wanted(AnnotatedType type) {
        Class<?> raw = raw(type);
        if (raw.getSimpleName().endsWith("List")) {
            return "a list" + list(type);
        }
        if (raw.isAnnotationPresent(JsonClassDescription.class)) {
            return raw.getAnnotation(JsonClassDescription.class).value();
        }
        if (raw.isEnum()) {
            return "one of "
                    + Arrays.stream((Enum<?>[]) raw.getEnumConstants())
                            .map(SpecMapper::name)
                            .collect(Collectors.joining(", "));
        }
        if (raw == String.class) {
            return "a text that is not empty";
        }
        return raw == Boolean.class ? "true or false" : number(type);
    }

    private static String list(AnnotatedType type) {
        if (type.isAnnotationPresent(Size.class)) {
            return " of at most " + type.getAnnotation(Size.class).max() + " elements";
        }
        return raw(element(type)) == String.class ? " of texts" : ", each " + wanted(element(type));
    }

    private static String number(AnnotatedType type) {
        Min min = type.getAnnotation(Min.class);
        if (min != null) {
            return "a whole number from %d to %d"
                    .formatted(min.value(), type.getAnnotation(Max.class).value());
        }
        DecimalMin least = type.getAnnotation(DecimalMin.class);
        return least == null ? "a whole number" : decimal(least, type.getAnnotation(DecimalMax.class));
    }

    private static String decimal(DecimalMin least, DecimalMax most) {
        return least.inclusive()
                ? "a number from %s to %s".formatted(least.value(), most.value())
                : "a number above %s and %s %s"
                        .formatted(least.value(), most.inclusive() ? "at most" : "below", most.value());
    }

    private static boolean isOptional(AnnotatedType type) {
        return raw(type) == Optional.class;
    }

    private static AnnotatedType element(AnnotatedType type) {
        return ((AnnotatedParameterizedType) type).getAnnotatedActualTypeArguments()[0];
    }

    private static Class<?> raw(AnnotatedType type) {
        Type raw = type.getType() instanceof ParameterizedType generic ? generic.getRawType() : type.getType();
        return (Class<?>) raw;
    }
}
