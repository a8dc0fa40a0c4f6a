package org.patchbank.query;

import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.util.function.Supplier;

/** Answers with pictures that are always the same at their address, so that a browser keeps them and asks no more. */
final class Unchanging {
    private static final String FOR_EVER = "private, max-age=31536000, immutable";

    /** To be counted up when pictures are drawn differently. */
    private static final String DRAWING = "1";

    private Unchanging() {}

    /**
     * @param of what the picture shows, and which of its pictures it is
     * @param picture drawn only for who does not have it yet
     */
    static Response.ResponseBuilder picture(String of, String type, Request request, Supplier<byte[]> picture) {
        EntityTag tag = new EntityTag(of + "-" + DRAWING);
        Response.ResponseBuilder unchanged = request.evaluatePreconditions(tag);
        Response.ResponseBuilder answer =
                unchanged != null ? unchanged : Response.ok(picture.get()).type(type);
        return answer.tag(tag).header(HttpHeaders.CACHE_CONTROL, FOR_EVER);
    }
}
