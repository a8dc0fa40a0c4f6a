package org.patchbank.dashboard.text;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** Words of the page that sets up a product. The texts are in messages/setup_en.properties and setup_de.properties. */
@MessageBundle("setup")
interface SetupTexts {
    @Message
    String title();

    @Message
    String steps();

    @Message
    String step(int number);

    @Message
    String done();

    @Message
    String nameTitle();

    @Message
    String nameHint();

    @Message
    String productName();

    @Message
    String lineName();

    @Message
    String setName();

    @Message
    String setNameHint();

    @Message
    String next();

    @Message
    String imagesTitle();

    @Message
    String imagesHint();

    @Message
    String imagesNeeded(long count);

    @Message
    String regionTitle();

    @Message
    String regionHint();

    @Message
    String rectangle();

    @Message
    String polygon();

    @Message
    String include();

    @Message
    String ignore();

    @Message
    String shape();

    @Message
    String effect();

    @Message
    String addArea();

    @Message
    String areas();

    @Message
    String areaNumber();

    @Message
    String left();

    @Message
    String top();

    @Message
    String width();

    @Message
    String height();

    @Message
    String corners();

    @Message
    String removeArea();

    @Message
    String clearAreas();

    @Message
    String canvas();

    @Message
    String polygonHint();

    @Message
    String wholeImage();

    @Message
    String onImage();

    @Message
    String buildTitle();

    @Message
    String buildHint(long images);

    @Message
    String preset(String name);

    @Message
    String ownSpec();

    @Message
    String startBuild();

    @Message
    String buildAgain();

    @Message
    String building(int number);

    @Message
    String leaveHint();

    @Message
    String failedTitle(int number);

    @Message
    String cancelledTitle(int number);

    @Message
    String readyTitle(int number);

    @Message
    String deployTitle();

    @Message
    String tryTitle();

    @Message
    String tryHint();

    @Message
    String dropPicture();

    @Message
    String choosePicture();

    @Message
    String judged();

    @Message
    String showInspection();

    @Message
    String overlayOf();

    @Message
    String scoreOf();

    @Message
    String inspecting();

    @Message
    String running(String line, int number);

    @Message
    String toDeployment();

    @Message
    String toProduct();

    @Message
    String tryApi();
}
