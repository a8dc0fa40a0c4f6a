package org.patchbank.pipeline.spec;

import static java.util.Objects.requireNonNullElse;
import static org.patchbank.pipeline.spec.SpecErrorCode.SPEC_CONTRADICTION;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.patchbank.scoring.Aggregation;
import org.patchbank.scoring.AnomalousArea;
import org.patchbank.scoring.MaskMean;
import org.patchbank.scoring.Mean;
import org.patchbank.scoring.Quantile;
import org.patchbank.scoring.SoftmaxMean;
import org.patchbank.scoring.TopMean;
import org.patchbank.scoring.WeightMask;

/** How patch scores become the image's score. {@code type} in a spec names the record by its {@code JsonTypeName}. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
public sealed interface AggregationSpec {
    Aggregation aggregation();

    /** See {@link Aggregation#MAX}. */
    @JsonTypeName("max")
    record MaximumSpec() implements AggregationSpec {
        @Override
        public Aggregation aggregation() {
            return Aggregation.MAX;
        }
    }

    /** See {@link Mean}. */
    @JsonTypeName("mean")
    record MeanSpec() implements AggregationSpec {
        @Override
        public Aggregation aggregation() {
            return new Mean();
        }
    }

    /** See {@link TopMean}; by a count or by a share of the patches. */
    @JsonTypeName("top-mean")
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    record TopMeanSpec(
            @Min(1) @Max(1_000_000) OptionalInt count,

            @DecimalMin(value = "0", inclusive = false) @DecimalMax("1") OptionalDouble share)
            implements AggregationSpec, Checked {
        public TopMeanSpec {
            if (count.isEmpty() && share.isEmpty()) {
                share = OptionalDouble.of(0.02);
            }
        }

        @Override
        public void check() {
            SPEC_CONTRADICTION.throwIf(
                    count.isPresent() && share.isPresent(),
                    "The mean of the top patches has both a count and a share",
                    "Leave one of them out.");
        }

        @Override
        public Aggregation aggregation() {
            return new TopMean(count, share);
        }
    }

    /** Weighs patches by their scores ({@link SoftmaxMean}), or by their place ({@link MaskMean}) where there are weights. */
    @JsonTypeName("weighted-mean")
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    record WeightedMeanSpec(
            @DecimalMin("0.001") @DecimalMax("1000") OptionalDouble temperature, WeightMask weights)
            implements AggregationSpec, Checked {
        public WeightedMeanSpec {
            if (temperature.isEmpty() && weights == null) {
                temperature = OptionalDouble.of(1);
            }
        }

        @Override
        public void check() {
            SPEC_CONTRADICTION.throwIf(
                    temperature.isPresent() && weights != null,
                    "The weighted mean has both a temperature and weights",
                    "Give the temperature to weigh patches by their scores, or the weights to weigh them by their place.");
        }

        @Override
        public Aggregation aggregation() {
            return weights == null ? new SoftmaxMean(temperature.getAsDouble()) : new MaskMean(weights);
        }
    }

    /** See {@link AnomalousArea}. */
    @JsonTypeName("area")
    record AreaSpec(
            @DecimalMin("0.000001") @DecimalMax("0.5") Double pixelRate) implements AggregationSpec {
        static final double PIXEL_RATE = 0.005;

        public AreaSpec {
            pixelRate = requireNonNullElse(pixelRate, PIXEL_RATE);
        }

        @Override
        public Aggregation aggregation() {
            return new AnomalousArea(pixelRate, false);
        }
    }

    /** See {@link AnomalousArea}. */
    @JsonTypeName("largest-area")
    record LargestAreaSpec(
            @DecimalMin("0.000001") @DecimalMax("0.5") Double pixelRate) implements AggregationSpec {
        public LargestAreaSpec {
            pixelRate = requireNonNullElse(pixelRate, AreaSpec.PIXEL_RATE);
        }

        @Override
        public Aggregation aggregation() {
            return new AnomalousArea(pixelRate, true);
        }
    }

    /** See {@link Quantile}. */
    @JsonTypeName("quantile")
    record QuantileSpec(
            @DecimalMin("0.001") @DecimalMax("1") Double level) implements AggregationSpec {
        public QuantileSpec {
            level = requireNonNullElse(level, 0.99);
        }

        @Override
        public Aggregation aggregation() {
            return new Quantile(level);
        }
    }
}
