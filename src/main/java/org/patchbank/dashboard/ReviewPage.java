package org.patchbank.dashboard;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestQuery;
import org.patchbank.inspection.Inspection;
import org.patchbank.inspection.InspectionPictures;
import org.patchbank.inspection.Inspections;
import org.patchbank.inspection.PictureState;
import org.patchbank.inspection.verdict.ReviewItem;
import org.patchbank.inspection.verdict.ReviewOrder;
import org.patchbank.inspection.verdict.ReviewQueue;
import org.patchbank.platform.NodeFactory;

/** The review queue: what waits for a verdict, who holds what, and the way to the next one. */
@Path("/review")
@Produces(MediaType.TEXT_HTML)
public class ReviewPage {
    private static final int SHOWN = 48;

    private final ReviewQueue queue;
    private final Inspections inspections;
    private final InspectionPictures pictures;
    private final Choices choices;
    private final NodeFactory own;
    private final Clock clock;

    ReviewPage(
            ReviewQueue queue,
            Inspections inspections,
            InspectionPictures pictures,
            Choices choices,
            NodeFactory own,
            Clock clock) {
        this.queue = queue;
        this.inspections = inspections;
        this.pictures = pictures;
        this.choices = choices;
        this.own = own;
        this.clock = clock;
    }

    /** What the address asks for. @param product null for all; @param line null for all */
    public record Wanted(String product, String line, boolean oldest) {
        /** What the inspection's page is told, so that it knows which one comes next. */
        public String query() {
            return "review=" + order() + parameter("product", product) + parameter("line", line);
        }

        /** Of this page. */
        public String address() {
            return "/review?order=" + order() + parameter("product", product) + parameter("line", line);
        }

        public String order() {
            return oldest ? "oldest" : "doubtful";
        }

        private static String parameter(String name, String value) {
            return value == null ? "" : "&" + name + "=" + InspectionQuery.encoded(value);
        }
    }

    /** One that waits. @param claimedBy null where nobody holds it now */
    public record Waiting(
            Inspection inspection, PictureState picture, double distance, String claimedBy, Instant claimedUntil) {}

    @CheckedTemplate(basePath = "dashboard")
    static final class Templates {
        private Templates() {}

        static native TemplateInstance review(
                Wanted wanted, Choices.Offered offered, List<Waiting> items, long waiting);

        static native TemplateInstance reviewQueue(Wanted wanted, List<Waiting> items, long waiting);
    }

    @GET
    public TemplateInstance show(
            @RestQuery String product,
            @RestQuery String line,
            @RestQuery String order,
            @RestHeader("HX-Request") String part) {
        Wanted wanted = new Wanted(InspectionQuery.given(product), InspectionQuery.given(line), "oldest".equals(order));
        ReviewQueue.Listing found = queue.list(
                new ReviewQueue.Filter(own.name(), wanted.product(), wanted.line()),
                wanted.oldest() ? ReviewOrder.OLDEST : ReviewOrder.DOUBTFUL,
                SHOWN);
        List<Waiting> items = items(found.items());
        return part != null
                ? Templates.reviewQueue(wanted, items, found.waiting())
                : Templates.review(wanted, choices.of(wanted.product()), items, found.waiting());
    }

    private List<Waiting> items(List<ReviewItem> found) {
        List<Inspection> shown =
                inspections.all(found.stream().map(ReviewItem::inspection).toList());
        Map<UUID, Inspection> byId = shown.stream().collect(Collectors.toMap(Inspection::id, Function.identity()));
        Map<UUID, PictureState> states = pictures.states(shown);
        Instant now = clock.instant();
        return found.stream()
                .filter(item -> byId.containsKey(item.inspection()))
                .map(item -> {
                    boolean held =
                            item.claimedUntil() != null && item.claimedUntil().isAfter(now);
                    return new Waiting(
                            byId.get(item.inspection()),
                            states.get(item.inspection()),
                            item.distance(),
                            held ? item.claimedBy() : null,
                            held ? item.claimedUntil() : null);
                })
                .toList();
    }
}
