package org.patchbank.inspection.proposal;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.patchbank.deployment.Deployment;
import org.patchbank.deployment.Deployments;
import org.patchbank.inspection.Inspection;
import org.patchbank.inspection.InspectionErrorCode;
import org.patchbank.inspection.InspectionPictures;
import org.patchbank.inspection.Inspections;
import org.patchbank.inspection.proposal.ProposalAnswer.Result;
import org.patchbank.inspection.proposal.ProposalStore.Given;
import org.patchbank.inspection.verdict.CurrentVerdict;
import org.patchbank.inspection.verdict.Verdicts;
import org.patchbank.platform.Page;
import org.patchbank.platform.PatchbankException;
import org.patchbank.reference.InspectedImage;
import org.patchbank.reference.ReferenceGrowth;
import org.patchbank.reference.ReferenceGrowth.Grown;
import org.patchbank.reference.ReferenceVersions;
import org.patchbank.reference.VersionInfo;

/**
 * Parts that were rejected or reviewed although a person calls them good: proposed as images of their deployment's reference set, looked
 * at, and accepted or declined. Nothing is overwritten: the answers of an inspection only grow.
 */
@ApplicationScoped
public class Proposals {
    private static final UUID NEWEST = new UUID(-1, -1);

    private final Deployments deployments;
    private final Inspections inspections;
    private final InspectionPictures pictures;
    private final Verdicts verdicts;
    private final ReferenceVersions versions;
    private final ReferenceGrowth growth;
    private final ProposalStore store;
    private final Clock clock;

    Proposals(
            Deployments deployments,
            Inspections inspections,
            InspectionPictures pictures,
            Verdicts verdicts,
            ReferenceVersions versions,
            ReferenceGrowth growth,
            ProposalStore store,
            Clock clock) {
        this.deployments = deployments;
        this.inspections = inspections;
        this.pictures = pictures;
        this.verdicts = verdicts;
        this.versions = versions;
        this.growth = growth;
        this.store = store;
        this.clock = clock;
    }

    /** Proposals that were accepted, and the version that is built with their images. */
    public record Accepted(VersionInfo version, List<Proposal> proposals) {}

    /**
     * The proposals of a deployment, newest first.
     *
     * @param cursor from the page before, or null to start
     * @throws PatchbankException {@code DEPLOYMENT_NOT_FOUND}, {@code INVALID_CURSOR}
     */
    @Transactional
    public Page<Proposal> list(UUID deployment, ProposalState state, String cursor, int limit) {
        deployments.get(deployment);
        List<UUID> found = store.list(deployment, state, cursor == null ? NEWEST : before(cursor), limit + 1);
        Page<UUID> page = Page.of(found, limit, UUID::toString);
        return new Page<>(all(page.items()), page.nextCursor());
    }

    private static UUID before(String cursor) {
        try {
            return UUID.fromString(cursor);
        } catch (IllegalArgumentException e) {
            throw new PatchbankException(
                    InspectionErrorCode.INVALID_CURSOR,
                    "The cursor is not one that this server gave.",
                    "Start without a cursor, then send next_cursor back as it came.",
                    e);
        }
    }

    /**
     * One proposal with all of its answers.
     *
     * @throws PatchbankException {@code DEPLOYMENT_NOT_FOUND}, {@code INSPECTION_NOT_FOUND}, {@code NOT_PROPOSED}
     */
    @Transactional
    public Proposal get(UUID deployment, UUID inspection) {
        deployments.get(deployment);
        List<UUID> one = List.of(inspection);
        boolean answered = inspections.get(inspection).deployment().equals(deployment)
                && !store.answers(one).isEmpty();
        if (!answered) {
            requireProposed(one, store.proposed(deployment, one));
        }
        return all(one).get(0);
    }

    /**
     * Makes images of proposals reference images, and queues the build of a version with them. All are accepted, or none.
     *
     * @throws PatchbankException {@code DEPLOYMENT_NOT_FOUND}, {@code NOT_PROPOSED}, {@code PROPOSAL_ACCEPTED_BEFORE}; {@code IMAGE_REMOVED}
     *     if an image is kept no longer; what {@link ReferenceGrowth#growByInspected} throws
     */
    public Accepted accept(UUID deploymentId, NewAcceptance acceptance) {
        Deployment deployment = deployments.get(deploymentId);
        UUID set = versions.find(deployment.versionId()).referenceSetId();
        requireProposed(deploymentId, acceptance.inspections());
        List<InspectedImage> images =
                acceptance.inspections().stream().map(this::image).toList();
        return QuarkusTransaction.requiringNew().call(() -> {
            Collection<UUID> wanted = acceptance.inspections();
            requireProposed(wanted, store.lock(deploymentId, wanted));
            requireNotAccepted(wanted);
            int from = acceptance.version().orElse(deployment.version());
            Grown grown = acceptance.build() == NewAcceptance.Build.GROW
                    ? growth.growByInspected(set.toString(), from, images)
                    : growth.buildWithInspected(set.toString(), from, images);
            VersionInfo version = grown.version();
            answer(
                    wanted,
                    new Given(deploymentId, acceptance.by(), clock.instant(), acceptance.note()),
                    inspection -> Optional.of(new Result(
                            version.referenceSetId(),
                            version.referenceSet(),
                            grown.imageOfInspection().get(inspection),
                            version.id(),
                            version.number())));
            return new Accepted(version, all(wanted));
        });
    }

