package org.patchbank.dashboard;

import io.quarkus.qute.TemplateExtension;
import java.util.UUID;

/** Addresses of reference images; {@code pic:} in templates. */
@TemplateExtension(namespace = "pic")
final class Pictures {
    private Pictures() {}

    /** For galleries. */
    static String thumbnail(UUID set, UUID image) {
        return path(set, image) + "/thumbnail?size=240";
    }

    /** For looking at it. */
    static String large(UUID set, UUID image) {
        return path(set, image) + "/content";
    }

    private static String path(UUID set, UUID image) {
        return "/api/v1/reference-sets/" + set + "/images/" + image;
    }
}
