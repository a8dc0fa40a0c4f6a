package org.patchbank.dashboard.text;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** Words of products, reference sets, versions and their comparison. German is in messages/product_de.properties. */
@MessageBundle("product")
interface ProductTexts {
    @Message("Reference sets")
    String sets();

    @Message("New reference set")
    String newSet();

    @Message("Reference set")
    String set();

    @Message("Images")
    String images();

    @Message("Latest version")
    String latest();

    @Message("none yet")
    String noVersion();

    @Message("Deployments")
    String deployments();

    @Message("Judges nowhere yet.")
    String noDeployment();

    @Message("{count} to review")
    String waiting(String count);

    @Message("nothing to review")
    String nothingWaits();

    @Message("version {number}")
    String versionShort(int number);

    @Message("A product is set up in a few minutes from pictures of good parts.")
    String firstHint();

    @Message("More products")
    String nextPage();

    @Message("Reject limit")
    String rejectLimit();

    @Message("Since")
    String since();

    @Message("Inspections")
    String history();

    @Message("Catalogue of defects")
    String catalogue();

    @Message("What a person can choose in a verdict. Retired types stay with the verdicts that chose them.")
    String catalogueHint();

    @Message("Code")
    String code();

    @Message("small letters, digits, dot and dash; names it for ever")
    String codeHint();

    @Message("Name")
    String name();

    @Message("Description")
    String description();

    @Message("Add")
    String addType();

    @Message("Retire")
    String retire();

    @Message("Use again")
    String restore();

    @Message("retired")
    String retired();

    @Message("Retire {name}")
    String retireType(String name);

    @Message("Use {name} again")
    String restoreType(String name);

    @Message("No types yet: verdicts can only say \"defective\".")
    String noTypes();

    @Message("Keeping images")
    String retention();

    @Message("Images of good parts go after that many days; left empty, they stay. Records stay for ever.")
    String retentionHint();

    @Message("Days")
    String days();

    @Message("for ever")
    String forEver();

    @Message("Saved.")
    String saved();

    @Message("This set belongs to factory {factory}, which shares it. It can be read and deployed here, not "
            + "changed.")
    String readOnly(String factory);

    @Message("Answered for by")
    String owner();

    @Message("Made")
    String madeAt();

    @Message("Images lie")
    String place();

    @Message("in the shared store")
    String placeShared();

    @Message("in the store of their factory")
    String placeOwn();

    @Message("Add images")
    String addImages();

    @Message("No images yet. Drop some above.")
    String noImages();

    @Message("The images stay in the store of their factory.")
    String noImagesHere();

    @Message("Versions")
    String versions();

    @Message("No version yet.")
    String noVersions();

    @Message("Number")
    String number();

    @Message("State")
    String state();

    @Message("Model")
    String model();

    @Message("Bank")
    String bank();

    @Message("{rows} embeddings")
    String rows(String rows);

    @Message("Size")
    String size();

    @Message("Asked for")
    String made();

    @Message("Build a new version")
    String buildNext();

    @Message("Of the {images} images that are in the set now.")
    String buildHint(long images);

    @Message("Compare")
    String compare();

    @Message("Compare two versions")
    String compareTwo();

    @Message("First")
    String first();

    @Message("Second")
    String second();

    @Message("Sharing")
    String sharing();

    @Message("Factories that may read and deploy the versions; they change nothing.")
    String sharingHint();

    @Message("all factories")
    String shareAll();

    @Message("There is no other factory.")
    String noFactories();

    @Message("Share like this nevertheless? Lines of other factories judge on with the version that they " + "have.")
    String shareForce();

    @Message("Delete the set")
    String deleteSet();

    @Message("Delete this reference set with all of its versions? Inspections stay.")
    String deleteQuestion();

    @Message("Set up step by step")
    String resume();

    @Message("This version is damaged")
    String damage();

    @Message("Content hash")
    String hash();

    @Message("Equal hashes mean equal scores.")
    String hashHint();

    @Message("Learned from")
    String embeddings();

    @Message("Build time")
    String seconds();

    @Message("{total} s")
    String secondsOf(String total);

    @Message("{count} images were held out of the bank; only those are calibrated on.")
    String heldOut(int count);

    @Message("Each image was scored by a bank that was built without it.")
    String crossed();

    @Message("Images that could not be used")
    String refused();

    @Message("What differs from the defaults")
    String changedFields();

    @Message("The whole spec")
    String allFields();

    @Message("Nothing: this is the default spec.")
    String allDefault();

    @Message("Field")
    String field();

    @Message("Judges on")
    String judgesOn();

    @Message("Scores of two versions are not comparable: each version measures with its own embeddings and "
            + "bank. So each distribution is drawn in multiples of its own median, and limits are compared by "
            + "what they promise.")
    String notComparable();

    @Message("Spec")
    String specDifferences();

    @Message("Both have the same spec.")
    String sameSpec();

    @Message("{#if count == 1}1 image{#else}{count} images{/if} added")
    String imagesAdded(int count);

    @Message("{#if count == 1}1 image{#else}{count} images{/if} removed")
    String imagesRemoved(int count);

    @Message("Both are made of the same images.")
    String sameImages();

    @Message("and {count} more")
    String andMore(int count);

    @Message("Calibration")
    String distributions();

    @Message("Score in multiples of the median of the version")
    String distributionsAxis();

    @Message("Share of the good images by score, of both versions")
    String distributionsChart();

    @Message("What limits promise")
    String promises();

    @Message("Wanted rate")
    String wantedRate();

    @Message("What they learned")
    String bankSizes();

    @Message("It takes two versions that are ready.")
    String needTwo();

    @Message("Both have the same content hash: they judge alike.")
    String sameBank();

    @Message("Proposed images")
    String proposals();

    @Message("Parts that a line has stopped although a person called them good. Accepted, they become "
            + "reference images, and a version is grown by them in seconds; it judges once it is deployed.")
    String proposalsHint();

    @Message("Nothing is proposed: no stopped part was called good.")
    String noProposals();

    @Message("{by} called it good")
    String calledGood(String by);

    @Message("Accept and grow a version")
    String acceptGrow();

    @Message("Decline")
    String decline();

    @Message("Declined.")
    String declined();

    @Message("Version %1 is growing.")
    String grown();

    @Message("Grown from version {number}")
    String grownFrom(int number);

    @Message("by {#if count == '1'}1 image{#else}{count} images{/if}")
    String grownBy(String count);

    @Message("and {count} more")
    String andOthers(String count);

    @Message("{#if count == '1'}1 row{#else}{count} rows{/if} added to the bank.")
    String grownRows(String count);

    @Message("Of the scores that limits follow from, {count} are those of version {number}: they are "
            + "upper bounds, so limits reject no more good parts than they say.")
    String keptScores(String count, int number);

    @Message("Compare both")
    String compareBoth();

    @Message("Its inspection")
    String itsInspection();

    @Message("Its inspections")
    String itsInspections();

    @Message("Choose one image at least.")
    String chooseSome();

    @Message("More are shown when these are answered.")
    String moreProposals();

    @Message("Back to the set")
    String fromSet();

    @Message("{name}")
    String thumbnailOf(String name);
}
