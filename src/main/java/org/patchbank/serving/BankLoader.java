package org.patchbank.serving;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.patchbank.embedding.EmbeddingSettings;
import org.patchbank.embedding.EmbeddingSpec;
import org.patchbank.embedding.PatchEmbedder;
import org.patchbank.embedding.PatchEmbedders;
import org.patchbank.image.PixelImage;
import org.patchbank.image.RegionOfInterest;
import org.patchbank.image.Window;
import org.patchbank.image.codec.ImageDecoder;
import org.patchbank.image.codec.PngEncoder;
import org.patchbank.pipeline.engine.Inspector;
import org.patchbank.pipeline.fit.OpenedDetector;
import org.patchbank.pipeline.spec.DetectorSpec;
import org.patchbank.pipeline.spec.RegionSpec;
import org.patchbank.pipeline.view.ImageMaps;
import org.patchbank.platform.Parallel;
import org.patchbank.platform.PatchbankException;
import org.patchbank.platform.PatchbankSettings;
import org.patchbank.platform.StageTimes;
import org.patchbank.platform.storage.BlobKind;
import org.patchbank.platform.storage.ImageStore;
import org.patchbank.reference.ImagePlace;
import org.patchbank.reference.LoadedVersion;
import org.patchbank.reference.OutsideVersion;
import org.patchbank.reference.ReferenceVersions;
import org.patchbank.reference.VersionOutline;
import org.patchbank.scoring.Calibration;
import org.patchbank.scoring.DecisionRule;
import org.patchbank.scoring.Threshold;
import org.patchbank.serving.LoadedBank.Form;
import org.patchbank.serving.LoadedBank.Traits;

/** Makes versions ready to judge. Versions with the same embedding share one network. */
@ApplicationScoped
class BankLoader {
    private static final String FOLDER = "banks";
    private static final int WARMING_SIZE = 256;
    private static final int WARMING_ROUNDS = 3;
    private static final double WARMING_RATE = 0.05;

    private final ReferenceVersions versions;
    private final PatchEmbedders embedders;
    private final ImageDecoder decoder;
    private final ImageStore images;
    private final int threads;
    private final Parallel parallel;
    private final Map<EmbeddingSpec, PatchEmbedder> open = new ConcurrentHashMap<>();
    private final BankFiles files;
    private final SearchMetrics metrics;
    private final IndexGuard guard;
    private final Clock clock;

    BankLoader(
            ReferenceVersions versions,
            PatchEmbedders embedders,
            ImageDecoder decoder,
            ImageStore images,
            EmbeddingSettings settings,
            SearchSettings search,
            PatchbankSettings node,
            MeterRegistry registry,
            Clock clock) {
        this.versions = versions;
        this.embedders = embedders;
        this.decoder = decoder;
        this.images = images;
        this.threads = settings.nativeThreads();
        this.parallel = new Parallel(threads);
        this.files = new BankFiles(node.dataDir().resolve(FOLDER));
        this.metrics = new SearchMetrics(registry);
        this.guard = new IndexGuard(search.timeout(), search.pause(), clock, metrics);
        this.clock = clock;
    }

    BankFiles files() {
        return files;
    }

    /** In memory. */
    LoadedBank load(UUID versionId) {
        return load(versionId, traits -> SearchMode.LOCAL);
    }

    /**
     * Loads a version.
     *
     * @param choice where its bank shall be searched
     * @throws PatchbankException if the version is not ready, or its bank or its network cannot be had
     */
    LoadedBank load(UUID versionId, Function<Traits, SearchMode> choice) {
        VersionOutline outline = versions.outline(versionId);
        PatchEmbedder embedder = embedder(outline.spec());
        boolean movable = outline.bank().isPresent() && OpenedDetector.opensOutside(outline.spec(), embedder, parallel);
        Traits traits = new Traits(
                outline, movable, outline.bank().map(BankMemory::bytes).orElse(outline.bytes()));
        Opened opened = open(traits, choice.apply(traits));
        return new LoadedBank(
                traits, opened.form(), opened.calibration(), maps(outline.spec()), opened.ownStore(), clock);
    }

    /** The same version with its bank searched elsewhere. */
    Form moved(Traits traits, SearchMode mode) {
        return open(traits, mode).form();
    }

    private record Opened(Form form, Calibration calibration, boolean ownStore) {}

    private Opened open(Traits traits, SearchMode mode) {
        DetectorSpec spec = traits.version().spec();
        UUID id = traits.version().id();
        PatchEmbedder embedder = embedder(spec);
        LoadedVersion version;
        OpenedDetector detector;
        if (mode == SearchMode.INDEX) {
            OutsideVersion outside = files.open(id, file -> versions.loadOutside(id, file));
            version = outside.version();
            requireSameSpace(version, embedder);
            detector = OpenedDetector.openOutside(
                    spec,
                    version.state(),
                    embedder,
                    parallel,
                    outside.rows(),
                    guard.guard(outside.candidates()),
                    metrics::searched);
        } else {
            version = versions.load(id);
            requireSameSpace(version, embedder);
            detector = OpenedDetector.open(spec, version.state(), embedder, parallel);
        }
        Inspector inspector = new Inspector(decoder, embedder, detector, spec);
        Calibration calibration = new Calibration(version.calibrationScores());
        warm(inspector, detector.views().onlySize(), calibration.threshold(WARMING_RATE));
        return new Opened(new Form(mode, inspector), calibration, version.imagePlace() == ImagePlace.OWN_FACTORY);
    }

    private PatchEmbedder embedder(DetectorSpec spec) {
        return open.computeIfAbsent(spec.embedding(), embedding -> embedders.open(embedding, threads));
    }

    private static void requireSameSpace(LoadedVersion version, PatchEmbedder embedder) {
        if (!embedder.space().equals(version.embeddingSpace())) {
            throw new PatchbankException(
                    ServingError.BACKBONE_CHANGED,
                    "Version %d of '%s' was built with %s, but this server embeds with %s."
                            .formatted(
                                    version.number(),
                                    version.referenceSet(),
                                    version.embeddingSpace(),
                                    embedder.space()),
                    "Bring the backbone back that it was built with, or build a new version and deploy that.");
        }
    }

    /** The region is kept apart from the version, so that maps can be drawn for as long as inspections are kept. */
    private MapSettings maps(DetectorSpec spec) {
        RegionOfInterest region = ImageMaps.fixedRegion(spec);
        return new MapSettings(
                spec.embedding().inputSize(),
                spec.tiles().map(tiles -> OptionalInt.of(tiles.size())).orElse(OptionalInt.empty()),
                region.isAll() ? null : images.put(BlobKind.REGION, RegionSpec.bytes(region)));
    }

    /** The first part on the line should not wait for what a virtual machine does the first time. */
    private static void warm(Inspector inspector, Optional<Window> onlySize, Threshold threshold) {
        Window size = onlySize.orElse(new Window(0, 0, WARMING_SIZE, WARMING_SIZE));
        byte[] grey = PngEncoder.encode(
                PixelImage.of8Bit(size.width(), size.height(), 1, new byte[size.width() * size.height()]));
        DecisionRule rule = new DecisionRule(threshold, threshold);
        // Many tiles are rounds enough.
        for (int i = 0; i < (onlySize.isPresent() ? 1 : WARMING_ROUNDS); i++) {
            inspector.examine(grey, rule, new StageTimes());
        }
    }

    @PreDestroy
    void close() {
        open.values().forEach(PatchEmbedder::close);
        guard.close();
        parallel.close();
    }
}
