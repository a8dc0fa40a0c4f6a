package org.patchbank.dashboard.text;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** Words of the page that sets up a product. German is in messages/setup_de.properties. */
@MessageBundle("setup")
interface SetupTexts {
    @Message("Set up a product")
    String title();

    @Message("Steps")
    String steps();

    @Message("{#when number}{#is 1}Name{#is 2}Images{#is 3}Region{#is 4}Build{#is 5}Deploy{#is 6}Try{/when}")
    String step(int number);

    @Message("done")
    String done();

    @Message("What is to be inspected?")
    String nameTitle();

    @Message("Patchbank learns from pictures of good parts alone. You can leave this page at any time and go "
            + "on later: its address is all you need.")
    String nameHint();

    @Message("Product")
    String productName();

    @Message("Line whose camera takes the pictures")
    String lineName();

    @Message("Name of the reference set")
    String setName();

    @Message("small letters, digits, dot and dash")
    String setNameHint();

    @Message("Next")
    String next();

    @Message("Pictures of good parts")
    String imagesTitle();

    @Message("They should show what varies among good parts: light, position, batch. What they do not show "
            + "counts as a defect.")
    String imagesHint();

    @Message("{count} images so far. A version needs 2 at least, 100 promise a rate of 1 %.")
    String imagesNeeded(long count);

    @Message("Where is to be looked?")
    String regionTitle();

    @Message("Draw on an image what is to be looked at, or what is not: background, fixtures, labels. "
            + "Without areas the whole image is looked at.")
    String regionHint();

    @Message("Rectangle")
    String rectangle();

    @Message("Polygon")
    String polygon();

    @Message("Look here")
    String include();

    @Message("Ignore")
    String ignore();

    @Message("Shape")
    String shape();

    @Message("Effect")
    String effect();

    @Message("Add a rectangle")
    String addArea();

    @Message("Areas")
    String areas();

    @Message("Area %1")
    String areaNumber();

    @Message("Left, %")
    String left();

    @Message("Top, %")
    String top();

    @Message("Width, %")
    String width();

    @Message("Height, %")
    String height();

    @Message("Corners as x,y in %")
    String corners();

    @Message("Remove area %1")
    String removeArea();

    @Message("Remove all areas")
    String clearAreas();

    @Message("Image to draw areas on. Areas can also be typed in the list beside it.")
    String canvas();

    @Message("Click the corners; a double click or Enter closes the polygon, Escape gives it up.")
    String polygonHint();

    @Message("The whole image is looked at.")
    String wholeImage();

    @Message("On image")
    String onImage();

    @Message("How is it learned?")
    String buildTitle();

    @Message("Of {images} images. The default is good at nearly everything; every choice can be compared "
            + "with others later.")
    String buildHint(long images);

    @Message("{#when name}{#is 'patchcore'}The default: a tenth of all good patches, and the distance to the "
            + "nearest of these{#is 'patchcore-1%'}A hundredth of the patches: less memory and a faster "
            + "search, for a little accuracy{#is 'padim'}One Gaussian for each position: quick; for parts "
            + "that always lie alike{#is 'spade'}Compares with the nearest good images only: for parts that "
            + "come in variants{#is 'gaussian'}One Gaussian for all: the smallest and quickest; for even "
            + "textures{#is 'subspace'}The directions in which good patches vary: small and quick{#is "
            + "'hybrid'}Subspace and nearest neighbour together{#is 'fast'}Small images and a small bank: for "
            + "a fast line or a slow computer{#is 'high-resolution'}Larger images, for defects of a few "
            + "pixels{#is 'textures'}For textures whose light or batch varies from image to image{/when}")
    String preset(String name);

    @Message("Change the spec")
    String ownSpec();

    @Message("Start the build")
    String startBuild();

    @Message("Build another version")
    String buildAgain();

    @Message("Version {number} is being built")
    String building(int number);

    @Message("You can leave this page; the build goes on.")
    String leaveHint();

    @Message("Version {number} could not be built")
    String failedTitle(int number);

    @Message("The build of version {number} was cancelled")
    String cancelledTitle(int number);

    @Message("Version {number} is ready")
    String readyTitle(int number);

    @Message("How many good parts may be stopped?")
    String deployTitle();

    @Message("Try it")
    String tryTitle();

    @Message("Drop a picture of a part, good or not. It is inspected and kept like any other.")
    String tryHint();

    @Message("Drop a picture here")
    String dropPicture();

    @Message("Choose pictures")
    String choosePicture();

    @Message("Decisions")
    String judged();

    @Message("Show the inspection")
    String showInspection();

    @Message("What stands out in %1")
    String overlayOf();

    @Message("Score %1; reviewed above %2, rejected above %3")
    String scoreOf();

    @Message("Inspecting …")
    String inspecting();

    @Message("Version {number} judges on {line}.")
    String running(String line, int number);

    @Message("Show the deployment")
    String toDeployment();

    @Message("Show the product")
    String toProduct();

    @Message("From the line")
    String tryApi();
}
