/** One program, two services: a node answers only for the roles it has. */
package org.patchbank.platform.role;
