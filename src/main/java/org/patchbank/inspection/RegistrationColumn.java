package org.patchbank.inspection;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import org.patchbank.image.Motion;
import org.patchbank.image.align.Registration;

/** How an image lay against the template, as it is written in the database; null where there is none. */
@Converter
class RegistrationColumn implements AttributeConverter<Registration, String> {
    private static final ObjectMapper JSON = new ObjectMapper();

    private record Row(double degrees, double x, double y, double correlation, boolean sure) {}

    @Override
    public String convertToDatabaseColumn(Registration registration) {
        if (registration == null) {
            return null;
        }
        Motion motion = registration.motion();
        try {
            return JSON.writeValueAsString(
                    new Row(motion.degrees(), motion.x(), motion.y(), registration.correlation(), registration.sure()));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a registration is plain numbers", e);
        }
    }

    @Override
    public Registration convertToEntityAttribute(String column) {
        if (column == null) {
            return null;
        }
        try {
            Row row = JSON.readValue(column, Row.class);
            return new Registration(new Motion(row.degrees, row.x, row.y), row.correlation, row.sure);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the column inspection.registration holds no registration: " + column, e);
        }
    }
}
