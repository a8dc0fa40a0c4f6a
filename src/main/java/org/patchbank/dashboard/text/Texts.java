package org.patchbank.dashboard.text;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** Words that several pages use; each page's own are in a bundle of its name. The texts are in messages/msg_en.properties and msg_de.properties. */
@MessageBundle
interface Texts {
    @Message
    String language();

    @Message
    String skip();

    @Message
    String menu();

    @Message
    String overview();

    @Message
    String inspections();

    @Message
    String review();

    @Message
    String defects();

    @Message
    String products();

    @Message
    String jobs();

    @Message
    String system();

    @Message
    String newProduct();

    @Message
    String factory();

    @Message
    String product();

    @Message
    String line();

    @Message
    String decision();

    @Message
    String score();

    @Message
    String verdict();

    @Message
    String defectType();

    @Message
    String version();

    @Message
    String deployment();

    @Message
    String referenceSet();

    @Message
    String accept();

    @Message
    String reviewed();

    @Message
    String reject();

    @Message
    String good();

    @Message
    String defective();

    @Message
    String unjudged();

    @Message
    String minor();

    @Message
    String major();

    @Message
    String critical();

    @Message
    String all();

    @Message
    String from();

    @Message
    String until();

    @Message
    String filter();

    @Message
    String clear();

    @Message
    String save();

    @Message
    String cancel();

    @Message
    String delete();

    @Message
    String close();

    @Message
    String more();

    @Message
    String reason();

    @Message
    String note();

    @Message
    String yourName();

    @Message
    String yourNameHint();

    @Message
    String theme();

    @Message
    String otherLanguage();

    @Message
    String otherLanguageTag();

    @Message
    String keyboard();

    @Message
    String api();

    @Message
    String remedy();

    @Message
    String back();

    @Message
    String nothing();

    @Message
    String imageMissing();

    @Message
    String unreachable();
}
