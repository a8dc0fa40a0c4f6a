package org.patchbank.deployment;

import java.time.Instant;
import java.util.UUID;

/** Told inside the transaction that removes a deployment: what an observer writes then is kept together with that. */
public record DeploymentRemoved(UUID deployment, Instant at) {}
