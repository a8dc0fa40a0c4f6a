package org.patchbank.vectorindex.milvus;

import static org.assertj.core.api.Assertions.assertThat;

import io.milvus.v2.exception.ErrorCode;
import io.milvus.v2.exception.MilvusClientException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.patchbank.platform.PatchbankException;
import org.patchbank.vectorindex.VectorIndexError;

/** What the servers of several versions say, and what is made of it. */
class FailureTest {
    private static MilvusClientException server(int code, String message) {
        return new MilvusClientException(ErrorCode.SERVER_ERROR, message, code, 0);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            FULL          | 9    | quota exceeded[reason=disk quota exceeded, please allocate more resources]
            FULL          | 9    | quota exceeded[reason=memory quota exceeded, please allocate more resources]
            FULL          | 3    | memory limit exceeded[predict=4.1e+09][limit=3.9e+09]
            FULL          | 7    | disk limit exceeded[predict=5e+10][limit=4e+10]
            FULL          | 5    | load segment failed, OOM if load, maxSegmentSize = 512.0 MB
            FULL          | 5    | write /var/lib/milvus/data/insert_log/1: no space left on device
            SLOW          | 8    | request is rejected by grpc RateLimiter middleware, please retry later: rate limit exceeded[rate=1]
            LOADING       | 101  | collection not loaded[collection=449]
            LOADING       | 1    | service not ready[proxy=4]: state code: StateCode_Initializing
            LOADING       | 503  | channel not available
            NO_COLLECTION | 100  | collection not found[collection=gone]
            NO_COLLECTION | 4    | can't find collection: gone
            REFUSED       | 65535| permission deny, please check the token
            OTHER         | 5    | service internal error: something else""")
    void server_that_answers_with_an_error(Failure expected, int code, String message) {
        assertThat(Failure.of(server(code, message))).isEqualTo(expected);
    }

    /** The client throws what gRPC says, wrapped or not. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            DOWN       | UNAVAILABLE: io exception
            DOWN       | DEADLINE_EXCEEDED: connect timed out
            SLOW       | DEADLINE_EXCEEDED: deadline exceeded after 2.9s
            UNSUITABLE | UNIMPLEMENTED: unknown method GetVersion
            REFUSED    | UNAUTHENTICATED: auth check failure, please check username and password""")
    void server_that_does_not_answer_or_not_us(Failure expected, String message) {
        RuntimeException thrown = new IllegalStateException(message);
        assertThat(Failure.of(thrown)).isEqualTo(expected);
        assertThat(Failure.of(new MilvusClientException(ErrorCode.RPC_ERROR, thrown)))
                .isEqualTo(expected);
    }

    @Test
    void full_server_is_told_of_with_what_to_do_and_the_call_may_be_made_again_later() {
        PatchbankException told =
                Failure.FULL.because("write", server(9, "quota exceeded[reason=disk quota exceeded]"));
        assertThat(told).hasMessage("Milvus is full: it cannot write (quota exceeded[reason=disk quota exceeded])");
        assertThat(told.remedy()).contains("more disk or memory");
        assertThat(told.code()).isEqualTo(VectorIndexError.VECTOR_INDEX_UNAVAILABLE);
        assertThat(told.code().kind().retryable()).isTrue();
        assertThat(Failure.FULL.passing()).as("within seconds").isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "v2.3.5-lite, true",
        "2.3.0, true",
        "v2.6.11, true",
        "2.10.1, true",
        "master-20260101, true",
        "v2.2.16-lite, false",
        "2.2.9, false",
        "v1.1.1, false",
        "v3.0.0, false"
    })
    void versions_from_2_3_on_are_supported(String version, boolean supported) {
        assertThat(MilvusConnection.supported(version)).isEqualTo(supported);
    }
}
