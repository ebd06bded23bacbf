/**
 * Capture files as feeds: {@link io.rxpath.lab.capture.CaptureReader} reads pcap and pcapng, plain or gzip'd, and keeps
 * the UDP datagrams in capture order as a {@link io.rxpath.lab.capture.Capture}.
 */
package io.rxpath.lab.capture;
