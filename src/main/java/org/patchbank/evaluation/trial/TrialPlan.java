package org.patchbank.evaluation.trial;

import org.patchbank.evaluation.dataset.MvtecDataset;
import org.patchbank.pipeline.spec.DetectorSpec;

/**
 * What a trial tries out.
 *
 * @param threads images learned from at once, and native threads that one inspected image may use
 * @param falseReject share of good parts that the threshold may reject
 * @param extrapolate whether the threshold may be extrapolated where the images do not reach that share
 */
public record TrialPlan(
        MvtecDataset dataset, DetectorSpec spec, int threads, double falseReject, boolean extrapolate) {}
