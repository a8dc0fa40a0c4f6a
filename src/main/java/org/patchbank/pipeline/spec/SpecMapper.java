package org.patchbank.pipeline.spec;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.cfg.MapperConfig;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.AnnotatedClass;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.jsontype.NamedType;
import com.fasterxml.jackson.databind.type.LogicalType;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Jackson as specs need it: fields in snake_case, constants in kebab-case, no value taken for one of another type. */
final class SpecMapper {
    static final JsonMapper JSON = builder().addModule(SpecValidator.module()).build();

    private SpecMapper() {}

    /** Reads and writes without validation. */
    static JsonMapper.Builder builder() {
        return JsonMapper.builder()
                .addModules(new Jdk8Module(), AreaJson.module())
                .annotationIntrospector(new Introspector())
                .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                .visibility(PropertyAccessor.IS_GETTER, Visibility.NONE)
                .defaultSetterInfo(JsonSetter.Value.construct(Nulls.DEFAULT, Nulls.FAIL))
                .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                .enable(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
                .withCoercionConfig(
                        LogicalType.Textual,
                        text -> Stream.of(
                                        CoercionInputShape.Boolean,
                                        CoercionInputShape.Integer,
                                        CoercionInputShape.Float)
                                .forEach(shape -> text.setCoercion(shape, CoercionAction.Fail)))
                .withCoercionConfigDefaults(
                        all -> all.setCoercion(CoercionInputShape.EmptyString, CoercionAction.Fail));
    }

    /** A constant as specs write it: {@code K_MEANS} is {@code k-means}. */
    static String name(Enum<?> constant) {
        return JSON.convertValue(constant, String.class);
    }

    /** Names constants, and finds the kinds of a part where the language lists them: as what its interface permits. */
    private static final class Introspector extends JacksonAnnotationIntrospector {
        private static final long serialVersionUID = 1;

        @Override
        public String[] findEnumValues(
                MapperConfig<?> config, AnnotatedClass type, Enum<?>[] constants, String[] names) {
            super.findEnumValues(config, type, constants, names);
            for (int i = 0; i < names.length; i++) {
                if (names[i] == null) {
                    names[i] = constants[i].name().toLowerCase(Locale.ROOT).replace('_', '-');
                }
            }
            return names;
        }

        @Override
        public List<NamedType> findSubtypes(Annotated type) {
            Class<?>[] permitted = type.getRawType().getPermittedSubclasses();
            return permitted == null
                    ? super.findSubtypes(type)
                    : Arrays.stream(permitted).map(NamedType::new).toList();
        }
    }
}
