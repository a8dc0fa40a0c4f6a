package org.patchbank.dashboard.text;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** Words of the page of one deployment. */
@MessageBundle("deployment")
interface DeploymentTexts {
    @Message("What judges")
    String judges();

    @Message("Revision")
    String revision();

    @Message("In force since")
    String inForceSince();

    @Message("Searched")
    String searched();

    @Message("in memory")
    String local();

    @Message("in the vector index")
    String index();

    @Message("being loaded")
    String loading();

    @Message("Inspections of this line")
    String inspectionsOfLine();

    @Message("Inspections of this deployment")
    String inspectionsOfDeployment();

    @Message("Review limit")
    String reviewLimit();

    @Message("Reject limit")
    String rejectLimit();

    @Message("promises to stop")
    String promised();

    @Message("promises to reject")
    String promisedReject();

    @Message("of good parts")
    String ofGood();

    @Message("90 % interval")
    String interval90();

    @Message("wanted")
    String wanted();

    @Message("from good images")
    String fromImages();

    @Message("Method")
    String method();

    @Message("calibrated")
    String conformal();

    @Message("the largest calibration score")
    String conformalLargest();

    @Message("extrapolated along the tail")
    String paretoTail();

    @Message("set by hand")
    String manual();

    @Message("follows the accepted parts")
    String rollingMethod();

    @Message("{images} good images cannot promise a rate of {wanted}: the limit is the largest of their "
            + "scores, which promises {promised}. Add good images until there are {needed}.")
    String adviceLargest(int images, String wanted, String promised, int needed);

    @Message("This limit is an extrapolation: {images} good images cannot show a rate of {wanted}, so "
            + "it lies beyond all of their scores, along a tail fitted to the largest. Such limits "
            + "reject {promised} on average, if good parts follow that tail. Add good images until there "
            + "are {needed} for a promise that was seen kept.")
    String adviceTail(int images, String wanted, String promised, int needed);

    @Message("It is not extrapolated, for their largest scores are equal.")
    String tailEqual();

    @Message("It is not extrapolated: that takes {fewest} at least.")
    String tailTooFew(int fewest);

    @Message("Or let it be extrapolated from the tail of their scores.")
    String tailPossible();

    @Message("Try other limits")
    String whatIf();

    @Message("On what this version has judged. Nothing changes until you put it in force.")
    String whatIfHint();

    @Message("Period")
    String period();

    @Message("everything")
    String allTime();

    @Message("7 days")
    String days7();

    @Message("30 days")
    String days30();

    @Message("90 days")
    String days90();

    @Message("from … until")
    String ownPeriod();

    @Message("until and with")
    String untilDay();

    @Message("Show rare scores")
    String rare();

    @Message("Recorded scores")
    String scores();

    @Message("Now")
    String now();

    @Message("Then")
    String then();

    @Message("Accepted")
    String accepted();

    @Message("To be looked at")
    String reviewLoad();

    @Message("Rejected")
    String rejected();

    @Message("Overkill: good parts rejected")
    String overkill();

    @Message("Escape: defective parts accepted")
    String escape();

    @Message("known")
    String known();

    @Message("nobody can know yet")
    String unknown();

    @Message("judged")
    String judged();

    @Message("between")
    String between();

    @Message("and")
    String and();

    @Message(
            "Judged parts are counted; of the others the same share is expected as among judged parts of the same decision. The interval is of 95 %.")
    String estimateHint();

    @Message("Nobody has judged some of these parts: judge a random sample, of accepted parts too.")
    String judgeSample();

    @Message("Put in force")
    String apply();

    @Message("The limits are in force.")
    String applied();

    @Message("Back to the limits in force")
    String reset();

    @Message("Why these limits")
    String applyReason();

    @Message("This version has judged nothing yet. Limits can be tried when it has.")
    String noScores();

    @Message("This version has judged nothing in that time.")
    String noScoresThen();

    @Message("Limits by rate")
    String byRate();

    @Message("At most this share of good parts shall be stopped, or rejected; the limits follow from the calibration.")
    String byRateHint();

    @Message("Stopped at most, in %")
    String reviewRate();

    @Message("Rejected at most, in %")
    String rejectRate();

    @Message("Extrapolate where there are too few images")
    String extrapolate();

    @Message("Calibration of this line")
    String calibration();

    @Message("The limits follow from the good images that the version was calibrated on.")
    String ofVersion();

    @Message("The limits follow from good images of this line itself.")
    String ofLine();

    @Message(
            "The version was made from images of another camera. A calibration does not carry over: send {count} good images of this line.")
    String elsewhere(int count);

    @Message("For the wanted reject rate, send {count} more good images of this line.")
    String imagesMissing(int count);

