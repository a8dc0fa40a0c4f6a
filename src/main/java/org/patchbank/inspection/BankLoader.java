package org.patchbank.inspection;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.patchbank.detector.Detector;
import org.patchbank.detector.MemoryBankDetector;
import org.patchbank.embedding.EmbeddingSettings;
import org.patchbank.embedding.EmbeddingSpec;
import org.patchbank.embedding.PatchEmbedder;
import org.patchbank.embedding.PatchEmbedders;
import org.patchbank.image.ImageDecoder;
import org.patchbank.inspection.engine.Inspector;
import org.patchbank.platform.Parallel;
import org.patchbank.platform.PatchbankException;
import org.patchbank.reference.LoadedVersion;
import org.patchbank.reference.ReferenceVersions;
import org.patchbank.reference.spec.ModelSpec;
import org.patchbank.reference.spec.ModelSpec.MemoryBankSpec;
import org.patchbank.scoring.Calibration;

/** Makes versions ready to judge. Versions with the same embedding share one network. */
@ApplicationScoped
class BankLoader {
    private final ReferenceVersions versions;
    private final PatchEmbedders embedders;
    private final ImageDecoder decoder;
    private final int threads;
    private final Parallel parallel;
    private final Map<EmbeddingSpec, PatchEmbedder> open = new ConcurrentHashMap<>();

    BankLoader(ReferenceVersions versions, PatchEmbedders embedders, ImageDecoder decoder, EmbeddingSettings settings) {
        this.versions = versions;
        this.embedders = embedders;
        this.decoder = decoder;
        this.threads = settings.nativeThreads();
        this.parallel = new Parallel(threads);
    }

    /** @throws PatchbankException if the version is not ready, or its bank or its network cannot be had */
    LoadedBank load(UUID versionId) {
        LoadedVersion version = versions.load(versionId);
        EmbeddingSpec embedding = version.spec().embedding();
        PatchEmbedder embedder = open.computeIfAbsent(embedding, spec -> embedders.open(spec, threads));
        if (!embedder.space().equals(version.embeddingSpace())) {
            throw new PatchbankException(
                    InspectionErrorCode.BACKBONE_CHANGED,
                    "Version %d of '%s' was built with %s, but this server embeds with %s."
                            .formatted(
                                    version.number(),
                                    version.referenceSet(),
                                    version.embeddingSpace(),
                                    embedder.space()),
                    "Bring the backbone back that it was built with, or build a new version and deploy that.");
        }
        return new LoadedBank(
                versionId,
                new Inspector(decoder, embedder, detector(version), version.spec()),
                new Calibration(version.calibrationScores()),
                embedding.inputSize(),
                version.bank().size(),
                version.bank().dimension());
    }

    private Detector detector(LoadedVersion version) {
        ModelSpec model = version.spec().model();
        if (model instanceof MemoryBankSpec bank) {
            return new MemoryBankDetector(version.bank(), bank.neighbours(), bank.metric(), parallel);
        }
        throw new IllegalStateException("no detector for " + model);
    }

    @PreDestroy
    void close() {
        open.values().forEach(PatchEmbedder::close);
        parallel.close();
    }
}
