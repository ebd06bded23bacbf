/**
 * The branch-truth experiment: scenarios that make packets go every way there is, the runner that holds the receiver's
 * labels against the oracle's, and its reports.
 */
package io.rxpath.lab.truth;
