package org.patchbank.evaluation;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.patchbank.evaluation.client.DeploymentAnswer;
import org.patchbank.evaluation.client.PatchbankClient;
import org.patchbank.evaluation.client.ReferenceSetAnswer;
import org.patchbank.evaluation.client.Refused;
import org.patchbank.evaluation.client.UploadAnswer;
import org.patchbank.evaluation.client.VersionAnswer;
import org.patchbank.platform.PatchbankException;
import org.patchbank.platform.Progress;

/** Takes good images to a deployed version through the API: set, images, build, deployment. Each step can be repeated. */
public final class Enrolment {
    private static final int BATCH_FILES = 16;
    private static final long BATCH_BYTES = 32L << 20;

    private final PatchbankClient client;
    private final PatchbankClient query;
    private final Progress progress;

    /** What the build that is shown waits for; null while it goes on. */
    private String waitsFor;

    public Enrolment(PatchbankClient client, Progress progress) {
        this(client, client, progress);
    }

    /**
     * @param client of a server that takes images in and builds
     * @param query of one that deploys
     */
    public Enrolment(PatchbankClient client, PatchbankClient query, Progress progress) {
        this.client = client;
        this.query = query;
        this.progress = progress;
    }

    /** The set of this name, made if it does not exist. */
    public ReferenceSetAnswer referenceSet(String name, String product) {
        return referenceSet(name, product, Map.of());
    }

    /** @param more what a new set is told besides */
    public ReferenceSetAnswer referenceSet(String name, String product, Map<String, Object> more) {
        Optional<ReferenceSetAnswer> existing = client.referenceSet(name);
        if (existing.isEmpty()) {
            Map<String, Object> fields = new LinkedHashMap<>(more);
            fields.put("name", name);
            fields.put("product", product);
            return client.createReferenceSet(fields);
        }
        if (!existing.get().product().equals(product)) {
            throw new PatchbankException(
                    CommandError.OTHER_PRODUCT,
                    "The reference set " + name + " belongs to the product "
                            + existing.get().product() + ".",
                    "Name another set with --name, or give --product "
                            + existing.get().product() + ".");
        }
        return existing.get();
    }

    /** Sends files in batches, so that neither side holds them all. */
    public UploadAnswer upload(ReferenceSetAnswer set, List<Path> files) {
        List<UploadAnswer.Accepted> accepted = new ArrayList<>();
        List<Refused> refused = new ArrayList<>();
        int sent = 0;
        for (List<Path> batch : batches(files)) {
            progress.update("Uploading", sent, files.size());
            UploadAnswer upload = send(set, batch);
            accepted.addAll(upload.accepted());
            refused.addAll(upload.rejected());
            sent += batch.size();
        }
        progress.update("Uploading", sent, files.size());
        if (accepted.isEmpty()) {
            Refused first = refused.get(0);
            throw new PatchbankException(
                    CommandError.ALL_IMAGES_REFUSED,
                    "None of the " + files.size() + " files could be used. The first, " + first.name() + ": "
                            + first.detail(),
                    first.remedy());
        }
        return new UploadAnswer(accepted, refused);
    }

    private UploadAnswer send(ReferenceSetAnswer set, List<Path> batch) {
        try {
            return client.upload(set.id(), batch);
        } catch (FileNotFoundException e) {
            throw new PatchbankException(
                    CommandError.FOLDER_UNREADABLE,
                    "A file cannot be read: " + e.getMessage(),
                    "Check that it is still there and its permissions.",
                    e);
        }
    }

    private static List<List<Path>> batches(List<Path> files) {
        List<List<Path>> batches = new ArrayList<>();
        long bytes = BATCH_BYTES;
        for (Path file : files) {
            long size = size(file);
            if (bytes + size > BATCH_BYTES || batches.get(batches.size() - 1).size() == BATCH_FILES) {
                batches.add(new ArrayList<>());
                bytes = 0;
            }
            batches.get(batches.size() - 1).add(file);
            bytes += size;
        }
        return batches;
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            return 0; // sending it tells what is wrong
        }
    }

    /** Builds a version and waits for it. */
    public VersionAnswer build(ReferenceSetAnswer set, Map<String, Object> fields) throws InterruptedException {
        return await(set, client.createVersion(set.id(), fields).number());
    }

    /** Waits until a version is ready. */
    public VersionAnswer await(ReferenceSetAnswer set, int number) throws InterruptedException {
        VersionAnswer built = client.await(set.id(), number, this::show);
        if (built.state().equals("ready")) {
            return built;
        }
        VersionAnswer.Failure failure = built.failure();
        throw new PatchbankException(
                CommandError.BUILD_ENDED_EARLY,
                "The build of version " + built.number() + " was " + built.state()
                        + (failure == null ? "." : " [" + failure.code() + "]: " + failure.detail()),
                failure == null ? "Start it again." : failure.remedy());
    }

    private void show(VersionAnswer version) {
        VersionAnswer.Progress now = version.progress();
        if (version.state().equals("ready")) {
            progress.update("Ready", 1, 1);
            return;
        }
        String waits = now == null || now.waits() == null ? null : now.waits().detail();
        if (waits != null && !waits.equals(waitsFor)) {
            progress.line("Waiting. " + waits + " " + now.waits().remedy());
        }
        waitsFor = waits;
        boolean inStage = now != null && now.stage() != null && !now.stage().equals(version.state());
        if (inStage && !version.ended()) {
            progress.update(title(now.stage()), now.done(), now.total());
        }
    }

    private static String title(String stage) {
        return stage.substring(0, 1).toUpperCase(Locale.ROOT) + stage.substring(1);
    }

    /** Makes a version the one that judges a line: a new deployment, or the existing one moved to it. */
    public DeploymentAnswer deploy(
            ReferenceSetAnswer set, VersionAnswer version, String line, Map<String, Object> rates) {
        Map<String, Object> fields = new LinkedHashMap<>(rates);
        fields.put("reference_set", set.id());
        fields.put("version", version.number());
        Optional<DeploymentAnswer> existing = query.deployment(set.product(), line);
        if (existing.isPresent()) {
            return query.redeploy(existing.get().id(), fields);
        }
        fields.put("product", set.product());
        fields.put("line", line);
        return query.deploy(fields);
    }
}