    /**
     * Says that images of proposals shall not become reference images. One that was declined may be accepted later.
     *
     * @param note or null
     * @throws PatchbankException {@code DEPLOYMENT_NOT_FOUND}, {@code NOT_PROPOSED}, {@code PROPOSAL_ACCEPTED_BEFORE}
     */
    @Transactional
    public List<Proposal> decline(UUID deployment, List<UUID> wanted, String by, String note) {
        deployments.get(deployment);
        Set<UUID> distinct = new HashSet<>(wanted);
        requireProposed(distinct, store.lock(deployment, distinct));
        requireNotAccepted(distinct);
        answer(distinct, new Given(deployment, by, clock.instant(), note), inspection -> Optional.empty());
        return all(wanted.stream().distinct().toList());
    }

    private void answer(Collection<UUID> wanted, Given given, Function<UUID, Optional<Result>> result) {
        Map<UUID, CurrentVerdict> current = verdicts.current(wanted);
        Map<UUID, List<ProposalAnswer>> before = store.answers(wanted);
        for (UUID inspection : wanted) {
            store.add(
                    inspection,
                    before.getOrDefault(inspection, List.of()).size() + 1,
                    current.get(inspection).number(),
                    given,
                    result.apply(inspection));
        }
    }

    /** Reads the image once, so that what is put into the set is there. */
    private InspectedImage image(UUID id) {
        Inspection inspection = inspections.get(id);
        return new InspectedImage(
                id,
                "inspection-" + id,
                inspection.imageSha256(),
                inspection.imageWidth(),
                inspection.imageHeight(),
                pictures.original(id).length);
    }

    /** In the order of the ids. */
    private List<Proposal> all(Collection<UUID> ids) {
        Map<UUID, Inspection> found =
                inspections.all(ids).stream().collect(Collectors.toMap(Inspection::id, Function.identity()));
        Map<UUID, CurrentVerdict> current = verdicts.current(ids);
        Map<UUID, List<ProposalAnswer>> answers = store.answers(ids);
        return ids.stream()
                .map(id -> new Proposal(found.get(id), current.get(id), answers.getOrDefault(id, List.of())))
                .toList();
    }

    private void requireProposed(UUID deployment, Collection<UUID> wanted) {
        QuarkusTransaction.requiringNew().run(() -> {
            requireProposed(wanted, store.proposed(deployment, wanted));
            requireNotAccepted(wanted);
        });
    }

    private static void requireProposed(Collection<UUID> wanted, Collection<UUID> proposed) {
        Set<UUID> missing = new HashSet<>(wanted);
        missing.removeAll(proposed);
        missing.stream().findFirst().ifPresent(inspection -> {
            throw new PatchbankException(
                    ProposalErrorCode.NOT_PROPOSED,
                    "Inspection %s is not proposed by this deployment.".formatted(inspection),
                    "Proposed is what the deployment rejected or reviewed and whose last verdict is good; GET"
                            + " /api/v1/deployments/{id}/proposals lists it.");
        });
    }

    private void requireNotAccepted(Collection<UUID> wanted) {
        store.answers(wanted).values().stream()
                .map(answers -> answers.get(0))
                .filter(last -> last.state() == ProposalState.ACCEPTED)
                .findFirst()
                .ifPresent(last -> {
                    Result made = last.result().orElseThrow();
                    throw new PatchbankException(
                            ProposalErrorCode.PROPOSAL_ACCEPTED_BEFORE,
                            "%s accepted inspection %s already; its image is in '%s', and version %d was built with it."
                                    .formatted(last.by(), last.inspection(), made.referenceSet(), made.version()),
                            "Leave it out. To build once more with it: POST /api/v1/reference-sets/%s/versions."
                                    .formatted(made.referenceSet()));
                });
    }
}
