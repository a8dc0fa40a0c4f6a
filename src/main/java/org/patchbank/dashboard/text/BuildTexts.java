package org.patchbank.dashboard.text;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;
import org.patchbank.reference.VersionState;

/** Words of images, builds and calibrations, on several pages. The texts are in messages/build_en.properties and build_de.properties. */
@MessageBundle("build")
interface BuildTexts {
    @Message
    String state(VersionState state);

    @Message
    String queued();

    @Message
    String features();

    @Message
    String coreset();

    @Message
    String calibration();

    @Message
    String store();

    @Message
    String ready();

    @Message
    String failed();

    @Message
    String cancelled();

    @Message
    String progress();

    @Message
    String cancelBuild();

    @Message
    String cancelAsked();

    @Message
    String dropHere();

    @Message
    String dropHint();

    @Message
    String chooseFiles();

    @Message
    String chooseFolder();

    @Message
    String uploading();

    @Message
    String uploaded();

    @Message
    String duplicates();

    @Message
    String refusedCount();

    @Message
    String uploadProgress();

    @Message
    String calibrationTitle();

    @Message
    String calibrationChart(int images);

    @Message
    String goodImages();

    @Message
    String rejectRate();

    @Message
    String reviewRate();

    @Message
    String limit();

    @Message
    String limits();

    @Message
    String wanted();

    @Message
    String promised();

    @Message
    String interval();

    @Message
    String reviewLimit();

    @Message
    String rejectLimit();

    @Message
    String tooFew(int images, String promised, int needed);

    @Message
    String deploy();

    @Message
    String deployTitle();

    @Message
    String deployHint();

    @Message
    String deployed();

    @Message
    String chooseOrNew();

    @Message
    String spec();

    @Message
    String specText();

    @Message
    String startFrom();

    @Message
    String asVersion(String number);

    @Message
    String asSet();

    @Message
    String presets();

    @Message
    String build();

    @Message
    String standOut();

    @Message
    String standOutHint();

    @Message
    String nothingStandsOut(int number);

    @Message
    String afterFirst();

    @Message
    String removed();

    @Message
    String removeImage(String name);

    @Message
    String remove();

    @Message
    String removeQuestion();

    @Message
    String images(long count);

    @Message
    String remedy();
}
