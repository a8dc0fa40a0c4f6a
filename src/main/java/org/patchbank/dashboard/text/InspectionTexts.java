package org.patchbank.dashboard.text;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** Words of an inspection's page. German is in messages/inspection_de.properties. */
@MessageBundle("inspection")
interface InspectionTexts {
    @Message("Inspection")
    String title();

    @Message("Image and anomaly map")
    String picture();

    @Message("The inspected image with its anomaly map as colours over it and outlined regions")
    String pictureLabel();

    @Message("Map")
    String opacity();

    @Message("Marked above")
    String limit();

    @Message("%1 areas, %2 % of the image")
    String marked();

    @Message("1 area, %2 % of the image")
    String markedOne();

    @Message("nothing would be marked")
    String markedNone();

    @Message("as judged")
    String resetLimit();

    @Message("Map value by colour")
    String colours();

    @Message("Original")
    String original();

    @Message("Map, 16 bits")
    String mapFile();

    @Message("Overlay")
    String overlayFile();

    @Message("The image was of a good part and is kept no longer; its record and its map stay.")
    String imageRemoved();

    @Message("The image stays in the store of its factory; a node of that factory shows it.")
    String imageElsewhere();

    @Message("The image cannot be shown.")
    String imageMissing();

    @Message("Score on the scale of its limits")
    String scale();

    @Message("review")
    String reviewLimit();

    @Message("reject")
    String rejectLimit();

    @Message("Your verdict")
    String judge();

    @Message("One key gives the verdict at once, with what stands below.")
    String judgeHint();

    @Message("Good")
    String goodPart();

    @Message("Defective, type unknown")
    String unnamed();

    @Message("This product has no defect types yet.")
    String noTypes();

    @Message("Severity, note, repair")
    String details();

    @Message("Severity")
    String severity();

    @Message("not said")
    String noSeverity();

    @Message("Repair")
    String repair();

    @Message("What was or shall be done about it")
    String repairHint();

    @Message("Regions")
    String regions();

    @Message("Region")
    String region();

    @Message("Nothing lies above the limit.")
    String noRegions();

    @Message("Judge by region")
    String byRegion();

    @Message("Keys speak of the chosen region then; Enter gives the verdict.")
    String byRegionHint();

    @Message("Give the verdict")
    String give();

    @Message("Verdict of region")
    String regionVerdict();

    @Message("Peak")
    String peak();

    @Message("Size")
    String size();

    @Message("Zone")
    String zone();

    @Message("Verdict kept")
    String given();

    @Message("Verdicts")
    String trail();

    @Message("Nobody has judged this part yet.")
    String noTrail();

    @Message("holds")
    String holds();

    @Message("superseded")
    String superseded();

    @Message("What is known")
    String facts();

    @Message("Serial number")
    String serial();

    @Message("Batch")
    String batch();

    @Message("revision")
    String revision();

    @Message("Taken")
    String taken();

    @Message("Received")
    String received();

    @Message("Node")
    String node();

    @Message("Bank searched")
    String searched();

    @Message("in memory")
    String inMemory();

    @Message("in the vector index")
    String inIndex();

    @Message("Only the score and the highest peak are exact; other parts of the map may be shown too high.")
    String mapBound();

    @Message("Image")
    String imageSize();

    @Message("Time by stage")
    String timings();

    @Message("Aligned")
    String aligned();

    @Message("unlike the template, judged as it came")
    String notAligned();

    @Message("What it should look like")
    String compare();

    @Message("This part")
    String thisPart();

    @Message("Nearest good patch")
    String nearestGood();

    @Message("from")
    String goodSource();

    @Message("Seen before")
    String similar();

    @Message("No similar defect is known.")
    String noSimilar();

    @Message("Suggested")
    String suggested();

    @Message("No suggestion")
    String abstains();

    @Message("fewer than {least} defects that a person has named are known")
    String abstainsFew(int least);

    @Message("the named neighbours disagree: none has {least} % of the vote")
    String abstainsApart(int least);

    @Message("%1 of the vote of %2 named ones")
    String support();

    @Message("distance")
    String distance();

    @Message("Choose a region to compare it.")
    String chooseRegion();

    @Message("Newer")
    String newer();

    @Message("Older")
    String older();

    @Message("Back to the list")
    String list();

    @Message("Inspections beside this one")
    String beside();

    @Message("Review")
    String reviewing();

    @Message("Held for you")
    String held();

    @Message("until")
    String heldUntil();

    @Message("is looking at it")
    String heldBy();

    @Message("waits for a verdict")
    String waits();

    @Message("judged")
    String judged();

    @Message("The claim has ended: anybody may take it.")
    String ended();

    @Message("Give back")
    String release();

    @Message("Next one")
    String next();

    @Message("The one before")
    String last();

    @Message("Queue")
    String queue();

    @Message("Nothing waits any more.")
    String queueEmpty();

    @Message("good")
    String keyGood();

    @Message("defective, of the type with that number")
    String keyTypes();

    @Message("defective, type unknown")
    String keyUnnamed();

    @Message("severity: minor, major, critical, not said")
    String keySeverity();

    @Message("write a note")
    String keyNote();

    @Message("next and previous region")
    String keyRegion();

    @Message("judge by region, or the part at once")
    String keyByRegion();

    @Message("give the verdict that was put together by region")
    String keyEnter();

    @Message("next (older) and previous (newer) of the list; in review: the next one")
    String keyNext();

    @Message("map on or off")
    String keyMap();

    @Message("limit down and up")
    String keyLimit();

    @Message("in review: the one judged before")
    String keyLast();

    @Message("back to the list or queue")
    String keyList();

    @Message("this help")
    String keyHelp();
}
