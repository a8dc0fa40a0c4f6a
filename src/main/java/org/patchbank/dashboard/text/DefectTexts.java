package org.patchbank.dashboard.text;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** Words of the pages of defects. */
@MessageBundle("defect")
interface DefectTexts {
    @Message("Defects that were seen")
    String title();

    @Message("Defect")
    String one();

    @Message("not named")
    String unnamed();

    @Message("Severity")
    String severity();

    @Message("Search by a picture")
    String search();

    @Message(
            "Drop a picture of a part: the defects that look most like what is seen in it are shown. Nothing of it is kept.")
    String searchHint();

    @Message("Drop a picture here")
    String dropImage();

    @Message("Looked at by")
    String lookedAtBy();

    @Message("Only among some")
    String narrow();

    @Message("Searching…")
    String searching();

    @Message("What was seen; choose a region")
    String seen();

    @Message("Region")
    String region();

    @Message("Group what nobody has named")
    String groups();

    @Message("Puts the newest unnamed defects together that look alike, so that a whole group is named at once.")
    String groupsHint();

    @Message("Group")
    String group();

    @Message("Comparing them all…")
    String grouping();

    @Message("look alike")
    String alike();

    @Message("resemble too few others")
    String alone();

    @Message("No group was found.")
    String noGroups();

    @Message("A new name adds a type to the catalogue")
    String newType();

    @Message("Name all of them")
    String nameThem();

    @Message("Name it")
    String nameIt();

    @Message("named")
    String named();

    @Message("Gallery")
    String gallery();

    @Message("No defect matches.")
    String nothingFound();

    @Message("Nothing was rejected or reviewed yet. Every region of such a part is kept here.")
    String noneYet();

    @Message("What it should look like")
    String shouldBe();

    @Message("Where it lies")
    String whole();

    @Message("The picture is no longer kept.")
    String imageGone();

    @Message("What is known")
    String facts();

    @Message("Serial number")
    String serial();

    @Message("Received")
    String received();

    @Message("Peak of the map")
    String peak();

    @Message("Area, pixels")
    String area();

    @Message("What was said of it")
    String said();

    @Message("Nobody has said anything yet.")
    String nobody();

    @Message("Repair")
    String repair();

    @Message("by")
    String by();

    @Message("Most similar defects")
    String similar();

    @Message("1 less the cosine of their embeddings: 0 is the same.")
    String similarHint();

    @Message("distance")
    String distance();

    @Message("Suggested type")
    String suggested();

    @Message("of the nearest named ones")
    String support();

    @Message("No type is suggested: there are too few named ones near it, or they disagree.")
    String abstains();

    @Message("Nothing like it was seen before.")
    String noSimilar();

    @Message("To the inspection")
    String inspection();
}
