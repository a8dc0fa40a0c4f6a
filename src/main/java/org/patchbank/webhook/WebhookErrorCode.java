package org.patchbank.webhook;

import org.patchbank.platform.ErrorCode;
import org.patchbank.platform.ErrorKind;

/** How telling others can fail. */
public enum WebhookErrorCode implements ErrorCode {
    WEBHOOK_NOT_FOUND(ErrorKind.NOT_FOUND),
    DELIVERY_NOT_FOUND(ErrorKind.NOT_FOUND),
    DELIVERY_UNDER_WAY(ErrorKind.CONFLICT),
    WEBHOOK_URL_INVALID(ErrorKind.UNPROCESSABLE),
    /** The settings let events go to listed hosts only, or never to this one. */
    WEBHOOK_HOST_REFUSED(ErrorKind.UNPROCESSABLE),
    WEBHOOK_SECRET_INVALID(ErrorKind.UNPROCESSABLE);

    private final ErrorKind kind;

    WebhookErrorCode(ErrorKind kind) {
        this.kind = kind;
    }

    @Override
    public ErrorKind kind() {
        return kind;
    }
}
