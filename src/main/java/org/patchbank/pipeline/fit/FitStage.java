package org.patchbank.pipeline.fit;

/** The stages of a fit, in order. */
public enum FitStage {
    FEATURES,
    CORESET,
    CALIBRATION
}
