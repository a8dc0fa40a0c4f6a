package org.patchbank.inspection;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.patchbank.platform.Stage;

/** Milliseconds by stage, as they are written in the database. */
@Converter
class TimingsColumn implements AttributeConverter<Map<String, Double>, String> {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Override
    public String convertToDatabaseColumn(Map<String, Double> timings) {
        try {
            return JSON.writeValueAsString(timings);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("timings are plain numbers", e);
        }
    }

    @Override
    public Map<String, Double> convertToEntityAttribute(String column) {
        try {
            Map<String, Double> timings = JSON.readValue(column, new TypeReference<>() {});
            // jsonb keeps no order; stages have one.
            Map<String, Double> inOrder = new LinkedHashMap<>();
            Arrays.stream(Stage.values())
                    .map(Stage::label)
                    .filter(timings::containsKey)
                    .forEach(stage -> inOrder.put(stage, timings.get(stage)));
            return inOrder;
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the column inspection.timings holds no timings: " + column, e);
        }
    }
}
