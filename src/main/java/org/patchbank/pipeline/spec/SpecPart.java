package org.patchbank.pipeline.spec;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A record of a spec, or an interface of several kinds of record.
 *
 * @param type the record or the interface
 */
record SpecPart(Class<?> type) {
    static SpecPart of(Class<?> type) {
        return new SpecPart(type);
    }

    /** Its fields in their order with commas, the one that names its kind first. */
    String fields() {
        return Stream.concat(typeField().stream(), components().map(SpecPart::field))
                .collect(Collectors.joining(", "));
    }

    Stream<RecordComponent> components() {
        return type.isRecord() ? Arrays.stream(type.getRecordComponents()) : Stream.empty();
    }

    /** A component's name as specs write it. */
    static String field(RecordComponent component) {
        return SnakeCaseStrategy.INSTANCE.translate(component.getName());
    }

    /** The field that names its kind; empty where there is one kind alone. */
    Optional<String> typeField() {
        return Stream.concat(Stream.of(type), Arrays.stream(type.getInterfaces()))
                .filter(each -> each.isAnnotationPresent(JsonTypeInfo.class))
                .map(each -> each.getAnnotation(JsonTypeInfo.class).property())
                .findFirst();
    }

    /** The names of an interface's kinds with commas. */
    String kinds() {
        return Arrays.stream(type.getPermittedSubclasses())
                .map(kind -> kind.getAnnotation(JsonTypeName.class).value())
                .collect(Collectors.joining(", "));
    }
}
