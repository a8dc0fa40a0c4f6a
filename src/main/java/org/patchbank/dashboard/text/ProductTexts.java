package org.patchbank.dashboard.text;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** Words of products, reference sets, versions and their comparison. The texts are in messages/product_en.properties and product_de.properties. */
@MessageBundle("product")
interface ProductTexts {
    @Message
    String sets();

    @Message
    String newSet();

    @Message
    String set();

    @Message
    String images();

    @Message
    String latest();

    @Message
    String noVersion();

    @Message
    String deployments();

    @Message
    String noDeployment();

    @Message
    String waiting(String count);

    @Message
    String nothingWaits();

    @Message
    String versionShort(int number);

    @Message
    String firstHint();

    @Message
    String nextPage();

    @Message
    String rejectLimit();

    @Message
    String since();

    @Message
    String history();

    @Message
    String catalogue();

    @Message
    String catalogueHint();

    @Message
    String code();

    @Message
    String codeHint();

    @Message
    String name();

    @Message
    String description();

    @Message
    String addType();

    @Message
    String retire();

    @Message
    String restore();

    @Message
    String retired();

    @Message
    String retireType(String name);

    @Message
    String restoreType(String name);

    @Message
    String noTypes();

    @Message
    String retention();

    @Message
    String retentionHint();

    @Message
    String days();

    @Message
    String forEver();

    @Message
    String saved();

    @Message
    String readOnly(String factory);

    @Message
    String owner();

    @Message
    String madeAt();

    @Message
    String place();

    @Message
    String placeShared();

    @Message
    String placeOwn();

    @Message
    String addImages();

    @Message
    String noImages();

    @Message
    String noImagesHere();

    @Message
    String versions();

    @Message
    String noVersions();

    @Message
    String number();

    @Message
    String state();

    @Message
    String model();

    @Message
    String bank();

    @Message
    String rows(String rows);

    @Message
    String size();

    @Message
    String made();

    @Message
    String buildNext();

    @Message
    String buildHint(long images);

    @Message
    String compare();

    @Message
    String compareTwo();

    @Message
    String first();

    @Message
    String second();

    @Message
    String sharing();

    @Message
    String sharingHint();

    @Message
    String shareAll();

    @Message
    String noFactories();

    @Message
    String shareForce();

    @Message
    String deleteSet();

    @Message
    String deleteQuestion();

    @Message
    String resume();

    @Message
    String damage();

    @Message
    String hash();

    @Message
    String hashHint();

    @Message
    String embeddings();

    @Message
    String seconds();

    @Message
    String secondsOf(String total);

    @Message
    String heldOut(int count);

    @Message
    String crossed();

    @Message
    String refused();

    @Message
    String changedFields();

    @Message
    String allFields();

    @Message
    String allDefault();

    @Message
    String field();

    @Message
    String judgesOn();

    @Message
    String notComparable();

    @Message
    String specDifferences();

    @Message
    String sameSpec();

    @Message
    String imagesAdded(int count);

    @Message
    String imagesRemoved(int count);

    @Message
    String sameImages();

    @Message
    String andMore(int count);

    @Message
    String distributions();

    @Message
    String distributionsAxis();

    @Message
    String distributionsChart();

    @Message
    String promises();

    @Message
    String wantedRate();

    @Message
    String bankSizes();

    @Message
    String needTwo();

    @Message
    String sameBank();

    @Message
    String proposals();

    @Message
    String proposalsHint();

    @Message
    String noProposals();

    @Message
    String calledGood(String by);

    @Message
    String acceptGrow();

    @Message
    String decline();

    @Message
    String declined();

    @Message
    String grown();

    @Message
    String grownFrom(int number);

    @Message
    String grownBy(String count);

    @Message
    String andOthers(String count);

    @Message
    String grownRows(String count);

    @Message
    String keptScores(String count, int number);

    @Message
    String compareBoth();

    @Message
    String itsInspection();

    @Message
    String itsInspections();

    @Message
    String chooseSome();

    @Message
    String moreProposals();

    @Message
    String fromSet();

    @Message
    String thumbnailOf(String name);
}
