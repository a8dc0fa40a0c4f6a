/** Watches whether the scores and images of deployments are still what they were, and warns where they are not. */
package org.patchbank.inspection.drift;
