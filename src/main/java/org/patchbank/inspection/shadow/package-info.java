/** Versions that score what a deployment inspects beside the one in force, and decide nothing. */
package org.patchbank.inspection.shadow;
