package org.patchbank.evaluation;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.PrintWriter;
import org.patchbank.evaluation.client.PatchbankClient;

/** Prints results for programs to read. */
public final class Json {
    private Json() {}

    /** Pretty JSON with snake_case names. */
    public static void print(PrintWriter out, Object value) {
        try {
            out.println(PatchbankClient.json().writerWithDefaultPrettyPrinter().writeValueAsString(value));
            out.flush();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("cannot be written as JSON: " + value, e);
        }
    }
}
