package org.patchbank.dashboard;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** Words of the first page. */
@MessageBundle("overview")
interface OverviewTexts {
    @Message("Lines")
    String lines();

    @Message("Inspections in the last hour")
    String lastHour();

    @Message("Last hour")
    String lastHourShort();

    @Message("The last sixty minutes, about: of the hour before this one an even part is counted.")
    String lastHourHint();

    @Message("Inspections today")
    String today();

    @Message("Today")
    String todayShort();

    @Message("Rejected today")
    String rejected();

    @Message("For review today")
    String reviewed();

    @Message("Rejected")
    String rejectedShort();

    @Message("For review")
    String reviewedShort();

    @Message("Waiting for a verdict")
    String waiting();

    @Message("24 hours")
    String trend();

    @Message("Share rejected by hour over 24 hours, at most")
    String trendLabel();

    @Message("Last inspection")
    String last();

    @Message("none yet")
    String never();

    @Message("The bank is being loaded")
    String loading();

    @Message("live")
    String live();

    @Message("not connected; tried again")
    String offline();

    @Message("Inspections and shares by day")
    String chart();

    @Message("Inspections")
    String inspections();

    @Message("Days shown")
    String days();

    @Message("Alarms")
    String alarms();

    @Message("All is well.")
    String noAlarms();

    @Message("No line is judged yet")
    String emptyTitle();

    @Message(
            "Set up a product from pictures of good parts: name it, drop the pictures, and inspect a few minutes later.")
    String empty();
}
