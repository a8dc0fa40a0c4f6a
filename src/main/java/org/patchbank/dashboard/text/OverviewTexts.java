package org.patchbank.dashboard.text;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** Words of the first page. */
@MessageBundle("overview")
interface OverviewTexts {
    @Message
    String lines();

    @Message
    String lastHour();

    @Message
    String lastHourShort();

    @Message
    String lastHourHint();

    @Message
    String today();

    @Message
    String todayShort();

    @Message
    String rejected();

    @Message
    String reviewed();

    @Message
    String rejectedShort();

    @Message
    String reviewedShort();

    @Message
    String waiting();

    @Message
    String trend();

    @Message
    String trendLabel();

    @Message
    String last();

    @Message
    String never();

    @Message
    String loading();

    @Message
    String live();

    @Message
    String offline();

    @Message
    String chart();

    @Message
    String inspections();

    @Message
    String days();

    @Message
    String trendFilter();

    @Message
    String day();

    @Message
    String acceptedShort();

    @Message
    String overkill();

    @Message
    String escape();

    @Message
    String decidedChart();

    @Message
    String judgedChart();

    @Message
    String judgedHint();

    @Message
    String unjudged();

    @Message
    String typedChart();

    @Message
    String typedHint();

    @Message
    String missed();

    @Message
    String asTable();

    @Message
    String of();

    @Message
    String alarms();

    @Message
    String noAlarms();

    @Message
    String emptyTitle();

    @Message
    String empty();
}
