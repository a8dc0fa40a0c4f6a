package org.patchbank.testing;

import com.google.gson.Gson;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.JSHandle;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.BoundingBox;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** What hands do to a page that Playwright has no words for. */
public final class Gestures {
    private static final Gson JSON = new Gson();
    private static final int STEPS = 8;

    private static final String CARRIED = """
            ({name, type, bytes}) => {
                const carried = new DataTransfer();
                carried.items.add(new File([Uint8Array.from(atob(bytes), c => c.charCodeAt(0))], name, {type}));
                return carried;
            }""";

    private Gestures() {}

    /** Drags a file that a page has made over a place and drops it there. */
    public static void drop(Locator place, String name, String type, byte[] content) {
        JSHandle carried = place.page()
                .evaluateHandle(
                        CARRIED,
                        Map.of(
                                "name",
                                name,
                                "type",
                                type,
                                "bytes",
                                Base64.getEncoder().encodeToString(content)));
        for (String event : List.of("dragenter", "dragover", "drop")) {
            place.dispatchEvent(event, Map.of("dataTransfer", carried));
        }
    }

    /** Drags a file or a folder of this machine over a place and drops it there, as a file manager does. */
    public static void drop(Locator place, Path path) {
        place.scrollIntoViewIfNeeded();
        BoundingBox box = place.boundingBox();
        JsonArray files = new JsonArray();
        files.add(path.toAbsolutePath().toString());
        JsonObject carried = new JsonObject();
        carried.add("items", new JsonArray());
        carried.add("files", files);
        carried.addProperty("dragOperationsMask", 1);
        CDPSession browser = session(place.page());
        for (String type : List.of("dragEnter", "dragOver", "drop")) {
            JsonObject event = new JsonObject();
            event.addProperty("type", type);
            event.addProperty("x", box.x + box.width / 2);
            event.addProperty("y", box.y + box.height / 4);
            event.add("data", carried);
            browser.send("Input.dispatchDragEvent", event);
        }
        browser.detach();
    }

    /** Moves a finger over a place, from one point to another in shares of its sides. */
    public static void swipe(Locator place, double fromX, double fromY, double toX, double toY) {
        place.scrollIntoViewIfNeeded();
        BoundingBox box = place.boundingBox();
        CDPSession browser = session(place.page());
        touch(browser, "touchStart", box.x + box.width * fromX, box.y + box.height * fromY);
        for (int step = 1; step <= STEPS; step++) {
            double share = (double) step / STEPS;
            touch(
                    browser,
                    "touchMove",
                    box.x + box.width * (fromX + share * (toX - fromX)),
                    box.y + box.height * (fromY + share * (toY - fromY)));
        }
        browser.send("Input.dispatchTouchEvent", touched("touchEnd", List.of()));
        browser.detach();
    }

    private static void touch(CDPSession browser, String type, double x, double y) {
        browser.send("Input.dispatchTouchEvent", touched(type, List.of(Map.of("x", x, "y", y))));
    }

    private static JsonObject touched(String type, List<Map<String, Double>> points) {
        JsonObject event = new JsonObject();
        event.addProperty("type", type);
        event.add("touchPoints", JSON.toJsonTree(points));
        return event;
    }

    private static CDPSession session(Page page) {
        return page.context().newCDPSession(page);
    }
}
