package org.patchbank.dashboard;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.patchbank.platform.NodeFactory;

/** What the frame around every page shows; {@code inject:shell} in templates. */
@Named("shell")
@ApplicationScoped
public class Shell {
    private final String factory;
    private final String version;

    Shell(NodeFactory own, @ConfigProperty(name = "quarkus.application.version") String version) {
        this.factory = own.name();
        this.version = version;
    }

    public String getFactory() {
        return factory;
    }

    public String getVersion() {
        return version;
    }
}
