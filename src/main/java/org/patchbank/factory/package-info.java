/** Factories and the lines in them. */
package org.patchbank.factory;
