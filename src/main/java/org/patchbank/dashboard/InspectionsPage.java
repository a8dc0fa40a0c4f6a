package org.patchbank.dashboard;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestQuery;
import org.patchbank.deployment.Deployments;
import org.patchbank.inspection.Inspection;
import org.patchbank.inspection.InspectionPictures;
import org.patchbank.inspection.Inspections;
import org.patchbank.inspection.PictureState;
import org.patchbank.inspection.verdict.CurrentVerdict;
import org.patchbank.inspection.verdict.Verdicts;
import org.patchbank.platform.NodeFactory;
import org.patchbank.platform.Page;

/** The list of inspections: filtered, as pictures or as a table, some at a time. */
@Path("/inspections")
@Produces(MediaType.TEXT_HTML)
public class InspectionsPage {
    private static final int AT_ONCE = 48;

    private final Inspections inspections;
    private final InspectionPictures pictures;
    private final Verdicts verdicts;
    private final Deployments deployments;
    private final Choices choices;
    private final NodeFactory own;

    InspectionsPage(
            Inspections inspections,
            InspectionPictures pictures,
            Verdicts verdicts,
            Deployments deployments,
            Choices choices,
            NodeFactory own) {
        this.deployments = deployments;
        this.inspections = inspections;
        this.pictures = pictures;
        this.verdicts = verdicts;
        this.choices = choices;
        this.own = own;
    }

    /**
     * @param query the filter as the query of an address
     * @param next where those that follow are to be had, or null at the end
     * @param table whether they are shown as a table
     */
    public record Listed(List<InspectionItem> items, String query, String next, boolean table) {}

    /**
     * A filter that no field of the form asks for.
     *
     * @param name of the parameter
     * @param text what it is, as people know it
     * @param without the page without it
     */
    public record Chosen(String name, String text, String without) {}

    @CheckedTemplate(basePath = "dashboard")
    static final class Templates {
        private Templates() {}

        static native TemplateInstance inspections(
                InspectionQuery query, List<Chosen> chosen, Choices.Offered offered, Listed listed, String ownFactory);

        static native TemplateInstance inspectionItems(Listed listed);
    }

    @GET
    public TemplateInstance show(
            @BeanParam InspectionQuery query,
            @RestQuery @DefaultValue("thumbnails") String view,
            @RestQuery String cursor,
            @RestHeader("HX-Request") String part) {
        boolean table = view.equals("table");
        Page<Inspection> page = inspections.list(query.filter(own.name()), cursor, AT_ONCE);
        Listed listed = new Listed(
                items(page.items()), query.text(), next(query, page.nextCursor().orElse(null), table), table);
        return part != null
                ? Templates.inspectionItems(listed)
                : Templates.inspections(query, chosen(query, table), choices.of(query.product), listed, own.name());
    }

    private List<Chosen> chosen(InspectionQuery query, boolean table) {
        return query.hidden().stream()
                .map(name -> {
                    // a number of a version means nothing without its set
                    Set<String> gone = name.equals("reference_set") ? Set.of(name, "version") : Set.of(name);
                    String left = query.textWithout(gone);
                    String view = table ? (left.isEmpty() ? "" : "&") + "view=table" : "";
                    String text = name.equals("deployment") ? deployment(query.value(name)) : query.value(name);
                    return new Chosen(name, text, "/inspections?" + left + view);
                })
                .toList();
    }

    /** Product and line of one that judges; others are known by their ids alone. */
    private String deployment(String id) {
        return deployments.list(null, null).stream()
                .filter(deployment -> deployment.id().toString().equals(id))
                .findFirst()
                .map(deployment -> deployment.product() + " · " + deployment.line())
                .orElse(id);
    }

    private List<InspectionItem> items(List<Inspection> found) {
        Map<UUID, CurrentVerdict> said =
                verdicts.current(found.stream().map(Inspection::id).toList());
        Map<UUID, PictureState> states = pictures.states(found);
        return found.stream()
                .map(one -> new InspectionItem(one, said.get(one.id()), states.get(one.id())))
                .toList();
    }

    private static String next(InspectionQuery query, String cursor, boolean table) {
        if (cursor == null) {
            return null;
        }
        String filter = query.text();
        return "/inspections?" + filter + (filter.isEmpty() ? "" : "&") + (table ? "view=table&" : "") + "cursor="
                + cursor;
    }
}
