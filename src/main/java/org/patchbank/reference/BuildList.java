package org.patchbank.reference;

import io.quarkus.panache.common.Parameters;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.patchbank.platform.Page;
import org.patchbank.platform.PatchbankException;
import org.patchbank.reference.BuildInfo.Growth;

/** Versions in lists: of one set, or the builds of all sets that this node may see. Reads few images' rows. */
@ApplicationScoped
public class BuildList {
    private static final Set<VersionState> UNFINISHED = Set.of(VersionState.QUEUED, VersionState.BUILDING);
    private static final UUID LAST = new UUID(-1, -1);
    private static final String VISIBLE =
            "referenceSetId in (select r.id from ReferenceSet r where " + SetAccess.visible("r.") + ")";

    /** Names of added images that a list shows. */
    private static final int NAMED = 3;

    private static final String ADDED = """
            select a.version, a.name, a.images
            from (select v.versionId as version, i.name as name, v.position as position,
                    row_number() over (partition by v.versionId order by v.position) as place,
                    count(*) over (partition by v.versionId) as images
                from VersionImage v join v.image i
                where v.versionId in :versions and v.known = false) a
            where a.place <= :named
            order by a.version, a.position""";

    private final EntityManager entities;
    private final SetAccess access;

    BuildList(EntityManager entities, SetAccess access) {
        this.entities = entities;
        this.access = access;
    }

    /**
     * All versions of a set, the newest first.
     *
     * @throws PatchbankException {@code REFERENCE_SET_NOT_FOUND}
     */
    @Transactional
    public List<BuildInfo> of(String setIdOrName) {
        ReferenceSet set = access.readable(setIdOrName);
        return infos(Version.list("referenceSetId = ?1 order by number desc", set.id));
    }

    /** What is being built or waits for it, in the order in which it was asked for. */
    @Transactional
    public List<BuildInfo> unfinished() {
        return infos(Version.list(
                "state in :states and " + VISIBLE + " order by id",
                Parameters.with("states", UNFINISHED).and("own", access.own())));
    }

    /**
     * Builds that have ended, those asked for last first.
     *
     * @throws PatchbankException {@code CURSOR_INVALID}
     */
    @Transactional
    public Page<BuildInfo> ended(Optional<String> cursor, int limit) {
        List<Version> versions = Version.<Version>find(
                        "state not in :states and id < :before and " + VISIBLE + " order by id desc",
                        Parameters.with("states", UNFINISHED)
                                .and("own", access.own())
                                .and("before", cursor.map(BuildList::parse).orElse(LAST)))
                .range(0, limit)
                .list();
        List<BuildInfo> infos = infos(versions);
        return Page.of(infos, limit, info -> info, info -> info.id().toString());
    }

    private List<BuildInfo> infos(List<Version> versions) {
        if (versions.isEmpty()) {
            return List.of();
        }
        Set<UUID> ids = versions.stream().map(version -> version.id).collect(Collectors.toSet());
        Map<UUID, Long> images = counts("select v.versionId, count(*) from VersionImage v", ids);
        Map<UUID, Long> rows = counts("select v.versionId, sum(v.size) from VersionBank v", ids);
        Map<UUID, Growth> grown = grown(versions);
        Map<UUID, ReferenceSet> sets = new HashMap<>();
        return versions.stream()
                .map(version -> info(
                        version,
                        sets.computeIfAbsent(version.referenceSetId, id -> entities.find(ReferenceSet.class, id)),
                        images.getOrDefault(version.id, 0L),
                        Optional.ofNullable(grown.get(version.id)),
                        rows.get(version.id)))
                .toList();
    }

    private Map<UUID, Long> counts(String select, Set<UUID> versions) {
        return entities.createQuery(select + " where v.versionId in :versions group by v.versionId", Object[].class)
                .setParameter("versions", versions)
                .getResultStream()
                .collect(Collectors.toMap(row -> (UUID) row[0], row -> ((Number) row[1]).longValue()));
    }

    private Map<UUID, Growth> grown(List<Version> versions) {
        Map<UUID, UUID> from = versions.stream()
                .filter(version -> version.grownFrom != null)
                .collect(Collectors.toMap(version -> version.id, version -> version.grownFrom));
        if (from.isEmpty()) {
            return Map.of();
        }
        Map<UUID, Integer> numbers = entities.createQuery(
                        "select v.id, v.number from Version v where v.id in :versions", Object[].class)
                .setParameter("versions", Set.copyOf(from.values()))
                .getResultStream()
                .collect(Collectors.toMap(row -> (UUID) row[0], row -> (Integer) row[1]));
        Map<UUID, List<Object[]>> added = entities.createQuery(ADDED, Object[].class)
                .setParameter("versions", from.keySet())
                .setParameter("named", NAMED)
                .getResultStream()
                .collect(Collectors.groupingBy(row -> (UUID) row[0]));
        Map<UUID, Growth> grown = new HashMap<>();
        from.forEach((version, earlier) -> {
            List<Object[]> first = added.getOrDefault(version, List.of());
            grown.put(
                    version,
                    new Growth(
                            numbers.get(earlier),
                            first.isEmpty() ? 0 : ((Number) first.get(0)[2]).longValue(),
                            first.stream().map(row -> (String) row[1]).toList()));
        });
        return grown;
    }

    private static BuildInfo info(Version version, ReferenceSet set, long images, Optional<Growth> growth, Long rows) {
        boolean ready = version.state == VersionState.READY;
        return new BuildInfo(
                version.id,
                set.id,
                set.name,
                set.factory,
                set.product,
                version.number,
                version.state,
                VersionViews.progress(version),
                version.cancelRequested,
                SpecJson.tree(version.spec).at("/model/type").asText(),
                images,
                growth,
                ready && version.stateBytes != null ? OptionalLong.of(version.stateBytes) : OptionalLong.empty(),
                ready && rows != null ? OptionalLong.of(rows) : OptionalLong.empty(),
                VersionViews.failure(version),
                version.damage != null,
                version.createdAt,
                Optional.ofNullable(version.startedAt),
                Optional.ofNullable(version.endedAt));
    }

    private static UUID parse(String cursor) {
        try {
            return UUID.fromString(cursor);
        } catch (IllegalArgumentException e) {
            throw new PatchbankException(
                    ReferenceError.CURSOR_INVALID,
                    "'" + cursor + "' is no cursor of this list.",
                    "Use the cursor that came with the page before, or leave it out for the first page.",
                    e);
        }
    }
}
