package org.patchbank.dashboard.text;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** Words of the page of jobs. German is in messages/jobs_de.properties. */
@MessageBundle("jobs")
interface JobsTexts {
    @Message("Jobs")
    String title();

    @Message("Running and waiting")
    String running();

    @Message("Nothing is being built.")
    String nothingRuns();

    @Message("Builds that have ended")
    String ended();

    @Message("No build has ended yet.")
    String nothingEnded();

    @Message("Build")
    String what();

    @Message("Took")
    String took();

    @Message("Ended")
    String endedAt();

    @Message("Asked for")
    String askedAt();

    @Message("{seconds} s")
    String seconds(String seconds);

    @Message("In the background")
    String background();

    @Message("Job")
    String job();

    @Message("State")
    String state();

    @Message("Last done")
    String last();

    @Message("Next")
    String next();

    @Message("{#when name}{#is 'reconcile-vector-index'}Compare the vector index with the "
            + "tables{#else}{name}{/when}")
    String scheduled(String name);

    @Message("Bring statistics up to date")
    String statistics();

    @Message("complete up to then")
    String statisticsNote();

    @Message("Remove images of good parts of {product} after {days} days")
    String removal(String product, int days);

    @Message("Bring defects into the vector index")
    String defects();

    @Message("{count} waiting")
    String waitingDefects(String count);

    @Message("nothing waits")
    String nothingWaits();

    @Message("running")
    String runs();

    @Message("at rest")
    String rests();

    @Message("failed {times} times in a row")
    String failedTimes(int times);

    @Message("not yet")
    String never();

    @Message("on {node}")
    String onNode(String node);

    @Message("{#if count == '1'}1 image{#else}{count} images{/if}")
    String images(String count);
}
