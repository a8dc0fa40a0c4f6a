/** The query service's REST resources: deployments and inspections. */
package org.patchbank.query;
