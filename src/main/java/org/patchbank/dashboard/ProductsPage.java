package org.patchbank.dashboard;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.patchbank.deployment.Deployment;
import org.patchbank.deployment.Deployments;
import org.patchbank.inspection.history.Retention;
import org.patchbank.inspection.verdict.DefectType;
import org.patchbank.inspection.verdict.DefectTypes;
import org.patchbank.inspection.verdict.ReviewQueue;
import org.patchbank.reference.ImageInfo;
import org.patchbank.reference.ReferenceImages;
import org.patchbank.reference.ReferenceSetInfo;
import org.patchbank.reference.ReferenceSets;

/** Products: what they are learned from and where they are judged. */
@Path("/products")
@Produces(MediaType.TEXT_HTML)
public class ProductsPage {
    private static final int AT_ONCE = 24;
    private static final int MOST_SETS = 50;

    /** Nobody looks at more on a day; to count them all would take longer the longer the queue is. */
    private static final int MOST_WAITING = 1000;

    private final ReferenceSets sets;
    private final ReferenceImages images;
    private final Deployments deployments;
    private final ReviewQueue queue;
    private final DefectTypes types;
    private final Retention retention;

    ProductsPage(
            ReferenceSets sets,
            ReferenceImages images,
            Deployments deployments,
            ReviewQueue queue,
            DefectTypes types,
            Retention retention) {
        this.sets = sets;
        this.images = images;
        this.deployments = deployments;
        this.queue = queue;
        this.types = types;
        this.retention = retention;
    }

    /**
     * A product.
     *
     * @param picture an image of one of its sets
     * @param waiting inspections that nobody has judged
     * @param more whether still more are waiting
     */
    record Product(
            String name,
            List<ReferenceSetInfo> sets,
            List<Deployment> deployments,
            Optional<Picture> picture,
            long waiting,
            boolean more) {}

    record Picture(ReferenceSetInfo set, ImageInfo image) {}

    @CheckedTemplate(basePath = "dashboard")
    static final class Templates {
        private Templates() {}

        static native TemplateInstance products(List<Product> products, Optional<String> next);

        static native TemplateInstance product(Product product, List<DefectType> types, Retention.Plan retention);

        static native TemplateInstance productTypes(String product, List<DefectType> types);
    }

    @GET
    public TemplateInstance list(@QueryParam("after") Optional<String> after) {
        List<String> names = sets.products(after, AT_ONCE + 1);
        List<String> shown = names.subList(0, Math.min(AT_ONCE, names.size()));
        Map<String, List<Deployment>> judged =
                deployments.list(null, null).stream().collect(Collectors.groupingBy(Deployment::product));
        return Templates.products(
                shown.stream()
                        .map(name -> product(name, judged.getOrDefault(name, List.of())))
                        .toList(),
                names.size() > AT_ONCE ? Optional.of(shown.get(AT_ONCE - 1)) : Optional.empty());
    }

    @GET
    @Path("{product}")
    public TemplateInstance show(@PathParam("product") String product) {
        return Templates.product(
                product(product, deployments.list(product, null)), types.list(product, true), retention.plan(product));
    }

    /** The catalogue alone, for when it has changed. */
    @GET
    @Path("{product}/defect-types")
    public TemplateInstance catalogue(@PathParam("product") String product) {
        return Templates.productTypes(product, types.list(product, true));
    }

    private Product product(String name, List<Deployment> judged) {
        List<ReferenceSetInfo> own = sets.list(
                        Optional.of(name), Optional.empty(), Optional.empty(), Optional.empty(), MOST_SETS)
                .items();
        long waiting = queue.waiting(new ReviewQueue.Filter(null, name, null), MOST_WAITING + 1);
        return new Product(name, own, judged, picture(own), Math.min(waiting, MOST_WAITING), waiting > MOST_WAITING);
    }

    private Optional<Picture> picture(List<ReferenceSetInfo> sets) {
        return sets.stream()
                .filter(set -> set.images() > 0)
                .findFirst()
                .flatMap(set -> images.list(set.id().toString(), Optional.empty(), 1).items().stream()
                        .findFirst()
                        .map(image -> new Picture(set, image)));
    }
}
