package org.patchbank.dashboard;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Supplier;
import org.jboss.resteasy.reactive.RestPath;
import org.patchbank.defect.Defect;
import org.patchbank.defect.DefectPictures;
import org.patchbank.defect.Defects;
import org.patchbank.defect.SimilarDefects;
import org.patchbank.image.Window;
import org.patchbank.inspection.InspectionPictures;
import org.patchbank.inspection.Inspections;
import org.patchbank.inspection.PictureState;
import org.patchbank.platform.PatchbankException;
import org.patchbank.platform.problem.Problem;

/** Parts of an inspection's page that are about one of its regions, fetched when the region is chosen. */
@Path("/inspections/{id}/regions/{region}")
@Produces(MediaType.TEXT_HTML)
public class InspectionRegionPage {
    private static final int SIMILAR = 6;

    private final Defects defects;
    private final DefectPictures pictures;
    private final SimilarDefects similar;
    private final Inspections inspections;
    private final InspectionPictures images;

    InspectionRegionPage(
            Defects defects,
            DefectPictures pictures,
            SimilarDefects similar,
            Inspections inspections,
            InspectionPictures images) {
        this.defects = defects;
        this.pictures = pictures;
        this.similar = similar;
        this.inspections = inspections;
        this.images = images;
    }

    /** A rectangle in a picture, in percents of its sides. */
    public record Box(double left, double top, double width, double height) {
        static Box of(Window inner, Window outer) {
            return new Box(
                    100.0 * (inner.x() - outer.x()) / outer.width(),
                    100.0 * (inner.y() - outer.y()) / outer.height(),
                    100.0 * inner.width() / outer.width(),
                    100.0 * inner.height() / outer.height());
        }

        public String style() {
            return String.format(
                    Locale.ROOT, "left:%.2f%%;top:%.2f%%;width:%.2f%%;height:%.2f%%", left, top, width, height);
        }
    }

    /**
     * @param picture whether the defect's can be shown
     * @param place of the region in the defect's picture
     * @param good the nearest good patch, or null where none is known
     * @param goodPlace of the patch in its picture, or null where it is no patch of a whole image
     * @param problem why none is known, or null
     */
    public record Compared(
            Defect defect,
            PictureState picture,
            Box place,
            DefectPictures.NearestGood good,
            Box goodPlace,
            Problem problem) {}

    @CheckedTemplate(basePath = "dashboard")
    static final class Templates {
        private Templates() {}

        static native TemplateInstance regionGood(Compared compared);

        static native TemplateInstance regionSimilar(SimilarDefects.Found found);
    }

    @GET
    @Path("/good")
    public TemplateInstance good(@RestPath UUID id, @RestPath int region) {
        return orProblem(() -> Templates.regionGood(compared(defects.get(id, region))));
    }

    private Compared compared(Defect defect) {
        Defect.Window at = defect.window();
        Box place = Box.of(new Window(at.x(), at.y(), at.width(), at.height()), DefectPictures.window(defect));
        PictureState picture = images.state(inspections.get(defect.inspection()));
        try {
            DefectPictures.NearestGood good = pictures.nearestGood(defect);
            Box goodPlace = good.patch() == null ? null : Box.of(good.patch(), good.shown());
            return new Compared(defect, picture, place, good, goodPlace, null);
        } catch (PatchbankException e) {
            return new Compared(defect, picture, place, null, null, problem(e));
        }
    }

    @GET
    @Path("/similar")
    public TemplateInstance similar(@RestPath UUID id, @RestPath int region, @BeanParam DefectQuery query) {
        return orProblem(() ->
                Templates.regionSimilar(similar.find(similar.like(defects.get(id, region)), query.filter(), SIMILAR)));
    }

    /** A part that cannot be had is no reason to lose the page. */
    private static TemplateInstance orProblem(Supplier<TemplateInstance> part) {
        try {
            return part.get();
        } catch (PatchbankException e) {
            return Pages.problemPart(problem(e));
        }
    }

    private static Problem problem(PatchbankException e) {
        return Problem.of(e.code(), e.getMessage(), e.remedy(), null);
    }
}
