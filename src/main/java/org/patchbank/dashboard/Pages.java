package org.patchbank.dashboard;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import org.patchbank.platform.problem.Problem;

/** Pages that belong to none of the others. */
@CheckedTemplate(basePath = "dashboard")
final class Pages {
    private Pages() {}

    static native TemplateInstance problem(Problem problem);

    /** For a part of a page that could not be fetched. */
    static native TemplateInstance problemPart(Problem problem);
}