    @Message("Drop good images of this line here, or a ZIP of them")
    String dropImages();

    @Message("Choose files")
    String choose();

    @Message("Scoring the images…")
    String uploading();

    @Message("images calibrate this line now")
    String taken();

    @Message("refused")
    String refused();

    @Message("Image")
    String image();

    @Message("far unlike the others: does it show a defect?")
    String suspect();

    @Message("Back to the version's calibration")
    String backToVersion();

    @Message("Limits that follow the parts")
    String rolling();

    @Message("Light and parts change slowly. The limits can follow the accepted inspections, within a bound.")
    String rollingHint();

    @Message("They follow the last accepted inspections:")
    String rollingOn();

    @Message("They stay as they are.")
    String rollingOff();

    @Message("How many accepted inspections they rest on")
    String rollingLast();

    @Message("Bound, as a factor")
    String rollingBound();

    @Message("shifted by")
    String rollingShift();

    @Message(
            "They came to a stop at the bound: look at camera, light and part, then build a version from new good images.")
    String rollingStopped();

    @Message("Let them follow")
    String turnOn();

    @Message("Let them stay")
    String turnOff();

    @Message("last looked at")
    String checked();

    @Message("What was in force, and why")
    String trail();

    @Message("Earlier changes")
    String earlier();

    @Message("When")
    String when();

    @Message("Changed.")
    String changed();

    @Message("Drift")
    String drift();

    @Message(
            "Scores of accepted parts against the calibration; brightness, contrast and sharpness of images and the share of review against the first inspections.")
    String driftHint();

    @Message("Measure")
    String measure();

    @Message("Score of accepted parts")
    String measureScore();

    @Message("Brightness")
    String measureBrightness();

    @Message("Contrast")
    String measureContrast();

    @Message("Sharpness")
    String measureSharpness();

    @Message("Share of review")
    String measureReview();

    @Message("Before")
    String driftReference();

    @Message("Now")
    String driftPresent();

    @Message("over time, and what it is compared with")
    String driftSeries();

    @Message("has moved")
    String moved();

    @Message("as before")
    String asBefore();

    @Message("Too few inspections yet to tell.")
    String tooFew();

    @Message("Looked at")
    String lookedAt();

    @Message("since")
    String since();

    @Message("over")
    String over();

    @Message("Before")
    String picturesBefore();

    @Message("Since")
    String picturesAfter();

    @Message("Acknowledge")
    String acknowledge();

    @Message("Acknowledged.")
    String acknowledged();

    @Message("Known to")
    String acknowledgedBy();

    @Message("Compare with the next inspections from now on")
    String newReference();

    @Message("For a change that is meant to stay. Scores stay compared with the calibration.")
    String newReferenceHint();

    @Message("The next inspections are the reference.")
    String begunAnew();

    @Message("Shadow")
    String shadow();

    @Message(
            "Another version scores every inspection too and decides nothing. Compare both, then promote it in one step, or end it.")
    String shadowHint();

    @Message("Version that runs beside")
    String shadowVersion();

    @Message("Score the last days too")
    String shadowDays();

    @Message("Run as a shadow")
    String shadowStart();

    @Message("The shadow runs.")
    String shadowStarted();

    @Message("runs since")
    String shadowSince();

    @Message("ended")
    String shadowEnded();

    @Message("End the shadow")
    String shadowEnd();

    @Message("The shadow has ended.")
    String shadowEndedNow();

    @Message("Promote")
    String promote();

    @Message("The version is in force.")
    String promotedNow();

    @Message("Why this version")
    String promoteWhy();

    @Message("promoted")
    String promoted();

    @Message("ended by hand")
    String removed();

    @Message("replaced by another")
    String replaced();

    @Message("Nothing is scored by both yet.")
    String nothingScored();

    @Message("Scored by both")
    String scoredByBoth();

    @Message("not yet")
    String missed();

    @Message("Decided alike")
    String agreement();

    @Message("Rank correlation of the scores")
    String rank();

    @Message("What both decided")
    String pairs();

    @Message("What it comes to")
    String consequences();

    @Message("In force ↓ shadow →")
    String inForceDown();

    @Message("In force")
    String inForce();

    @Message("Shadow")
    String beside();

    @Message("Where they differ most")
    String different();

    @Message("Score as a share of its own reject limit")
    String shares();

    @Message("Go back")
    String goBack();

    @Message("Back to revision")
    String goBackTo();

    @Message("The version and the limits of an earlier revision come into force exactly as they were.")
    String goBackHint();

    @Message("The earlier version and limits are in force.")
    String wentBack();

    @Message("By")
    String by();

    @Message("There is no other version of this product that is ready.")
    String noCandidates();
}
