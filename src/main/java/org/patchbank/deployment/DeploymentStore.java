package org.patchbank.deployment;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.exception.ConstraintViolationException;
import org.patchbank.deployment.Deployment.BuiltFor;
import org.patchbank.deployment.ThresholdEntity.Key;
import org.patchbank.factory.Lines;
import org.patchbank.platform.NodeFactory;
import org.patchbank.platform.PatchbankException;
import org.patchbank.reference.VersionSummary;
import org.patchbank.scoring.DecisionRule;

/** Reads and writes deployments and their history. */
@ApplicationScoped
public class DeploymentStore implements PanacheRepositoryBase<DeploymentEntity, UUID> {
    private static final String ACTIVE = """
            select d, t from DeploymentEntity d
            join ThresholdEntity t on t.key.deployment = d.id and t.key.revision = d.revision
            where d.removedAt is null and d.factory = :factory\s""";

    private final NodeFactory own;
    private final Lines lines;
    private final DeploymentNews news;
    private final Event<DeploymentRemoved> removed;

    DeploymentStore(NodeFactory own, Lines lines, DeploymentNews news, Event<DeploymentRemoved> removed) {
        this.removed = removed;
        this.own = own;
        this.lines = lines;
        this.news = news;
    }

    /**
     * What comes into force with a revision.
     *
     * @param rolling null where the limits stay as they are
     * @param by null where the caller did not say
     */
    public record Revision(
            UUID versionId,
            String referenceSet,
            int version,
            BuiltFor built,
            CalibrationSource calibration,
            DecisionRule rule,
            Rolling rolling,
            String reason,
            String by,
            Instant at) {}

    @Transactional
    public List<Deployment> active(String product, String line) {
        return getEntityManager()
                .createQuery(
                        ACTIVE + "and (:product is null or d.product = :product) and (:line is null or d.line = :line)"
                                + " order by d.product, d.line",
                        Object[].class)
                .setParameter("factory", own.name())
                .setParameter("product", product)
                .setParameter("line", line)
                .getResultStream()
                .map(DeploymentStore::deployment)
                .toList();
    }

    @Transactional
    Optional<Deployment> deployment(UUID id) {
        return getEntityManager()
                .createQuery(ACTIVE + "and d.id = :id", Object[].class)
                .setParameter("factory", own.name())
                .setParameter("id", id)
                .getResultStream()
                .map(DeploymentStore::deployment)
                .findFirst();
    }

    /** @throws PatchbankException {@code ALREADY_DEPLOYED} if the product has one on this line */
    @Transactional
    void create(UUID id, String product, String line, Revision first) {
        DeploymentEntity deployment = new DeploymentEntity();
        deployment.id = id;
        deployment.factory = own.name();
        deployment.product = product;
        deployment.line = line;
        deployment.createdAt = first.at();
        revise(deployment, first);
        lines.register(line);
        try {
            persist(deployment);
            getEntityManager().persist(threshold(deployment, first));
            flush();
            news.changed(id, deployment.revision);
        } catch (ConstraintViolationException e) {
            if ("deployment_of_line".equals(e.getConstraintName())) {
                throw alreadyDeployed(product, line, e);
            }
            throw e;
        }
    }

    /**
     * Where the images of a version were taken: as its reference set says. A set of this factory that names no line is taken for one of
     * the line that first judged by it.
     */
    @Transactional
    BuiltFor builtFor(VersionSummary version) {
        Optional<String> line = version.line();
        if (line.isEmpty() && version.factory().equals(own.name())) {
            line = getEntityManager()
                    .createQuery(
                            "select d.line from ThresholdEntity t join DeploymentEntity d on d.id = t.key.deployment"
                                    + " where t.referenceSet = :set and d.factory = :factory order by t.madeAt",
                            String.class)
                    .setParameter("set", version.referenceSet())
                    .setParameter("factory", own.name())
                    .setMaxResults(1)
                    .getResultStream()
                    .findFirst();
        }
        return new BuiltFor(version.factory(), line);
    }

    /**
     * Puts a revision after the one that it was thought out against.
     *
     * @return false if another change came first
     */
    public boolean revise(UUID id, int expected, Revision next) {
        return QuarkusTransaction.joiningExisting().call(() -> reviseNow(id, expected, next));
    }

    /**
     * The same, with other images that the deployment is calibrated on, in one step.
     *
     * @param together done in the same transaction, if no other change came first
     * @return false if another change came first
     */
    public boolean revise(UUID id, int expected, Revision next, List<CalibrationImage> images, Runnable together) {
        return QuarkusTransaction.joiningExisting().call(() -> {
            if (!reviseNow(id, expected, next)) {
                return false;
            }
            together.run();
            getEntityManager()
                    .createQuery("delete from CalibrationEntity where key.deployment = :id")
                    .setParameter("id", id)
                    .executeUpdate();
            images.forEach(image -> getEntityManager().persist(CalibrationEntity.of(id, image)));
            return true;
        });
    }

