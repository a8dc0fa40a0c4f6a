package org.patchbank.dashboard;

import io.quarkus.qute.TemplateInstance;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Map;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;
import org.patchbank.inspection.Inspections;
import org.patchbank.platform.problem.Problem;

/**
 * What all pages share: they give way to parts that are judged, headers keep other hosts out, and problems are told as pages to those who
 * asked for one. Answers of the API pass untouched.
 */
public class PageFilter {
    private static final String API = "/api/";

    /** Nothing is loaded from another host; charts set styles of their elements. */
    private static final String CONTENT_SECURITY_POLICY = "default-src 'self'; img-src 'self' data: blob:;"
            + " style-src 'self' 'unsafe-inline'; frame-ancestors 'none'; base-uri 'self'; form-action 'self'";

    private static final Map<String, String> HEADERS = Map.of(
            "Content-Security-Policy",
            CONTENT_SECURITY_POLICY,
            "X-Content-Type-Options",
            "nosniff",
            "Referrer-Policy",
            "same-origin",
            HttpHeaders.CACHE_CONTROL,
            "no-cache",
            HttpHeaders.VARY,
            "Accept-Language, Cookie");

    private final Inspections inspections;

    PageFilter(Inspections inspections) {
        this.inspections = inspections;
    }

    /** People can wait a moment; lines cannot. */
    @ServerRequestFilter
    public void giveWay(ContainerRequestContext request) {
        if (wantsPage(request)) {
            inspections.giveWay();
        }
    }

    @ServerResponseFilter
    public void complete(ContainerRequestContext request, ContainerResponseContext response) {
        if (response.getEntity() instanceof Problem problem && wantsPage(request)) {
            boolean part = request.getHeaderString("HX-Request") != null;
            TemplateInstance page = part ? Pages.problemPart(problem) : Pages.problem(problem);
            response.setEntity(page, null, MediaType.TEXT_HTML_TYPE);
        }
        if (MediaType.TEXT_HTML_TYPE.isCompatible(response.getMediaType())) {
            HEADERS.forEach((name, value) -> response.getHeaders().put(name, List.of(value)));
        }
    }

    private static boolean wantsPage(ContainerRequestContext request) {
        String path = request.getUriInfo().getRequestUri().getPath();
        return !path.startsWith(API)
                && request.getAcceptableMediaTypes().stream()
                        .anyMatch(type -> type.getSubtype().equals("html"));
    }
}
