package org.patchbank.pipeline.spec;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.patchbank.detector.density.MixtureModel;
import org.patchbank.detector.gaussian.GaussianPerPosition;
import org.patchbank.detector.gaussian.GaussianPerPosition.ReductionKind;
import org.patchbank.detector.gaussian.GaussianScore;
import org.patchbank.detector.linear.Covariance.Rule;
import org.patchbank.pipeline.spec.ModelSpec.GaussianPerPositionSpec;
import org.patchbank.pipeline.spec.ModelSpec.GaussianSpec;
import org.patchbank.pipeline.spec.ModelSpec.MixtureSpec;

/** The fields of the Gaussian models in a spec. */
final class GaussianFields {
    static final List<String> PER_POSITION = List.of(
            "type", "reduction", "channels", CovarianceFields.SHRINKAGE, CovarianceFields.REGULARISATION, "score");
    static final List<String> POOLED =
            List.of("type", CovarianceFields.SHRINKAGE, CovarianceFields.REGULARISATION, "score");
    static final List<String> MIXTURE = List.of("type", "components", "dimensions", "sample", "score");

    private static final Rule PADIM = new Rule(0, 0.01);
    private static final int MOST_COMPONENTS = 64;
    private static final int COMPONENTS_BY_DEFAULT = 8;

    private GaussianFields() {}

    static GaussianPerPositionSpec readPerPosition(SpecNode fields) {
        ReductionKind reduction = fields.choice("reduction", ReductionKind.RANDOM_CHANNELS, ReductionKind.values());
        if (reduction == ReductionKind.NONE && !fields.child("channels").isMissingNode()) {
            throw SpecErrorCode.SPEC_CONTRADICTION.error(
                    "The reduction none keeps all channels, and has no number of them",
                    "Leave out model.channels, or choose the reduction random-channels or low-rank.");
        }
        return new GaussianPerPositionSpec(new GaussianPerPosition.Settings(
                reduction,
                fields.integer("channels", 100, 1, 4096),
                CovarianceFields.read(fields, PADIM),
                score(fields, GaussianScore.MAHALANOBIS)));
    }

    static void write(GaussianPerPosition.Settings settings, ObjectNode node) {
        node.put("reduction", SpecNode.name(settings.reduction()));
        if (settings.reduction() == ReductionKind.NONE) {
            node.putNull("channels");
        } else {
            node.put("channels", settings.dimensions());
        }
        CovarianceFields.write(settings.rule(), node);
        node.put("score", SpecNode.name(settings.score()));
    }

    static GaussianSpec readPooled(SpecNode fields) {
        return new GaussianSpec(
                CovarianceFields.read(fields, Rule.ledoitWolf(0)), score(fields, GaussianScore.MAHALANOBIS));
    }

    static void write(GaussianSpec gaussian, ObjectNode node) {
        CovarianceFields.write(gaussian.rule(), node);
        node.put("score", SpecNode.name(gaussian.score()));
    }

    static MixtureSpec readMixture(SpecNode fields) {
        int[] components = components(fields);
        return new MixtureSpec(new MixtureModel.Settings(
                components[0],
                components[1],
                fields.integer("dimensions", 64, 1, 1024),
                fields.integer("sample", 20_000, 100, 1_000_000),
                score(fields, GaussianScore.NEGATIVE_LOG_LIKELIHOOD)));
    }

    /** A number, or the least and the most of which the criterion chooses. */
    private static int[] components(SpecNode fields) {
        JsonNode value = fields.child("components");
        if (value.isMissingNode()) {
            return new int[] {1, COMPONENTS_BY_DEFAULT};
        }
        boolean range = value.isArray() && value.size() == 2;
        JsonNode least = range ? value.get(0) : value;
        JsonNode most = range ? value.get(1) : value;
        if (!least.isIntegralNumber()
                || !most.isIntegralNumber()
                || least.longValue() < 1
                || most.longValue() > MOST_COMPONENTS
                || least.longValue() > most.longValue()) {
            throw fields.invalid(
                    "components", value, "a whole number from 1 to 64, or the least and the most such as [1, 8]");
        }
        return new int[] {least.intValue(), most.intValue()};
    }

    static void write(MixtureModel.Settings settings, ObjectNode node) {
        node.putArray("components").add(settings.least()).add(settings.most());
        node.put("dimensions", settings.coordinates())
                .put("sample", settings.sample())
                .put("score", SpecNode.name(settings.score()));
    }

    private static GaussianScore score(SpecNode fields, GaussianScore byDefault) {
        return fields.choice("score", byDefault, GaussianScore.values());
    }
}
