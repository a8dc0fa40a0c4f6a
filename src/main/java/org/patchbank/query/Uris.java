package org.patchbank.query;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Writes links; relative to the server, so that they hold behind a proxy. */
public final class Uris {
    private Uris() {}

    /** @param parameters names and values in turn */
    public static String path(String path, String... parameters) {
        StringBuilder uri = new StringBuilder(path);
        for (int i = 0; i < parameters.length; i += 2) {
            uri.append(i == 0 ? '?' : '&')
                    .append(parameters[i])
                    .append('=')
                    .append(URLEncoder.encode(parameters[i + 1], StandardCharsets.UTF_8)
                            .replace("+", "%20"));
        }
        return uri.toString();
    }
}
