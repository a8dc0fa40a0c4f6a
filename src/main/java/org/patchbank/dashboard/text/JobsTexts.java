package org.patchbank.dashboard.text;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** Words of the page of jobs. The texts are in messages/jobs_en.properties and jobs_de.properties. */
@MessageBundle("jobs")
interface JobsTexts {
    @Message
    String title();

    @Message
    String running();

    @Message
    String nothingRuns();

    @Message
    String ended();

    @Message
    String nothingEnded();

    @Message
    String what();

    @Message
    String took();

    @Message
    String endedAt();

    @Message
    String askedAt();

    @Message
    String seconds(String seconds);

    @Message
    String background();

    @Message
    String job();

    @Message
    String state();

    @Message
    String last();

    @Message
    String next();

    @Message
    String scheduled(String name);

    @Message
    String statistics();

    @Message
    String statisticsNote();

    @Message
    String removal(String product, int days);

    @Message
    String defects();

    @Message
    String waitingDefects(String count);

    @Message
    String nothingWaits();

    @Message
    String runs();

    @Message
    String rests();

    @Message
    String failedTimes(int times);

    @Message
    String never();

    @Message
    String onNode(String node);

    @Message
    String images(String count);
}
