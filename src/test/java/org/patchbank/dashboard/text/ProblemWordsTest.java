package org.patchbank.dashboard.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.qute.i18n.Message;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.patchbank.deployment.DeploymentError;
import org.patchbank.embedding.EmbeddingErrorCode;
import org.patchbank.inspection.InspectionErrorCode;
import org.patchbank.pipeline.fit.FitErrorCode;
import org.patchbank.pipeline.spec.SpecErrorCode;
import org.patchbank.pipeline.view.ViewErrorCode;
import org.patchbank.platform.ErrorCode;
import org.patchbank.platform.PlatformError;
import org.patchbank.reference.ReferenceError;
import org.patchbank.serving.ServingError;
import org.patchbank.vectorindex.VectorIndexError;

class ProblemWordsTest {
    @Test
    void code_has_words_where_both_what_and_what_to_do_are_there() {
        assertThat(ProblemWords.what("build-out-of-memory")).isEqualTo("buildOutOfMemory");
        assertThat(ProblemWords.known("build-out-of-memory")).isTrue();
        assertThat(ProblemWords.known("original")).as("no code").isFalse();
        assertThat(ProblemWords.known("no-such-code")).isFalse();
        assertThat(ProblemWords.known("")).isFalse();
    }

    @Test
    void every_message_belongs_to_a_code_that_there_is() {
        Set<String> expected = new TreeSet<>(Set.of("original"));
        Stream.<ErrorCode[]>of(
                        PlatformError.values(),
                        ReferenceError.values(),
                        EmbeddingErrorCode.values(),
                        ServingError.values(),
                        DeploymentError.values(),
                        InspectionErrorCode.values(),
                        FitErrorCode.values(),
                        SpecErrorCode.values(),
                        ViewErrorCode.values(),
                        VectorIndexError.values())
                .flatMap(Arrays::stream)
                .map(ErrorCode::code)
                .filter(ProblemWords::known)
                .forEach(code -> expected.addAll(Set.of(ProblemWords.what(code), ProblemWords.todo(code))));
        assertThat(Arrays.stream(ProblemTexts.class.getDeclaredMethods())
                        .filter(method -> method.isAnnotationPresent(Message.class))
                        .map(Method::getName)
                        .collect(Collectors.toSet()))
                .isEqualTo(expected);
    }
}
