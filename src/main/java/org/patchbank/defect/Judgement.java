package org.patchbank.defect;

import java.time.Instant;
import org.patchbank.inspection.verdict.Finding;

/** What a person last said of a defect, or of the part that it is on where they spoke of no region. */
public record Judgement(Finding finding, String by, Instant at) {}
