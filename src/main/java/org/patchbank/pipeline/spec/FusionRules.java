package org.patchbank.pipeline.spec;

import java.util.List;
import org.patchbank.detector.bank.BankSelection;
import org.patchbank.detector.bank.BankStorage;
import org.patchbank.embedding.Crops;
import org.patchbank.embedding.EmbeddingSpec;
import org.patchbank.pipeline.spec.FusionSpec.Concatenate;
import org.patchbank.pipeline.spec.FusionSpec.Independent;
import org.patchbank.pipeline.spec.FusionSpec.Nearest;
import org.patchbank.pipeline.spec.FusionSpec.Suspicious;
import org.patchbank.pipeline.spec.ModelSpec.MemoryBankSpec;

/** Refuses fusions and centrings that make no sense with the patches, the layers or the model, as far as a spec alone can tell. */
final class FusionRules {
    private FusionRules() {}

    static void check(FusionSpec fusion, EmbeddingSpec embedding, ModelSpec model) {
        if (fusion instanceof Concatenate concatenate) {
            checkWeights(concatenate.weights(), embedding);
        } else if (fusion instanceof Independent independent) {
            checkSeveral(embedding);
            checkWeights(independent.combination().weights(), embedding);
        } else if (fusion instanceof Suspicious suspicious) {
            checkSeveral(embedding);
            checkWeights(suspicious.combination().weights(), embedding);
        } else if (fusion instanceof Nearest && !(model instanceof MemoryBankSpec)) {
            throw SpecErrorCode.SPEC_CONTRADICTION.error(
                    "A hierarchical fusion by images compares with the patches of images, which only a memory bank keeps",
                    "Give model.type memory-bank, or fusion.by patches.");
        } else if (fusion instanceof Nearest && model instanceof MemoryBankSpec bank) {
            checkRows(bank);
        }
    }

    /** What is centred sums up to 0 over an image. */
    static void check(Centring centring, FusionSpec fusion, EmbeddingSpec embedding) {
        if (centring != Centring.IMAGE) {
            return;
        }
        if (fusion instanceof Nearest) {
            throw SpecErrorCode.SPEC_CONTRADICTION.error(
                    "A hierarchical fusion by images goes by their mean embeddings, which centring: image makes 0 for all of them",
                    "Leave out centring, or give fusion.by patches.");
        }
        if (embedding.crops().filter(crops -> isOne(crops, embedding)).isPresent()) {
            throw SpecErrorCode.SPEC_CONTRADICTION.error(
                    "One crop of %d pixels is the whole image, and centring: image leaves nothing of a single patch"
                            .formatted(embedding.crops().orElseThrow().size()),
                    "Leave out centring, or give patches.size or patches.stride below the input size.");
        }
    }

    private static boolean isOne(Crops crops, EmbeddingSpec embedding) {
        return crops.layout(embedding.inputSize()).cells() == 1;
    }

    private static void checkRows(MemoryBankSpec bank) {
        if (bank.selection() == BankSelection.K_MEANS || bank.storage() != BankStorage.FLOAT32) {
            throw SpecErrorCode.SPEC_CONTRADICTION.error(
                    "A hierarchical fusion by images compares with the rows of some images, which neither prototypes nor codes are",
                    "Give model.storage float32 and model.selection greedy, random or everything, or fusion.by patches.");
        }
    }

    /** Default layers are known to the backbone alone; then the fit checks. */
    private static void checkSeveral(EmbeddingSpec embedding) {
        if (segments(embedding) == 1) {
            throw SpecErrorCode.SPEC_CONTRADICTION.error(
                    "One layer cannot be compared with others: "
                            + embedding.layers().get(0),
                    "Give at least two layers or input sizes, or fusion: concatenate.");
        }
    }

    private static void checkWeights(List<Double> weights, EmbeddingSpec embedding) {
        int segments = segments(embedding);
        if (segments > 0 && !weights.isEmpty() && weights.size() != segments) {
            throw SpecErrorCode.SPEC_CONTRADICTION.error(
                    "The fusion has %d weights for %d layers".formatted(weights.size(), segments),
                    "Give one weight a layer, in the layers' order.");
        }
    }

    /** Layers of all input sizes; 0 where the backbone decides. */
    private static int segments(EmbeddingSpec embedding) {
        boolean all = embedding.layers().contains("all");
        return all ? 0 : embedding.layers().size() * embedding.inputSizes().size();
    }
}
