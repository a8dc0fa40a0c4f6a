package org.patchbank.inspection.drift;

import java.time.Instant;
import java.util.Optional;
import org.patchbank.scoring.AcceptedDrift.Shift;
import org.patchbank.scoring.drift.DriftComparison;

/**
 * One look at one window of a measure.
 *
 * @param from when the window's first inspection came
 * @param to when its last one came
 * @param shift of scores alone: how far those of good parts lie from the calibration
 */
public record DriftPoint(Instant from, Instant to, DriftComparison comparison, Optional<Shift> shift) {}
