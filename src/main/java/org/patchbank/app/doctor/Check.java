package org.patchbank.app.doctor;

/**
 * What was found about one thing that Patchbank needs.
 *
 * @param remedy what to do, or to mind though all is well; or null
 */
public record Check(String name, boolean ok, String detail, String remedy) {
    static Check ok(String name, String detail) {
        return new Check(name, true, detail, null);
    }

    static Check bad(String name, String detail, String remedy) {
        return new Check(name, false, detail, remedy);
    }

    static Check of(String name, boolean ok, String detail, String remedy) {
        return ok ? ok(name, detail) : bad(name, detail, remedy);
    }
}
