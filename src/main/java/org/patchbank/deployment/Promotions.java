package org.patchbank.deployment;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.patchbank.deployment.DeploymentStore.Revision;
import org.patchbank.platform.PatchbankException;
import org.patchbank.reference.ReferenceVersions;
import org.patchbank.reference.VersionSummary;
import org.patchbank.scoring.Calibration;
import org.patchbank.scoring.DecisionRule;
import org.patchbank.scoring.ThresholdMethod;
import org.patchbank.serving.LoadedBank;

/**
 * Thinks out what a version would judge with on a deployment, puts it in force, and goes back to what was in force before. Each of the
 * latter is one revision, which other nodes are told of when it is committed; the history is only ever added to.
 */
@ApplicationScoped
public class Promotions {
    private final Deployments deployments;
    private final DeploymentStore store;
    private final ReferenceVersions versions;
    private final LineScores scores;
    private final Clock clock;

    Promotions(
            Deployments deployments,
            DeploymentStore store,
            ReferenceVersions versions,
            LineScores scores,
            Clock clock) {
        this.deployments = deployments;
        this.store = store;
        this.versions = versions;
        this.scores = scores;
        this.clock = clock;
    }

    /**
     * A version with its limits on a deployment, calibrated as {@link Deployments#change} would; changes nothing. Loads its bank, here and
     * in the other nodes.
     *
     * @param referenceSet id or name, or null for the one in force
     * @param version its number, or null for the one in force
     * @param wish what is left out is as the deployment has it
     * @throws PatchbankException if the version is unknown, not ready or of another product, or the limits cannot be
     */
    public CandidateRule candidate(UUID deployment, String referenceSet, Integer version, ThresholdRequest wish) {
        Deployment present = deployments.get(deployment);
        VersionSummary summary =
                Deployments.deployable(deployments.wanted(present, referenceSet, version), present.product());
        LoadedBank bank = deployments.load(summary.id());
        double[] own = LineScores.scores(images(present, summary.id(), bank));
        Calibration calibration = own.length > 0 ? new Calibration(own) : bank.calibration();
        boolean other = !summary.id().equals(present.versionId());
        return new CandidateRule(
                summary.id(),
                summary.referenceSet(),
                summary.number(),
                Deployments.source(own),
                new ThresholdRules(calibration).changed(present.rule(), wish, other));
    }

    /**
     * Puts a candidate in force, with the very limits that it has.
     *
     * @param reason kept with the history
     * @param by who, or null
     * @param together done in the same transaction; what it throws leaves everything as it was
     * @throws PatchbankException if the version is no longer there for this factory, cannot be loaded, or somebody else changed the
     *     deployment at the same moment
     */
    public Deployment promote(UUID deployment, CandidateRule candidate, String reason, String by, Runnable together) {
        Deployment present = deployments.get(deployment);
        return putInForce(
                present,
                candidate,
                deployments.rolling(Deployments.plan(present), candidate.rule()),
                new ChangeReason(reason, by),
                together);
    }

    /**
     * Goes back to the version and the limits of an earlier revision, exactly as they were. Limits that follow the accepted inspections
     * go on from there.
     *
     * @param revision or null for the one before the last change that a person made
     * @param reason kept with the history; null for one that names the revision
     * @param by who, or null
     * @throws PatchbankException if there is no such revision, or its version is no longer there for this factory
     */
    public Deployment revert(UUID deployment, Integer revision, String reason, String by) {
        Deployment present = deployments.get(deployment);
        List<ThresholdChange> history = deployments.history(deployment);
        ThresholdChange target = revision == null ? before(history) : numbered(history, revision);
        UUID version = store.versionOf(deployment, target.revision()).orElseThrow(() -> gone(target));
        CandidateRule candidate = new CandidateRule(
                version, target.referenceSet(), target.version(), target.calibration(), target.rule());
        return putInForce(
                present,
                candidate,
                rolling(present, candidate),
                new ChangeReason(reason, by).orElse("back to revision " + target.revision()),
                () -> {});
    }

    /** Moves of rolling limits belong to the change that they follow. */
    private static ThresholdChange before(List<ThresholdChange> history) {
        int last = 0;
        while (last < history.size() && history.get(last).reason().startsWith(RollingThresholds.REASON)) {
            last++;
        }
        if (last + 1 >= history.size()) {
            throw new PatchbankException(
                    DeploymentError.NO_EARLIER_REVISION,
                    "The deployment has had no other version and no other limits than these.",
                    "GET /api/v1/deployments/{id}/thresholds shows what it has had.");
        }
        return history.get(last + 1);
    }

    private static ThresholdChange numbered(List<ThresholdChange> history, int revision) {
        return history.stream()
                .filter(change -> change.revision() == revision)
                .findFirst()
                .orElseThrow(() -> new PatchbankException(
                        DeploymentError.REVISION_NOT_FOUND,
                        "The deployment has no revision " + revision + ".",
                        "GET /api/v1/deployments/{id}/thresholds lists them."));
    }

    private Deployment putInForce(
            Deployment present, CandidateRule candidate, Rolling rolling, ChangeReason why, Runnable together) {
        VersionSummary version = Deployments.deployable(readable(present, candidate.versionId()), present.product());
        LoadedBank bank = deployments.load(version.id());
        List<CalibrationImage> images = images(present, version.id(), bank);
        boolean none = LineScores.scores(images).length == 0;
        CalibrationSource calibration = none ? CalibrationSource.VERSION : candidate.calibration();
        Revision next = deployments.revision(version, calibration, candidate.rule(), rolling, why);
        return deployments.revise(present, next, images, together);
    }

    /** The version in force stays within reach; another one is as long as its set is. */
    private VersionSummary readable(Deployment present, UUID versionId) {
        VersionSummary version = versions.find(versionId);
        return versionId.equals(present.versionId())
                ? version
                : versions.find(version.referenceSetId().toString(), version.number());
    }

    private List<CalibrationImage> images(Deployment present, UUID versionId, LoadedBank bank) {
        List<CalibrationImage> images = store.calibration(present.id());
        return versionId.equals(present.versionId()) ? images : scores.scored(images, versionId, bank);
    }

    /** Limits that had moved are as far from the version's own as they were. */
    private Rolling rolling(Deployment present, CandidateRule candidate) {
        RollingPlan plan = Deployments.plan(present);
        DecisionRule rule = candidate.rule();
        boolean byHand = rule.review().method() == ThresholdMethod.MANUAL
                || rule.reject().method() == ThresholdMethod.MANUAL;
        if (plan == null || byHand) {
            return null;
        }
        Rolling start = Rolling.start(plan, clock.instant());
        if (rule.reject().method() != ThresholdMethod.ROLLING) {
            return start;
        }
        double own = new Calibration(versions.calibrationScores(candidate.versionId()))
                .threshold(rule.reject().falseRejectWanted())
                .value();
        return start.moved(rule.reject().value() - own, start.stopped());
    }

    private static PatchbankException gone(ThresholdChange target) {
        return new PatchbankException(
                DeploymentError.REVISION_NOT_FOUND,
                "Version %d of '%s', of revision %d, is not there any more."
                        .formatted(target.version(), target.referenceSet(), target.revision()),
                "Put a version in force that is there: PUT /api/v1/deployments/{id}.");
    }
}
