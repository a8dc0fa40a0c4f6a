package org.patchbank.reference;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.patchbank.image.align.Alignment;
import org.patchbank.patch.Patch;
import org.patchbank.patch.PatchGrid;
import org.patchbank.pipeline.spec.DetectorSpec;
import org.patchbank.reference.StoredState.StoredBank;
import org.patchbank.vectorindex.VectorIndex;
import org.patchbank.vectorindex.VectorRow;

/** Where the rows of a bank come from. */
@ApplicationScoped
public class GoodPatches {
    private final VectorIndex index;

    GoodPatches(VectorIndex index) {
        this.index = index;
    }

    /**
     * A good image, and which of its patches a row of the bank is.
     *
     * @param place empty where the row is of no single patch, or the network did not see the image whole and as it came
     */
    public record GoodPatch(
            UUID referenceSetId,
            String referenceSet,
            int version,
            ImagePlace imagePlace,
            Source image,
            Optional<Place> place) {}

    /** An image of a reference set. */
    public record Source(UUID id, String name, String sha256, int width, int height) {}

    /** A patch in its grid, which covers the image evenly. */
    public record Place(Patch patch, PatchGrid grid) {}

    /**
     * Finds where a row of a version's bank comes from; reads one row of the index. Empty where the version has no bank whose rows are of
     * images, or the row is not there.
     */
    public Optional<GoodPatch> find(UUID versionId, int row) {
        return QuarkusTransaction.requiringNew().call(() -> {
            Version version = Version.findById(versionId);
            if (version == null || version.state != VersionState.READY || row < 0) {
                return Optional.<GoodPatch>empty();
            }
            List<StoredBank> banks = StoredState.of(version).banks();
            return banks.size() != 1 || !banks.get(0).name().isEmpty()
                    ? Optional.<GoodPatch>empty()
                    : read(banks.get(0).key(), row).flatMap(found -> patch(version, found));
        });
    }

    private Optional<VectorRow> read(BankKey key, int row) {
        return index.scan(key.collection(), key.rows(), key.rowId(row) - 1, 1).stream()
                .filter(found -> found.id() == key.rowId(row))
                .findFirst();
    }

    private static Optional<GoodPatch> patch(Version version, VectorRow row) {
        ReferenceSet set = ReferenceSet.findById(version.referenceSetId);
        Long image = (Long) row.metadata().get("image");
        return VersionViews.learned(VersionImage.of(version.id)).stream()
                .filter(used -> image != null && used.learned == image.intValue())
                .findFirst()
                .map(used -> new GoodPatch(
                        set.id,
                        set.name,
                        version.number,
                        set.images,
                        new Source(
                                used.image.id, used.image.name, used.image.sha256, used.image.width, used.image.height),
                        place(version, row)));
    }

    private static Optional<Place> place(Version version, VectorRow row) {
        DetectorSpec spec = SpecJson.parse(version.spec);
        boolean whole = spec.tiles().isEmpty() && spec.alignment().equals(Alignment.NONE);
        Long patchRow = (Long) row.metadata().get("patch_row");
        Long patchColumn = (Long) row.metadata().get("patch_column");
        return whole && patchRow != null && patchColumn != null
                ? Optional.of(new Place(
                        new Patch(patchRow.intValue(), patchColumn.intValue()),
                        new PatchGrid(version.gridRows, version.gridColumns)))
                : Optional.empty();
    }
}
