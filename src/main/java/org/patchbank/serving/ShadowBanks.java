package org.patchbank.serving;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.patchbank.pipeline.engine.Inspector;
import org.patchbank.pipeline.engine.SeenImage;
import org.patchbank.pipeline.engine.ShadowScore;
import org.patchbank.platform.PatchbankException;

/** Scores images by versions that need not be in force anywhere; their banks lie among those of the deployments. */
@ApplicationScoped
public class ShadowBanks {
    private final BankCache banks;

    ShadowBanks(BankCache banks) {
        this.banks = banks;
    }

    /**
     * Has a version's bank loaded, and kept for some minutes more.
     *
     * @throws PatchbankException if it cannot be loaded
     */
    public void keep(UUID versionId) {
        banks.load(versionId);
    }

    /** @throws PatchbankException if the bank cannot be loaded, or the version cannot judge the image */
    public ShadowScore score(UUID versionId, SeenImage image) {
        return inspector(versionId).beside(image);
    }

    /** @throws PatchbankException if the bank cannot be loaded, or the image cannot be used */
    public ShadowScore score(UUID versionId, byte[] image) {
        Inspector inspector = inspector(versionId);
        return inspector.beside(inspector.decode(image));
    }

    private Inspector inspector(UUID versionId) {
        return banks.load(versionId).use().inspector();
    }
}
