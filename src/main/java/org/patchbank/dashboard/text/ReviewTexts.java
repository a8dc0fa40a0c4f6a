package org.patchbank.dashboard.text;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** Words of the review queue. The texts are in messages/reviewing_en.properties and reviewing_de.properties. */
@MessageBundle("reviewing")
interface ReviewTexts {
    @Message
    String title();

    @Message
    String order();

    @Message
    String doubtful();

    @Message
    String oldest();

    @Message
    String waiting();

    @Message
    String claim();

    @Message
    String claimHint();

    @Message
    String empty();

    @Message
    String emptyHint();

    @Message
    String taken();

    @Message
    String heldBy();

    @Message
    String until();

    @Message
    String free();

    @Message
    String release();

    @Message
    String released();

    @Message
    String distance();

    @Message
    String waitingSince();

    @Message
    String first();

    @Message
    String items();
}
