package org.patchbank.reference;

import org.patchbank.platform.ErrorCode;
import org.patchbank.platform.ErrorKind;

/** How work on reference sets can fail. */
public enum ReferenceError implements ErrorCode {
    REFERENCE_SET_NOT_FOUND(ErrorKind.NOT_FOUND),
    REFERENCE_SET_EXISTS(ErrorKind.CONFLICT),
    /** Several factories share a set of that name. */
    REFERENCE_SET_AMBIGUOUS(ErrorKind.CONFLICT),
    /** It is another factory's, shared for reading alone. */
    REFERENCE_SET_READ_ONLY(ErrorKind.FORBIDDEN),
    /** Lines of other factories judge with it, which would lose it. */
    REFERENCE_SET_USED_ELSEWHERE(ErrorKind.CONFLICT),
    /** The images stay in the store of another factory. */
    IMAGES_ELSEWHERE(ErrorKind.FORBIDDEN),
    /** A deployment still judges with a version of the set. */
    REFERENCE_SET_DEPLOYED(ErrorKind.CONFLICT),
    /** A version of the set runs as the shadow of a deployment. */
    REFERENCE_SET_SHADOWS(ErrorKind.CONFLICT),
    REFERENCE_IMAGE_NOT_FOUND(ErrorKind.NOT_FOUND),
    VERSION_NOT_FOUND(ErrorKind.NOT_FOUND),
    /** The version is not built, or not yet. */
    VERSION_NOT_READY(ErrorKind.CONFLICT),
    /** A version that has ended cannot be cancelled. */
    VERSION_ENDED(ErrorKind.CONFLICT),
    /** The version is of a kind that must be built anew, or holds an image that was withdrawn. */
    VERSION_CANNOT_GROW(ErrorKind.UNPROCESSABLE),
    /** The version holds all of the images already. */
    NOTHING_TO_GROW_BY(ErrorKind.CONFLICT),
    /** A request says both how to learn anew and how to grow. */
    GROWTH_CONTRADICTS(ErrorKind.UNPROCESSABLE),
    TOO_FEW_IMAGES(ErrorKind.UNPROCESSABLE),
    /** The vectors of a ready version are not what was built. */
    BANK_DAMAGED(ErrorKind.INTERNAL),
    /** This node's disk does not take or give a bank. */
    BANK_FILE_UNUSABLE(ErrorKind.UNAVAILABLE),
    /** The blob store does not take or give the numbers of a model now. */
    PARAMETERS_UNAVAILABLE(ErrorKind.UNAVAILABLE),
    /** The build failed for a reason that is not in the images or the spec. */
    BUILD_FAILED(ErrorKind.INTERNAL),
    BUILD_OUT_OF_MEMORY(ErrorKind.EXHAUSTED),
    UPLOAD_EMPTY(ErrorKind.BAD_REQUEST),
    TOO_MANY_UPLOADS(ErrorKind.EXHAUSTED),
    /** The archive is no ZIP, or damaged. */
    ARCHIVE_CORRUPT(ErrorKind.UNPROCESSABLE),
    ARCHIVE_TOO_LARGE(ErrorKind.TOO_LARGE),
    CURSOR_INVALID(ErrorKind.BAD_REQUEST);

    static final String DAMAGE_REMEDY =
            "Bring the vector index back from a backup, or build a new version of the reference set.";

    private final ErrorKind kind;

    ReferenceError(ErrorKind kind) {
        this.kind = kind;
    }

    @Override
    public ErrorKind kind() {
        return kind;
    }
}
