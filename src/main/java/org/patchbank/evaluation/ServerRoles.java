package org.patchbank.evaluation;

import org.patchbank.evaluation.client.PatchbankClient;
import org.patchbank.platform.PatchbankException;
import org.patchbank.platform.problem.HttpErrorCode;

/** Looks whether a server has the roles that a command needs, before minutes of work end at the one that it lacks. */
final class ServerRoles {
    private static final String OF_BOTH = "Use a server with both roles (patchbank.roles=ingest,query, the default)";

    private ServerRoles() {}

    /** @throws PatchbankException {@code SERVER_LACKS_ROLE} */
    static void requireIngest(PatchbankClient client) {
        require(
                client,
                () -> client.referenceSet("any"),
                "'ingest', which takes reference images in and builds versions",
                OF_BOTH + ", or name a node with that role with --server.");
    }

    /** @throws PatchbankException {@code SERVER_LACKS_ROLE} */
    static void requireDeployments(PatchbankClient client, String product, String line) {
        require(
                client,
                () -> client.deployment(product, line),
                "'query', which deploys versions and inspects",
                OF_BOTH + ", or name one that has the role with --query-url, or build here with --no-deploy"
                        + " and deploy the version there: POST /api/v1/deployments.");
    }

    private static void require(PatchbankClient client, Runnable look, String role, String remedy) {
        try {
            look.run();
        } catch (PatchbankException e) {
            if (!e.code().code().equals(HttpErrorCode.OTHER_ROLE.code())) {
                throw e;
            }
            throw new PatchbankException(
                    CommandError.SERVER_LACKS_ROLE,
                    "The server at %s does not have the role %s.".formatted(client.server(), role),
                    remedy,
                    e);
        }
    }
}
