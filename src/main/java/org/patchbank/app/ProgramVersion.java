package org.patchbank.app;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** The version of the program, as Maven knows it. */
final class ProgramVersion implements IVersionProvider {
    @Override
    public String[] getVersion() throws IOException {
        return new String[] {"patchbank " + text(), "Java " + Runtime.version()};
    }

    static String text() throws IOException {
        try (InputStream in = ProgramVersion.class.getResourceAsStream("/patchbank-version.properties")) {
            Properties properties = new Properties();
            properties.load(in);
            return properties.getProperty("version");
        }
    }
}
