package org.patchbank.dashboard.text;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** Words that several pages use; each page's own are in a bundle of its name. German is in messages/msg_de.properties. */
@MessageBundle
interface Texts {
    @Message("en")
    String language();

    @Message("Skip to the content")
    String skip();

    @Message("Main menu")
    String menu();

    @Message("Overview")
    String overview();

    @Message("Inspections")
    String inspections();

    @Message("Review")
    String review();

    @Message("Defects")
    String defects();

    @Message("Products")
    String products();

    @Message("Jobs")
    String jobs();

    @Message("System")
    String system();

    @Message("New product")
    String newProduct();

    @Message("Factory")
    String factory();

    @Message("Product")
    String product();

    @Message("Line")
    String line();

    @Message("Decision")
    String decision();

    @Message("Score")
    String score();

    @Message("Verdict")
    String verdict();

    @Message("Defect type")
    String defectType();

    @Message("Version")
    String version();

    @Message("Deployment")
    String deployment();

    @Message("Reference set")
    String referenceSet();

    @Message("accepted")
    String accept();

    @Message("for review")
    String reviewed();

    @Message("rejected")
    String reject();

    @Message("good")
    String good();

    @Message("defective")
    String defective();

    @Message("not judged")
    String unjudged();

    @Message("minor")
    String minor();

    @Message("major")
    String major();

    @Message("critical")
    String critical();

    @Message("all")
    String all();

    @Message("from")
    String from();

    @Message("until")
    String until();

    @Message("Filter")
    String filter();

    @Message("Clear")
    String clear();

    @Message("Save")
    String save();

    @Message("Cancel")
    String cancel();

    @Message("Delete")
    String delete();

    @Message("Close")
    String close();

    @Message("Show more")
    String more();

    @Message("Reason")
    String reason();

    @Message("Note")
    String note();

    @Message("Your name")
    String yourName();

    @Message("Kept with everything that you decide.")
    String yourNameHint();

    @Message("Light, dark or as the system")
    String theme();

    @Message("Deutsch")
    String otherLanguage();

    @Message("de")
    String otherLanguageTag();

    @Message("Keyboard")
    String keyboard();

    @Message("API")
    String api();

    @Message("What to do:")
    String remedy();

    @Message("Back to the overview")
    String back();

    @Message("Nothing here yet.")
    String nothing();

    @Message("Image cannot be shown")
    String imageMissing();

    @Message("The server does not answer. Is it running, and is the network there?")
    String unreachable();
}
