package org.patchbank.app.doctor;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.patchbank.embedding.Backbone;
import org.patchbank.embedding.BackboneRegistry;
import org.patchbank.embedding.EmbeddingSpec;
import org.patchbank.embedding.PatchEmbedder;
import org.patchbank.embedding.djl.DjlPatchEmbedders;
import org.patchbank.platform.PatchbankException;

/** Looks at the backbones: each file against its hash, and the built-in one at work. */
final class BackboneCheck {
    private static final int INPUT_SIZE = 224;

    private BackboneCheck() {}

    /** @param folder of added backbones */
    static List<Check> all(Optional<Path> folder) {
        BackboneRegistry registry = new BackboneRegistry(folder);
        List<Check> checks = new ArrayList<>();
        checks.add(one(registry, BackboneRegistry.BUILT_IN));
        for (Path file : registry.files()) {
            checks.add(one(registry, file.toString()));
        }
        checks.add(runtime(registry));
        return checks;
    }

    private static Check one(BackboneRegistry registry, String name) {
        try {
            Backbone backbone = registry.find(name);
            String id = backbone.descriptor().id();
            return new Check(
                    "backbone",
                    true,
                    id + ", sha256 " + backbone.sha256() + ", " + backbone.origin(),
                    backbone.assumed().orElse(null));
        } catch (PatchbankException e) {
            return Check.bad("backbone", name + ": " + e.getMessage(), e.remedy());
        }
    }

    private static Check runtime(BackboneRegistry registry) {
        EmbeddingSpec spec = new EmbeddingSpec(BackboneRegistry.BUILT_IN, List.of(), INPUT_SIZE, 3);
        try (PatchEmbedder embedder = new DjlPatchEmbedders(registry).open(spec, 1)) {
            return Check.ok(
                    "network runtime",
                    "ONNX Runtime runs the built-in backbone: " + embedder.dimension() + " dimensions");
        } catch (PatchbankException e) {
            return Check.bad("network runtime", e.getMessage(), e.remedy());
        } catch (RuntimeException | LinkageError e) {
            return Check.bad(
                    "network runtime",
                    "ONNX Runtime does not start: " + e,
                    "Its native library needs a 64-bit Linux with glibc, macOS or Windows on x86 or ARM, and a temporary"
                            + " folder that allows execution.");
        }
    }
}
