package org.patchbank.defect;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.patchbank.defect.SharedDefects.Seen;
import org.patchbank.vectorindex.Neighbor;
import org.patchbank.vectorindex.VectorIndex;

/** Finds defects that look alike. */
@ApplicationScoped
public class SimilarDefects {
    /** Regions of one part that may stand before what is looked for. */
    private static final int MOST_OWN = 64;

    /** Rows that are asked for at most, where nearer ones may not be seen here. */
    private static final int MOST_LOOKED_AT = 8192;

    private final DefectStore store;
    private final DefectIndexer indexer;
    private final VectorIndex index;
    private final SharedDefects shared;

    SimilarDefects(DefectStore store, DefectIndexer indexer, VectorIndex index, SharedDefects shared) {
        this.shared = shared;
        this.store = store;
        this.indexer = indexer;
        this.index = index;
    }

    /** @param distance 1 less the cosine of the angle between the embeddings: 0 for equal ones, 2 at most */
    public record Similar(Defect defect, double distance) {}

    /**
     * @param items the nearest first
     * @param suggestion what they would call it
     */
    public record Found(List<Similar> items, TypeVote suggestion) {}

    /**
     * What is looked for.
     *
     * @param inspection whose own defects are not looked for; empty where it is none that is kept
     */
    public record Sought(DefectSpace space, float[] vector, Optional<UUID> inspection) {}

    /** @throws org.patchbank.platform.PatchbankException {@code DEFECT_NOT_FOUND} */
    public Sought like(Defect defect) {
        float[] vector = store.waitingVector(defect.id())
                .or(() -> indexer.stored(defect))
                .or(() -> store.waitingVector(defect.id()))
                .orElseThrow(() -> Defects.notFound(defect.id()));
        return new Sought(defect.space(), vector, Optional.of(defect.inspection()));
    }

    /** The defects nearest to what is sought, with a type suggested by those of them, or beyond them, that a person has named. */
    public Found find(Sought sought, DefectFilter filter, int k) {
        Seen seen = shared.seen();
        return new Found(nearest(sought, filter, seen, k), vote(sought, seen));
    }

    /** Ascending by distance, ties by id; fewer than {@code k} where fewer match. */
    private List<Similar> nearest(Sought sought, DefectFilter filter, Seen seen, int k) {
        int looked = k + (sought.inspection().isPresent() ? MOST_OWN : 0);
        while (true) {
            List<Neighbor> found = index.nearest(
                            sought.space().collection(), List.of(sought.vector()), looked, filter.asVectorFilter())
                    .get(0);
            List<Similar> similar = matching(found, sought, filter, seen);
            if (similar.size() >= k || found.size() < looked || looked >= MOST_LOOKED_AT) {
                return similar.subList(0, Math.min(k, similar.size()));
            }
            looked = Math.min(MOST_LOOKED_AT, 4 * looked);
        }
    }

    /** What is found, as the record has it, which may be ahead of the index by a moment. */
    private List<Similar> matching(List<Neighbor> found, Sought sought, DefectFilter filter, Seen seen) {
        Map<Long, Defect> defects = store
                .defects(found.stream().map(Neighbor::id).toList())
                .stream()
                .collect(Collectors.toMap(Defect::id, Function.identity()));
        return found.stream()
                .filter(neighbor -> defects.containsKey(neighbor.id()))
                .map(neighbor -> new Similar(defects.get(neighbor.id()), cosineDistance(neighbor.distance())))
                .filter(similar ->
                        !sought.inspection().equals(Optional.of(similar.defect().inspection())))
                .filter(similar -> filter.matches(similar.defect()) && seen.holds(similar.defect()))
                .toList();
    }

    /** Of vectors of length 1. */
    private static double cosineDistance(double euclidean) {
        return euclidean * euclidean / 2;
    }

    /** What the nearest named ones say, of whatever product: a scratch is a scratch. */
    private TypeVote vote(Sought sought, Seen seen) {
        return TypeVote.of(nearest(sought, DefectFilter.ALL.confirmed(), seen, 2 * TypeVote.VOTERS).stream()
                .flatMap(similar -> similar
                        .defect()
                        .judgement()
                        .map(said -> said.finding().defectType())
                        .stream()
                        .map(type -> new TypeVote.Voter(type, similar.distance())))
                .limit(TypeVote.VOTERS)
                .toList());
    }
}
