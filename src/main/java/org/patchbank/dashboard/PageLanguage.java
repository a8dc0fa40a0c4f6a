package org.patchbank.dashboard;

import io.quarkus.arc.Arc;
import io.quarkus.arc.InstanceHandle;
import io.quarkus.qute.EngineBuilder;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.vertx.core.http.Cookie;
import io.vertx.ext.web.LanguageHeader;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import org.patchbank.dashboard.text.Language;

/** Gives every page the language of the request that asks for it. */
@ApplicationScoped
class PageLanguage {
    void register(@Observes EngineBuilder engine) {
        engine.addTemplateInstanceInitializer(PageLanguage::initialize);
    }

    private static void initialize(TemplateInstance page) {
        if (!Arc.container().requestContext().isActive()) {
            return;
        }
        InstanceHandle<CurrentVertxRequest> current = Arc.container().instance(CurrentVertxRequest.class);
        RoutingContext exchange = current.isAvailable() ? current.get().getCurrent() : null;
        if (exchange != null) {
            Cookie chosen = exchange.request().getCookie(Language.COOKIE);
            List<String> accepted = exchange.acceptableLanguages().stream()
                    .map(LanguageHeader::tag)
                    .toList();
            page.setLocale(Language.of(chosen == null ? null : chosen.getValue(), accepted)
                    .locale());
        }
    }
}
