package org.patchbank.inspection;

import org.patchbank.image.Motion;
import org.patchbank.image.align.Registration;

/** How an image lay against the template, as the column {@code inspection.registration} stores it. */
record RegistrationJson(double degrees, double x, double y, double correlation, boolean sure) {
    static RegistrationJson of(Registration registration) {
        Motion motion = registration.motion();
        return new RegistrationJson(
                motion.degrees(), motion.x(), motion.y(), registration.correlation(), registration.sure());
    }

    Registration registration() {
        return new Registration(new Motion(degrees, x, y), correlation, sure);
    }
}
