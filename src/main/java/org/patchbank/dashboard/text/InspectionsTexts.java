package org.patchbank.dashboard.text;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** Words of the list of inspections. German is in messages/inspections_de.properties. */
@MessageBundle("inspections")
interface InspectionsTexts {
    @Message("Filter inspections")
    String filters();

    @Message("More filters")
    String rare();

    @Message("Remove this filter:")
    String remove();

    @Message("Serial number")
    String serial();

    @Message("Batch")
    String batch();

    @Message("Received")
    String received();

    @Message("Received before")
    String receivedUntil();

    @Message("Received from")
    String receivedFrom();

    @Message("Taken from")
    String takenFrom();

    @Message("Taken before")
    String takenUntil();

    @Message("Score from")
    String minScore();

    @Message("Score up to")
    String maxScore();

    @Message("this factory")
    String ownFactory();

    @Message("all factories")
    String allFactories();

    @Message("Pictures")
    String asPictures();

    @Message("Table")
    String asTable();

    @Message("View")
    String view();

    @Message("Export what the filter shows")
    String export();

    @Message("No inspection matches the filter.")
    String none();

    @Message("Widen the filter, or inspect a part first: ./patchbank inspect FOLDER --product NAME")
    String noneHint();

    @Message("j k or arrows: move · Enter: open")
    String keysHint();

    @Message("limit")
    String limit();

    @Message("Image no longer kept")
    String imageRemoved();

    @Message("Image stays in factory")
    String imageElsewhere();

    @Message("Part")
    String part();

    @Message("Image")
    String image();
}
