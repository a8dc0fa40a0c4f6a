package org.patchbank.dashboard.text;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** Words of an inspection's page. The texts are in messages/inspection_en.properties and inspection_de.properties. */
@MessageBundle("inspection")
interface InspectionTexts {
    @Message
    String title();

    @Message
    String picture();

    @Message
    String pictureLabel();

    @Message
    String opacity();

    @Message
    String limit();

    @Message
    String marked();

    @Message
    String markedOne();

    @Message
    String markedNone();

    @Message
    String resetLimit();

    @Message
    String colours();

    @Message
    String original();

    @Message
    String mapFile();

    @Message
    String overlayFile();

    @Message
    String imageRemoved();

    @Message
    String imageElsewhere();

    @Message
    String imageMissing();

    @Message
    String scale();

    @Message
    String reviewLimit();

    @Message
    String rejectLimit();

    @Message
    String judge();

    @Message
    String judgeHint();

    @Message
    String goodPart();

    @Message
    String unnamed();

    @Message
    String noTypes();

    @Message
    String details();

    @Message
    String severity();

    @Message
    String noSeverity();

    @Message
    String repair();

    @Message
    String repairHint();

    @Message
    String regions();

    @Message
    String region();

    @Message
    String noRegions();

    @Message
    String byRegion();

    @Message
    String byRegionHint();

    @Message
    String give();

    @Message
    String regionVerdict();

    @Message
    String peak();

    @Message
    String size();

    @Message
    String zone();

    @Message
    String given();

    @Message
    String trail();

    @Message
    String noTrail();

    @Message
    String holds();

    @Message
    String superseded();

    @Message
    String facts();

    @Message
    String serial();

    @Message
    String batch();

    @Message
    String revision();

    @Message
    String taken();

    @Message
    String received();

    @Message
    String node();

    @Message
    String searched();

    @Message
    String inMemory();

    @Message
    String inIndex();

    @Message
    String mapBound();

    @Message
    String imageSize();

    @Message
    String timings();

    @Message
    String aligned();

    @Message
    String notAligned();

    @Message
    String compare();

    @Message
    String thisPart();

    @Message
    String nearestGood();

    @Message
    String goodSource();

    @Message
    String similar();

    @Message
    String noSimilar();

    @Message
    String suggested();

    @Message
    String abstains();

    @Message
    String abstainsFew(int least);

    @Message
    String abstainsApart(int least);

    @Message
    String support();

    @Message
    String distance();

    @Message
    String chooseRegion();

    @Message
    String newer();

    @Message
    String older();

    @Message
    String list();

    @Message
    String beside();

    @Message
    String reviewing();

    @Message
    String held();

    @Message
    String heldUntil();

    @Message
    String heldBy();

    @Message
    String waits();

    @Message
    String judged();

    @Message
    String ended();

    @Message
    String release();

    @Message
    String next();

    @Message
    String last();

    @Message
    String queue();

    @Message
    String queueEmpty();

    @Message
    String keyGood();

    @Message
    String keyTypes();

    @Message
    String keyUnnamed();

    @Message
    String keySeverity();

    @Message
    String keyNote();

    @Message
    String keyRegion();

    @Message
    String keyByRegion();

    @Message
    String keyEnter();

    @Message
    String keyNext();

    @Message
    String keyMap();

    @Message
    String keyLimit();

    @Message
    String keyLast();

    @Message
    String keyList();

    @Message
    String keyHelp();
}
