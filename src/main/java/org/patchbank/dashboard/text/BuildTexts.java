package org.patchbank.dashboard.text;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;
import org.patchbank.reference.VersionState;

/** Words of images, builds and calibrations, on several pages. German is in messages/build_de.properties. */
@MessageBundle("build")
interface BuildTexts {
    @Message("{#when state}{#is QUEUED}waiting{#is BUILDING}being built{#is READY}ready{#is "
            + "FAILED}failed{#is CANCELLED}cancelled{/when}")
    String state(VersionState state);

    @Message("Waiting for a builder")
    String queued();

    @Message("Looking at the images")
    String features();

    @Message("Choosing what to remember")
    String coreset();

    @Message("Calibrating on the good images")
    String calibration();

    @Message("Storing")
    String store();

    @Message("Ready")
    String ready();

    @Message("Failed")
    String failed();

    @Message("Cancelled")
    String cancelled();

    @Message("Progress of the build")
    String progress();

    @Message("Cancel the build")
    String cancelBuild();

    @Message("Is being cancelled")
    String cancelAsked();

    @Message("Drop images, ZIPs or a folder here")
    String dropHere();

    @Message("JPEG, PNG, BMP, TIFF or WebP, of good parts only. 30 or more are sensible; more allow lower " + "limits.")
    String dropHint();

    @Message("Choose files")
    String chooseFiles();

    @Message("Choose a folder")
    String chooseFolder();

    @Message("%1 of %2 files")
    String uploading();

    @Message("%1 images added.")
    String uploaded();

    @Message("%1 were there already.")
    String duplicates();

    @Message("%1 files were refused:")
    String refusedCount();

    @Message("Progress of the upload")
    String uploadProgress();

    @Message("Calibration")
    String calibrationTitle();

    @Message("Scores of {images} good images by a bank that has not seen them")
    String calibrationChart(int images);

    @Message("Good images")
    String goodImages();

    @Message("Good parts that may be rejected, in %")
    String rejectRate();

    @Message("Good parts that may be stopped at all, in %")
    String reviewRate();

    @Message("Limit")
    String limit();

    @Message("Limits")
    String limits();

    @Message("Wanted")
    String wanted();

    @Message("Promised")
    String promised();

    @Message("90 % interval")
    String interval();

    @Message("Review")
    String reviewLimit();

    @Message("Reject")
    String rejectLimit();

    @Message("{images} good images cannot promise that rate: the limit is the largest of their scores, which "
            + "promises {promised}. It takes {needed} good images.")
    String tooFew(int images, String promised, int needed);

    @Message("Deploy")
    String deploy();

    @Message("Deploy to a line")
    String deployTitle();

    @Message("If another version judges there, this one takes its place, with limits of its own.")
    String deployHint();

    @Message("Deployed.")
    String deployed();

    @Message("Choose one or name a new one")
    String chooseOrNew();

    @Message("Spec")
    String spec();

    @Message("Spec as YAML or JSON; fields left out stay as they are")
    String specText();

    @Message("Start from")
    String startFrom();

    @Message("as version {number}")
    String asVersion(String number);

    @Message("the reference set")
    String asSet();

    @Message("Presets")
    String presets();

    @Message("Build")
    String build();

    @Message("Images that stand out")
    String standOut();

    @Message("These good images score far above the others. They may hide a defect: look at them first, and "
            + "remove what is not good.")
    String standOutHint();

    @Message("No good image of version {number} stands out.")
    String nothingStandsOut(int number);

    @Message("Once a version is built, the images that stand out are shown here.")
    String afterFirst();

    @Message("removed")
    String removed();

    @Message("Remove {name}")
    String removeImage(String name);

    @Message("Remove")
    String remove();

    @Message("Remove this image? Later versions leave it out; those that have learned from it stay as they " + "are.")
    String removeQuestion();

    @Message("{#if count == 1}1 image{#else}{count} images{/if}")
    String images(long count);

    @Message("What to do:")
    String remedy();
}
