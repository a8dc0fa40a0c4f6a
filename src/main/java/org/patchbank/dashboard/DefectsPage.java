package org.patchbank.dashboard;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.patchbank.defect.Defect;
import org.patchbank.defect.Defects;
import org.patchbank.deployment.Deployment;
import org.patchbank.deployment.Deployments;
import org.patchbank.factory.Factories;
import org.patchbank.factory.Factory;
import org.patchbank.inspection.InspectionPictures;
import org.patchbank.inspection.Inspections;
import org.patchbank.inspection.PictureState;
import org.patchbank.inspection.verdict.DefectType;
import org.patchbank.inspection.verdict.DefectTypes;
import org.patchbank.platform.Page;

/** What was seen before: a gallery of defects, and one of them. */
@Path("/defects")
@Produces(MediaType.TEXT_HTML)
public class DefectsPage {
    private static final int AT_ONCE = 48;
    private static final int CATALOGUES = 20;

    private final Defects defects;
    private final DefectTypes types;
    private final Deployments deployments;
    private final Factories factories;
    private final Inspections inspections;
    private final InspectionPictures pictures;
    private final Choices choices;

    DefectsPage(
            Defects defects,
            DefectTypes types,
            Deployments deployments,
            Factories factories,
            Inspections inspections,
            InspectionPictures pictures,
            Choices choices) {
        this.defects = defects;
        this.types = types;
        this.deployments = deployments;
        this.factories = factories;
        this.inspections = inspections;
        this.pictures = pictures;
        this.choices = choices;
    }

    /** Some of the gallery. @param more where the next ones are, or null at the end */
    public record Gallery(List<Defect> items, String more) {}

    /** What can be chosen in the gallery and for its search. */
    public record Choosable(
            List<String> products,
            List<String> lines,
            List<String> factories,
            List<DefectType> types,
            List<Deployment> deployments) {}

    /**
     * A defect.
     *
     * @param types that it may be called by now
     * @param query what similar ones are looked for among: all
     * @param choices to look for fewer
     */
    public record Shown(
            Defect defect, PictureState picture, List<DefectType> types, DefectQuery query, Choices.Offered choices) {}

    @CheckedTemplate(basePath = "dashboard")
    static final class Templates {
        private Templates() {}

        static native TemplateInstance defects(Gallery gallery, DefectQuery query, Choosable choices);

        static native TemplateInstance defectsMore(Gallery gallery);

        static native TemplateInstance defect(Shown shown);
    }

    @GET
    public TemplateInstance list(@BeanParam DefectQuery query) {
        return Templates.defects(gallery(query, null), query, choices(query));
    }

    /** The next ones. */
    @GET
    @Path("more")
    public TemplateInstance more(@BeanParam DefectQuery query, @RestQuery String cursor) {
        return Templates.defectsMore(gallery(query, cursor));
    }

    @GET
    @Path("{id}")
    public TemplateInstance show(@RestPath long id) {
        Defect defect = defects.get(id);
        return Templates.defect(new Shown(
                defect,
                pictures.state(inspections.get(defect.inspection())),
                types.list(defect.product(), false),
                new DefectQuery(),
                choices.of(null)));
    }

    private Gallery gallery(DefectQuery query, String cursor) {
        Page<Defect> page = defects.list(query.filter(), cursor, AT_ONCE);
        return new Gallery(
                page.items(),
                page.nextCursor()
                        .map(next -> query.address("/defects/more", next))
                        .orElse(null));
    }

    private Choosable choices(DefectQuery query) {
        List<Deployment> all = deployments.list(null, null);
        List<String> products =
                distinct(all, Deployment::product, query.chosen().get("product"));
        return new Choosable(
                products,
                distinct(all, Deployment::line, query.chosen().get("line")),
                factories.list().stream().map(Factory::name).toList(),
                (query.chosen().get("product") == null
                                ? products.stream().limit(CATALOGUES)
                                : Stream.of(query.chosen().get("product")))
                        .flatMap(product -> types.list(product, false).stream())
                        .toList(),
                all);
    }

    private static List<String> distinct(List<Deployment> all, Function<Deployment, String> name, String chosen) {
        return Stream.concat(all.stream().map(name), Stream.ofNullable(chosen))
                .distinct()
                .sorted()
                .toList();
    }
}
