package org.patchbank.testing;

import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A Milvus that somebody names and that is not there: tests that want it must not pass without it. */
class MilvusServerTest {
    private static final Map<String, String> NAMED = Map.of(
            "patchbank.test.milvus", "",
            "patchbank.test.milvus.process", "",
            "patchbank.test.milvus.image", "local/no-such-milvus:0");

    private Map<String, Optional<String>> before;

    @BeforeEach
    void name() {
        before = NAMED.keySet().stream()
                .collect(Collectors.toMap(name -> name, name -> Optional.ofNullable(System.getProperty(name))));
        NAMED.forEach(System::setProperty);
    }

    @AfterEach
    void restore() {
        before.forEach((name, value) ->
                value.ifPresentOrElse(present -> System.setProperty(name, present), () -> System.clearProperty(name)));
    }

    @Test
    void server_of_ones_own_is_an_error_and_no_reason_to_skip() {
        assertThatIllegalStateException().isThrownBy(MilvusServer::own).withMessageContaining("local/no-such-milvus:0");
    }
}
