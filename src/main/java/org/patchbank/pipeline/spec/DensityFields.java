package org.patchbank.pipeline.spec;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.patchbank.detector.density.KernelDensity.Bandwidth;
import org.patchbank.detector.density.KernelDensityModel;
import org.patchbank.pipeline.spec.ModelSpec.KernelDensitySpec;

/** The fields of kernel density estimation in a spec. */
final class DensityFields {
    static final List<String> NAMES = List.of("type", "dimensions", "points", "bandwidth", "bandwidth_factor");

    private DensityFields() {}

    static KernelDensitySpec read(SpecNode fields) {
        return new KernelDensitySpec(new KernelDensityModel.Settings(
                fields.integer("dimensions", 16, 1, 256),
                fields.integer("points", 4096, 10, 100_000),
                fields.choice("bandwidth", Bandwidth.SCOTT, Bandwidth.values()),
                fields.number("bandwidth_factor", 1, 0.01, 100)));
    }

    static void write(KernelDensityModel.Settings settings, ObjectNode node) {
        node.put("dimensions", settings.coordinates())
                .put("points", settings.points())
                .put("bandwidth", SpecNode.name(settings.bandwidth()))
                .put("bandwidth_factor", settings.factor());
    }
}
