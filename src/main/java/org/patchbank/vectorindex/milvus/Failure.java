package org.patchbank.vectorindex.milvus;

import io.milvus.v2.exception.ErrorCode;
import io.milvus.v2.exception.MilvusClientException;
import java.util.Locale;
import java.util.stream.Stream;
import org.patchbank.platform.PatchbankException;
import org.patchbank.vectorindex.VectorIndexError;

/** What a failed call means. */
enum Failure {
    /** Nobody answers. */
    DOWN(true, "Start Milvus, or correct patchbank.vector-index.milvus.uri; the work goes on by itself then."),
    /** It answers, but not in time. */
    SLOW(true, "Look at the load of Milvus and its rate limits, or raise patchbank.vector-index.milvus.call-timeout."),
    /** It has just started, and is about to load what it holds. */
    LOADING(true, "Wait: Milvus loads its collections for up to half a minute after a start."),
    /** It takes nothing more. */
    FULL(
            false,
            "Give Milvus more disk or memory, or raise its quota; builds wait and go on by themselves. While it is full it removes"
                    + " nothing either: versions that are deleted are removed from it afterwards."),
    /** It does not let us in. */
    REFUSED(
            false,
            "Correct patchbank.vector-index.milvus.token, or .username and .password, or the rights of that user."),
    /** It speaks another version of the protocol. */
    UNSUITABLE(false, "Run Milvus 2.3 or newer of 2."),
    NO_COLLECTION(false, "Repeat the work: the collection was removed meanwhile."),
    OTHER(true, "Look into the log of Milvus.");

    private static final int NOT_FOUND = 100;
    private static final int NOT_LOADED = 101;

    private static final String[] FULL_WORDS = {
        "quota",
        "no space left",
        "insufficient memory",
        "out of memory",
        "oom if load",
        "memory limit exceeded",
        "disk limit exceeded",
        "disk full"
    };

    private final boolean passing;
    private final String remedy;

    Failure(boolean passing, String remedy) {
        this.passing = passing;
        this.remedy = remedy;
    }

    /** Whether the same call may go well a moment later. */
    boolean passing() {
        return passing;
    }

    PatchbankException because(String what, RuntimeException cause) {
        return new PatchbankException(
                VectorIndexError.VECTOR_INDEX_UNAVAILABLE,
                "Milvus %s: it cannot %s (%s)".formatted(label(), what, reason(cause)),
                remedy,
                cause);
    }

    private String label() {
        return switch (this) {
            case DOWN -> "does not answer";
            case SLOW -> "does not answer in time";
            case LOADING -> "is starting";
            case FULL -> "is full";
            case REFUSED -> "refuses us";
            case UNSUITABLE -> "is of an unsupported version";
            case NO_COLLECTION -> "has lost a collection";
            case OTHER -> "failed";
        };
    }

    private static String reason(Throwable cause) {
        String message = cause.getMessage() == null ? cause.toString() : cause.getMessage();
        return message.length() > 300 ? message.substring(0, 300) + "…" : message;
    }

    static Failure of(RuntimeException e) {
        String text = texts(e);
        if (e instanceof MilvusClientException known) {
            if (known.getErrorCode() == ErrorCode.COLLECTION_NOT_FOUND || known.getServerErrCode() == NOT_FOUND) {
                return NO_COLLECTION;
            }
            if (known.getServerErrCode() == NOT_LOADED) {
                return LOADING;
            }
        }
        if (holds(text, "collection not found", "can't find collection")) {
            return NO_COLLECTION;
        }
        if (holds(text, "unimplemented")) {
            return UNSUITABLE;
        }
        if (holds(text, "unauthenticated", "permission_denied", "permission deny", "auth check failure")) {
            return REFUSED;
        }
        if (holds(text, FULL_WORDS)) {
            return FULL;
        }
        if (holds(text, "rate limit")) {
            return SLOW;
        }
        if (holds(text, "not loaded", "not ready", "recovering", "no available shard", "channel not available")) {
            return LOADING;
        }
        if (holds(text, "deadline", "timeout", "timed out")) {
            return holds(text, "connect", "precheck") ? DOWN : SLOW;
        }
        return holds(
                        text,
                        "unavailable",
                        "refused",
                        "connection",
                        "cannot connect",
                        "unreachable",
                        "unknownhost",
                        "unresolved")
                ? DOWN
                : OTHER;
    }

    private static boolean holds(String text, String... words) {
        return Stream.of(words).anyMatch(text::contains);
    }

    /** What the SDK says, which hides the reason in its causes. */
    private static String texts(Throwable e) {
        StringBuilder texts = new StringBuilder();
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            texts.append(cause).append('\n');
        }
        return texts.toString().toLowerCase(Locale.ROOT);
    }
}
