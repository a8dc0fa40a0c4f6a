package org.patchbank.dashboard.text;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** Words of the list of inspections. The texts are in messages/inspections_en.properties and inspections_de.properties. */
@MessageBundle("inspections")
interface InspectionsTexts {
    @Message
    String filters();

    @Message
    String rare();

    @Message
    String remove();

    @Message
    String serial();

    @Message
    String batch();

    @Message
    String received();

    @Message
    String receivedUntil();

    @Message
    String receivedFrom();

    @Message
    String takenFrom();

    @Message
    String takenUntil();

    @Message
    String minScore();

    @Message
    String maxScore();

    @Message
    String ownFactory();

    @Message
    String allFactories();

    @Message
    String asPictures();

    @Message
    String asTable();

    @Message
    String view();

    @Message
    String export();

    @Message
    String none();

    @Message
    String noneHint();

    @Message
    String keysHint();

    @Message
    String limit();

    @Message
    String imageRemoved();

    @Message
    String imageElsewhere();

    @Message
    String part();

    @Message
    String image();
}
