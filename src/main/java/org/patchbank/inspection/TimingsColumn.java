package org.patchbank.inspection;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import java.util.LinkedHashMap;
import java.util.Map;

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
            return JSON.readValue(column, new TypeReference<LinkedHashMap<String, Double>>() {});
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the column inspection.timings holds no timings: " + column, e);
        }
    }
}
