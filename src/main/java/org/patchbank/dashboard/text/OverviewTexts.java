package org.patchbank.dashboard.text;

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

    @Message("Course by day")
    String chart();

    @Message("Inspections")
    String inspections();

    @Message("Days shown")
    String days();

    @Message("What the course shows")
    String trendFilter();

    @Message("Day (UTC)")
    String day();

    @Message("Accepted")
    String acceptedShort();

    @Message("Overkill")
    String overkill();

    @Message("Escape")
    String escape();

    @Message("Inspections, and which share was rejected or sent for review")
    String decidedChart();

    @Message("Overkill and escape, of the parts that people have judged")
    String judgedChart();

    @Message("Overkill: rejected parts that people called good, of all rejected that they judged. "
            + "Escape: accepted parts that people called defective, of all accepted that they judged.")
    String judgedHint();

    @Message("Nobody has judged a rejected or accepted part of these, so nothing is known of overkill " + "and escape.")
    String unjudged();

    @Message("Parts that people called by this type, and what had been decided of them")
    String typedChart();

    @Message("Escaped: the share of these parts that had been accepted. Overkill needs good parts, and "
            + "these are none.")
    String typedHint();

    @Message("Escaped")
    String missed();

    @Message("The figures as a table")
    String asTable();

    @Message("of")
    String of();

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
