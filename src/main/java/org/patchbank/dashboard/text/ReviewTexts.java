package org.patchbank.dashboard.text;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** Words of the review queue. German is in messages/reviewing_de.properties. */
@MessageBundle("reviewing")
interface ReviewTexts {
    @Message("Review queue")
    String title();

    @Message("Order")
    String order();

    @Message("most doubtful first")
    String doubtful();

    @Message("oldest first")
    String oldest();

    @Message("waiting for a verdict")
    String waiting();

    @Message("Claim the next")
    String claim();

    @Message("c or Enter")
    String claimHint();

    @Message("Nothing waits for a verdict.")
    String empty();

    @Message("Rejected parts and those in the review band come here by themselves.")
    String emptyHint();

    @Message("Nothing waits that others do not hold.")
    String taken();

    @Message("held by")
    String heldBy();

    @Message("until")
    String until();

    @Message("free")
    String free();

    @Message("Give back")
    String release();

    @Message("Given back")
    String released();

    @Message("from its limit")
    String distance();

    @Message("waiting since")
    String waitingSince();

    @Message("The first %1")
    String first();

    @Message("What waits")
    String items();
}
