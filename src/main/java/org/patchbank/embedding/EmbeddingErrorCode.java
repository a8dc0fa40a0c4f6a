package org.patchbank.embedding;

import org.patchbank.platform.ErrorCode;
import org.patchbank.platform.ErrorKind;
import org.patchbank.platform.PatchbankException;

/** Why an image cannot be turned into embeddings. */
public enum EmbeddingErrorCode implements ErrorCode {
    /** No backbone of that name, no file at that path. */
    BACKBONE_UNKNOWN(ErrorKind.UNPROCESSABLE),
    /** A descriptor that is incomplete, contradicts itself or its network. */
    BACKBONE_DESCRIPTOR_INVALID(ErrorKind.UNPROCESSABLE),
    /** The network's file is not the one that its descriptor names. */
    BACKBONE_HASH_WRONG(ErrorKind.UNPROCESSABLE),
    /** The file cannot be read, or is no network that the runtime can load. */
    BACKBONE_UNREADABLE(ErrorKind.UNPROCESSABLE),
    /** The backbone has no output of that name. */
    LAYER_UNKNOWN(ErrorKind.UNPROCESSABLE),
    /** Input size, neighbourhood or layers that no embedding can have. */
    EMBEDDING_SPEC_INVALID(ErrorKind.UNPROCESSABLE),
    /** The network stopped on an image. */
    BACKBONE_FAILED(ErrorKind.INTERNAL),
    /** The network gave infinite values, or none. */
    EMBEDDING_NOT_FINITE(ErrorKind.INTERNAL),
    /** There is no room for embeddings that do not lie in memory. */
    EMBEDDINGS_NOT_KEPT(ErrorKind.EXHAUSTED);

    private final ErrorKind kind;

    EmbeddingErrorCode(ErrorKind kind) {
        this.kind = kind;
    }

    @Override
    public ErrorKind kind() {
        return kind;
    }

    public PatchbankException error(String message, String remedy) {
        return new PatchbankException(this, message, remedy);
    }

    public PatchbankException error(String message, String remedy, Throwable cause) {
        return new PatchbankException(this, message, remedy, cause);
    }
}
