package org.patchbank.dashboard.text;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** Words of the page of one deployment. */
@MessageBundle("deployment")
interface DeploymentTexts {
    @Message
    String judges();

    @Message
    String revision();

    @Message
    String inForceSince();

    @Message
    String searched();

    @Message
    String local();

    @Message
    String index();

    @Message
    String loading();

    @Message
    String inspectionsOfLine();

    @Message
    String inspectionsOfDeployment();

    @Message
    String reviewLimit();

    @Message
    String rejectLimit();

    @Message
    String promised();

    @Message
    String promisedReject();

    @Message
    String ofGood();

    @Message
    String interval90();

    @Message
    String wanted();

    @Message
    String fromImages();

    @Message
    String method();

    @Message
    String conformal();

    @Message
    String conformalLargest();

    @Message
    String paretoTail();

    @Message
    String manual();

    @Message
    String rollingMethod();

    @Message
    String adviceLargest(int images, String wanted, String promised, int needed);

    @Message
    String adviceTail(int images, String wanted, String promised, int needed);

    @Message
    String tailEqual();

    @Message
    String tailTooFew(int fewest);

    @Message
    String tailPossible();

    @Message
    String whatIf();

    @Message
    String whatIfHint();

    @Message
    String period();

    @Message
    String allTime();

    @Message
    String days7();

    @Message
    String days30();

    @Message
    String days90();

    @Message
    String ownPeriod();

    @Message
    String untilDay();

    @Message
    String rare();

    @Message
    String scores();

    @Message
    String now();

    @Message
    String then();

    @Message
    String accepted();

    @Message
    String reviewLoad();

    @Message
    String rejected();

    @Message
    String overkill();

    @Message
    String escape();

    @Message
    String known();

    @Message
    String unknown();

    @Message
    String judged();

    @Message
    String between();

    @Message
    String and();

    @Message
    String estimateHint();

    @Message
    String judgeSample();

    @Message
    String apply();

    @Message
    String applied();

    @Message
    String reset();

    @Message
    String applyReason();

    @Message
    String noScores();

    @Message
    String noScoresThen();

    @Message
    String byRate();

    @Message
    String byRateHint();

    @Message
    String reviewRate();

    @Message
    String rejectRate();

    @Message
    String extrapolate();

    @Message
    String calibration();

    @Message
    String ofVersion();

    @Message
    String ofLine();

    @Message
    String elsewhere(int count);

    @Message
    String imagesMissing(int count);

    @Message
    String dropImages();

    @Message
    String choose();

    @Message
    String uploading();

    @Message
    String taken();

    @Message
    String refused();

    @Message
    String image();

    @Message
    String suspect();

    @Message
    String backToVersion();

    @Message
    String rolling();

    @Message
    String rollingHint();

    @Message
    String rollingOn();

    @Message
    String rollingOff();

    @Message
    String rollingLast();

    @Message
    String rollingBound();

    @Message
    String rollingShift();

    @Message
    String rollingStopped();

    @Message
    String turnOn();

    @Message
    String turnOff();

    @Message
    String checked();

    @Message
    String trail();

    @Message
    String earlier();

    @Message
    String when();

    @Message
    String changed();

    @Message
    String drift();

    @Message
    String driftHint();

    @Message
    String measure();

    @Message
    String measureScore();

    @Message
    String measureBrightness();

    @Message
    String measureContrast();

    @Message
    String measureSharpness();

    @Message
    String measureReview();

    @Message
    String driftReference();

    @Message
    String driftPresent();

    @Message
    String driftSeries();

    @Message
    String moved();

    @Message
    String asBefore();

    @Message
    String tooFew();

    @Message
    String lookedAt();

    @Message
    String since();

    @Message
    String over();

    @Message
    String picturesBefore();

    @Message
    String picturesAfter();

    @Message
    String acknowledge();

    @Message
    String acknowledged();

    @Message
    String acknowledgedBy();

    @Message
    String newReference();

    @Message
    String newReferenceHint();

    @Message
    String begunAnew();

    @Message
    String shadow();

    @Message
    String shadowHint();

    @Message
    String shadowVersion();

    @Message
    String shadowDays();

    @Message
    String shadowStart();

    @Message
    String shadowStarted();

    @Message
    String shadowSince();

    @Message
    String shadowEnded();

    @Message
    String shadowEnd();

    @Message
    String shadowEndedNow();

    @Message
    String promote();

    @Message
    String promotedNow();

    @Message
    String promoteWhy();

    @Message
    String promoted();

    @Message
    String removed();

    @Message
    String replaced();

    @Message
    String nothingScored();

    @Message
    String scoredByBoth();

    @Message
    String missed();

    @Message
    String agreement();

    @Message
    String rank();

    @Message
    String pairs();

    @Message
    String consequences();

    @Message
    String inForceDown();

    @Message
    String inForce();

    @Message
    String beside();

    @Message
    String different();

    @Message
    String shares();

    @Message
    String goBack();

    @Message
    String goBackTo();

    @Message
    String goBackHint();

    @Message
    String wentBack();

    @Message
    String by();

    @Message
    String noCandidates();
}
