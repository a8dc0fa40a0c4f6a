package org.patchbank.dashboard.text;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** Words of the page of the program itself. */
@MessageBundle("system")
interface SystemTexts {
    @Message("This node")
    String node();

    @Message("Node")
    String name();

    @Message("Roles")
    String roles();

    @Message("builds reference sets")
    String roleIngest();

    @Message("inspects and shows")
    String roleQuery();

    @Message("Runs since")
    String since();

    @Message("Cores")
    String cores();

    @Message("Memory of Java")
    String memory();

    @Message("of")
    String of();

    @Message("Health")
    String health();

    @Message("Database")
    String checkDatabase();

    @Message("Image store")
    String checkStore();

    @Message("Vector index")
    String checkIndex();

    @Message("Banks of the deployments")
    String checkBanks();

    @Message("ready")
    String up();

    @Message("not ready")
    String down();

    @Message("goes on without it")
    String limping();

    @Message("Banks")
    String banks();

    @Message("What the deployments of this factory judge with, and where this node searches it.")
    String banksHint();

    @Message("Searched")
    String searched();

    @Message("in memory")
    String local();

    @Message("in the vector index")
    String index();

    @Message("is being loaded")
    String loading();

    @Message("Why there")
    String why();

    @Message("there is room in memory")
    String fits();

    @Message("no room in memory")
    String noRoom();

    @Message("the setting says so")
    String setting();

    @Message("this model can only be searched in memory")
    String model();

    @Message("Size in memory")
    String size();

    @Message("All banks in memory together")
    String allBanks();

    @Message("Nothing is deployed.")
    String noBanks();

    @Message("Size")
    String bytes();

    @Message("Connections")
    String connections();

    @Message("Table")
    String table();

    @Message("Rows, about")
    String rows();

    @Message("Data")
    String data();

    @Message("Indexes")
    String indexes();

    @Message("Months of inspections")
    String months();

    @Message("before all months")
    String before();

    @Message("after all months")
    String later();

    @Message("Settings in force")
    String settings();

    @Message("Secrets are not shown. docs/settings.md describes each setting.")
    String settingsHint();

    @Message("Setting")
    String settingName();

    @Message("Value")
    String value();

    @Message("Set by")
    String source();

    @Message("default")
    String standard();

    @Message("Find a setting")
    String findSetting();

    @Message("More")
    String links();

    @Message("Health as JSON")
    String healthJson();

    @Message("Metrics")
    String metrics();

    @Message("API description")
    String openApi();

    @Message("Webhooks")
    String webhooks();

    @Message(
            "Addresses that are told when something drifts, by signed messages that are tried again until they arrive.")
    String webhooksHint();

    @Message("Nobody is told of anything.")
    String noWebhooks();

    @Message("Address")
    String address();

    @Message("drift warnings")
    String eventWarning();

    @Message("drift that is over")
    String eventResolved();

    @Message("Only of this product")
    String onlyProduct();

    @Message("Add")
    String addWebhook();

    @Message("Messages are signed with this secret. It is shown this once:")
    String secret();

    @Message("Send a test")
    String test();

    @Message("A test is on its way.")
    String sent();

    @Message("Send again")
    String again();

    @Message("Event")
    String event();

    @Message("State")
    String state();

    @Message("Tried")
    String tried();

    @Message("Tries")
    String tries();

    @Message("Why not")
    String failure();

    @Message("waiting")
    String waiting();

    @Message("delivered")
    String delivered();

    @Message("did not arrive")
    String dead();
}
