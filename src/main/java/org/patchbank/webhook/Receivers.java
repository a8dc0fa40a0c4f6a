package org.patchbank.webhook;

import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.patchbank.platform.PatchbankException;

/**
 * Where events may go. Whoever may add a webhook makes this server send requests into its own network. Where hosts are listed, only
 * those are sent to; where not, all but link-local addresses, behind which clouds keep the credentials of their machines.
 */
final class Receivers {
    private static final int LONGEST = 2000;

    private final Optional<List<String>> allowed;

    Receivers(Optional<List<String>> allowed) {
        this.allowed = allowed.map(hosts -> hosts.stream()
                .map(host -> host.strip().toLowerCase(Locale.ROOT))
                .toList());
    }

    /** @throws PatchbankException {@code WEBHOOK_URL_INVALID}, {@code WEBHOOK_HOST_REFUSED} */
    URI check(String text) {
        URI url = parse(text);
        if (allowed.isPresent() && !allowed.get().contains(host(url))) {
            throw refused(
                    url, "Choose a host of patchbank.webhook.allowed-hosts, or have it added there: " + allowed.get());
        }
        return url;
    }

    /**
     * Looks where the host is now: names can come to mean something else.
     *
     * @throws PatchbankException {@code WEBHOOK_HOST_REFUSED}
     */
    void checkNow(URI url) throws UnknownHostException {
        check(url.toString());
        if (allowed.isPresent()) {
            return;
        }
        for (InetAddress address : InetAddress.getAllByName(url.getHost())) {
            if (address.isLinkLocalAddress() || address.isAnyLocalAddress() || address.isMulticastAddress()) {
                throw refused(url, "Name it in patchbank.webhook.allowed-hosts if it is meant.");
            }
        }
    }

    private static URI parse(String text) {
        try {
            URI url = new URI(text);
            boolean http = "http".equalsIgnoreCase(url.getScheme()) || "https".equalsIgnoreCase(url.getScheme());
            if (http
                    && url.getHost() != null
                    && url.getUserInfo() == null
                    && url.getFragment() == null
                    && text.length() <= LONGEST) {
                return url;
            }
        } catch (URISyntaxException e) {
            // told below
        }
        throw new PatchbankException(
                WebhookErrorCode.WEBHOOK_URL_INVALID,
                "Events cannot be sent to '%s'."
                        .formatted(text.length() <= LONGEST ? text : text.substring(0, LONGEST)),
                "Give an address that begins with http:// or https://, with a host, without user, password and fragment.");
    }

    private static String host(URI url) {
        return url.getHost().toLowerCase(Locale.ROOT);
    }

    private static PatchbankException refused(URI url, String remedy) {
        return new PatchbankException(
                WebhookErrorCode.WEBHOOK_HOST_REFUSED, "No events are sent to " + url.getHost() + ".", remedy);
    }
}
