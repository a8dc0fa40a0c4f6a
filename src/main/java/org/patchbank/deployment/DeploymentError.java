package org.patchbank.deployment;

import org.patchbank.platform.ErrorCode;
import org.patchbank.platform.ErrorKind;

/** How deploying can fail. */
public enum DeploymentError implements ErrorCode {
    DEPLOYMENT_NOT_FOUND(ErrorKind.NOT_FOUND),
    /** The product already has a deployment on that line. */
    ALREADY_DEPLOYED(ErrorKind.CONFLICT),
    VERSION_NOT_READY(ErrorKind.CONFLICT),
    CHANGED_MEANWHILE(ErrorKind.CONFLICT),
    /** The version learned from another product. */
    OTHER_PRODUCT(ErrorKind.UNPROCESSABLE),
    /** The review threshold lies above the reject threshold. */
    THRESHOLDS_CROSSED(ErrorKind.UNPROCESSABLE),
    /** A threshold set by hand belongs to the scores of one version. */
    MANUAL_THRESHOLD_NOT_COMPARABLE(ErrorKind.UNPROCESSABLE),
    ROLLING_INVALID(ErrorKind.UNPROCESSABLE),
    /** Thresholds set by hand do not follow the inspections. */
    ROLLING_NEEDS_RATES(ErrorKind.UNPROCESSABLE),
    /** A deployment has only ever had the version and the thresholds that it has. */
    NO_EARLIER_REVISION(ErrorKind.CONFLICT),
    REVISION_NOT_FOUND(ErrorKind.NOT_FOUND),
    NOT_DEPLOYED(ErrorKind.NOT_FOUND),
    DEPLOYMENT_LOADING(ErrorKind.UNAVAILABLE),
    DEPLOYMENT_BROKEN(ErrorKind.UNAVAILABLE);

    private final ErrorKind kind;

    DeploymentError(ErrorKind kind) {
        this.kind = kind;
    }

    @Override
    public ErrorKind kind() {
        return kind;
    }
}
