package org.patchbank.dashboard.text;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** Words of the page of the program itself. */
@MessageBundle("system")
interface SystemTexts {
    @Message
    String node();

    @Message
    String name();

    @Message
    String roles();

    @Message
    String roleIngest();

    @Message
    String roleQuery();

    @Message
    String since();

    @Message
    String cores();

    @Message
    String memory();

    @Message
    String of();

    @Message
    String health();

    @Message
    String checkDatabase();

    @Message
    String checkStore();

    @Message
    String checkIndex();

    @Message
    String checkBanks();

    @Message
    String up();

    @Message
    String down();

    @Message
    String limping();

    @Message
    String banks();

    @Message
    String banksHint();

    @Message
    String searched();

    @Message
    String local();

    @Message
    String index();

    @Message
    String loading();

    @Message
    String why();

    @Message
    String fits();

    @Message
    String noRoom();

    @Message
    String setting();

    @Message
    String model();

    @Message
    String size();

    @Message
    String allBanks();

    @Message
    String noBanks();

    @Message
    String bytes();

    @Message
    String connections();

    @Message
    String table();

    @Message
    String rows();

    @Message
    String data();

    @Message
    String indexes();

    @Message
    String months();

    @Message
    String before();

    @Message
    String later();

    @Message
    String settings();

    @Message
    String settingsHint();

    @Message
    String settingName();

    @Message
    String value();

    @Message
    String source();

    @Message
    String standard();

    @Message
    String findSetting();

    @Message
    String links();

    @Message
    String healthJson();

    @Message
    String metrics();

    @Message
    String openApi();

    @Message
    String webhooks();

    @Message
    String webhooksHint();

    @Message
    String noWebhooks();

    @Message
    String address();

    @Message
    String eventWarning();

    @Message
    String eventResolved();

    @Message
    String onlyProduct();

    @Message
    String addWebhook();

    @Message
    String secret();

    @Message
    String test();

    @Message
    String sent();

    @Message
    String again();

    @Message
    String event();

    @Message
    String state();

    @Message
    String tried();

    @Message
    String tries();

    @Message
    String failure();

    @Message
    String waiting();

    @Message
    String delivered();

    @Message
    String dead();
}
