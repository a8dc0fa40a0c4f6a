package org.patchbank.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.patchbank.platform.PatchbankException;

class ReceiversTest {
    private final Receivers any = new Receivers(Optional.empty());
    private final Receivers listed = new Receivers(Optional.of(List.of("mes.example.com", "127.0.0.1")));

    @Test
    void addresses_of_the_web_are_taken() {
        assertThat(any.check("https://mes.example.com/hook?line=1").getHost()).isEqualTo("mes.example.com");
        assertThat(any.check("http://127.0.0.1:9000/").getPort()).isEqualTo(9000);
    }

    @Test
    void everything_else_is_refused() {
        for (String url : List.of(
                "file:///etc/passwd",
                "ftp://mes.example.com/",
                "mes.example.com/hook",
                "http:///hook",
                "https://user:word@mes.example.com/",
                "https://mes.example.com/#part",
                "http://two words/",
                "")) {
            assertThatThrownBy(() -> any.check(url))
                    .as(url)
                    .isInstanceOfSatisfying(
                            PatchbankException.class,
                            e -> assertThat(e.code()).isEqualTo(WebhookErrorCode.WEBHOOK_URL_INVALID));
        }
    }

    @Test
    void listed_hosts_are_the_only_ones() {
        assertThat(listed.check("https://MES.example.com/hook")).isNotNull();
        assertThatThrownBy(() -> listed.check("https://other.example.com/hook"))
                .isInstanceOfSatisfying(
                        PatchbankException.class,
                        e -> assertThat(e.code()).isEqualTo(WebhookErrorCode.WEBHOOK_HOST_REFUSED));
    }

    @Test
    void link_local_addresses_are_sent_nothing() {
        assertThatThrownBy(() -> any.checkNow(URI.create("http://169.254.169.254/latest/meta-data")))
                .isInstanceOf(PatchbankException.class);
        assertThatThrownBy(() -> any.checkNow(URI.create("http://[fe80::1]/"))).isInstanceOf(PatchbankException.class);
        assertThatCode(() -> any.checkNow(URI.create("http://127.0.0.1:9000/"))).doesNotThrowAnyException();
    }
}
