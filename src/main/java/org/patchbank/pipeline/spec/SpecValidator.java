package org.patchbank.pipeline.spec;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.DeserializationConfig;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.deser.BeanDeserializerModifier;
import com.fasterxml.jackson.databind.deser.std.DelegatingDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.MessageInterpolator;
import jakarta.validation.Validation;
import jakarta.validation.Validator;
import java.io.IOException;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import org.hibernate.validator.HibernateValidator;

/** Validates each record of a spec as soon as it is read, so that the parser knows the path of what is wrong. */
final class SpecValidator extends DelegatingDeserializer {
    private static final long serialVersionUID = 1;

    private static final Validator VALIDATOR = Validation.byProvider(HibernateValidator.class)
            .configure()
            .ignoreXmlConfiguration()
            .messageInterpolator(new NoMessages())
            .buildValidatorFactory()
            .getValidator();

    /** {@link SpecWords} has the words. */
    private static final class NoMessages implements MessageInterpolator {
        @Override
        public String interpolate(String template, Context context) {
            return template;
        }

        @Override
        public String interpolate(String template, Context context, Locale locale) {
            return template;
        }
    }

    private SpecValidator(JsonDeserializer<?> reader) {
        super(reader);
    }

    static SimpleModule module() {
        return new SimpleModule().setDeserializerModifier(new BeanDeserializerModifier() {
            private static final long serialVersionUID = 1;

            @Override
            public JsonDeserializer<?> modifyDeserializer(
                    DeserializationConfig config, BeanDescription bean, JsonDeserializer<?> reader) {
                return bean.getBeanClass().isRecord() ? new SpecValidator(reader) : reader;
            }
        });
    }

    @Override
    protected JsonDeserializer<?> newDelegatingInstance(JsonDeserializer<?> reader) {
        return new SpecValidator(reader);
    }

    @Override
    public Object deserialize(JsonParser parser, DeserializationContext context) throws IOException {
        Object part = super.deserialize(parser, context);
        Optional<String> invalid =
                VALIDATOR.validate(part).stream().map(SpecValidator::field).min(Comparator.naturalOrder());
        if (invalid.isPresent()) {
            throw unfit(parser, part, invalid.get(), null);
        }
        if (part instanceof Checked checked) {
            try {
                checked.check();
            } catch (UnfitFieldException e) {
                throw unfit(parser, part, e.field(), e);
            }
        }
        return part;
    }

    /** @param field of the part, or empty for the part as a whole */
    private static JsonMappingException unfit(JsonParser parser, Object part, String field, Throwable cause) {
        JsonMappingException problem = JsonMappingException.from(parser, "not valid", cause);
        return field.isEmpty() ? problem : JsonMappingException.wrapWithPath(problem, part.getClass(), field);
    }

    /** The name in JSON of the component that is out of range, whichever of its elements is. */
    private static String field(ConstraintViolation<Object> violation) {
        String component = violation.getPropertyPath().iterator().next().getName();
        return PropertyNamingStrategies.SnakeCaseStrategy.INSTANCE.translate(component);
    }
}
