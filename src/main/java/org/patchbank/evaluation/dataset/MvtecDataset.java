package org.patchbank.evaluation.dataset;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.patchbank.platform.PatchbankException;

/**
 * A data set in the layout of MVTec AD (Bergmann et al. 2019): {@code train/good}, {@code test/good}, {@code test/<defect>} and
 * {@code ground_truth/<defect>/<stem>_mask.png}. Everything is in the order of folder and file names.
 *
 * @param train good images to learn from, at least one
 * @param test images to judge, at least one; good ones among the defect folders by name
 */
public record MvtecDataset(Path root, List<Path> train, List<TestImage> test) {
    public static final String GOOD = "good";

    private static final Set<String> IMAGE_ENDINGS = Set.of("png", "jpg", "jpeg", "bmp", "tif", "tiff", "webp");
    private static final int HELD_BACK = 5;
    private static final String LAYOUT =
            "A data set holds train/good, test/good and test/<defect> with images, and may hold"
                    + " ground_truth/<defect>/<name>_mask.png.";

    public MvtecDataset {
        train = List.copyOf(train);
        test = List.copyOf(test);
    }

    /** @throws PatchbankException saying what is missing, if the folder is no data set */
    public static MvtecDataset open(Path root) {
        if (!Files.isDirectory(root)) {
            throw new PatchbankException(
                    DatasetError.DATASET_MISSING,
                    root + (Files.exists(root) ? " is not a folder" : " does not exist"),
                    LAYOUT);
        }
        List<Path> train = images(requireFolder(root.resolve("train").resolve(GOOD)));
        if (train.isEmpty()) {
            throw layout("There are no images in " + root.resolve("train").resolve(GOOD));
        }
        List<TestImage> test = new ArrayList<>();
        for (Path folder : list(requireFolder(root.resolve("test")), Files::isDirectory)) {
            String defect = folder.getFileName().toString();
            for (Path file : images(folder)) {
                test.add(new TestImage(file, defect, mask(root, defect, file)));
            }
        }
        if (test.isEmpty()) {
            throw layout("There are no images in the folders of " + root.resolve("test"));
        }
        return new MvtecDataset(root, train, test);
    }

    /**
     * A data set that may lack test images: then every fifth image to learn from is judged instead of learned from.
     *
     * @throws PatchbankException saying what is missing, if the folder is no data set
     */
    public static MvtecDataset openForComparison(Path root) {
        if (!Files.isDirectory(root) || Files.exists(root.resolve("test"))) {
            return open(root);
        }
        List<Path> good = images(requireFolder(root.resolve("train").resolve(GOOD)));
        if (good.size() < 3 * HELD_BACK) {
            throw layout("There are no test images, and too few images in %s to hold some back"
                    .formatted(root.resolve("train").resolve(GOOD)));
        }
        List<Path> train = new ArrayList<>();
        List<TestImage> test = new ArrayList<>();
        for (int i = 0; i < good.size(); i++) {
            if (i % HELD_BACK == HELD_BACK - 1) {
                test.add(new TestImage(good.get(i), GOOD, Optional.empty()));
            } else {
                train.add(good.get(i));
            }
        }
        return new MvtecDataset(root, train, test);
    }

    /** The same data set with the first images to learn from only. */
    public MvtecDataset limitTrain(int images) {
        return new MvtecDataset(root, train.subList(0, Math.min(images, train.size())), test);
    }

    /** Whether every defective image has a mask. */
    public boolean hasAllMasks() {
        return test.stream().allMatch(image -> image.isGood() || image.mask().isPresent());
    }

    private static Optional<Path> mask(Path root, String defect, Path file) {
        Path mask = root.resolve("ground_truth").resolve(defect).resolve(stem(file) + "_mask.png");
        return !defect.equals(GOOD) && Files.isRegularFile(mask) ? Optional.of(mask) : Optional.empty();
    }

    private static String stem(Path file) {
        String name = file.getFileName().toString();
        return name.substring(0, name.lastIndexOf('.'));
    }

    private static Path requireFolder(Path folder) {
        if (!Files.isDirectory(folder)) {
            throw layout("There is no folder " + folder);
        }
        return folder;
    }

    private static List<Path> images(Path folder) {
        return list(folder, file -> Files.isRegularFile(file) && isImage(file));
    }

    private static boolean isImage(Path file) {
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        return !name.startsWith(".") && IMAGE_ENDINGS.contains(name.substring(name.lastIndexOf('.') + 1));
    }

    private static List<Path> list(Path folder, Predicate<Path> wanted) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(wanted)
                    .sorted(Comparator.comparing(file -> file.getFileName().toString()))
                    .toList();
        } catch (IOException e) {
            throw new PatchbankException(
                    DatasetError.DATASET_UNREADABLE, folder + " cannot be read: " + e, "Check its permissions.", e);
        }
    }

    private static PatchbankException layout(String problem) {
        return new PatchbankException(DatasetError.DATASET_LAYOUT, problem, LAYOUT);
    }
}
