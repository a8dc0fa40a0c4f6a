package org.patchbank.reference;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.patchbank.detector.DetectorState;
import org.patchbank.patch.PatchGrid;
import org.patchbank.platform.PatchbankException;
import org.patchbank.reference.LoadedVersion.UsedImage;
import org.patchbank.reference.StoredState.StoredBank;
import org.patchbank.reference.VersionOutline.BankShape;

/** Reference versions as other features see them. */
@ApplicationScoped
public class ReferenceVersions {
    private final StateStore states;
    private final SetAccess access;

    ReferenceVersions(StateStore states, SetAccess access) {
        this.access = access;
        this.states = states;
    }

    /**
     * Finds a version by the id or the name of its set, and its number.
     *
     * @throws PatchbankException {@code REFERENCE_SET_NOT_FOUND}, {@code VERSION_NOT_FOUND}
     */
    public VersionSummary find(String setIdOrName, int number) {
        return inTransaction(() -> {
            ReferenceSet set = access.readable(setIdOrName);
            return VersionViews.summary(require(set, number), set);
        });
    }

    /** @throws PatchbankException {@code VERSION_NOT_FOUND} */
    public VersionSummary find(UUID versionId) {
        return inTransaction(() -> {
            Version version = require(versionId);
            return VersionViews.summary(version, ReferenceSet.findById(version.referenceSetId));
        });
    }

    /** The ids of all versions of sets that this node's factory owns or may use. */
    public Set<UUID> readable() {
        return inTransaction(() -> new HashSet<>(Version.getEntityManager()
                .createQuery(
                        "select v.id from Version v where v.referenceSetId in (select r.id from ReferenceSet r where "
                                + SetAccess.visible("r.") + ")",
                        UUID.class)
                .setParameter("own", access.own())
                .getResultList()));
    }

    /**
     * The calibration scores of a ready version, without its bank: what a threshold needs.
     *
     * @throws PatchbankException {@code VERSION_NOT_FOUND}, {@code VERSION_NOT_READY}
     */
    public double[] calibrationScores(UUID versionId) {
        return inTransaction(() -> {
            requireReady(require(versionId));
            return VersionViews.calibrated(VersionImage.of(versionId)).stream()
                    .mapToDouble(image -> image.score)
                    .toArray();
        });
    }

    /**
     * The SHA-256 of every image that a version was made of: none of them tells how it judges what it has not seen.
     *
     * @throws PatchbankException {@code VERSION_NOT_FOUND}
     */
    public Set<String> imageHashes(UUID versionId) {
        return inTransaction(() -> VersionImage.of(require(versionId).id).stream()
                .map(image -> image.image.sha256)
                .collect(Collectors.toSet()));
    }

    /**
     * Loads a ready version with all that it learned, checked against its hashes. Takes seconds for a large bank; keep the result.
     *
     * @throws PatchbankException {@code VERSION_NOT_FOUND}, {@code VERSION_NOT_READY}, {@code BANK_DAMAGED}
     */
    public LoadedVersion load(UUID versionId) {
        return inTransaction(() -> new Ready(versionId)).load();
    }

    /**
     * What is known of a ready version without loading it.
     *
     * @throws PatchbankException {@code VERSION_NOT_FOUND}, {@code VERSION_NOT_READY}
     */
    public VersionOutline outline(UUID versionId) {
        return inTransaction(() -> {
            Version version = require(versionId);
            requireReady(version);
            return new VersionOutline(
                    versionId,
                    SpecJson.parse(version.spec),
                    version.embeddingSpace,
                    version.stateBytes == null ? 0 : version.stateBytes,
                    onlyBank(StoredState.of(version))
                            .map(bank -> new BankShape(bank.size(), bank.key().dimension())));
        });
    }

    private static Optional<StoredBank> onlyBank(StoredState place) {
        return place.banks().size() == 1 && place.banks().get(0).name().isEmpty()
                ? Optional.of(place.banks().get(0))
                : Optional.empty();
    }

    /**
     * Loads a ready version but for its bank, which is put into a file and checked against its hash. Takes no more memory for a larger
     * bank.
     *
     * @param file in the folder of this node; one that is there and sound is taken as it is
     * @throws PatchbankException {@code VERSION_NOT_FOUND}, {@code VERSION_NOT_READY}, {@code BANK_DAMAGED}, {@code BANK_FILE_UNUSABLE}
     * @throws IllegalArgumentException if the {@link VersionOutline} has no bank
     */
    public OutsideVersion loadOutside(UUID versionId, Path file) {
        return inTransaction(() -> new Ready(versionId)).loadOutside(file);
    }

    /** What the tables say of a ready version; read in one transaction, used after it. */
    private final class Ready {
        private final Version version;
        private final ReferenceSet set;
        private final StoredState place;
        private final List<UsedImage> images;

        Ready(UUID versionId) {
            version = require(versionId);
            requireReady(version);
            place = StoredState.of(version);
            set = ReferenceSet.findById(version.referenceSetId);
            images = VersionViews.learned(VersionImage.of(versionId)).stream()
                    .map(used -> new UsedImage(
                            used.image.id,
                            used.image.name,
                            used.image.sha256,
                            used.score == null ? OptionalDouble.empty() : OptionalDouble.of(used.score)))
                    .toList();
        }

        LoadedVersion load() {
            return with(states.load(place, grid()));
        }

        OutsideVersion loadOutside(Path file) {
            StoredBank bank = onlyBank(place)
                    .orElseThrow(() -> new IllegalArgumentException("version " + version.id + " has not one bank"));
            BankMapping mapping = states.mapping(bank, grid());
            return new OutsideVersion(with(states.loadWithoutBanks(place)), mapping.file(file), mapping.candidates());
        }

        private PatchGrid grid() {
            return new PatchGrid(version.gridRows, version.gridColumns);
        }

        private LoadedVersion with(DetectorState state) {
            return new LoadedVersion(
                    version.id,
                    set.id,
                    set.name,
                    set.images,
                    set.product,
                    version.number,
                    SpecJson.parse(version.spec),
                    version.embeddingSpace,
                    state,
                    grid(),
                    images);
        }
    }

    /** @throws PatchbankException {@code VERSION_NOT_FOUND} */
    static Version require(ReferenceSet set, int number) {
        return Version.numbered(set.id, number)
                .orElseThrow(() -> new PatchbankException(
                        ReferenceError.VERSION_NOT_FOUND,
                        "Reference set '%s' has no version %d.".formatted(set.name, number),
                        "GET /api/v1/reference-sets/%s/versions lists them.".formatted(set.name)));
    }

    private static Version require(UUID versionId) {
        return Version.<Version>findByIdOptional(versionId)
                .orElseThrow(() -> new PatchbankException(
                        ReferenceError.VERSION_NOT_FOUND,
                        "There is no reference version " + versionId + ".",
                        "GET /api/v1/reference-sets/{set}/versions lists those of a set."));
    }

    static void requireReady(Version version) {
        if (version.state != VersionState.READY) {
            throw new PatchbankException(
                    ReferenceError.VERSION_NOT_READY,
                    "Version %d is %s.".formatted(version.number, version.state.label()),
                    version.state.ended()
                            ? "Build a new version: POST /api/v1/reference-sets/{set}/versions."
                            : "Wait until it is ready; its progress is at /api/v1/reference-sets/{set}/versions/%d."
                                    .formatted(version.number));
        }
    }

    private static <T> T inTransaction(Supplier<T> work) {
        return QuarkusTransaction.requiringNew().call(work::get);
    }
}
