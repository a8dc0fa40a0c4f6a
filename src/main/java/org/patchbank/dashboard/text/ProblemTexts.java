package org.patchbank.dashboard.text;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/**
 * What has gone wrong, by the code of the error in camel case, and what to do about it, under the same name with {@code Todo}. Chosen by
 * {@link ProblemWords}. The texts are in messages/problem_en.properties and problem_de.properties.
 */
@MessageBundle("problem")
interface ProblemTexts {
    @Message
    String original();

    @Message
    String storeUnavailable();

    @Message
    String storeUnavailableTodo();

    @Message
    String storeSettingsWrong();

    @Message
    String storeSettingsWrongTodo();

    @Message
    String storedBytesMissing();

    @Message
    String storedBytesMissingTodo();

    @Message
    String storedBytesDamaged();

    @Message
    String storedBytesDamagedTodo();

    @Message
    String vectorIndexUnavailable();

    @Message
    String vectorIndexUnavailableTodo();

    @Message
    String bankDamaged();

    @Message
    String bankDamagedTodo();

    @Message
    String bankFileUnusable();

    @Message
    String bankFileUnusableTodo();

    @Message
    String parametersUnavailable();

    @Message
    String parametersUnavailableTodo();

    @Message
    String versionNotReady();

    @Message
    String versionNotReadyTodo();

    @Message
    String versionCannotGrow();

    @Message
    String versionCannotGrowTodo();

    @Message
    String backboneUnknown();

    @Message
    String backboneUnknownTodo();

    @Message
    String backboneChanged();

    @Message
    String backboneChangedTodo();

    @Message
    String backboneHashWrong();

    @Message
    String backboneHashWrongTodo();

    @Message
    String backboneUnreadable();

    @Message
    String backboneUnreadableTodo();

    @Message
    String backboneFailed();

    @Message
    String backboneFailedTodo();

    @Message
    String layerUnknown();

    @Message
    String layerUnknownTodo();

    @Message
    String layersUnfit();

    @Message
    String layersUnfitTodo();

    @Message
    String embeddingNotFinite();

    @Message
    String embeddingNotFiniteTodo();

    @Message
    String embeddingsNotKept();

    @Message
    String embeddingsNotKeptTodo();

    @Message
    String tooFewImages();

    @Message
    String tooFewImagesTodo();

    @Message
    String imageUnreadable();

    @Message
    String imageUnreadableTodo();

    @Message
    String imagesElsewhere();

    @Message
    String imagesElsewhereTodo();

    @Message
    String regionEmpty();

    @Message
    String regionEmptyTodo();

    @Message
    String tilePositionsDiffer();

    @Message
    String tilePositionsDifferTodo();

    @Message
    String buildFailed();

    @Message
    String buildFailedTodo();

    @Message
    String buildOutOfMemory();

    @Message
    String buildOutOfMemoryTodo();
}
