package org.patchbank.evaluation.compare;

import org.patchbank.pipeline.spec.DetectorSpec;

/** A spec with the name that it goes by in a comparison. */
public record NamedSpec(String name, DetectorSpec spec) {}
