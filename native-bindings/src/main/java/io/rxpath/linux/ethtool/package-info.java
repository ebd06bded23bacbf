/** Device features, channels, statistics and time stamping by the {@code SIOCETHTOOL} ioctl. */
package io.rxpath.linux.ethtool;
