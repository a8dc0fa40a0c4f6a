package org.patchbank.dashboard.text;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** Words of the pages of defects. */
@MessageBundle("defect")
interface DefectTexts {
    @Message
    String title();

    @Message
    String one();

    @Message
    String unnamed();

    @Message
    String severity();

    @Message
    String search();

    @Message
    String searchHint();

    @Message
    String dropImage();

    @Message
    String lookedAtBy();

    @Message
    String narrow();

    @Message
    String searching();

    @Message
    String seen();

    @Message
    String region();

    @Message
    String groups();

    @Message
    String groupsHint();

    @Message
    String group();

    @Message
    String grouping();

    @Message
    String alike();

    @Message
    String alone();

    @Message
    String noGroups();

    @Message
    String newType();

    @Message
    String nameThem();

    @Message
    String nameIt();

    @Message
    String named();

    @Message
    String gallery();

    @Message
    String nothingFound();

    @Message
    String noneYet();

    @Message
    String shouldBe();

    @Message
    String whole();

    @Message
    String imageGone();

    @Message
    String facts();

    @Message
    String serial();

    @Message
    String received();

    @Message
    String peak();

    @Message
    String area();

    @Message
    String said();

    @Message
    String nobody();

    @Message
    String repair();

    @Message
    String by();

    @Message
    String similar();

    @Message
    String similarHint();

    @Message
    String distance();

    @Message
    String suggested();

    @Message
    String support();

    @Message
    String abstains();

    @Message
    String noSimilar();

    @Message
    String inspection();
}
