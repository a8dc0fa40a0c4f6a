package org.patchbank.deployment;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.patchbank.deployment.DeploymentStore.Revision;
import org.patchbank.platform.Ids;
import org.patchbank.platform.PatchbankException;
import org.patchbank.reference.ReferenceVersions;
import org.patchbank.reference.VersionState;
import org.patchbank.reference.VersionSummary;
import org.patchbank.scoring.Calibration;
import org.patchbank.scoring.DecisionRule;
import org.patchbank.scoring.ThresholdMethod;
import org.patchbank.serving.BankCache;
import org.patchbank.serving.BankSearch;
import org.patchbank.serving.LoadedBank;

/** Decides which version judges what, and with which limits. A change is in force in this node when its call returns. */
@ApplicationScoped
public class Deployments {
    private final DeploymentStore store;
    private final DeploymentCatalog catalog;
    private final BankCache banks;
    private final ReferenceVersions versions;
    private final Ids ids;
    private final Clock clock;
    private final DeploymentNews news;
    private final LineScores scores;

    Deployments(
            DeploymentStore store,
            DeploymentCatalog catalog,
            BankCache banks,
            ReferenceVersions versions,
            Ids ids,
            Clock clock,
            DeploymentNews news,
            LineScores scores) {
        this.news = news;
        this.scores = scores;
        this.store = store;
        this.catalog = catalog;
        this.banks = banks;
        this.versions = versions;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * @param referenceSet id or name
     * @param plan how the limits follow the accepted inspections, or null if they stay
     * @throws PatchbankException if the version is unknown, not ready or of another product, the product is deployed on
     *     that line already, or the limits cannot be
     */
    public Deployment create(
            String product,
            String line,
            String referenceSet,
            int version,
            ThresholdRequest wish,
            RollingPlan plan,
            ChangeReason why) {
        VersionSummary summary = deployable(versions.find(referenceSet, version), product);
        LoadedBank bank = load(summary.id());
        DecisionRule rule = new ThresholdRules(bank.calibration()).first(wish);
        UUID id = ids.next();
        store.create(
                id,
                product,
                line,
                revision(summary, CalibrationSource.VERSION, rule, rolling(plan, rule), why.orElse("deployed")));
        catalog.refresh();
        return get(id);
    }

    /**
     * Puts another version in force, with limits calibrated anew: scores of two versions are not comparable.
     *
     * @param referenceSet id or name, or null for the present one
     * @param version its number, or null for the present one
     * @param rolling whether limits follow the accepted inspections from now on, or null to leave that as it is
     */
    public Deployment change(
            UUID id,
            String referenceSet,
            Integer version,
            ThresholdRequest wish,
            RollingThresholdRequest rolling,
            ChangeReason why) {
        Deployment present = get(id);
        VersionSummary summary = deployable(wanted(present, referenceSet, version), present.product());
        LoadedBank bank = load(summary.id());
        boolean other = !summary.id().equals(present.versionId());
        List<CalibrationImage> images = store.calibration(present.id());
        List<CalibrationImage> scored = other ? scores.scored(images, summary.id(), bank) : images;
        double[] own = LineScores.scores(scored);
        Calibration calibration = own.length > 0 ? new Calibration(own) : bank.calibration();
        DecisionRule rule = new ThresholdRules(calibration).changed(present.rule(), wish, other);
        RollingPlan plan = rolling == null ? plan(present) : rolling.plan();
        Revision next = revision(
                summary,
                source(own),
                rule,
                rolling(plan, rule),
                why.orElse(other ? "other version" : "limits changed"));
        return revise(present, next, scored);
    }

    /** The present version stays within reach, whatever has become of its set's sharing. */
    VersionSummary wanted(Deployment present, String referenceSet, Integer version) {
        if (referenceSet == null && (version == null || version == present.version())) {
            return versions.find(present.versionId());
        }
        String set = referenceSet == null
                ? versions.find(present.versionId()).referenceSetId().toString()
                : referenceSet;
        return versions.find(set, version == null ? present.version() : version);
    }

    /**
     * Loads a bank before it is put in force, so that no inspection here waits for it or meets one that is damaged, and has the
     * other nodes do the same.
     */
    LoadedBank load(UUID versionId) {
        if (banks.ifLoaded(versionId).isEmpty()) {
            news.coming(versionId);
        }
        return banks.load(versionId);
    }

    /** Changes the limits; rebuilds nothing. */
    public Deployment changeThreshold(UUID id, ThresholdRequest wish, ChangeReason why) {
        Deployment present = get(id);
        DecisionRule rule =
                new ThresholdRules(new Calibration(scores.inForce(present))).changed(present.rule(), wish, false);
        Revision next = sameVersion(present, present.calibration(), rule, why.orElse("limits changed"));
        return revise(present, next, store.calibration(present.id()));
    }

    /**
     * Puts limits in force that follow from other good images of the line; none, and they follow from the version's own.
     *
     * @param images scored by the version in force
     */
    Deployment calibrate(Deployment present, List<CalibrationImage> images, ChangeReason why) {
        double[] own = LineScores.scores(images);
        Calibration calibration =
                new Calibration(own.length > 0 ? own : versions.calibrationScores(present.versionId()));
        DecisionRule rule = new ThresholdRules(calibration).calibratedAnew(present.rule());
        return revise(present, sameVersion(present, source(own), rule, why), images);
    }

    /** The scores of good images that a deployment's limits follow from. */
    public double[] calibrationScores(Deployment deployment) {
        return scores.inForce(deployment);
    }

    static CalibrationSource source(double[] own) {
        return own.length > 0 ? CalibrationSource.DEPLOYMENT : CalibrationSource.VERSION;
    }

    private Deployment revise(Deployment present, Revision next, List<CalibrationImage> images) {
        return revise(present, next, images, () -> {});
    }

    /**
     * Puts a revision in force.
     *
     * @param together done in the same transaction
     */
    Deployment revise(Deployment present, Revision next, List<CalibrationImage> images, Runnable together) {
        if (!store.revise(present.id(), present.revision(), next, images, together)) {
            get(present.id());
            throw new PatchbankException(
                    DeploymentError.CHANGED_MEANWHILE,
                    "The deployment was changed by somebody else at the same moment.",
                    "Read it again, then decide whether your change still holds.");
        }
        catalog.refresh();
        return get(present.id());
    }

    /** Stops judging. Its inspections and its history stay. */
    public void remove(UUID id) {
        if (!store.remove(id, clock.instant())) {
            throw notFound(id);
        }
        catalog.refresh();
    }

    public Deployment get(UUID id) {
        return store.deployment(id).orElseThrow(() -> notFound(id));
    }

    /** @param product or null for all; @param line or null for all */
    public List<Deployment> list(String product, String line) {
        return store.active(product, line);
    }

    /** Where this node searches the bank of a deployment; empty until it is loaded. */
    public Optional<BankSearch> search(Deployment deployment) {
        return banks.search(deployment.versionId());
    }

    /** Every change, the newest first; also of a deployment that was removed. */
    public List<ThresholdChange> history(UUID id) {
        List<ThresholdChange> history = store.history(id);
        if (history.isEmpty()) {
            throw notFound(id);
        }
        return history;
    }

    static RollingPlan plan(Deployment present) {
        return present.rolling().map(Rolling::plan).orElse(null);
    }

    /** After a person's change, rolling limits start anew from the version's own. */
    Rolling rolling(RollingPlan plan, DecisionRule rule) {
        if (plan == null) {
            return null;
        }
        if (rule.review().method() == ThresholdMethod.MANUAL || rule.reject().method() == ThresholdMethod.MANUAL) {
            throw new PatchbankException(
                    DeploymentError.ROLLING_NEEDS_RATES,
                    "A limit that is set by hand does not follow the inspections.",
                    "Give reject_rate and review_rate instead, or turn rolling off: {\"rolling\": {\"enabled\": false}}.");
        }
        return Rolling.start(plan, clock.instant());
    }

    private Revision sameVersion(
            Deployment present, CalibrationSource calibration, DecisionRule rule, ChangeReason why) {
        return new Revision(
                present.versionId(),
                present.referenceSet(),
                present.version(),
                present.built(),
                calibration,
                rule,
                rolling(plan(present), rule),
                why.reason(),
                why.by(),
                clock.instant());
    }

    /** One that puts a version in force now. */
    Revision revision(
            VersionSummary version,
            CalibrationSource calibration,
            DecisionRule rule,
            Rolling rolling,
            ChangeReason why) {
        return new Revision(
                version.id(),
                version.referenceSet(),
                version.number(),
                store.builtFor(version),
                calibration,
                rule,
                rolling,
                why.reason(),
                why.by(),
                clock.instant());
    }

    static VersionSummary deployable(VersionSummary version, String product) {
        if (version.state() != VersionState.READY) {
            throw new PatchbankException(
                    DeploymentError.VERSION_NOT_READY,
                    "Version %d of '%s' is %s."
                            .formatted(
                                    version.number(),
                                    version.referenceSet(),
                                    version.state().label()),
                    "Deploy a version that is ready; wait for this one, or build another.");
        }
        if (!version.product().equals(product)) {
            throw new PatchbankException(
                    DeploymentError.OTHER_PRODUCT,
                    "'%s' holds images of product '%s', not of '%s'."
                            .formatted(version.referenceSet(), version.product(), product),
                    "Deploy a version of a reference set of this product.");
        }
        return version;
    }

    private static PatchbankException notFound(UUID id) {
        return new PatchbankException(
                DeploymentError.DEPLOYMENT_NOT_FOUND,
                "There is no deployment " + id + ".",
                "GET /api/v1/deployments lists those that there are.");
    }
}
