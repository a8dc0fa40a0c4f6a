package org.patchbank.query;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.patchbank.image.ImageErrorCode;
import org.patchbank.inspection.Inspections;
import org.patchbank.platform.PatchbankException;

/**
 * Answers with pictures that are always the same at their address, so that a browser keeps them and asks no more. Few are drawn at a time,
 * and not while a part is judged: a line must not wait for people who look at galleries.
 */
@ApplicationScoped
public class PictureAnswers {
    private static final String FOR_EVER = "private, max-age=31536000, immutable";

    /** Each holds a thread, of which inspections need some too. */
    private static final int MOST_WAITING = 100;

    /** To be counted up when pictures are drawn differently. */
    private static final String DRAWING = "1";

    private final Inspections inspections;
    private final Semaphore drawing =
            new Semaphore(Math.max(1, Runtime.getRuntime().availableProcessors() / 2), true);

    PictureAnswers(Inspections inspections) {
        this.inspections = inspections;
    }

    /**
     * @param of what the picture shows, and which of its pictures it is
     * @param picture drawn only for who does not have it yet
     */
    public Response.ResponseBuilder answer(String of, String type, Request request, Supplier<byte[]> picture) {
        EntityTag tag = new EntityTag(of + "-" + DRAWING);
        Response.ResponseBuilder unchanged = request.evaluatePreconditions(tag);
        Response.ResponseBuilder answer =
                unchanged != null ? unchanged : Response.ok(draw(picture)).type(type);
        return answer.tag(tag).header(HttpHeaders.CACHE_CONTROL, FOR_EVER);
    }

    private byte[] draw(Supplier<byte[]> picture) {
        if (drawing.getQueueLength() >= MOST_WAITING) {
            throw new PatchbankException(
                    ImageErrorCode.THUMBNAILS_BUSY,
                    MOST_WAITING + " pictures wait to be drawn already.",
                    "Ask for it again a little later.");
        }
        drawing.acquireUninterruptibly();
        try {
            inspections.giveWay();
            return picture.get();
        } finally {
            drawing.release();
        }
    }
}
