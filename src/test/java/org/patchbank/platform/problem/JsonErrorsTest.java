package org.patchbank.platform.problem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.patchbank.platform.ErrorKind;

class JsonErrorsTest {
    private final ObjectMapper json = new ObjectMapper().setPropertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE);

    record Part(String name, Double rejectRate, ErrorKind kind, List<Part> parts) {}

    @Test
    void unknown_field_is_named_with_those_that_are_known() {
        JsonMappingException e = failure("{\"parts\": [{\"reject_rat\": 1}]}");

        assertThat(JsonErrors.field(e)).isEqualTo("parts[0].reject_rat");
        assertThat(JsonErrors.reason(e)).isEqualTo("is unknown; known are kind, name, parts, reject_rate");
    }

    @Test
    void text_for_a_number_is_shown() {
        JsonMappingException e = failure("{\"reject_rate\": \"high\"}");

        assertThat(JsonErrors.field(e)).isEqualTo("reject_rate");
        assertThat(JsonErrors.reason(e)).isEqualTo("cannot be 'high'; it must be a number");
    }

    @Test
    void enum_lists_its_values() {
        assertThat(JsonErrors.reason(failure("{\"kind\": \"x\"}")))
                .startsWith("cannot be 'x'; it must be one of bad_request,");
    }

    @Test
    void no_java_class_is_named() {
        assertThat(JsonErrors.reason(failure("{\"parts\": 3}"))).isEqualTo("must be a list");
    }

    @Test
    void text_that_is_not_json_is_located() {
        JsonProcessingException e = catchThrowableOfType(
                JsonProcessingException.class, () -> json.readValue("{\"name\": \"a\",\n oops}", Part.class));

        assertThat(JsonErrors.where(e)).contains("line 2");
    }

    @Test
    void camel_case_becomes_snake_case() {
        assertThat(JsonErrors.snakeCase("rejectRate")).isEqualTo("reject_rate");
        assertThat(JsonErrors.snakeCase("line")).isEqualTo("line");
    }

    private JsonMappingException failure(String body) {
        return catchThrowableOfType(JsonMappingException.class, () -> json.readValue(body, Part.class));
    }
}
