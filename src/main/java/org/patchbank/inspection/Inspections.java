package org.patchbank.inspection;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.patchbank.deployment.DeploymentCatalog;
import org.patchbank.deployment.Serving.Ready;
import org.patchbank.inspection.InspectionStore.KeyTaken;
import org.patchbank.pipeline.engine.Examination;
import org.patchbank.pipeline.engine.RegionEmbedding;
import org.patchbank.platform.Ids;
import org.patchbank.platform.NodeFactory;
import org.patchbank.platform.NodeId;
import org.patchbank.platform.Page;
import org.patchbank.platform.PatchbankException;
import org.patchbank.platform.Sha256;
import org.patchbank.platform.Stage;
import org.patchbank.platform.StageTimes;
import org.patchbank.platform.storage.BlobKind;
import org.patchbank.platform.storage.ImageStore;
import org.patchbank.scoring.Decision;
import org.patchbank.serving.InspectionGate;
import org.patchbank.serving.InspectionSettings;
import org.patchbank.serving.LoadedBank;

/**
 * Judges images and keeps every judgement. An inspection that was answered is never lost: its image is in the image store
 * before its row is committed, and the answer comes after that. An image that cannot be judged leaves no row.
 */
@Startup // its metrics are there before the first image
@ApplicationScoped
public class Inspections {
    private static final int PARTS_OF_HEAP = 4;
    private static final Duration LONGEST_WAIT = Duration.ofMillis(100);

    private final DeploymentCatalog catalog;
    private final InspectionStore store;
    private final ImageStore images;
    private final Ids ids;
    private final NodeId node;
    private final NodeFactory own;
    private final InspectionGate gate;
    private final InspectionMetrics metrics;
    private final Event<InspectionKept> kept;

    Inspections(
            DeploymentCatalog catalog,
            InspectionStore store,
            ImageStore images,
            Ids ids,
            NodeId node,
            NodeFactory own,
            InspectionSettings settings,
            MeterRegistry registry,
            Event<InspectionKept> kept) {
        this.kept = kept;
        this.catalog = catalog;
        this.store = store;
        this.images = images;
        this.ids = ids;
        this.node = node;
        this.own = own;
        this.gate =
                new InspectionGate(settings.concurrent(), settings.queue(), bytesAtOnce(settings), settings.patience());
        this.metrics = new InspectionMetrics(registry, gate);
    }

    private static long bytesAtOnce(InspectionSettings settings) {
        return settings.maxBytesAtOnce() > 0
                ? settings.maxBytesAtOnce()
                : Runtime.getRuntime().maxMemory() / PARTS_OF_HEAP;
    }

    /** Waits while parts are judged, 100 ms at most. For work that is not urgent. */
    public void giveWay() {
        gate.giveWay(LONGEST_WAIT);
    }

    /** @param made false if an earlier request with the same idempotency key had made it */
    public record Outcome(Inspection inspection, boolean made) {}

    /**
     * Judges one image. It is read only once there is room for it.
     *
     * @param bytes what the image takes in memory, or the most that it may take
     * @param reading reads the image
     * @throws PatchbankException if the image cannot be used, nothing is deployed there, too many images wait, or the
     *     idempotency key belongs to another image
     */
    public Outcome inspect(long bytes, Supplier<InspectionRequest> reading) {
        try (InspectionGate.Place place = gate.enter(bytes)) {
            InspectionRequest request = reading.get();
            Optional<Inspection> earlier = earlier(request);
            return earlier.isPresent() ? new Outcome(earlier.get(), false) : judge(request, place);
        } catch (PatchbankException e) {
            metrics.failed(e.code().code());
            throw e;
        }
    }

    private Outcome judge(InspectionRequest request, InspectionGate.Place place) {
        long start = System.nanoTime();
        UUID id = ids.next();
        Optional<Outcome> outcome = Optional.empty();
        while (outcome.isEmpty()) {
            outcome = judge(id, request, place, start);
        }
        return outcome.get();
    }

