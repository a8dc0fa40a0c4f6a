package org.patchbank.dashboard;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.patchbank.inspection.Inspection;
import org.patchbank.inspection.InspectionPictures;
import org.patchbank.inspection.Inspections;
import org.patchbank.inspection.PictureState;
import org.patchbank.inspection.verdict.DefectType;
import org.patchbank.inspection.verdict.DefectTypes;
import org.patchbank.inspection.verdict.ReviewItem;
import org.patchbank.inspection.verdict.ReviewQueue;
import org.patchbank.inspection.verdict.Verdict;
import org.patchbank.inspection.verdict.Verdicts;
import org.patchbank.platform.NodeFactory;

/**
 * One inspection: what was seen, what resembles it, and what people say of it. The address may carry the list that it is looked at
 * from, or {@code review}, the order in which a person works through the review queue.
 */
@Path("/inspections/{id}")
@Produces(MediaType.TEXT_HTML)
public class InspectionPage {
    private final Inspections inspections;
    private final InspectionPictures pictures;
    private final Verdicts verdicts;
    private final DefectTypes types;
    private final ReviewQueue queue;
    private final Choices choices;
    private final ObjectMapper json;
    private final NodeFactory own;

    InspectionPage(
            Inspections inspections,
            InspectionPictures pictures,
            Verdicts verdicts,
            DefectTypes types,
            ReviewQueue queue,
            Choices choices,
            ObjectMapper json,
            NodeFactory own) {
        this.inspections = inspections;
        this.pictures = pictures;
        this.verdicts = verdicts;
        this.types = types;
        this.queue = queue;
        this.choices = choices;
        this.json = json;
        this.own = own;
    }

    /**
     * @param types that may be chosen now, in the order of their keys
     * @param data what the picture is drawn from, as JSON
     * @param waiting its place in the review queue, or null
     * @param query of the list that one came from, or empty
     * @param review the order of the queue that is worked through, or null
     * @param similar what similar defects are looked for among: all
     * @param choices to look for fewer
     */
    public record Shown(
            Inspection inspection,
            PictureState picture,
            ScoreScale scale,
            List<DefectType> types,
            String data,
            ReviewItem waiting,
            String query,
            String review,
            DefectQuery similar,
            Choices.Offered choices) {}

    /** What the canvas needs: {@code limit} is the one that regions were found with, {@code scale} the value of a map's white. */
    record Canvas(UUID id, int width, int height, double limit, double scale, List<Area> regions) {}

    record Area(int x, int y, int width, int height) {}

    /** @param names of the product's defect types, by code */
    public record Trail(List<Verdict> verdicts, Map<String, String> names) {
        /** @return the code itself where nobody named it */
        public String name(String code) {
            return names.getOrDefault(code, code);
        }
    }

    /** Ids of the inspections beside this one, or null. */
    public record Beside(UUID newer, UUID older, String query) {}

    @CheckedTemplate(basePath = "dashboard")
    static final class Templates {
        private Templates() {}

        static native TemplateInstance inspection(Shown shown, Trail trail);

        static native TemplateInstance inspectionTrail(Trail trail);

        static native TemplateInstance inspectionBeside(Beside beside);
    }

    @GET
    public TemplateInstance show(@RestPath UUID id, @BeanParam InspectionQuery query, @RestQuery String review) {
        Inspection inspection = inspections.get(id);
        Shown shown = new Shown(
                inspection,
                pictures.state(inspection),
                ScoreScale.of(inspection),
                types.list(inspection.product(), false),
                data(inspection),
                queue.find(id).orElse(null),
                query.text(),
                InspectionQuery.given(review),
                new DefectQuery(),
                choices.of(null));
        return Templates.inspection(shown, trailOf(inspection));
    }

    private String data(Inspection inspection) {
        double scale = InspectionPictures.fullScale(inspection);
        double limit = inspection.mapLimit() == null ? inspection.reviewThreshold() : inspection.mapLimit();
        List<Area> areas = inspection.regions().stream()
                .map(region -> new Area(region.x(), region.y(), region.width(), region.height()))
                .toList();
        try {
            return json.writeValueAsString(new Canvas(
                    inspection.id(), inspection.imageWidth(), inspection.imageHeight(), limit, scale, areas));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("these are plain values", e);
        }
    }

    @GET
    @Path("/trail")
    public TemplateInstance trail(@RestPath UUID id) {
        return Templates.inspectionTrail(trailOf(inspections.get(id)));
    }

    private Trail trailOf(Inspection inspection) {
        return new Trail(
                verdicts.trail(inspection.id()),
                types.list(inspection.product(), true).stream()
                        .collect(Collectors.toMap(DefectType::code, DefectType::name)));
    }

    @GET
    @Path("/beside")
    public TemplateInstance beside(@RestPath UUID id, @BeanParam InspectionQuery query) {
        Inspections.Neighbours found = inspections.neighbours(query.filter(own.name()), id);
        return Templates.inspectionBeside(
                new Beside(found.newer().orElse(null), found.older().orElse(null), query.text()));
    }
}
