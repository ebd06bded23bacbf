/**
 * The soak and the kill drill: a real receiver writes a journal for long, while readers come and go, or is killed in the
 * middle of it, and afterwards every packet number is looked for.
 */
package io.rxpath.lab.soak;
