package org.patchbank.inspection.verdict;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;
import org.hibernate.exception.ConstraintViolationException;
import org.patchbank.inspection.verdict.DefectTypeEntity.Key;
import org.patchbank.platform.PatchbankException;

/** The catalogues of defects, one a product. A type that was retired stays with the verdicts that chose it. */
@ApplicationScoped
public class DefectTypes implements PanacheRepositoryBase<DefectTypeEntity, Key> {
    private final Clock clock;

    DefectTypes(Clock clock) {
        this.clock = clock;
    }

    /** By code. */
    @Transactional
    public List<DefectType> list(String product, boolean retired) {
        return find("key.product = ?1 and (?2 = true or retiredAt is null) order by key.code", product, retired)
                .stream()
                .map(DefectTypeEntity::type)
                .toList();
    }

    /** @throws PatchbankException {@code DEFECT_TYPE_EXISTS} */
    @Transactional
    public DefectType add(String product, String code, String name, String description) {
        DefectTypeEntity type = new DefectTypeEntity();
        type.key = new Key(product, code);
        type.name = name;
        type.description = description;
        type.createdAt = clock.instant();
        try {
            persistAndFlush(type);
        } catch (ConstraintViolationException e) {
            throw new PatchbankException(
                    VerdictErrorCode.DEFECT_TYPE_EXISTS,
                    "Product '%s' has a defect type '%s' already.".formatted(product, code),
                    "Change it with PUT, or choose another code.",
                    e);
        }
        return type.type();
    }

    /**
     * The type that a product's catalogue has under a code, retired or not; else the one of this name, in whichever case, that can be
     * chosen; else a new one.
     */
    @Transactional
    public DefectType knownOrAdded(String product, String code, String name) {
        List<DefectType> all = list(product, true);
        return all.stream()
                .filter(type -> type.code().equals(code))
                .findFirst()
                .or(() -> all.stream()
                        .filter(type -> type.retiredAt() == null && type.name().equalsIgnoreCase(name))
                        .findFirst())
                .orElseGet(() -> add(product, code, name, null));
    }

    /**
     * Names it anew; a retired one can be chosen again.
     *
     * @throws PatchbankException {@code DEFECT_TYPE_NOT_FOUND}
     */
    @Transactional
    public DefectType change(String product, String code, String name, String description) {
        DefectTypeEntity type = require(product, code);
        type.name = name;
        type.description = description;
        type.retiredAt = null;
        return type.type();
    }

    /** @throws PatchbankException {@code DEFECT_TYPE_NOT_FOUND} */
    @Transactional
    public void retire(String product, String code) {
        DefectTypeEntity type = require(product, code);
        if (type.retiredAt == null) {
            type.retiredAt = clock.instant();
        }
    }

    /** @throws PatchbankException {@code DEFECT_TYPE_UNKNOWN} if a verdict may not choose it now */
    void requireChoosable(String product, String code) {
        DefectTypeEntity type = findById(new Key(product, code));
        if (type == null || type.retiredAt != null) {
            throw new PatchbankException(
                    VerdictErrorCode.DEFECT_TYPE_UNKNOWN,
                    "The catalogue of product '%s' has no defect type '%s'.".formatted(product, code),
                    "Choose one of GET /api/v1/products/{product}/defect-types, or add it there first.");
        }
    }

    private DefectTypeEntity require(String product, String code) {
        DefectTypeEntity type = findById(new Key(product, code));
        if (type == null) {
            throw new PatchbankException(
                    VerdictErrorCode.DEFECT_TYPE_NOT_FOUND,
                    "The catalogue of product '%s' has no defect type '%s'.".formatted(product, code),
                    "GET /api/v1/products/{product}/defect-types lists those that there are.");
        }
        return type;
    }
}
