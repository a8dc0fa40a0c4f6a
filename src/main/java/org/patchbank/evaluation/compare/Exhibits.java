package org.patchbank.evaluation.compare;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.patchbank.evaluation.dataset.DatasetError;
import org.patchbank.evaluation.dataset.MvtecDataset;
import org.patchbank.evaluation.dataset.TestImage;
import org.patchbank.evaluation.synthetic.SyntheticDefect;
import org.patchbank.image.PixelImage;
import org.patchbank.image.codec.ImageDecoder;
import org.patchbank.platform.PatchbankException;

/** What is judged in a comparison: the test images; and, where none of them is defective, synthetic defects on them. */
final class Exhibits {
    private static final long SEED = 20;

    private final ImageDecoder decoder;

    Exhibits(ImageDecoder decoder) {
        this.decoder = decoder;
    }

    static boolean areSynthetic(MvtecDataset dataset) {
        return dataset.test().stream().allMatch(TestImage::isGood);
    }

    List<Exhibit> of(MvtecDataset dataset) {
        List<Exhibit> exhibits = new ArrayList<>();
        for (TestImage image : dataset.test()) {
            exhibits.add(new Exhibit(image, () -> decode(image.file())));
        }
        if (areSynthetic(dataset)) {
            for (SyntheticDefect defect : SyntheticDefect.values()) {
                for (TestImage image : dataset.test()) {
                    exhibits.add(synthetic(image, defect));
                }
            }
        }
        return exhibits;
    }

    /** The same defect for every spec: its seed is the picture's name. */
    private Exhibit synthetic(TestImage good, SyntheticDefect defect) {
        long seed = SEED + 31L * good.name().hashCode() + defect.ordinal();
        return new Exhibit(
                new TestImage(good.file(), defect.label(), Optional.empty()),
                () -> defect.on(decode(good.file()), new Random(seed)));
    }

    private PixelImage decode(Path file) {
        try {
            return decoder.decode(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new PatchbankException(
                    DatasetError.DATASET_UNREADABLE, file + " cannot be read: " + e, "Check its permissions.", e);
        }
    }
}