    /** Empty where another revision came into force in between: that one has to judge. */
    private Optional<Outcome> judge(UUID id, InspectionRequest request, InspectionGate.Place place, long start) {
        Ready serving = catalog.ready(request.product(), request.line());
        StageTimes times = new StageTimes();
        LoadedBank.Form form = serving.bank().use();
        Examined examined = place.judge(() -> examine(request, serving, form, times));
        Examination examination = examined.examination();
        long storing = System.nanoTime();
        String sha256 = images.put(BlobKind.IMAGE, request.image());
        InspectionEntity entity = InspectionRow.of(id, request, serving, form.mode(), examination, sha256, node, times);
        try {
            Optional<RegionsKept> regions = RegionsKept.of(
                    entity.inspection(), serving.deployment().versionId(), form.inspector(), examined.regions());
            if (!catalog.ifInForce(serving, () -> store.insert(entity, regions))) {
                return Optional.empty();
            }
        } catch (KeyTaken e) {
            return Optional.of(new Outcome(earlier(request).orElseThrow(() -> e), false));
        }
        long end = times.addSince(Stage.STORE, storing);
        Inspection inspection = entity.inspection().withTimings(timings(times, end - start));
        metrics.record(inspection, times, end - start);
        kept.fire(new InspectionKept(inspection, examination.seen()));
        return Optional.of(new Outcome(inspection, true));
    }

    private record Examined(Examination examination, List<RegionEmbedding> regions) {}

    private static Examined examine(InspectionRequest request, Ready serving, LoadedBank.Form form, StageTimes times) {
        Examination examination =
                form.inspector().examine(request.image(), serving.deployment().rule(), times);
        return new Examined(
                examination, examination.decision() == Decision.ACCEPT ? List.of() : examination.embeddings());
    }

    /**
     * Looks at an image as {@link #inspect} does, and keeps nothing. Of an image that would be accepted, the most anomalous regions are
     * shown all the same.
     *
     * @throws PatchbankException as {@link #inspect}
     */
    public Preview look(long bytes, Supplier<InspectionRequest> reading) {
        try (InspectionGate.Place place = gate.enter(bytes)) {
            InspectionRequest request = reading.get();
            Ready serving = catalog.ready(request.product(), request.line());
            return place.judge(() -> Preview.at(request.image(), serving));
        }
    }

    /** What an earlier request with the same key has made. */
    private Optional<Inspection> earlier(InspectionRequest request) {
        if (request.idempotencyKey() == null) {
            return Optional.empty();
        }
        Optional<Inspection> earlier = store.inspectionOfKey(own.name(), request.idempotencyKey());
        earlier.ifPresent(inspection -> requireSame(inspection, request));
        return earlier;
    }

    private static void requireSame(Inspection earlier, InspectionRequest request) {
        if (!earlier.product().equals(request.product())
                || !earlier.line().equals(request.line())
                || !earlier.imageSha256().equals(Sha256.of(request.image()))) {
            throw new PatchbankException(
                    InspectionErrorCode.IDEMPOTENCY_KEY_REUSED,
                    "The idempotency key belongs to inspection %s, of another image, product or line."
                            .formatted(earlier.id()),
                    "Use a key of its own for each image.");
        }
    }

    public Inspection get(UUID id) {
        return store.inspection(id).orElseThrow(() -> notFound(id));
    }

    /** Images that are being judged at this moment: what can wait should wait for them. */
    public int judging() {
        return gate.judging();
    }

    /** Those of these ids that there are, in no order. */
    public List<Inspection> all(Collection<UUID> ids) {
        return store.all(ids);
    }

    /**
     * Lists inspections, newest first.
     *
     * @param cursor from the page before, or null to start
     * @throws PatchbankException {@code INVALID_CURSOR}
     */
    public Page<Inspection> list(InspectionFilter filter, String cursor, int limit) {
        UUID before = cursor == null ? null : InspectionCursor.decode(cursor, filter);
        List<Inspection> found = store.list(filter, before, limit + 1);
        return Page.of(found, limit, last -> InspectionCursor.encode(last.id(), filter));
    }

    /** What comes before and after an inspection in a list; empty at its ends. */
    public record Neighbours(Optional<UUID> newer, Optional<UUID> older) {}

    /** @param id need not match the filter itself */
    public Neighbours neighbours(InspectionFilter filter, UUID id) {
        return new Neighbours(
                store.newer(filter, id, 1).stream().findFirst().map(Inspection::id),
                store.list(filter, id, 1).stream().findFirst().map(Inspection::id));
    }

    private static Map<String, Double> timings(StageTimes times, long totalNanos) {
        Map<String, Double> timings = new LinkedHashMap<>(InspectionRow.timings(times));
        timings.put("total", Math.round(totalNanos / 1e3) / 1000.0);
        return timings;
    }

    static PatchbankException notFound(UUID id) {
        return new PatchbankException(
                InspectionErrorCode.INSPECTION_NOT_FOUND,
                "There is no inspection " + id + ".",
                "GET /api/v1/inspections lists those that there are.");
    }
}
