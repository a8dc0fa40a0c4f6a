package org.patchbank.pipeline.spec;

import static java.util.Objects.requireNonNullElse;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.Optional;
import org.patchbank.embedding.Crops;

/** What is embedded as one patch. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
public sealed interface PatchesSpec {
    Optional<Crops> crops();

    /** Cells of the feature maps. */
    @JsonTypeName("cells")
    record CellsSpec() implements PatchesSpec {
        @Override
        public Optional<Crops> crops() {
            return Optional.empty();
        }
    }

    /** Parts of the image, in pixels at the input size. */
    @JsonTypeName("crops")
    record CropsSpec(
            @Min(DetectorSpec.SMALLEST) @Max(DetectorSpec.LARGEST_INPUT) Integer size,

            @Min(1) @Max(DetectorSpec.LARGEST_INPUT) Integer stride)
            implements PatchesSpec, Checked {
        public CropsSpec {
            size = requireNonNullElse(size, 64);
            stride = requireNonNullElse(stride, size / 2);
        }

        @Override
        public void check() {
            if (stride > size) {
                throw new UnfitFieldException("stride", "a whole number from 1 to " + size);
            }
        }

        @Override
        public Optional<Crops> crops() {
            return Optional.of(new Crops(size, stride));
        }
    }
}