    /** The images that a deployment is calibrated on, in the order they came. */
    @Transactional
    List<CalibrationImage> calibration(UUID id) {
        return getEntityManager()
                .createQuery(
                        "from CalibrationEntity where key.deployment = :id order by addedAt, key.sha256",
                        CalibrationEntity.class)
                .setParameter("id", id)
                .getResultStream()
                .map(CalibrationEntity::image)
                .toList();
    }

    private boolean reviseNow(UUID id, int expected, Revision next) {
        DeploymentEntity deployment = findById(id, LockModeType.PESSIMISTIC_WRITE);
        if (!isOurs(deployment) || deployment.revision != expected) {
            return false;
        }
        revise(deployment, next);
        getEntityManager().persist(threshold(deployment, next));
        news.changed(id, deployment.revision);
        return true;
    }

    private static void revise(DeploymentEntity deployment, Revision revision) {
        deployment.versionId = revision.versionId();
        deployment.revision++;
        deployment.rolling(revision.rolling());
    }

    /** Writes down that limits were looked at and stay; nothing if another change came first. */
    @Transactional
    public void checked(UUID id, int expected, Rolling rolling) {
        DeploymentEntity deployment = findById(id, LockModeType.PESSIMISTIC_WRITE);
        if (isOurs(deployment) && deployment.revision == expected) {
            deployment.rolling(rolling);
        }
    }

    private static ThresholdEntity threshold(DeploymentEntity deployment, Revision revision) {
        ThresholdEntity threshold = new ThresholdEntity();
        threshold.key = new Key(deployment.id, deployment.revision);
        threshold.referenceSet = revision.referenceSet();
        threshold.version = revision.version();
        threshold.setFactory = revision.built().factory();
        threshold.setLine = revision.built().line().orElse(null);
        threshold.calibration = revision.calibration();
        threshold.rule = RuleColumns.of(revision.rule());
        threshold.reason = revision.reason();
        threshold.madeAt = revision.at();
        threshold.versionId = revision.versionId();
        threshold.madeBy = revision.by();
        return threshold;
    }

    @Transactional
    boolean remove(UUID id, Instant at) {
        DeploymentEntity deployment = findById(id, LockModeType.PESSIMISTIC_WRITE);
        if (!isOurs(deployment)) {
            return false;
        }
        deployment.removedAt = at;
        deployment.versionId = null;
        news.changed(id, deployment.revision + 1);
        removed.fire(new DeploymentRemoved(id, at));
        return true;
    }

    private boolean isOurs(DeploymentEntity deployment) {
        return deployment != null && deployment.removedAt == null && deployment.factory.equals(own.name());
    }

    /** Newest first; empty if there never was such a deployment. */
    @Transactional
    List<ThresholdChange> history(UUID id) {
        return getEntityManager()
                .createQuery(
                        "select t from ThresholdEntity t join DeploymentEntity d on d.id = t.key.deployment"
                                + " where d.id = :id and d.factory = :factory order by t.key.revision desc",
                        ThresholdEntity.class)
                .setParameter("factory", own.name())
                .setParameter("id", id)
                .getResultStream()
                .map(ThresholdEntity::change)
                .toList();
    }

    /** Which version a revision put in force; empty if that was not written down, or there never was such a revision. */
    @Transactional
    Optional<UUID> versionOf(UUID id, int revision) {
        return getEntityManager()
                .createQuery(
                        "select versionId from ThresholdEntity where key = :key and versionId is not null", UUID.class)
                .setParameter("key", new Key(id, revision))
                .getResultStream()
                .findFirst();
    }

    private static Deployment deployment(Object[] row) {
        DeploymentEntity deployment = (DeploymentEntity) row[0];
        ThresholdEntity threshold = (ThresholdEntity) row[1];
        return new Deployment(
                deployment.id,
                deployment.factory,
                deployment.product,
                deployment.line,
                deployment.versionId,
                threshold.referenceSet,
                threshold.version,
                new BuiltFor(threshold.setFactory, Optional.ofNullable(threshold.setLine)),
                threshold.calibration,
                deployment.revision,
                threshold.rule(),
                deployment.rolling(),
                deployment.createdAt,
                threshold.madeAt);
    }

    private static PatchbankException alreadyDeployed(String product, String line, Throwable cause) {
        return new PatchbankException(
                DeploymentError.ALREADY_DEPLOYED,
                "Product '%s' already has a deployment on line '%s'.".formatted(product, line),
                "Change it with PUT /api/v1/deployments/{id}; GET /api/v1/deployments?product=&line= finds its id.",
                cause);
    }
}
