package org.patchbank.evaluation.compare;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.patchbank.evaluation.compare.SpecComparison.Tried;
import org.patchbank.pipeline.spec.DetectorSpecs;

/**
 * What a way to keep a bank costs and saves against 32-bit numbers.
 *
 * @param storage {@code float16}, {@code int8} or {@code product}
 * @param name of the spec
 * @param plain name of the spec that is the same but for 32-bit storage
 * @param bytes as a share of the other's
 * @param auroc of images, less the other's; null where there is none
 */
record StorageCost(String storage, String name, String plain, double bytes, Double auroc) {
    private static final String PLAIN = "float32";

    /** One for each spec whose 32-bit twin was compared too. */
    static List<StorageCost> of(SpecComparison comparison) {
        List<StorageCost> costs = new ArrayList<>();
        for (Tried tried : comparison.tried()) {
            String storage = storage(tried);
            if (!storage.isEmpty() && !storage.equals(PLAIN)) {
                twin(tried, comparison).ifPresent(plain -> costs.add(of(storage, tried, plain)));
            }
        }
        return costs;
    }

    private static StorageCost of(String storage, Tried tried, Tried plain) {
        boolean known = tried.result().imageMetrics().isPresent()
                && plain.result().imageMetrics().isPresent();
        return new StorageCost(
                storage,
                tried.name(),
                plain.name(),
                (double) tried.result().state().size() / plain.result().state().size(),
                known ? auroc(tried) - auroc(plain) : null);
    }

    private static double auroc(Tried tried) {
        return tried.result().imageMetrics().orElseThrow().auroc();
    }

    private static Optional<Tried> twin(Tried tried, SpecComparison comparison) {
        JsonNode wanted = withoutStorage(tried);
        return comparison.tried().stream()
                .filter(other -> storage(other).equals(PLAIN))
                .filter(other -> withoutStorage(other).equals(wanted))
                .findFirst();
    }

    private static String storage(Tried tried) {
        return DetectorSpecs.write(tried.spec().spec()).at("/model/storage").asText();
    }

    private static JsonNode withoutStorage(Tried tried) {
        JsonNode tree = DetectorSpecs.write(tried.spec().spec());
        ((ObjectNode) tree.path("model")).remove("storage");
        return tree;
    }

    String words() {
        return String.format(
                Locale.ROOT,
                "%s keeps its bank as %s: %.1f %% of the bytes of %s%s.",
                name,
                storage,
                100 * bytes,
                plain,
                auroc == null ? "" : String.format(Locale.ROOT, ", image AUROC %+.5f", auroc));
    }
}
