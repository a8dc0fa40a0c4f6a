package org.patchbank.evaluation;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.patchbank.evaluation.client.DeploymentAnswer;
import org.patchbank.evaluation.client.Refused;
import org.patchbank.evaluation.client.UploadAnswer;
import org.patchbank.evaluation.client.VersionAnswer;

/** What an enrolment came to. {@code deployment} is null where nothing was deployed. */
public record EnrolReport(UploadAnswer upload, VersionAnswer version, DeploymentAnswer deployment) {
    private static final int SUSPECTS_SHOWN = 10;

    public void print(PrintWriter out, boolean asJson) {
        if (asJson) {
            Json.print(out, this);
            return;
        }
        printRefused(out);
        long duplicates = upload.accepted().stream()
                .filter(UploadAnswer.Accepted::duplicate)
                .count();
        out.printf(Locale.ROOT, "Images      %d taken", upload.accepted().size());
        out.println((duplicates > 0
                        ? ", " + (duplicates == upload.accepted().size() ? "all" : duplicates + " of them")
                                + " known already"
                        : "")
                + (upload.rejected().isEmpty() ? "" : ", " + upload.rejected().size() + " refused"));
        out.println("Version     " + version.number() + " of " + version.referenceSet() + grown());
        if (version.bank() != null) {
            out.printf(
                    Locale.ROOT,
                    "Bank        %,d of %,d embeddings, %d dimensions, hash %.12s%n",
                    version.bank().size(),
                    version.bank().embeddings(),
                    version.bank().dimension(),
                    version.bank().hash());
        } else if (version.model() != null) {
            out.printf(
                    Locale.ROOT,
                    "Model       %s of %,d embeddings, %,d bytes, hash %.12s%n",
                    version.model().type(),
                    version.model().embeddings(),
                    version.model().bytes(),
                    version.model().hash());
        }
        if (version.calibration() != null
                && version.calibration().heldOut() != null
                && !version.calibration().heldOut().isEmpty()) {
            out.println("Held out    " + version.calibration().heldOut().size()
                    + " of the good images, to calibrate on; the bank lacks them");
        }
        printSuspects(out);
        if (deployment == null) {
            out.println("Deployed    no");
        } else {
            out.println("Deployed    " + deployment.product() + ", line " + deployment.line());
            Thresholds.print(out, deployment.threshold());
            Thresholds.printCalibration(out, deployment.calibration());
        }
        out.flush();
    }

    private String grown() {
        VersionAnswer.Growth growth = version.growth();
        return growth == null
                ? ""
                : ", version %d grown by %d images, %d rows"
                        .formatted(growth.from(), growth.added().size(), growth.addedRows());
    }

    private void printRefused(PrintWriter out) {
        List<Refused> refused = new ArrayList<>(upload.rejected());
        if (version.refused() != null) {
            refused.addAll(version.refused());
        }
        for (Refused file : refused) {
            out.println("refused " + file.name() + " [" + file.code() + "]: " + file.detail() + " " + file.remedy());
        }
    }

    private void printSuspects(PrintWriter out) {
        List<VersionAnswer.Suspect> suspects = version.suspects();
        if (suspects.isEmpty()) {
            return;
        }
        out.println("Look at     " + suspects.size() + " of the good images look unlike the others; are they good?");
        suspects.stream()
                .limit(SUSPECTS_SHOWN)
                .forEach(s -> out.printf(Locale.ROOT, "            %-32s score %.3f%n", s.name(), s.score()));
    }
}
