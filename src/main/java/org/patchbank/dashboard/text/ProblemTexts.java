package org.patchbank.dashboard.text;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/**
 * What has gone wrong, by the code of the error in camel case, and what to do about it, under the same name with {@code Todo}. Chosen by
 * {@link ProblemWords}. German is in messages/problem_de.properties.
 */
@MessageBundle("problem")
interface ProblemTexts {
    @Message("In the words of the server:")
    String original();

    @Message("The image store takes no images.")
    String storeUnavailable();

    @Message("See whether it runs, can be reached and has room, and whether its login is right.")
    String storeUnavailableTodo();

    @Message("The settings of the image store are wrong.")
    String storeSettingsWrong();

    @Message("Mend its address, bucket and login in the settings, then start the node again.")
    String storeSettingsWrongTodo();

    @Message("A stored file is missing.")
    String storedBytesMissing();

    @Message("Bring it back from a backup, or build a new version.")
    String storedBytesMissingTodo();

    @Message("A stored file is damaged.")
    String storedBytesDamaged();

    @Message("Bring it back from a backup, or build a new version.")
    String storedBytesDamagedTodo();

    @Message("The vector index does not answer.")
    String vectorIndexUnavailable();

    @Message("See whether it runs and can be reached. Nothing is lost meanwhile: builds wait for it.")
    String vectorIndexUnavailableTodo();

    @Message("The bank is damaged.")
    String bankDamaged();

    @Message("Build the version anew and deploy that one.")
    String bankDamagedTodo();

    @Message("The file of the bank cannot be used.")
    String bankFileUnusable();

    @Message("See whether the disk has room and can be written to; it is tried again by itself.")
    String bankFileUnusableTodo();

    @Message("What the version has learned cannot be read.")
    String parametersUnavailable();

    @Message("See whether the image store and the database can be reached; it is tried again by itself.")
    String parametersUnavailableTodo();

    @Message("The version is not ready.")
    String versionNotReady();

    @Message("Wait until it is built, or build a new version and deploy that one.")
    String versionNotReadyTodo();

    @Message("This version cannot grow.")
    String versionCannotGrow();

    @Message("Build a new version of all images instead.")
    String versionCannotGrowTodo();

    @Message("This node does not have the backbone.")
    String backboneUnknown();

    @Message("Put its files into the folder for backbones, or build a version with one that is there.")
    String backboneUnknownTodo();

    @Message("The backbone is another one than the version was built with.")
    String backboneChanged();

    @Message("Bring the file back, or build a new version.")
    String backboneChangedTodo();

    @Message("The file of the backbone is not the one that its descriptor names.")
    String backboneHashWrong();

    @Message("Copy the file again.")
    String backboneHashWrongTodo();

    @Message("The backbone cannot be read.")
    String backboneUnreadable();

    @Message("Copy its files again, or export the model again.")
    String backboneUnreadableTodo();

    @Message("The network has failed on an image.")
    String backboneFailed();

    @Message("Look into the log; with too little memory, give the program more or choose a smaller input size.")
    String backboneFailedTodo();

    @Message("The backbone does not have a layer that the spec names.")
    String layerUnknown();

    @Message("Name layers that it has.")
    String layerUnknownTodo();

    @Message("The spec names layers that do not fit together.")
    String layersUnfit();

    @Message("Name other layers, or another fusion.")
    String layersUnfitTodo();

    @Message("The network gives numbers that are none.")
    String embeddingNotFinite();

    @Message("Export the model again, in 32-bit floats.")
    String embeddingNotFiniteTodo();

    @Message("There is no room for the embeddings while building.")
    String embeddingsNotKept();

    @Message("Make room on the disk, or build of fewer images.")
    String embeddingsNotKeptTodo();

    @Message("There are too few usable images.")
    String tooFewImages();

    @Message("Add good images, then build again.")
    String tooFewImagesTodo();

    @Message("An image cannot be read.")
    String imageUnreadable();

    @Message("See whether the image store has it, then build again.")
    String imageUnreadableTodo();

    @Message("The images stay with another factory.")
    String imagesElsewhere();

    @Message("Build at a node of that factory.")
    String imagesElsewhereTodo();

    @Message("The region of interest leaves nothing of an image.")
    String regionEmpty();

    @Message("Draw the region anew.")
    String regionEmptyTodo();

    @Message("Tiles that are compared by position need images of one size.")
    String tilePositionsDiffer();

    @Message("Remove images of another size, or compare tiles wherever they lie.")
    String tilePositionsDifferTodo();

    @Message("The build has failed.")
    String buildFailed();

    @Message("Look into the log, then build again.")
    String buildFailedTodo();

    @Message("The build needs more memory than there is.")
    String buildOutOfMemory();

    @Message("Build of fewer images or with a smaller input size, or give the program more memory.")
    String buildOutOfMemoryTodo();
}
