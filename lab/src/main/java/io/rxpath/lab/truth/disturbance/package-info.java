/** What disturbs a receiver while its packets are labelled; each begins and ends around the traffic and restores all. */
package io.rxpath.lab.truth.disturbance;
